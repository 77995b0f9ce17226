// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The reverse proxy in `ops/nginx/` before a real node: honest clients are served while others hold
 * connections open and send nothing. `make check-ops`.
 */

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';

import { unusedPort } from '../e2e/lib/command.mjs';
import { DEV, Node, within } from '../e2e/lib/node.mjs';

const CONFIG = fileURLToPath(new URL('../../ops/nginx/medibloc-rpc.conf', import.meta.url));
/** More connections than the node serves at once (256), many times. */
const IDLE = 1_300;
/** The addresses of those who hang, and of everybody else. */
const [HANGING, HONEST] = ['127.0.0.2', '127.0.0.1'];
/** Milliseconds until the last idle connection is cut: the proxy's 10 s, and some for the machine. */
const CUT = 20_000;
/** The longest time that an honest client waits for an answer. */
const PROMPT = 5_000;

const HEAD = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
/** What somebody sends who never sends the rest: half of a header, or a header without its body. */
const BEGINNINGS = [HEAD, `${HEAD}content-length: 100\r\n\r\n`];
const WEBSOCKET = [
	'GET / HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket',
	'sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
].join('\r\n');
const ASK = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'system_name', params: [] });

let folder;
let node;
let nginx;
let port;

/** A connection that is open when this is over, and sent `text`. */
const connected = async (connect, event, text) => {
	const socket = connect();
	// That they are cut off, and how, is told by `close`.
	socket.on('error', () => {});
	await new Promise((resolve) => {
		socket.once(event, resolve).once('close', resolve);
	});
	socket.resume().write(text);
	return socket;
};

const toProxy = (localAddress, text) => {
	const options = { host: HONEST, port, localAddress, rejectUnauthorized: false };
	return connected(() => tls.connect(options), 'secureConnect', text);
};

const toNode = (text) => {
	const [host, of] = node.address.split(':');
	return connected(() => net.connect({ host, port: Number(of) }), 'connect', text);
};

/** As many connections that send the beginnings of requests and then nothing. */
const hang = (connect) =>
	Promise.all(Array.from({ length: IDLE }, (_, n) => connect(BEGINNINGS[n % BEGINNINGS.length])));

/** The status of the proxy's answer to an honest client, on a connection of its own. */
const ask = async (localAddress = HONEST) => {
	const sent = request({
		...{ host: HONEST, port, localAddress, agent: false, rejectUnauthorized: false },
		...{ method: 'POST', headers: { 'content-type': 'application/json' } },
	});
	sent.end(ASK);
	const [answer] = await within(PROMPT, 'an answer', once(sent, 'response'));
	answer.resume();
	return answer.statusCode;
};

before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'medibloc-proxy-'));
	node = await Node.start(DEV);
	port = await unusedPort();
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	const files = ['-keyout', `${folder}/privkey.pem`, '-out', `${folder}/fullchain.pem`];
	execFileSync('openssl', ['req', '-x509', ...key, '-days', '1', '-subj', '/CN=localhost', ...files], {
		stdio: 'ignore',
	});

	// The configuration that is shipped, with these ports and files.
	let config = await readFile(CONFIG, 'utf8');
	for (const [shipped, here] of [
		['/etc/letsencrypt/live/rpc.example.org', folder],
		['listen 443 ssl;', `listen ${HONEST}:${port} ssl;`],
		['	listen [::]:443 ssl;\n', ''],
		['server 127.0.0.1:9944;', `server ${node.address};`],
	]) {
		assert.ok(config.includes(shipped), shipped);
		config = config.replaceAll(shipped, here);
	}
	await writeFile(path.join(folder, 'proxy.conf'), config);
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
		(what) => `${what}_temp_path ${folder}/${what};`,
	);
	const main = [
		...[`pid ${folder}/nginx.pid;`, 'daemon off;', 'error_log stderr crit;'],
		...(process.getuid() === 0 ? ['user root;'] : []),
		// What docs/collator.md says of /etc/nginx/nginx.conf.
		'worker_rlimit_nofile 65536; events { worker_connections 16384; }',
		`http { access_log off; ${temporary.join(' ')} include ${folder}/proxy.conf; }`,
	];
	await writeFile(path.join(folder, 'nginx.conf'), main.join('\n'));
	nginx = spawn('nginx', ['-c', `${folder}/nginx.conf`, '-e', 'stderr'], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	for (;;) {
		if (nginx.exitCode !== null) throw new Error(`nginx ended with ${nginx.exitCode}`);
		const socket = await toProxy(HONEST, '');
		const isUp = !socket.destroyed;
		socket.destroy();
		if (isUp) break;
		await sleep(100);
	}
});

after(async () => {
	if (nginx?.exitCode === null && nginx.kill('SIGTERM')) await once(nginx, 'exit');
	await node?.dispose();
	await rm(folder, { recursive: true, force: true });
});

// Else the next test would prove nothing.
test('without the proxy, they keep everybody out', async () => {
	const sockets = await hang(toNode);
	try {
		await sleep(1_000);
		assert.equal((await node.post(ASK)).status, 429);
	} finally {
		for (const socket of sockets) socket.destroy();
	}
	while ((await node.post(ASK)).status === 429) await sleep(100);
	assert.equal((await node.post(ASK)).status, 200);
});

test('behind the proxy everybody else is served, and they are cut off', async (t) => {
	assert.equal(await ask(), 200);
	const sockets = await hang((text) => toProxy(HANGING, text));
	const start = Date.now();
	const open = () => sockets.filter((socket) => !socket.destroyed).length;
	assert.ok(open() > IDLE / 2, `only ${open()} hang`);
	let [asked, slowest] = [0, 0];
	while (open() > 0) {
		assert.ok(Date.now() - start < CUT, `${open()} still hang`);
		const before = Date.now();
		assert.equal(await ask(), 200, `${open()} hang`);
		slowest = Math.max(slowest, Date.now() - before);
		asked += 1;
		await sleep(50);
	}
	assert.ok(asked > 20, `${asked} requests`);
	t.diagnostic(`${asked} requests were answered, the slowest after ${slowest} ms`);
	t.diagnostic(`the last connection was cut after ${Date.now() - start} ms`);
});

test('the sessions of one address are counted', async () => {
	const statuses = [];
	const sockets = [];
	try {
		for (let n = 0; n < 20; n++) {
			const socket = await toProxy(HANGING, WEBSOCKET);
			sockets.push(socket);
			const [text] = await within(PROMPT, 'an answer', once(socket, 'data'));
			statuses.push(Number(String(text).split(' ')[1]));
		}
		assert.deepEqual(statuses, [...Array(16).fill(101), ...Array(4).fill(429)]);
		assert.equal(await ask(HANGING), 429);
		assert.equal(await ask(), 200);
	} finally {
		for (const socket of sockets) socket.destroy();
	}
});
