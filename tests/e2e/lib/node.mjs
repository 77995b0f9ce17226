// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Starts nodes, each with a database of its own and on ports that the system chooses, and leaves
 * nothing of them behind.
 */

import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');

/** The node of this project. */
export const MEDIBLOC_NODE =
	process.env.MEDIBLOC_NODE ?? path.join(target, 'debug', 'medibloc-node');
/** The stock omni-node of polkadot-sdk. */
export const OMNI_NODE =
	process.env.MEDIBLOC_OMNI_NODE ?? path.join(target, 'debug', 'examples', 'omni-node');
/** This project's runtime under the next version, compressed. */
export const NEXT_RUNTIME =
	process.env.MEDIBLOC_NEXT_RUNTIME ?? path.join(target, 'debug', 'next-version.compressed.wasm');

/** Milliseconds that a node may take to start: unoptimised, on a busy machine. */
const START = 180_000;
/** Milliseconds that anything else of a node may take. */
const PATIENCE = 120_000;

/** A development chain with three blocks a second. */
export const DEV = ['--dev', '--dev-block-time', '300'];

/** A relay chain that stands still: the node inside knows the chain, and is kept from its peers. */
export const STALLED_RELAY = [
	...['--chain', 'westend', '--reserved-only', '--no-mdns', '--no-telemetry'],
	...['--port', '0', '--rpc-port', '0', '--no-prometheus'],
];

/** The parachain's server listens: not that of the relay chain node inside. */
const LISTENING = /^(?!.*\[Relaychain\]).*JSON-RPC server: addr=([^,\s]+)/m;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a process, whose output is text. */
const launch = (binary, args) => {
	if (!existsSync(binary))
		throw new Error(`there is no ${binary}: build it by \`make test-e2e\``);
	const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	running.add(child);
	child.exited = once(child, 'close').finally(() => running.delete(child));
	child.stdout.setEncoding('utf8');
	child.stderr.setEncoding('utf8');
	return child;
};

/** Waits for `promise`, but not for ever. */
export const within = async (milliseconds, what, promise) => {
	const controller = new AbortController();
	const late = sleep(milliseconds, undefined, { signal: controller.signal }).then(() => {
		throw new Error(`${what}: waited ${milliseconds} ms in vain`);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		late.catch(() => {});
		controller.abort();
	}
};

/** Runs a command to its end and gives its exit code and output. */
export const run = async (args, binary = MEDIBLOC_NODE) => {
	const child = launch(binary, args);
	const output = { stdout: '', stderr: '' };
	for (const stream of ['stdout', 'stderr']) {
		child[stream].on('data', (text) => {
			output[stream] += text;
		});
	}
	try {
		const [code] = await within(PATIENCE, `${binary} ${args.join(' ')}`, child.exited);
		return { code, ...output };
	} finally {
		child.kill('SIGKILL');
	}
};

/** A folder that goes when the test is over. */
export const temporaryFolder = async (t) => {
	const folder = await mkdtemp(path.join(tmpdir(), 'medibloc-e2e-'));
	t.after(() => rm(folder, { recursive: true, force: true }));
	return folder;
};

/** A node, started and stopped as often as needed on one database. */
export class Node {
	/** All that it printed. */
	log = '';
	/** `127.0.0.1:<port>` of the JSON-RPC server. */
	address;
	#binary;
	#args;
	#relayArgs;
	#basePath;
	#child;
	#output = new EventEmitter();
	static #all = new Set();

	constructor(args = DEV, binary = MEDIBLOC_NODE, relayArgs = []) {
		this.#binary = binary;
		this.#args = args;
		this.#relayArgs = relayArgs;
		Node.#all.add(this);
	}

	/** A node that answers JSON-RPC. */
	static async start(args, binary, relayArgs) {
		const node = new Node(args, binary, relayArgs);
		try {
			await node.start();
		} catch (error) {
			await node.dispose();
			throw error;
		}
		return node;
	}

	/** The latest output of all nodes of this process. */
	static logs(lines = 60) {
		return [...Node.#all]
			.map((node) => {
				const tail = node.log.trimEnd().split('\n').slice(-lines).join('\n');
				return `--- the last lines of ${path.basename(node.#binary)} ---\n${tail}`;
			})
			.join('\n');
	}

	get url() {
		return `ws://${this.address}`;
	}

	get pid() {
		return this.#child.pid;
	}

	get basePath() {
		return this.#basePath;
	}

	/** Starts, or starts again after `stop` or `kill`, and waits until JSON-RPC answers. */
	async start() {
		this.#basePath ??= await mkdtemp(path.join(tmpdir(), 'medibloc-e2e-'));
		const args = [
			...this.#args,
			...['--base-path', this.#basePath, '--rpc-port', '0', '--port', '0'],
			...['--no-hardware-benchmarks', '--no-telemetry', '--disable-log-color'],
		];
		if (!args.includes('--prometheus-port')) args.push('--no-prometheus');
		if (this.#relayArgs.length > 0) args.push('--', ...this.#relayArgs);
		const from = this.log.length;
		this.#child = launch(this.#binary, args);
		for (const stream of [this.#child.stdout, this.#child.stderr]) {
			stream.on('data', (text) => {
				this.log += text;
				this.#output.emit('text');
			});
		}
		const [, address] = await this.printed(LISTENING, from, START);
		this.address = address;
		const { result } = await this.call('system_health');
		if (!result) throw new Error(`the node on ${address} does not tell its health`);
	}

	/** Waits until the node has printed `pattern`, after the first `from` characters. */
	async printed(pattern, from = 0, milliseconds = PATIENCE) {
		const child = this.#child;
		const look = async () => {
			for (;;) {
				const match = this.log.slice(from).match(pattern);
				if (match) return match;
				const ended = await Promise.race([
					once(this.#output, 'text').then(() => false),
					child.exited.then(() => true),
				]);
				if (ended && !pattern.test(this.log.slice(from))) {
					throw new Error(`the node ended without printing ${pattern}`);
				}
			}
		};
		return within(milliseconds, `${pattern} in the output of the node`, look());
	}

	/** Sends the body of a JSON-RPC request over HTTP and gives status and text of the answer. */
	async post(body) {
		const response = await fetch(`http://${this.address}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
			signal: AbortSignal.timeout(PATIENCE),
		});
		return { status: response.status, text: await response.text() };
	}

	/** Calls a JSON-RPC method over HTTP and gives the answer: `{ result }` or `{ error }`. */
	async call(method, ...params) {
		const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
		return JSON.parse((await this.post(body)).text);
	}

	/** Asks the node to end, and waits for it. Gives the exit code. */
	async stop() {
		this.#child.kill('SIGTERM');
		const [code] = await within(PATIENCE, 'the end of the node', this.#child.exited);
		return code;
	}

	/** Ends the node without a warning, as a power cut does. */
	async kill() {
		this.#child.kill('SIGKILL');
		await this.#child.exited;
	}

	/** Ends the node and deletes its database. */
	async dispose() {
		if (this.#child) await this.kill();
		if (this.#basePath) await rm(this.#basePath, { recursive: true, force: true });
	}
}
