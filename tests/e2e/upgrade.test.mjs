// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Token holders replace the runtime of a running chain, and the chain goes on. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before } from 'node:test';

import { blake2AsHex } from '@polkadot/util-crypto';

import { Chain, cast, signer } from './lib/chain.mjs';
import { Node, NEXT_RUNTIME } from './lib/node.mjs';
import { propose } from './lib/referendum.mjs';
import { test } from './lib/testing.mjs';

const { patient } = cast();

let node;
let chain;

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

const specVersion = async () =>
	(await chain.api.rpc.state.getRuntimeVersion()).specVersion.toNumber();

test('a runtime upgrade is decided by referendum, and the chain goes on', async () => {
	const { api } = chain;
	const code = await readFile(NEXT_RUNTIME);
	const apply = api.tx.system.applyAuthorizedUpgrade(`0x${code.toString('hex')}`);
	const before = await specVersion();

	// Whoever has the code may bring it, but only once it was decided.
	assert.equal(await chain.refusal(patient, apply), 'system.NothingAuthorized');
	const authorize = api.tx.system.authorizeUpgrade(blake2AsHex(code));
	await propose(chain, { system: 'Root' }, authorize);
	await chain.finalized(async ({ hash }) => {
		const authorized = await (await api.at(hash)).query.system.authorizedUpgrade();
		return authorized.isSome;
	});
	const wrong = api.tx.system.applyAuthorizedUpgrade('0x00');
	assert.equal(await chain.refusal(patient, wrong), 'system.Unauthorized');
	await chain.send(patient, apply);

	await chain.finalized(async () => (await specVersion()) > before);
	assert.equal(await specVersion(), before + 1);

	// The new runtime takes transactions, and knows what was there before. A new connection knows its
	// metadata for certain.
	await chain.disconnect();
	chain = await Chain.connect(node);
	const subject = signer('//After the upgrade');
	await chain.fund(subject);
	const { data } = await chain.api.query.system.account(subject.address);
	assert.ok(data.free.toBigInt() > 0n);
	const { credential } = chain.api.rpc.medibloc;
	const doctor = await credential(cast().doctor.address, 'Practitioner');
	assert.equal(doctor.toJSON().state, 'Active');
});
