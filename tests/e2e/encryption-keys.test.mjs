// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Encryption keys of accounts, signed, read and proven by the second implementation. Each test goes
 * on where the one before it ended. What is refused is told by `tests/stories`.
 */

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';

import { hexToU8a, u8aToHex } from '@polkadot/util';
import { decodeAddress, signatureVerify } from '@polkadot/util-crypto';

import { cast, Chain } from './lib/chain.mjs';
import { decode, signedBytes, storageKey, wrapped } from './lib/encryption-key.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';
import { read } from './lib/trie.mjs';

const VECTOR = new URL('../../sdk/vectors/encryption-key.json', import.meta.url);

const { patient } = cast();
const account = decodeAddress(patient.address);

/** A fresh X25519 public key. */
const newKey = () => {
	const { publicKey } = generateKeyPairSync('x25519');
	return new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url'));
};

const [first, second] = [newKey(), newKey()];

let node;
let chain;
let tx;
let genesis;
let deposit;

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
	({ tx } = chain.api);
	genesis = chain.api.genesisHash.toU8a();
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

/** The call that publishes a key of the patient. */
const publish = (key, epoch, form = (bytes) => bytes) => {
	const signature = patient.sign(form(signedBytes(genesis, account, epoch, key)));
	return tx.encryptionKeys.publish(u8aToHex(key), epoch, { Sr25519: u8aToHex(signature) });
};

const entryOf = async (address) => (await chain.api.query.encryptionKeys.keys(address)).unwrap();

const reserved = async () =>
	(await chain.api.query.system.account(patient.address)).data.reserved.toBigInt();

/** The entry of the patient in a storage proof under the state root of a block. */
const prove = async (block) => {
	const { chain: blocks, state } = chain.api.rpc;
	const { stateRoot } = await blocks.getHeader(block);
	const key = u8aToHex(storageKey(account));
	const { proof } = await state.getReadProof([key], block);
	const nodes = proof.map((bytes) => bytes.toHex());
	const value = read(stateRoot.toHex(), nodes, key);
	return value && decode(value);
};

test('what an account signs is that of the vector', () => {
	const vector = JSON.parse(readFileSync(VECTOR));
	const [signer, key] = [hexToU8a(vector.account), hexToU8a(vector.key)];
	const bytes = signedBytes(hexToU8a(vector.genesis), signer, vector.epoch, key);
	assert.equal(u8aToHex(bytes), vector.signedBytes);
});

test('a patient publishes a key for a deposit', async () => {
	const { api } = chain;
	assert.ok((await api.query.encryptionKeys.keys(patient.address)).isNone);
	assert.equal(await prove(await api.rpc.chain.getFinalizedHead()), null);

	const before = await reserved();
	const receipt = await chain.send(patient, publish(first, 0));
	const event = receipt.event('encryptionKeys.Published');
	assert.equal(event.account.toString(), patient.address);
	assert.equal(event.epoch.toNumber(), 0);

	const entry = await entryOf(patient.address);
	assert.equal(entry.epoch.toNumber(), 0);
	const published = entry.published.unwrap();
	assert.equal(published.key.toHex(), u8aToHex(first));
	deposit = published.deposit.amount.toBigInt();
	assert.ok(deposit > 0n);
	assert.equal((await reserved()) - before, deposit);
});

test('the patient replaces the key for no further deposit', async () => {
	// Signed as by a browser wallet.
	const before = await reserved();
	const receipt = await chain.send(patient, publish(second, 1, wrapped));
	assert.equal(receipt.event('encryptionKeys.Published').epoch.toNumber(), 1);
	assert.equal(await reserved(), before);
	const published = (await entryOf(patient.address)).published.unwrap();
	assert.equal(published.key.toHex(), u8aToHex(second));
});

test('whoever trusts no node reads the key and its signature out of a proof', async () => {
	const block = await chain.api.rpc.chain.getFinalizedHead();
	const { epoch, published } = await prove(block);
	assert.equal(epoch, 1);
	assert.deepEqual(Buffer.from(published.key), Buffer.from(second));
	assert.deepEqual(published.deposit, { payer: null, amount: deposit });
	const [kind, ...signature] = published.signature;
	assert.equal(kind, 1);
	const bytes = wrapped(signedBytes(genesis, account, epoch, published.key));
	assert.ok(signatureVerify(bytes, new Uint8Array(signature), patient.address).isValid);
});

test('the patient withdraws the key, and a proof shows that its epoch stays', async () => {
	const before = await reserved();
	const receipt = await chain.send(patient, tx.encryptionKeys.withdraw());
	assert.equal(receipt.event('encryptionKeys.Withdrawn').epoch.toNumber(), 1);
	assert.equal(before - (await reserved()), deposit);
	assert.deepEqual(await prove(receipt.block), { epoch: 1, published: null });
});
