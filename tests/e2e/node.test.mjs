// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** The node as a program: commands, output and refusals. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, Chain, MED } from './lib/chain.mjs';
import { fail, listen, start, succeed, unusedPort } from './lib/command.mjs';
import { DEV, Node, temporaryFolder } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

test('it says what it is and what it can do', async () => {
	const version = await succeed(['--version']);
	assert.match(version.stdout, /^medibloc-node \d+\.\d+\.\d+/);
	const help = await succeed(['--help']);
	for (const word of [
		...['--dev', '--dev-block-time', '--instant-seal', '--chain', '--collator', '--rpc-port'],
		...['key', 'chain-spec-builder', 'export-chain-spec', 'purge-chain', 'export-genesis-head'],
		...['benchmark', '--rpc-max-batch-request-len', '--prometheus-port'],
		...['--cache-path', '--no-cache', 'MEDIBLOC_NODE_CACHE'],
	]) {
		assert.ok(help.stdout.includes(word), `--help does not tell of ${word}`);
	}
});

test('wrong arguments are refused with the reason', async (t) => {
	const folder = await temporaryFolder(t);
	const malformed = path.join(folder, 'malformed.json');
	const incomplete = path.join(folder, 'incomplete.json');
	await writeFile(malformed, '{ "name": ');
	await writeFile(incomplete, '{ "name": "A chain" }');
	const base = ['--base-path', folder];

	await fail(['--no-such-option'], /unexpected argument '--no-such-option'/);
	await fail(['no-such-command'], /no-such-command/);
	await fail(['--dev', '--instant-seal', '--dev-block-time', '500'], /cannot be used with/);
	await fail(['--dev', '--dev-block-time', '0'], /invalid value '0'/);
	await fail(['--chain', 'dev', ...base], /development chain .* start it by --dev/);
	for (const command of [[], ['export-chain-spec'], ['export-genesis-head']]) {
		const chain = (spec) => [...command, '--chain', spec, ...(command.length ? [] : base)];
		await fail(
			chain('/nowhere.json'),
			/specification `\/nowhere\.json` cannot be read: .*`dev`/,
		);
		await fail(chain(malformed), /malformed\.json` is not JSON/);
		await fail(chain(incomplete), /incomplete\.json` is not complete/);
	}
});

test('a JSON-RPC port in use stops the node with the reason', async (t) => {
	const folder = await temporaryFolder(t);
	const { server, port } = await listen();
	t.after(() => server.close());
	const args = [...DEV, '--base-path', folder, '--rpc-port', `${port}`, '--port', '0'];
	const inUse = new RegExp(`JSON-RPC port ${port} is in use.*--rpc-port`);
	await fail([...args, '--no-prometheus', '--no-telemetry'], inUse);
});

test('a Prometheus port in use is told, and does not stop the node', async (t) => {
	const { server, port } = await listen();
	t.after(() => server.close());
	const node = await start(t, [...DEV, '--prometheus-port', `${port}`]);
	await node.printed(new RegExp(`Error binding to '127.0.0.1:${port}'`));
});

/** The compiled runtimes in a cache. */
const compiledRuntimes = async (cache) => {
	const modules = path.join(cache, 'compiled', 'modules');
	if (!existsSync(modules)) return [];
	const files = [];
	for (const compiler of await readdir(modules)) {
		for (const name of await readdir(path.join(modules, compiler))) {
			if (!name.includes('.')) files.push(path.join(modules, compiler, name));
		}
	}
	return files;
};

/** The genesis states in a cache. */
const genesisStates = async (cache) => {
	const folder = path.join(cache, 'genesis');
	return (await readdir(folder)).map((name) => path.join(folder, name));
};

test('the cache', async (t) => {
	const cache = path.join(await temporaryFolder(t), 'cache');
	const cached = [...DEV, '--cache-path', cache];
	const genesis = async (node) => (await node.call('chain_getBlockHash', 0)).result;
	/** Runs a node on a database of its own, and gives what it printed and its genesis. */
	const startAndStop = async () => {
		const node = await Node.start(cached);
		try {
			return { log: node.log, genesis: await genesis(node) };
		} finally {
			await node.dispose();
		}
	};
	let first;

	await t.test('survives a node that is killed while it compiles', async () => {
		const node = new Node(cached);
		const started = assert.rejects(node.start());
		while (!node.log.includes('Compiling the runtime')) await sleep(50);
		await node.kill();
		await started;
		await node.dispose();
		assert.deepEqual(await compiledRuntimes(cache), []);
		assert.deepEqual(await genesisStates(cache), []);
	});

	await t.test('is filled by the first start, or by two at once', async () => {
		const nodes = await Promise.all([startAndStop(), startAndStop()]);
		for (const { log } of nodes) {
			assert.match(log, /Compiling the runtime, once for this version of it/);
			assert.match(log, /Compiled the runtime in \d+\.\d s, and kept it in .*cache for later/);
			assert.match(log, /Built the genesis state in/);
		}
		first = nodes[0].genesis;
		assert.equal(nodes[1].genesis, first);
		assert.equal((await compiledRuntimes(cache)).length, 1);
		assert.equal((await genesisStates(cache)).length, 1);
	});

	await t.test('lets the next start compile and build nothing', async () => {
		const files = await compiledRuntimes(cache);
		const next = await startAndStop();
		assert.doesNotMatch(next.log, /Compil(ing|ed) the runtime|Built the genesis state|damaged/);
		assert.equal(next.genesis, first);
		assert.deepEqual(await compiledRuntimes(cache), files);
	});

	await t.test('is repaired where it is damaged or unfinished', async () => {
		const [runtime] = await compiledRuntimes(cache);
		const [state] = await genesisStates(cache);
		const bytes = await readFile(runtime);
		bytes[bytes.length >> 1] ^= 1;
		await writeFile(runtime, bytes);
		await truncate(state, 1000);
		// As of a node that was killed while it wrote: wasmtime does not write beside it.
		const unfinished = `${runtime}.wip-atomic-write-mod`;
		await writeFile(unfinished, '');
		await utimes(unfinished, 0, 0);

		const next = await startAndStop();
		assert.match(next.log, /compiled runtime .* is damaged/);
		assert.match(next.log, /genesis state .* is damaged/);
		assert.match(next.log, /Compiled the runtime in .* and kept it/);
		assert.match(next.log, /Built the genesis state in/);
		assert.equal(next.genesis, first);
		assert.deepEqual(await compiledRuntimes(cache), [runtime]);
		assert.ok(!existsSync(unfinished));

		const { log } = await startAndStop();
		assert.doesNotMatch(log, /Compil(ing|ed) the runtime|Built the genesis state|damaged/);
	});

	await t.test('is not read where others may write to it', async () => {
		await chmod(cache, 0o777);
		const { log, genesis } = await startAndStop();
		assert.match(log, /cache .* is not used: others may write to .*`chmod go-w/);
		assert.match(log, /Compiling the runtime, as at each start/);
		assert.match(log, /Built the genesis state/);
		assert.doesNotMatch(log, /kept it in/);
		assert.equal(genesis, first);
	});
});

test('keys are generated and inspected', async () => {
	const { stdout } = await succeed(['key', 'generate', '--output-type', 'json']);
	const key = JSON.parse(stdout);
	assert.equal(key.secretPhrase.split(' ').length, 12);
	const inspected = await succeed(['key', 'inspect', '--output-type', 'json', key.secretPhrase]);
	assert.equal(JSON.parse(inspected.stdout).ss58Address, key.ss58Address);
	const { stdout: alice } = await succeed(['key', 'inspect', '--output-type', 'json', '//Alice']);
	assert.equal(JSON.parse(alice).ss58Address, cast().authority.address);
});

test('chain specifications are exported, and name the same genesis in every form', async (t) => {
	const folder = await temporaryFolder(t);
	for (const chain of ['dev', 'local']) {
		const file = path.join(folder, `${chain}.json`);
		await succeed(['export-chain-spec', '--chain', chain, '--output', file]);
		const spec = JSON.parse(await readFile(file));
		assert.equal(spec.id, `medibloc_${chain}`);
		assert.equal(spec.para_id, 2000);
		assert.equal(spec.properties.tokenSymbol, 'MED');
		assert.equal(spec.properties.tokenDecimals, 12);
		assert.match(spec.genesis.runtimeGenesis.code, /^0x/);
	}
	const plain = path.join(folder, 'dev.json');
	const raw = path.join(folder, 'raw.json');
	await succeed(['export-chain-spec', '--chain', plain, '--raw', '--output', raw]);
	assert.ok(JSON.parse(await readFile(raw)).genesis.raw.top['0x3a636f6465']);
	const head = async (chain) =>
		(await succeed(['export-genesis-head', '--chain', chain])).stdout.trim();
	assert.equal(await head(raw), await head('dev'));
});

test('with --instant-seal each transaction makes a block, which is final', async (t) => {
	const node = await start(t, ['--dev', '--instant-seal']);
	const chain = await Chain.connect(node);
	t.after(() => chain.disconnect());
	const { patient, doctor } = cast();
	const height = async () => (await chain.api.rpc.chain.getHeader()).number.toNumber();
	await chain.finalized(({ number }) => number.toNumber() === 1);
	for (const number of [2, 3, 4]) {
		const call = chain.api.tx.balances.transferKeepAlive(doctor.address, MED);
		await chain.send(patient, call);
		assert.equal(await height(), number);
	}
});

test('a development chain takes transactions as soon as JSON-RPC answers', async (t) => {
	const node = await start(t, ['--dev', '--dev-block-time', '3000']);
	const chain = await Chain.connect(node);
	t.after(() => chain.disconnect());
	const { patient, doctor } = cast();
	await chain.send(patient, chain.api.tx.balances.transferKeepAlive(doctor.address, MED));
});

test('a running node', async (t) => {
	const port = await unusedPort();
	const node = await start(t, [...DEV, '--state-pruning', '8', '--prometheus-port', `${port}`]);

	await t.test('tells how to reach it', async () => {
		await node.printed(/MediBloc Development: the whole chain in this process/);
		const [, url] = await node.printed(/JSON-RPC: (ws:\/\/127\.0\.0\.1:\d+)/);
		assert.equal(url, node.url);
		const [, apps] = await node.printed(/polkadot\.js apps: (https:\/\/\S+)/);
		assert.equal(apps, `https://polkadot.js.org/apps/?rpc=${node.url}#/explorer`);
		const [, genesis] = await node.printed(/genesis (0x[0-9a-f]{64})/);
		assert.equal((await node.call('chain_getBlockHash', 0)).result, genesis);
	});

	await t.test('has the genesis head and code that are exported to register it', async () => {
		const { result: genesis } = await node.call('chain_getBlockHash', 0);
		const head = await succeed(['export-genesis-head', '--chain', 'dev']);
		assert.equal(blake2AsHex(head.stdout.trim()), genesis);
		// The code itself is too large for an answer.
		const { result: code } = await node.call('state_getStorageHash', '0x3a636f6465');
		const wasm = await succeed(['export-genesis-wasm', '--chain', 'dev']);
		assert.equal(blake2AsHex(wasm.stdout.trim()), code);
	});

	await t.test('refuses requests that are too many or too large', async () => {
		const request = { jsonrpc: '2.0', id: 1, method: 'system_name', params: [] };
		const batch = (length) => JSON.stringify(Array.from({ length }, () => request));
		assert.equal(JSON.parse((await node.post(batch(100))).text).length, 100);
		const tooMany = JSON.parse((await node.post(batch(101))).text);
		assert.equal(tooMany.error.code, -32010);

		// The length alone is enough for the answer, so the body is never sent.
		const headers = { 'content-type': 'application/json', 'content-length': 9 * 2 ** 20 };
		const upload = httpRequest(`http://${node.address}`, { method: 'POST', headers });
		upload.flushHeaders();
		const [response] = await once(upload, 'response');
		assert.equal(response.statusCode, 413);
		upload.destroy();
		assert.equal((await node.call('system_name')).result, 'MediBloc Node');
	});

	await t.test('serves metrics to Prometheus', async () => {
		const response = await fetch(`http://127.0.0.1:${port}/metrics`);
		assert.equal(response.status, 200);
		const metrics = await response.text();
		for (const name of ['substrate_block_height', 'substrate_ready_transactions_number']) {
			assert.ok(metrics.includes(name), `there is no ${name}`);
		}
	});

	let last;
	await t.test('tells a pruned state from a block that never was', async () => {
		const chain = await Chain.connect(node);
		last = await chain.finalized(({ number }) => number.toNumber() >= 20);
		await chain.disconnect();
		const { patient } = cast();
		const { result: first } = await node.call('chain_getBlockHash', 1);
		const ask = (at) => node.call('medibloc_consents', patient.address, null, at);
		const pruned = (await ask(first)).error;
		assert.deepEqual([pruned.code, pruned.data.error], [9002, 'StatePruned']);
		const unknown = (await ask(`0x${'00'.repeat(32)}`)).error;
		assert.deepEqual([unknown.code, unknown.data.error], [9001, 'UnknownBlock']);
	});

	await t.test('stops when it is asked to, and its blocks can be moved', async () => {
		const number = last.number.toNumber();
		assert.equal(await node.stop(), 0);
		const of = ['--dev', '--base-path', node.basePath];
		const file = path.join(await temporaryFolder(t), 'blocks');
		await succeed(['export-blocks', ...of, '--binary', '--to', `${number}`, file]);
		const { stdout } = await succeed(['purge-chain', ...of, '-y']);
		assert.match(stdout, /removed/);
		const database = path.join(node.basePath, 'chains', 'medibloc_dev', 'paritydb', 'full');
		assert.ok(!existsSync(database));
		await succeed(['import-blocks', ...of, '--binary', file]);
		await node.start();
		assert.equal((await node.call('chain_getBlockHash', number)).result, last.hash.toHex());
	});
});
