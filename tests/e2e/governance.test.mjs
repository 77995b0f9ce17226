// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Governance by token holders, on a running chain. */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, Chain, MED, signer } from './lib/chain.mjs';
import { Node } from './lib/node.mjs';
import { enactment, propose } from './lib/referendum.mjs';
import { test } from './lib/testing.mjs';

const { patient } = cast();

let node;
let chain;
let api;

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
	({ api } = chain);
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

/** Waits until `predicate` holds for the state of a finalized block. */
const until = (predicate) => chain.finalized(async ({ hash }) => predicate(await api.at(hash)));

test('an authority is registered by referendum', async () => {
	const { address } = signer('//Authority by referendum');
	const call = api.tx.credentials.registerAuthority(address, ['Practitioner'], 'DE');
	const index = await propose(chain, { Origins: 'CredentialAdmin' }, call);
	await until(async ({ query }) => (await query.credentials.authorities(address)).isSome);
	const info = (await api.query.referenda.referendumInfoFor(index)).unwrap();
	assert.ok(info.isApproved);
});

test('what was decided is stopped before it takes effect', async () => {
	const { address } = signer('//Stopped by referendum');
	const call = api.tx.credentials.registerAuthority(address, ['Practitioner'], 'DE');
	const index = await propose(chain, { Origins: 'CredentialAdmin' }, call);
	await until(async ({ query }) =>
		(await query.referenda.referendumInfoFor(index)).unwrap().isApproved,
	);
	const id = enactment(api, index);
	assert.ok((await api.query.scheduler.lookup(id)).isSome);

	const veto = api.tx.scheduler.cancelNamed(id);
	await propose(chain, { Origins: 'ReferendumCanceller' }, veto);
	await until(async ({ query }) => (await query.scheduler.lookup(id)).isNone);
	assert.ok((await api.query.credentials.authorities(address)).isNone);
});

test('a price is set by referendum, and the next deposit is taken by it', async () => {
	const deposit = async (text) => {
		const record = api.tx.recordAnchors.anchor(
			{ Account: patient.address },
			blake2AsHex(text),
			'Other',
			'Patient',
			null,
		);
		await chain.send(patient, record);
		const held = await api.query.balances.holds(patient.address);
		return held.reduce((sum, { amount }) => sum + amount.toBigInt(), 0n);
	};
	const first = await deposit('before');
	// The least price of a byte.
	const price = { item: MED, byte: MED / 1_000_000n };
	const call = api.tx.parameters.setParameter({ Economy: { StoragePrice: [null, price] } });
	await propose(chain, { Origins: 'EconomyAdmin' }, call);
	await until(async ({ query }) => {
		const key = { Economy: { StoragePrice: null } };
		return (await query.parameters.parameters(key)).isSome;
	});
	// Two entries of 182 bytes together.
	assert.equal((await deposit('after')) - first, 2n * MED + 182n * price.byte);
});
