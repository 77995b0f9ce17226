// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

import nodeTest from 'node:test';

import { Node, within } from './node.mjs';

const DEADLINE = 300_000;

/** Tests that show the output of the nodes if they fail. */
export const test = (name, body) =>
	nodeTest(name, async (t) => {
		try {
			await within(DEADLINE, name, body(t));
		} catch (error) {
			console.error(Node.logs());
			throw error;
		}
	});
