// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The dashboard and the alerts in `ops/`, asked of a real Prometheus that reads real nodes: an author
 * on a development chain, and a collator whose relay chain stands still. `make check-ops`.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { unusedPort } from '../e2e/lib/command.mjs';
import { DEV, Node, STALLED_RELAY } from '../e2e/lib/node.mjs';

const OPS = fileURLToPath(new URL('../../ops/', import.meta.url));
/** Values of Grafana's variables, for a look at the last minute. */
const VARIABLES = [
	['$__rate_interval', '1m'],
	['$instance', '.*'],
];
/** Series that these nodes lack: nothing is backed by a relay chain that stands still. */
const WITHOUT_DATA = /parachain_block_backed_duration/;
/** Milliseconds until all has been read a few times. */
const READING = 60_000;

const processes = [];
const nodes = [];
let folder;
let prometheus;

const launch = (command, args) => {
	const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
	child.output = '';
	child.stderr.on('data', (text) => {
		child.output += text;
	});
	child.on('error', (error) => {
		child.output += error.message;
	});
	processes.push(child);
};

const ask = async (resource, parameters = {}) => {
	const query = new URLSearchParams(parameters);
	const response = await fetch(`http://127.0.0.1:${prometheus}/api/v1/${resource}?${query}`);
	const { status, data, error } = await response.json();
	assert.equal(status, 'success', `${parameters.query}: ${error}`);
	return data;
};

before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'medibloc-ops-'));
	const ports = { machine: await unusedPort(), author: await unusedPort() };
	ports.collator = await unusedPort();
	ports.relay = await unusedPort();
	prometheus = await unusedPort();

	// The configuration that is shipped, told these ports and not to wait.
	const shipped = await readFile(path.join(OPS, 'prometheus/prometheus.yml'), 'utf8');
	const targets = (...of) => `[${of.map((port) => `"127.0.0.1:${port}"`).join(', ')}]`;
	const config = shipped
		.replace('["127.0.0.1:9615"]', targets(ports.author, ports.collator))
		.replace('["127.0.0.1:9616"]', targets(ports.relay))
		.replace('["127.0.0.1:9100"]', targets(ports.machine))
		.replaceAll('_interval: 15s', '_interval: 2s');
	for (const port of Object.values(ports)) assert.ok(config.includes(`:${port}"`), config);
	await writeFile(path.join(folder, 'prometheus.yml'), config);
	await copyFile(path.join(OPS, 'prometheus/alerts.yml'), path.join(folder, 'alerts.yml'));

	const author = Node.start([...DEV, '--prometheus-port', `${ports.author}`]);
	const relay = STALLED_RELAY.filter((arg) => arg !== '--no-prometheus');
	const collator = Node.start(
		[
			...['--chain', 'local', '--collator', '--unsafe-force-node-key-generation'],
			...['--prometheus-port', `${ports.collator}`],
		],
		undefined,
		[...relay, '--prometheus-port', `${ports.relay}`],
	);
	for (const node of await Promise.allSettled([author, collator])) {
		if (node.status === 'fulfilled') nodes.push(node.value);
		else throw node.reason;
	}
	launch('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${ports.machine}`]);
	launch('prometheus', [
		`--config.file=${path.join(folder, 'prometheus.yml')}`,
		`--storage.tsdb.path=${path.join(folder, 'data')}`,
		`--web.listen-address=127.0.0.1:${prometheus}`,
	]);
	await sleep(READING);
});

after(async () => {
	for (const child of processes) {
		if (child.exitCode !== null || !child.kill('SIGTERM')) continue;
		await once(child, 'exit');
	}
	await Promise.all(nodes.map((node) => node.dispose()));
	await rm(folder, { recursive: true, force: true });
});

test('every target is read', async () => {
	const { activeTargets } = await ask('targets');
	const health = activeTargets.map(({ labels, health }) => `${labels.job}: ${health}`).sort();
	assert.deepEqual(health, [
		'machine: up',
		'medibloc-relay: up',
		'medibloc: up',
		'medibloc: up',
	]);
});

test('every query of the dashboard gives a series', async (t) => {
	const dashboard = JSON.parse(await readFile(path.join(OPS, 'grafana/medibloc-node.json')));
	const panels = dashboard.panels.filter(({ type }) => type !== 'row');
	assert.ok(panels.length > 10);
	for (const { title, targets } of panels) {
		for (const { expr } of targets) {
			await t.test(`${title}: ${expr}`, async () => {
				const query = VARIABLES.reduce((text, [name, is]) => text.replaceAll(name, is), expr);
				const { result } = await ask('query', { query });
				if (WITHOUT_DATA.test(expr)) {
					const [name] = expr.match(/\w+_duration_sum/);
					const { result: series } = await ask('query', { query: name });
					assert.ok(series.length > 0, 'no series');
				} else {
					assert.ok(result.length > 0, 'no series');
				}
			});
		}
	}
	const variable = dashboard.templating.list.find(({ name }) => name === 'instance');
	const [, selector, label] = variable.definition.match(/^label_values\((.*), (\w+)\)$/);
	const { result } = await ask('query', { query: selector });
	assert.equal(new Set(result.map(({ metric }) => metric[label])).size, 2);
});

test('every metric that an alert looks at is there', async (t) => {
	const { groups } = await ask('rules');
	const rules = groups.flatMap(({ rules }) => rules);
	assert.ok(rules.length > 5);
	const { groups: written } = await ask('rules', { type: 'alert' });
	assert.equal(written[0].rules.length, rules.length);
	for (const { name, query, health, lastError } of rules) {
		await t.test(name, async () => {
			assert.equal(health, 'ok', lastError);
			for (const [metric] of query.matchAll(/\b(up|(medibloc|substrate|node)_\w+)\b/g)) {
				const { result } = await ask('query', { query: metric });
				assert.ok(result.length > 0, `no ${metric}`);
			}
		});
	}
});

test('what is wrong with the collator is seen', async () => {
	const find = async (query) => (await ask('query', { query })).result;
	assert.equal((await find('medibloc_session_keys == 0 and medibloc_seat == 0')).length, 1);
	assert.equal((await find('medibloc_seat == 1')).length, 1);
	const { groups } = await ask('rules');
	const rule = (name) => groups.flatMap(({ rules }) => rules).find((rule) => rule.name === name);
	// They wait for some minutes before they alarm.
	assert.equal(rule('NoSessionKeys').state, 'pending');
	assert.equal(rule('NoPeers').state, 'pending');
	assert.equal(rule('NodeDown').state, 'inactive');
	assert.equal(rule('SeatLost').state, 'inactive');
});
