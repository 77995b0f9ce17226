#!/usr/bin/env node
// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

// Writes the sizes of proofs into weight files, as `bench/state-costs` measures them in a
// state of a million entries a map, and a quarter more: for maps of ten million, and for the
// difference between keys. `make bench-weights` calls it.
//
//   bench/proof-sizes.mjs PALLET...

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LEVELS = '5';
const MARKER = /^\t\t\t\/\/ Proof size of (\w+)$/gm;

function die(message) {
	console.error(`error: ${message}`);
	process.exit(1);
}

const withMargin = (bytes) => Math.ceil(bytes * 1.25);

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const program = process.env.MEDIBLOC_STATE_COSTS
	?? die("MEDIBLOC_STATE_COSTS must name the example state-costs: run 'make bench-weights'");
const pallets = process.argv.slice(2);
const output = execFileSync(program, [LEVELS, ...pallets], {
	encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'],
});
const costs = output.trim().split('\n').slice(1).map((line) => JSON.parse(line));

for (const pallet of pallets) {
	const folder = pallet.replace('pallet_', '').replaceAll('_', '-');
	const path = `pallets/${folder}/src/weights/measured.rs`;
	const file = readFileSync(path, 'utf8').replaceAll(MARKER, (_, name) => {
		const cost = costs.find((one) => one.pallet === pallet && one.benchmark === name)
			?? die(`state-costs printed nothing about ${pallet}::${name}`);
		const { base, slopes } = cost.proofSize;
		const terms = [`Weight::from_parts(0, ${withMargin(base)})`];
		for (const [component, slope] of Object.entries(slopes)) {
			if (slope === 0) continue;
			const each = `Weight::from_parts(0, ${withMargin(slope)})`;
			terms.push(`${each}.saturating_mul(${component}.into())`);
		}
		return terms.map((term) => `\t\t\t.saturating_add(${term})`).join('\n');
	});
	writeFileSync(path, file);
}
