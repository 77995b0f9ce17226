// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** A node that is killed while transactions flow opens its database again and has lost nothing. */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, Chain, DAY, MED, Refused, terms } from './lib/chain.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const KILLS = 5;
const BLOCKS_EACH = 6;

const who = cast();

let node;
/** The hash of each block that was ever said to be final, by its number. */
const finalized = new Map();
/** What was anchored in finalized blocks: ids and commitments. */
const anchored = [];

before(async () => {
	node = await Node.start();
});

after(() => node?.dispose());

/** Transactions of several kinds, one after the other for each sender, until the node is gone. */
const flow = (chain, round) => {
	const { balances, consent, recordAnchors } = chain.api.tx;
	let number = 0;
	const repeat = async (step) => {
		for (;;) {
			try {
				await step((number += 1));
			} catch (error) {
				if (error instanceof Refused) throw error;
				return;
			}
		}
	};
	const subject = { Account: who.patient.address };
	return Promise.all([
		repeat(async () => {
			const commitment = blake2AsHex(`${round}/${number}`);
			const role = 'Practitioner';
			const call = recordAnchors.anchor(subject, commitment, 'Imaging', 'Clinician', role);
			const { id } = (await chain.send(who.doctor, call)).event('recordAnchors.Anchored');
			anchored.push({ id: id.toString(), commitment });
		}),
		repeat(() =>
			chain.send(who.researcher, balances.transferKeepAlive(who.patient.address, MED)),
		),
		repeat(async () => {
			const grantee = { Account: blake2AsHex(`${round}/${number}`) };
			const until = (await chain.now()) + DAY;
			await chain.send(who.patient, consent.grant(grantee, terms(until)));
		}),
	]);
};

const ensureNothingLost = async (chain) => {
	const { api } = chain;
	const head = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
	const last = Math.max(...finalized.keys());
	assert.ok(head.number.toNumber() >= last, `block ${last} was final, and now ${head.number} is`);
	for (const [number, hash] of finalized) {
		assert.equal((await api.rpc.chain.getBlockHash(number)).toHex(), hash, `block ${number}`);
	}
	for (const { id, commitment } of anchored) {
		const subject = { Account: who.patient.address };
		const stored = (await api.query.recordAnchors.anchors(subject, id)).unwrap();
		assert.equal(stored.commitment.toHex(), commitment);
	}
};

test(`nothing finalized is lost when the node is killed, ${KILLS} times`, async () => {
	for (let round = 0; round < KILLS; round += 1) {
		const chain = await Chain.connect(node);
		const { api } = chain;
		if (round > 0) await ensureNothingLost(chain);

		await api.rpc.chain.subscribeFinalizedHeads(({ number, hash }) => {
			finalized.set(number.toNumber(), hash.toHex());
		});
		const flowing = flow(chain, round);
		const start = (await api.rpc.chain.getHeader()).number.toNumber();
		const { hash } = await chain.finalized(
			({ number }) => number.toNumber() >= start + BLOCKS_EACH,
		);
		const before = await chain.state(hash);
		assert.ok(before.length > 0);
		// To be killed at another moment between two blocks each time.
		await sleep((round * 300) / KILLS);
		await node.kill();
		await flowing;
		await chain.disconnect();

		await node.start();
		const again = await Chain.connect(node);
		await ensureNothingLost(again);
		assert.deepEqual(await again.state(hash), before);
		const best = (await again.api.rpc.chain.getHeader()).number.toNumber();
		await again.finalized(({ number }) => number.toNumber() > best);
		await again.disconnect();
	}
	assert.ok(anchored.length >= KILLS);
});

test('a node that was asked to stop goes on where it was', async () => {
	const chain = await Chain.connect(node);
	const { number, hash } = await chain.finalized(() => true);
	await chain.disconnect();
	assert.equal(await node.stop(), 0);
	await node.start();
	const again = await Chain.connect(node);
	assert.equal((await again.api.rpc.chain.getBlockHash(number)).toHex(), hash.toHex());
	await again.finalized((header) => header.number.toNumber() > number.toNumber());
	await again.disconnect();
});
