#!/usr/bin/env node
// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

// Measures the targets P1, P2, P4, P5 and P7 and prints a table, or with --json everything as JSON.
// `make bench` builds what it needs and calls it. docs/benchmarks.md says how to read the figures.
//
//   bench/run.mjs [--json] [--rounds N] [--repeat N]

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const MIN_ROUNDS = 9;
const BATCH = 1024;
const LARGE_BATCH = 65_536;
const TRANSFER = 'pallet_balances::transfer_keep_alive';
const REMARK = 'frame_system::remark_with_event';
const MESSAGE = 'pallet_bench_controls::frequency_message';
const FREQUENCY_GRANT = 'pallet_bench_controls::frequency_grant';
const ATTESTATION = 'pallet_bench_controls::kilt_attestation';
const ANCHOR = 'pallet_record_anchors::anchor';
const ANCHOR_BATCH = 'pallet_record_anchors::anchor_batch';
const GRANT = 'pallet_consent::grant';
const REVOKE = 'pallet_consent::revoke';
// The beginning of a session with an election, at its bounds. No weight is made of it.
const ELECTION = 'election::begin_session';
// Has a weight, but is no call.
const CHECK = 'pallet_consent::check_access';
const DIRECT_CHECK = 'pallet_consent::direct_check';
// With the most of its component: grants that are there already.
function full(id) {
	return `${id}, full`;
}

// The benchmarks of a round, in this order of pallets.
const TIMED = [
	REMARK, TRANSFER, MESSAGE, FREQUENCY_GRANT, ATTESTATION, GRANT, full(GRANT), REVOKE, full(REVOKE),
	ANCHOR, ANCHOR_BATCH,
];

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
// The measured weights of our own pallets, by the crate's name.
const OWN = Object.fromEntries(readdirSync('pallets')
	.map((folder) => [`pallet_${folder.replaceAll('-', '_')}`, `pallets/${folder}/src/weights/measured.rs`])
	.filter(([, path]) => existsSync(path)));
// The pallets whose proofs are sized.
const SIZED = ['pallet_balances', 'pallet_bench_controls', ...Object.keys(OWN)];
const { values: options } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		rounds: { type: 'string', default: String(MIN_ROUNDS) },
		repeat: { type: 'string', default: '100' },
	},
});
const rounds = Number(options.rounds);
if (!(rounds >= MIN_ROUNDS)) die(`at least ${MIN_ROUNDS} rounds are needed: --rounds ${MIN_ROUNDS}`);

function die(message) {
	console.error(`error: ${message}`);
	process.exit(1);
}

function say(message) {
	console.error(`==> ${message}`);
}

function env(name, meaning) {
	return process.env[name] ?? die(`${name} must name ${meaning}: run 'make bench'`);
}

const NODE = env('MEDIBLOC_NODE', 'the node');
const [BENCHER, ...BENCHER_ARGS] =
	env('MEDIBLOC_BENCHER', 'the optimised program that runs benchmarks').split(' ');
const RUNTIME = env('MEDIBLOC_BENCH_RUNTIME', 'the runtime built with runtime-benchmarks');
const STATE_COSTS = env('MEDIBLOC_STATE_COSTS', 'the example state-costs of the runtime');
const THROUGHPUT = env('MEDIBLOC_THROUGHPUT', 'the example throughput of record-commitment');

const core = String(cpus().length - 1);
const canPin = spawnSync('taskset', ['-c', core, 'true']).status === 0;

/** Runs a program on one core and returns what it printed: to stdout, or as a log to stderr. */
function run(program, args, stream = 'stdout') {
	const [command, argv] = canPin
		? ['taskset', ['-c', core, program, ...args]]
		: [program, args];
	const done = spawnSync(command, argv, { encoding: 'utf8', maxBuffer: 1 << 30 });
	if (done.status !== 0) {
		die(`${program} failed: ${done.error?.message ?? done.stderr.slice(-2000)}`);
	}
	return done[stream];
}

const scratch = mkdtempSync(join(tmpdir(), 'medibloc-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

// Statistics

function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The narrowest pair of ordered values between which the median lies with at least 95 %. */
function interval(values) {
	const sorted = [...values].sort((a, b) => a - b);
	let [outside, ways, cut] = [0, 1, 0];
	for (let below = 0; below < sorted.length / 2; below++) {
		outside += (2 * ways) / 2 ** sorted.length;
		if (outside > 0.05) break;
		cut = below;
		ways = (ways * (sorted.length - below)) / (below + 1);
	}
	return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

function summary(values) {
	return { median: median(values), interval: interval(values) };
}

// Measuring

function machine() {
	say('The machine');
	const args = ['benchmark', 'machine', '--allow-fail', '--base-path', scratch];
	const report = run(NODE, args, 'stderr').replace(/\x1b\[\d*m/g, '');
	const output = (program, args) => execFileSync(program, args, { encoding: 'utf8' }).trim();
	return {
		date: new Date().toISOString().slice(0, 10),
		cpu: cpus()[0].model.trim(),
		cores: cpus().length,
		memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
		system: /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1],
		rust: output('rustc', ['--version']),
		commit: output('git', ['describe', '--always', '--dirty']),
		pinned: canPin,
		load: loadavg()[0],
		report: report.split('\n').filter((line) => /^[|+]/.test(line)).join('\n'),
	};
}

/**
 * Per benchmark and round the median time of execution in picoseconds; reads and writes. Where a
 * benchmark has a component, with the least of it and, as `<id>, full`, with the most.
 */
function times() {
	const pallets = [...new Set(TIMED.map((id) => id.split('::')[0]))];
	const names = [...new Set(TIMED.map((id) => id.split('::')[1].split(',')[0]))];
	const file = join(scratch, 'round.json');
	const calls = {};
	for (let round = 1; round <= rounds; round++) {
		say(`Round ${round} of ${rounds}`);
		run(BENCHER, [
			...BENCHER_ARGS, 'benchmark', 'pallet', '--runtime', RUNTIME, '--genesis-builder', 'runtime',
			'--pallet', pallets.join(','), '--extrinsic', names.join(','), '--repeat', options.repeat,
			'--steps', '2', '--min-duration', '0', '--json-file', file, '--quiet',
		]);
		for (const batch of JSON.parse(readFileSync(file, 'utf8'))) {
			const id = `${batch.pallet}::${batch.benchmark}`;
			const [{ reads, writes }] = batch.db_results;
			const component = ({ components: [first] }) => first?.[1] ?? 0;
			const values = batch.time_results.map(component);
			for (const [name, value] of [[id, Math.min(...values)], [full(id), Math.max(...values)]]) {
				const these = batch.time_results.filter((one) => component(one) === value);
				calls[name] ??= { reads, writes, rounds: [] };
				calls[name].rounds.push(1000 * median(these.map((one) => one.extrinsic_time)));
			}
		}
	}
	for (const id of TIMED) if (!calls[id]) die(`the runtime has no benchmark ${id}`);
	return calls;
}

/** Per call the proof size that its weight in the runtime declares, with the most of each component. */
function declared() {
	const sizes = {};
	for (const [pallet, path] of Object.entries(OWN)) {
		const file = readFileSync(path, 'utf8');
		const calls = file.matchAll(/^((?:\t\/\/\/[^\n]*\n)*)\tfn (\w+)\((.*?)^\t}/gms);
		for (const [, docs, name, body] of calls) {
			const ranges = docs.matchAll(/component `(\w+)` is `\[\d+, (\d+)\]`/g);
			const most = Object.fromEntries([...ranges].map(([, component, top]) => [component, top]));
			if (`${pallet}::${name}` === ANCHOR_BATCH && docs.includes('component')) {
				die(`the weight of ${name} now depends on something: measure it at ${LARGE_BATCH} and at 1`);
			}
			const terms = /Weight::from_parts\(0, ([\d_]+)\)(?:\.saturating_mul\((\w+)\.into\(\)\))?/g;
			sizes[`${pallet}::${name}`] = [...body.matchAll(terms)]
				.reduce((sum, [, size, factor]) => {
					return sum + size.replaceAll('_', '') * (factor ? most[factor] : 1);
				}, 0);
		}
	}
	return sizes;
}

/** Reads, writes and proof size of each call, at genesis and among a million entries. */
function stateCosts(levels) {
	say(`Real proof sizes, with 16^${levels} entries in each map`);
	const [constants, ...lines] = run(STATE_COSTS, [String(levels), ...SIZED]).trim().split('\n');
	const costs = lines.map((line) => JSON.parse(line));
	return {
		constants: JSON.parse(constants),
		calls: Object.fromEntries(costs.map((cost) => [`${cost.pallet}::${cost.benchmark}`, cost])),
	};
}

/** A block that is full of calls which insert. */
function fullBlock(levels) {
	say('A full block');
	const lines = run(STATE_COSTS, [String(levels), 'full-block']).trim().split('\n');
	return JSON.parse(lines.at(-1));
}

/** The ref-time of an election at its bounds, in picoseconds: of each round the median. */
function election({ read, write }) {
	say('An election at its bounds');
	const file = join(scratch, 'election.json');
	const [pallet, name] = ELECTION.split('::');
	run(BENCHER, [
		...BENCHER_ARGS, 'benchmark', 'pallet', '--runtime', RUNTIME, '--genesis-builder', 'runtime',
		'--pallet', pallet, '--extrinsic', name, '--repeat', String(rounds), '--steps', '2',
		'--min-duration', '0', '--json-file', file, '--quiet',
	]);
	const [{ time_results: timed, db_results: touched }] = JSON.parse(readFileSync(file, 'utf8'));
	const size = ({ components }) => components.reduce((sum, [, value]) => sum + value, 0);
	const most = Math.max(...timed.map(size));
	const { reads, writes } = touched.find((one) => size(one) === most);
	return timed.filter((one) => size(one) === most)
		.map((one) => 1000 * one.extrinsic_time + reads * read + writes * write);
}

function throughput() {
	say('Records per second');
	const stages = {};
	const pattern = /^(\S.*?)\s{2,}(\d+)\s+\((\d+) to (\d+)\)$/gm;
	const output = run(THROUGHPUT, [String(LARGE_BATCH), String(rounds)]);
	for (const [, stage, middle, low, high] of output.matchAll(pattern)) {
		stages[stage] = { median: Number(middle), interval: [Number(low), Number(high)] };
	}
	return stages;
}

// Judging

function refTimes(calls, { read, write }) {
	const weights = {};
	for (const [id, { reads, writes, rounds: perRound }] of Object.entries(calls)) {
		weights[id] = perRound.map((time) => time + reads * read + writes * write);
	}
	return weights;
}

function ratio(ours, theirs) {
	return summary(ours.map((weight, round) => weight / theirs[round]));
}

function bytesWritten(cost, entry) {
	return cost.writes.find((write) => write.entry === entry)?.bytes
		?? die(`${cost.benchmark} writes no ${entry}`);
}

function judge({ weights, declared: sizes, costs, block, election: elections, throughput: stages }) {
	const proof = (id) => costs.calls[id].proof;
	const calls = Object.entries(sizes).filter(([id]) => id !== CHECK).sort();
	const proofs = calls.map(([id, declared]) => {
		const { proof: real, recorded } = costs.calls[id] ?? die(`${id} has no benchmark`);
		return { id, declared, real, recorded, ratio: declared / real };
	});
	const ratios = proofs.map(({ ratio }) => ratio);
	const fitting = ratios.filter((value) => value >= 1 && value <= 1.5).length;
	const single = bytesWritten(costs.calls[ANCHOR], 'RecordAnchors::Anchors');
	const batch = bytesWritten(costs.calls[ANCHOR_BATCH], 'RecordAnchors::Batches');
	const { reads: { length: reads } } = costs.calls[DIRECT_CHECK];
	const most = (value, limit) => value <= limit;
	const row = (target, what, value, limit, met) =>
		({ target, what, value, limit, verdict: met ? 'met' : 'MISSED' });
	const compare = (target, what, ours, theirs, limit) => {
		const value = ratio(weights[ours], weights[theirs]);
		return row(target, what, value, `<= ${limit}`, most(value.median, limit));
	};
	const one = (median) => ({ median });
	const rate = (stage) => stages[stage] ?? die(`throughput printed no line '${stage}'`);
	const rates = [
		['with one verifier for the batch', rate('build, prove and verify with one verifier')],
		['each proof by itself', rate('build, prove and verify each proof by itself')],
	];
	const rows = [
		compare('P1', 'anchor / transfer, declared ref-time', ANCHOR, TRANSFER, 0.9),
		row('P1', 'anchor / Frequency-shaped message, real proof', one(proof(ANCHOR) / proof(MESSAGE)),
			'<= 0.6', most(proof(ANCHOR) / proof(MESSAGE), 0.6)),
		...rates.map(([how, value]) =>
			row('P2', `records/s, ${how}`, value, '>= 1000000', value.median >= 1e6)),
		// By construction: its weight has no component, which `declared` checks.
		row('P2', `anchor_batch of ${LARGE_BATCH} / of 1, declared`, one(1), '<= 1.02', true),
		row('P4', `bytes of state a record, batch of ${BATCH}`, one(batch / BATCH), '<= 0.2',
			most(batch / BATCH, 0.2)),
		row('P4', 'bytes of state a record, single', one(single), '<= 110', most(single, 110)),
		compare('P5', 'first grant / Frequency-shaped grant, ref-time', GRANT, FREQUENCY_GRANT, 0.5),
		compare('P5', 'the same, 16th grant', full(GRANT), FREQUENCY_GRANT, 0.5),
		compare('P5', 'revoke the only grant / transfer, ref-time', REVOKE, TRANSFER, 1),
		compare('P5', 'the same, of 16 grants', full(REVOKE), TRANSFER, 1),
		row('P5', 'storage reads of the check, account to account', one(reads), '<= 2', reads <= 2),
		row('P7', 'declared / real proof, lowest', one(Math.min(...ratios)), '>= 1.0',
			Math.min(...ratios) >= 1),
		row('P7', 'declared / real proof, highest', one(Math.max(...ratios)), '<= 1.5',
			most(Math.max(...ratios), 1.5)),
		row('P7', 'bytes of proof of a full block', one(block.proof), `<= ${block.limit}`,
			most(block.proof, block.limit)),
		row('P7', 'ref-time that a full block declares, ms', one(block.refTime / 1e9),
			`<= ${block.refTimeLimit / 1e9}`, most(block.refTime, block.refTimeLimit)),
		row('P7', 'ref-time of an election at its bounds, ms',
			summary(elections.map((time) => time / 1e9)), `<= ${block.refTimeLimit / 1e9}`,
			most(Math.max(...elections), block.refTimeLimit)),
		row('P7', 'calls within', one(fitting), `= ${ratios.length}`, fitting === ratios.length),
	];
	return { rows, proofs };
}

// Printing

function figure(value) {
	if (Number.isInteger(value)) return String(value);
	return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

function table(head, rows) {
	const lines = [head, ...rows].map((row) => row.map(String));
	const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
	const print = (line) =>
		console.log(`| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
	print(lines[0]);
	console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
	lines.slice(1).forEach(print);
}

function print({ machine, calls, weights, rows, proofs }) {
	const { cpu, cores, memory, system, rust, commit, date, load } = machine;
	console.log(`${date}, ${cores} x ${cpu}, ${memory}, ${system}; ${rust}; commit ${commit}`);
	console.log([
		`${rounds} rounds`,
		machine.pinned ? 'pinned to one core' : 'not pinned to a core (taskset is missing)',
		`load at the start ${load.toFixed(1)}`,
	].join(', '));
	console.log(`\n${machine.report}\n`);
	table(['Target', 'What', 'Median', 'Interval', 'Wanted', ''], rows.map((row) => [
		row.target, row.what, figure(row.value.median),
		row.value.interval?.map(figure).join(' to ') ?? '', row.limit, row.verdict,
	]));
	console.log();
	table(['Call', 'Time, us', 'Reads', 'Writes', 'Ref-time, us', 'x transfer', 'Interval'],
		TIMED.map((id) => {
			const { median: times, interval: range } = ratio(weights[id], weights[TRANSFER]);
			const us = (values) => (median(values) / 1e6).toFixed(1);
			const { reads, writes, rounds: perRound } = calls[id];
			return [id, us(perRound), reads, writes, us(weights[id]), times.toFixed(2),
				range.map((value) => value.toFixed(2)).join(' to ')];
		}));
	console.log();
	table(['Call', 'Declared, B', 'Real, B', 'Declared / real', 'Of it recorded, B'],
		proofs.map(({ id, declared, real, recorded, ratio }) =>
			[id, declared, real, ratio.toFixed(2), recorded]));
}

const result = { machine: machine(), rounds };
result.calls = times();
result.declared = declared();
result.costs = stateCosts(5);
result.block = fullBlock(5);
result.election = election(result.costs.constants);
result.throughput = throughput();
result.weights = refTimes(result.calls, result.costs.constants);
Object.assign(result, judge(result));
if (options.json) console.log(JSON.stringify(result, null, '\t'));
else print(result);
