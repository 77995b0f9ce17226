// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Runs of the node as a program, to its success or failure. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';

import { Node, run } from './node.mjs';

/** A node that is gone when the test is over. */
export const start = async (t, args, relayArgs) => {
	const node = await Node.start(args, undefined, relayArgs);
	t.after(() => node.dispose());
	return node;
};

/** A port that is in use as long as the server is open. */
export const listen = async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { server, port: server.address().port };
};

/** A port that is not in use. */
export const unusedPort = async () => {
	const { server, port } = await listen();
	server.close();
	await once(server, 'close');
	return port;
};

/** Runs a command of the node that must succeed, and gives its output. */
export const succeed = async (args) => {
	const output = await run(args);
	assert.equal(output.code, 0, output.stderr);
	return output;
};

/** Runs a command of the node that must fail with `message`, and not by a panic. */
export const fail = async (args, message) => {
	const { code, stdout, stderr } = await run(args);
	assert.ok(code > 0 && code !== 101, `exit code ${code} of ${args.join(' ')}`);
	assert.match(stdout + stderr, message);
	assert.doesNotMatch(stderr, /panicked/);
};
