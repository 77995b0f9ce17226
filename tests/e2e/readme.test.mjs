// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0


/** The commands of the README, as they stand there. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { start } from './lib/command.mjs';
import { MEDI } from './lib/medi.mjs';
import { DEV, temporaryFolder } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
/** What `make tour` runs. */
const TOUR = fileURLToPath(new URL('tour.mjs', import.meta.url));
const execute = promisify(execFile);

/** The blocks of commands in a text: lines that are indented. */
const blocksOf = (text) =>
	[...text.matchAll(/^(?: {4}.*\n)+/gm)].map(([block]) => block.replace(/^ {4}/gm, ''));

/** What must come of a command; of all others, success. */
const isDenied = (command, granted) => /^medi access check/.test(command) && !granted;

test('the commands of the README do what it says', async (t) => {
	const blocks = blocksOf(await readFile(README, 'utf8'));
	const node = await start(t, DEV);
	const http = node.url.replace(/^ws/, 'http');
	const environment = { PATH: process.env.PATH, HOME: await temporaryFolder(t), MEDI_URL: node.url };
	/** Runs commands in a shell, and gives exit code and output. */
	const shell = (text) =>
		execute('bash', ['-c', text], { env: environment }).then(
			({ stdout }) => ({ code: 0, stdout }),
			(error) => error,
		);
	const ran = { curl: 0, medi: 0, tour: 0 };
	for (const block of blocks) {
		if (block.startsWith('curl ')) {
			const { code, stdout } = await shell(block.replace('http://127.0.0.1:9944', http));
			assert.equal(code, 0, block);
			const { result } = JSON.parse(stdout);
			if (block.includes('checkAccess')) {
				assert.deepEqual([result.permit, result.reason], [false, 'NoGrant'], stdout);
			} else {
				assert.equal(result.role, 'Practitioner', stdout);
			}
			ran.curl += 1;
			continue;
		}
		let granted = false;
		for (const line of block.trimEnd().split('\n')) {
			if (/^make tour\b/.test(line)) {
				await execute(process.execPath, [TOUR, node.url]);
				ran.tour += 1;
				continue;
			}
			// What builds and tests is run by whoever runs this.
			if (/^make |^alias medi=/.test(line)) continue;
			assert.match(line, /^medi /, 'a command of the README that no test runs');
			const { code, stderr } = await shell(line.replace(/^medi /, `'${MEDI}' `));
			assert.equal(code, isDenied(line, granted) ? 7 : 0, `${line}: ${stderr}`);
			granted ||= line.startsWith('medi consent grant') && !line.includes('--dry-run');
			ran.medi += 1;
		}
	}
	assert.deepEqual(ran, { curl: 2, medi: 5, tour: 1 });
});
