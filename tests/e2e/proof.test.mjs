// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Consent proofs, as read by a system that trusts nothing but the hash of a block. */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsHex, blake2AsU8a, decodeAddress, xxhashAsU8a } from '@polkadot/util-crypto';

import { types } from '../../clients/polkadot-js/index.mjs';
import { cast, Chain, DAY, terms } from './lib/chain.mjs';
import { verify as decide } from './lib/consent.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';
import { read } from './lib/trie.mjs';

const { hospital, doctor, patient } = cast();
const ROLES = types.MediblocRole._enum;

let node;
let chain;
let api;
const grants = {};

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
	({ api } = chain);
	const until = (await chain.now()) + DAY;
	const text = blake2AsHex('an agreement in words, with a salt');
	for (const [grantee, others] of [
		[{ Account: hospital.address }, { text }],
		[{ Account: hospital.address }, { scope: 'All', maxUses: 3, text }],
		[{ Role: 'Institution' }, { effect: 'Deny', purposes: ['Hresch'] }],
	]) {
		const call = api.tx.consent.grant(grantee, terms(until, others));
		const { grant } = (await chain.send(patient, call)).event('consent.Granted');
		const [kind] = Object.keys(grantee);
		grants[kind] = [...(grants[kind] ?? []), grant.toString()];
	}
	// Others, so that the trie has branches.
	const others = [];
	for (let number = 0; number < 20; number += 1) {
		const grantee = { Account: blake2AsU8a(`${number}`) };
		others.push(api.tx.consent.grant(grantee, terms(until)));
	}
	await chain.send(doctor, api.tx.utility.batchAll(others));
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

/** Keys as a system computes them itself: see `docs/protocols.md`. */
const concat128 = (bytes) => u8aConcat(blake2AsU8a(bytes, 128), bytes);
const keyOf = (patient, grantee) =>
	u8aToHex(
		u8aConcat(
			xxhashAsU8a('Consent', 128),
			xxhashAsU8a('Consents', 128),
			concat128(decodeAddress(patient.address)),
			concat128(grantee),
		),
	);
const circles = ({ address }) => [
	['account', u8aConcat([0], decodeAddress(address))],
	['institution', u8aConcat([1], decodeAddress(address))],
	...ROLES.map((role, index) => [role, new Uint8Array([2, index])]),
];

const prove = async (accessor, at) =>
	(await api.rpc.medibloc.consentProof(patient.address, accessor.address, at)).toJSON();

const questionOf = (accessor, purpose) => ({
	patient: decodeAddress(patient.address),
	accessor: decodeAddress(accessor.address),
	request: { class: 'Laboratory', purpose, action: 'access', place: 'KR' },
});

/** Follows the proof from the hash of the block down to the grants. */
const verify = (proof, blockHash, accessor) => {
	assert.equal(blake2AsHex(proof.header.scale), blockHash);
	const header = api.registry.createType('Header', proof.header.scale);
	const root = header.stateRoot.toHex();
	return new Map(
		circles(accessor).map(([name, grantee]) => {
			const value = read(root, proof.proof, keyOf(patient, grantee));
			// The grants are the first of what is stored.
			return [name, value && api.createType('Vec<MediblocGrant>', value)];
		}),
	);
};

test('a proof shows what was granted and what was not', async () => {
	const blockHash = (await api.rpc.chain.getFinalizedHead()).toHex();
	const proof = await prove(hospital, blockHash);
	assert.equal(proof.blockHash, blockHash);
	assert.deepEqual(
		proof.keys.map(({ key }) => key),
		circles(hospital).map(([, grantee]) => keyOf(patient, grantee)),
	);
	const proven = verify(proof, blockHash, hospital);
	const nothing = [...proven.keys()].filter((name) => proven.get(name) === null);
	assert.deepEqual(nothing, ['institution', ...ROLES.filter((role) => role !== 'Institution')]);

	const [first, second] = proven.get('account');
	assert.deepEqual([first.id.toString(), second.id.toString()], grants.Account);
	assert.ok(first.terms.effect.isPermit);
	assert.deepEqual(first.terms.scope.asSelected.classes.toJSON(), ['Laboratory']);
	assert.ok(second.terms.scope.isAll);
	assert.equal(second.terms.maxUses.unwrap().toNumber(), 3);
	const [denial] = proven.get('Institution');
	assert.deepEqual([denial.id.toString()], grants.Role);
	assert.ok(denial.terms.effect.isDeny);
});

test('whoever trusts no node decides as the runtime does', async () => {
	const blockHash = (await api.rpc.chain.getFinalizedHead()).toHex();
	const now = (await api.query.timestamp.now.at(blockHash)).toNumber();
	for (const accessor of [hospital, doctor]) {
		const proof = await prove(accessor, blockHash);
		for (const purpose of ['TREAT', 'HRESCH']) {
			const question = questionOf(accessor, purpose);
			const { checkAccess } = api.rpc.medibloc;
			const { request } = question;
			const parties = [patient.address, accessor.address];
			const answer = await checkAccess(...parties, request, null, blockHash);
			const { grant, reason } = answer.toJSON();
			const found = decide(proof, blockHash, question, { now, maxAge: 0 });
			assert.equal(found.grant?.toString() ?? null, grant);
			assert.equal(found.reason ?? null, reason);
		}
	}
});

test('a proof shows that an account has no grant at all', async () => {
	const blockHash = (await api.rpc.chain.getFinalizedHead()).toHex();
	const proven = verify(await prove(doctor, blockHash), blockHash, doctor);
	assert.equal(proven.get('account'), null);
	assert.equal(proven.get('institution'), null);
});

test('a proof that was tampered with does not hold', async () => {
	const blockHash = (await api.rpc.chain.getFinalizedHead()).toHex();
	const good = await prove(hospital, blockHash);
	const now = (await api.query.timestamp.now.at(blockHash)).toNumber();
	const question = questionOf(hospital, 'TREAT');
	const decideBy = (proof) => decide({ ...good, proof }, blockHash, question, { now, maxAge: 0 });
	assert.equal(decideBy(good.proof).grant.toString(), grants.Account[0]);
	good.proof.forEach((node, index) => {
		const bytes = Buffer.from(node.slice(2), 'hex');
		bytes[bytes.length - 1] ^= 1;
		const others = good.proof.filter((_, other) => other !== index);
		for (const nodes of [others, [...others, u8aToHex(bytes)]]) {
			assert.throws(() => decideBy(nodes), /lacks/);
		}
	});
	assert.throws(() => decideBy([...good.proof, '0x00']), /more than what is asked/);
	const { header } = await prove(hospital, (await api.rpc.chain.getBlockHash(1)).toHex());
	assert.throws(() => verify({ ...good, header }, blockHash, hospital));
	assert.throws(() => read(blake2AsHex('another root'), good.proof, good.keys[0].key), /lacks/);
});

test('a proof of an earlier block shows what was granted then', async () => {
	const earlier = (await api.rpc.chain.getFinalizedHead()).toHex();
	const call = api.tx.consent.revokeAllFor({ Account: hospital.address });
	const receipt = await chain.send(patient, call);
	const revoked = (blockHash, proof) =>
		verify(proof, blockHash, hospital)
			.get('account')
			.map(({ revokedAt }) => revokedAt.isSome);
	assert.deepEqual(revoked(earlier, await prove(hospital, earlier)), [false, false]);
	assert.deepEqual(revoked(receipt.block, await prove(hospital, receipt.block)), [true, true]);
});
