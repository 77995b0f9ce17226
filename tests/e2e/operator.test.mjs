// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Interfaces for operators of nodes: metrics, keys and diagnostics. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, Chain, DAY, signer } from './lib/chain.mjs';
import { fail, start, succeed, unusedPort } from './lib/command.mjs';
import { metricsWith, ownMetrics } from './lib/metrics.mjs';
import { DEV, STALLED_RELAY, temporaryFolder } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const KEYS = fileURLToPath(new URL('../../ops/keys/keys.mjs', import.meta.url));
const MIB = 2 ** 20;
/** A local network is started with this identity, which only its own nodes need to find. */
const NEW_IDENTITY = '--unsafe-force-node-key-generation';

const execute = promisify(execFile);

/** Runs the guide of collators and gives its exit code and output. */
const keys = async (...args) => {
	try {
		return { code: 0, ...(await execute(process.execPath, [KEYS, ...args])) };
	} catch (error) {
		if (typeof error.code !== 'number') throw error;
		return error;
	}
};

const guide = async (...args) => {
	const { code, stdout, stderr } = await keys(...args, '--json');
	assert.equal(code, 0, stdout + stderr);
	return JSON.parse(stdout);
};

/** Writes the specification of the local network, changed by `change`, into `folder`. */
const localSpec = async (folder, name, change) => {
	const file = path.join(folder, name);
	await succeed(['export-chain-spec', '--chain', 'local', '--output', file]);
	const spec = JSON.parse(await readFile(file));
	change(spec);
	await writeFile(file, JSON.stringify(spec));
	return file;
};

test('metrics tell of blocks, the seat and pending applications', async (t) => {
	const port = await unusedPort();
	const node = await start(t, [...DEV, '--prometheus-port', `${port}`]);
	const chain = await Chain.connect(node);
	t.after(() => chain.disconnect());
	const { credentials } = chain.api.tx;
	const { authority } = cast();
	const applicant = signer('//Applicant');

	const fresh = await metricsWith(port, ({ authors }) => authors > 0);
	assert.equal(fresh.seat, 1);
	assert.equal(fresh.session_keys, 1);
	assert.equal(fresh.authors, 1);
	assert.equal(fresh.pending_applications, 0);
	assert.equal(fresh.relay_chain_idle_seconds, undefined);

	await chain.fund(applicant);
	const evidence = blake2AsHex('evidence');
	await chain.send(applicant, credentials.apply('Practitioner', authority.address, evidence));
	await metricsWith(port, ({ pending_applications }) => pending_applications === 1);
	const expires = (await chain.now()) + 30 * DAY;
	const issue = credentials.issue(applicant.address, 'Practitioner', evidence, expires);
	await chain.send(authority, issue);
	await metricsWith(port, ({ pending_applications }) => pending_applications === 0);

	// Every block is this node's, and final at once.
	const before = await chain.api.rpc.chain.getHeader();
	const { blocks_authored_total, blocks_authored_finalized_total } = await metricsWith(
		port,
		(now) => now.blocks_authored_total === now.blocks_authored_finalized_total,
	);
	assert.ok(blocks_authored_total >= before.number.toNumber());
	assert.equal(blocks_authored_finalized_total, blocks_authored_total);
	const after = await chain.api.rpc.chain.getHeader();
	assert.ok(blocks_authored_total <= after.number.toNumber());
});

test('a collator is led from its keys to a seat', async (t) => {
	const folder = await temporaryFolder(t);
	// The local network in one process: two seats, and eras of ten blocks.
	const spec = await localSpec(folder, 'fast.json', (spec) => {
		spec.chainType = 'Development';
	});
	const port = await unusedPort();
	const metrics = ['--prometheus-port', `${port}`];
	const args = ['--chain', spec, NEW_IDENTITY, '--dev-block-time', '300', ...metrics];
	const node = await start(t, args);
	const at = ['--url', node.url];
	const stash = signer('//Ferdie').address;

	assert.equal((await ownMetrics(port)).seat, 0);
	const status = await guide(...at, '--stash', stash, '--status');
	assert.equal(status.step, 'keys');
	assert.deepEqual(status.calls, []);
	assert.equal(status.network.minBond, `${100_000n * 10n ** 12n}`);
	assert.equal(status.network.minCommission, 30_000_000);
	assert.equal(status.stash.keys, null);
	assert.equal(status.node.chain, 'MediBloc Local');

	const asked = await guide(...at, '--stash', stash);
	assert.equal(asked.step, 'sign');
	assert.deepEqual(
		asked.calls.map(({ call }) => call),
		['staking.bond', 'session.setKeys', 'staking.validate'],
	);
	assert.ok(asked.allAtOnce.link.endsWith(asked.allAtOnce.hex));
	const chain = await Chain.connect(node);
	t.after(() => chain.disconnect());
	const { hex } = asked.allAtOnce;
	assert.equal(chain.api.createType('Call', hex).toHex(), hex);

	const wishes = ['--bond', '900000', '--commission', '5'];
	const signed = await guide(...at, ...wishes, '--sign-with', '//Ferdie');
	assert.match(signed.signed, /^0x/);
	assert.equal(signed.stash.isCandidate, true);
	assert.equal(signed.stash.commission, 50_000_000);
	assert.equal(signed.stash.bonded, `${900_000n * 10n ** 12n}`);
	assert.equal(signed.stash.keysAreHere, true);
	assert.deepEqual(signed.calls, []);

	await metricsWith(port, ({ seat }) => seat === 1);
	const seated = await guide(...at, '--stash', stash);
	assert.equal(seated.step, 'seated');
	const { stdout } = await keys(...at, '--stash', stash);
	assert.match(stdout, /seat +yes/);

	const poor = await guide(...at, '--stash', signer('//Poor').address);
	assert.equal(poor.step, 'fund');
	assert.match(poor.advice, /^Send 100000\.\d+ MED more/);
});

test('the guide refuses with the reason', async (t) => {
	const node = await start(t, ['--dev', '--instant-seal', '--rpc-methods', 'safe']);
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'key');
	await writeFile(file, 'not a phrase');
	const at = ['--url', node.url];
	const { address } = signer('//Ferdie');
	for (const [args, message] of [
		[[...at], /name the stash/],
		[[...at, '--stash', `${address}x`], /is not an address/],
		[['--url', 'http://127.0.0.1', '--stash', address], /is no WebSocket address/],
		[['--url', `ws://127.0.0.1:${await unusedPort()}`, '--stash', address], /no node answers/],
		[[...at, '--stash', address, '--bond', '1e9'], /the bond 1e9 is not a number/],
		[[...at, '--stash', address, '--bond', '1', '--status'], /at least 100000 MED/],
		[[...at, '--stash', address, '--commission', '2', '--status'], /at least 3 %/],
		[[...at, '--stash', address, '--commission', '101'], /at most 100 %/],
		[[...at, '--stash', address, '--payee', 'me'], /me is not an address/],
		[[...at, '--stash', address, '--sign-with', '//Eve'], /is the key of .* not of the stash/],
		[[...at, '--sign-with', path.join(folder, 'none')], /no file that can be read \(ENOENT\)/],
		[[...at, '--sign-with', file], /holds no secret phrase/],
		[[...at, '--stash', address], /makes keys only for those on its own machine/],
	]) {
		const { code, stderr } = await keys(...args);
		assert.equal(code, 1, args.join(' '));
		assert.match(stderr, message);
		assert.doesNotMatch(stderr, /node:internal/);
	}
	const { code, stderr } = await keys('--nothing');
	assert.equal(code, 2);
	assert.match(stderr, /Unknown option.*Usage/s);
});

test('a wrong specification is refused with the reason', async (t) => {
	const folder = await temporaryFolder(t);
	const base = ['--base-path', path.join(folder, 'base'), '--no-prometheus', '--no-telemetry'];
	const stalled = ['--', ...STALLED_RELAY];
	const paraId = await localSpec(folder, 'para-id.json', (spec) => {
		spec.para_id = 2001;
	});
	await fail(
		['--chain', paraId, ...base, ...stalled],
		/specification names para id 2001, but its runtime is parachain 2000/,
	);
	const bootnode = await localSpec(folder, 'bootnode.json', (spec) => {
		spec.bootNodes = ['/dns/nowhere'];
	});
	await fail(['--chain', bootnode, ...base, ...stalled], /bootnode\.json` is not complete/);
	await fail(
		['--chain', 'local', ...base, '--', '--chain', '/nowhere.json'],
		/the relay chain's arguments are wrong: .*\/nowhere\.json.*after `--`/,
	);
	await fail(['--dev', ...base, ...stalled], /has no relay chain: leave out what stands after `--`/);
	const empty = ['--base-path', path.join(folder, 'empty'), '--no-telemetry'];
	await fail(
		['--chain', 'local', '--collator', ...empty, ...stalled],
		/needs a lasting network key, and there is none at .*generate-node-key/,
	);
	// The database was made above, by a specification whose genesis is the same.
	const genesis = await localSpec(folder, 'genesis.json', (spec) => {
		spec.genesis.runtimeGenesis.patch.credentials.authorities = [];
		spec.genesis.runtimeGenesis.patch.credentials.credentials = [];
	});
	await fail(
		['--chain', genesis, ...base, ...stalled],
		/holds a chain with genesis 0x.*, but the chain specification describes .*purge-chain/,
	);
});

test('a node key is read however it is written, and what is none is named', async (t) => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'node-key');
	await succeed(['key', 'generate-node-key', '--file', file]);
	const { stdout } = await succeed(['key', 'inspect-node-key', '--file', file]);
	const digits = await readFile(file, 'utf8');
	await writeFile(file, `0x${digits.trim()}\r\n`);
	const node = await start(t, ['--dev', '--instant-seal', '--node-key-file', file]);
	assert.equal((await node.call('system_localPeerId')).result, stdout.trim());

	const base = ['--dev', '--base-path', path.join(folder, 'base'), '--no-prometheus'];
	await writeFile(file, `${digits.trim().slice(2)}\n`);
	await fail([...base, '--node-key-file', file], /node-key holds no key.*64 hexadecimal digits/s);
	const relay = ['--', ...STALLED_RELAY, '--node-key-file', file];
	await fail(
		['--chain', 'local', '--no-telemetry', ...base.slice(1), ...relay],
		/the relay chain's arguments are wrong: .*node-key holds no key/,
	);
	const none = path.join(folder, 'none');
	await fail([...base, '--password-filename', none], /cannot read .*none: .*--password-filename/);
});

/** The MiB left on the disk with `folder`; 0 if there is none. */
const left = async (folder) => {
	const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
	return Math.floor((bavail * bsize) / MIB);
};

test('a disk that fills up ends the node in time, and nothing is lost', async (t) => {
	// Where others hardly write meanwhile, if it is there and large enough.
	const { TMPDIR } = process.env;
	t.after(() => {
		if (TMPDIR === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = TMPDIR;
	});
	if ((await left('/dev/shm')) > 2_048) process.env.TMPDIR = '/dev/shm';
	const folder = await temporaryFolder(t);
	const threshold = (await left(folder)) - 512;
	const full = ['--db-storage-threshold', '999999999'];
	const base = ['--base-path', path.join(folder, 'base'), '--no-prometheus', '--no-telemetry'];
	await fail(
		['--dev', ...base, ...full],
		/the disk with the database .* is full .*required 999999999MiB.*--db-storage-threshold/,
	);

	const guard = [
		...['--db-storage-threshold', `${threshold}`],
		...['--db-storage-polling-period', '1'],
	];
	const node = await start(t, [...DEV, ...guard]);
	const chain = await Chain.connect(node);
	const { number, hash } = await chain.finalized(({ number }) => number.toNumber() >= 3);
	const file = path.join(folder, 'filling');
	await execute('fallocate', ['-l', `${1024 * MIB}`, file]);
	await node.printed(/Available space \d+MiB for path .* dropped below threshold/);
	await node.printed(/Essential task `storage-monitor` failed/);
	await chain.disconnect();
	await node.kill();
	await rm(file);
	await node.start();
	const { result } = await node.call('chain_getBlockHash', number.toNumber());
	assert.equal(result, hash.toHex());
});

test('a collator is told what keeps it from authoring', async (t) => {
	const port = await unusedPort();
	const args = ['--chain', 'local', '--collator', NEW_IDENTITY, '--prometheus-port', `${port}`];
	const node = await start(t, args, STALLED_RELAY);
	await node.printed(/This collator has no session keys/);
	await node.printed(/The relay chain Westend stands still at block 0 for \d+ s/);
	const metrics = await ownMetrics(port);
	assert.equal(metrics.seat, 0);
	assert.equal(metrics.session_keys, 0);
	assert.equal(metrics.authors, 2);
	assert.ok(metrics.relay_chain_idle_seconds >= 60);
	assert.equal(metrics.blocks_authored_total, 0);
	// A collator serves its own machine, so that keys can be made.
	const owner = signer('//Dave').publicKey;
	const { result } = await node.call(
		'author_rotateKeysWithOwner',
		`0x${Buffer.from(owner).toString('hex')}`,
	);
	assert.match(result.keys, /^0x[0-9a-f]{64}$/);
});

test('a full node offers safe methods only', async (t) => {
	const node = await start(t, ['--chain', 'local'], STALLED_RELAY);
	const { error } = await node.call('author_rotateKeysWithOwner', '0x00');
	assert.match(error.message, /unsafe/);
	assert.equal((await node.call('system_chain')).result, 'MediBloc Local');
});
