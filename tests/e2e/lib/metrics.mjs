// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** The metrics of our own that the node serves on this port, by their names without `medibloc_`. */
export const ownMetrics = async (port) => {
	const response = await fetch(`http://127.0.0.1:${port}/metrics`);
	assert.equal(response.status, 200);
	const samples = (await response.text()).matchAll(/^medibloc_(\w+)\{[^}]*\} (\d+)$/gm);
	return Object.fromEntries([...samples].map(([, name, value]) => [name, Number(value)]));
};

/** Waits until the metrics satisfy `predicate`, and gives them. */
export const metricsWith = async (port, predicate, milliseconds = 120_000) => {
	const deadline = Date.now() + milliseconds;
	for (;;) {
		const metrics = await ownMetrics(port);
		if (predicate(metrics)) return metrics;
		assert.ok(Date.now() < deadline, `in vain: ${JSON.stringify(metrics)}`);
		await sleep(250);
	}
};
