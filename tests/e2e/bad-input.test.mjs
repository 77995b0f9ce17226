// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Forged, replayed and malformed input: it never comes into a block, and the node goes on. Each
 * attempt is answered by a typed error.
 */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { u8aToHex } from '@polkadot/util';
import { blake2AsHex, decodeAddress } from '@polkadot/util-crypto';

import { buildBatch, buildRecord, verifyField } from './lib/commitment.mjs';
import { cast, Chain, DAY, MED, signer, terms } from './lib/chain.mjs';
import { commit, example } from './lib/fhir.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const who = cast();
const stranger = signer('//Stranger');
const account = ({ address }) => ({ Account: address });

let node;
let chain;
let api;
let tx;
let now;

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
	({ api } = chain);
	({ tx } = api);
	await chain.fund(stranger);
	now = await chain.now();
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

test('a record that was tampered with is not the one that was anchored', async () => {
	const content = example('Observation-f001');
	const original = commit(content);
	const others = ['Patient-example', 'Observation-example'].map((name) => commit(example(name)));
	const tree = buildBatch([original, ...others].map(({ commitment }) => commitment));
	const call = tx.recordAnchors.anchorBatch(tree.root, tree.count, 'Clinician', 'Practitioner');
	const { id } = (await chain.send(who.doctor, call)).event('recordAnchors.BatchAnchored');
	const batch = id.toString();

	const text = new TextDecoder().decode(content);
	const { schema, origin } = original.manifest;
	const tampered = buildRecord({
		schema,
		origin,
		salt: blake2AsHex('a salt'),
		content: new TextEncoder().encode(text.replace('6.3', '5.3')),
		isJson: true,
	});
	const { count, ...proof } = tree.prove(0);
	const verify = async (proof) => (await node.call('medibloc_verifyRecord', batch, proof)).result;
	assert.equal(count, tree.count);
	assert.equal(await verify(proof), true);
	assert.equal(await verify({ ...proof, commitment: tampered.commitment }), false);
	assert.equal(await verify({ ...proof, index: 1 }), false);
	assert.equal(await verify({ ...proof, path: [...proof.path].reverse() }), false);
	const field = tampered.proveField('/valueQuantity/value');
	assert.ok(verifyField(tampered.manifest, field));
	assert.ok(!verifyField(original.manifest, field));
});

/** Submits an extrinsic, which the node must refuse at once, and gives the error. */
const submit = async (extrinsic, what = extrinsic) => {
	const { result, error } = await node.call('author_submitExtrinsic', extrinsic);
	assert.equal(result, undefined, what);
	return error;
};

const balanceAndNonce = async (...accounts) => {
	const all = await api.query.system.account.multi(accounts.map(({ address }) => address));
	return all.map(({ nonce, data }) => [nonce.toNumber(), data.free.toBigInt()]);
};

test('a transaction takes effect once, however often it is sent', async () => {
	const call = tx.balances.transferKeepAlive(stranger.address, MED);
	const nonce = (await api.rpc.system.accountNextIndex(who.researcher.address)).toNumber();
	const signed = await call.signAsync(who.researcher, { nonce });
	const { result } = await node.call('author_submitExtrinsic', signed.toHex());
	assert.equal(result, signed.hash.toHex());
	await chain.finalized(async ({ hash }) => {
		const { nonce: next } = await api.query.system.account.at(
			hash,
			who.researcher.address,
		);
		return next.toNumber() > nonce;
	});
	const before = await balanceAndNonce(who.researcher, stranger);
	for (let attempt = 0; attempt < 3; attempt += 1) {
		const { code, data, message } = await submit(signed.toHex());
		assert.ok([1010, 1012].includes(code), `${code} ${message} ${data}`);
	}
	assert.equal((await submit(signed.toHex())).code, 1012);
	assert.deepEqual(await balanceAndNonce(who.researcher, stranger), before);
});

test('a signature by another, for another chain or of another call is refused', async () => {
	const { patient, researcher } = who;
	const before = await balanceAndNonce(patient, researcher, stranger);
	const nonce = (await api.rpc.system.accountNextIndex(patient.address)).toNumber();
	const sign = async (from, options) => {
		const call = tx.balances.transferKeepAlive(stranger.address, MED);
		return (await call.signAsync(from, { nonce, ...options })).toHex();
	};
	const publicKey = (pair) => u8aToHex(decodeAddress(pair.address)).slice(2);

	const good = await sign(patient);
	const byAnother = await sign(researcher);
	const elsewhere = blake2AsHex('another chain');
	const current = (await api.rpc.chain.getHeader()).number.toNumber();
	const era = api.createType('ExtrinsicEra', { current, period: 64 });
	for (const [what, extrinsic] of [
		['another signer', byAnother.replace(publicKey(researcher), publicKey(patient))],
		['another call', good.replace(publicKey(stranger), publicKey(researcher))],
		['another chain', await sign(patient, { genesisHash: elsewhere })],
		['another fork', await sign(patient, { blockHash: elsewhere, era })],
	]) {
		const { code, data } = await submit(extrinsic, what);
		assert.deepEqual([code, data], [1010, 'Transaction has a bad signature'], what);
	}
	assert.deepEqual(await balanceAndNonce(patient, researcher, stranger), before);
});

test('a transaction that cannot be paid is refused', async () => {
	const penniless = signer('//Penniless');
	const call = tx.system.remark('0x00');
	const signed = await call.signAsync(penniless, { nonce: 0 });
	const { code, data } = await submit(signed.toHex());
	assert.equal(code, 1010);
	assert.match(data, /Inability to pay some fees/);
	const [[, free]] = await balanceAndNonce(penniless);
	assert.equal(free, 0n);
});

test('malformed transactions are refused, and the node goes on', async () => {
	const nonce = (await api.rpc.system.accountNextIndex(who.patient.address)).toNumber();
	const signed = await tx.consent
		.grant(account(who.doctor), terms(now + DAY))
		.signAsync(who.patient, { nonce });
	const good = signed.toHex();
	const before = await chain.state();
	const oversize = terms(now + DAY, {
		scope: { Selected: { classes: [], anchors: Array.from({ length: 9 }, (_, i) => i + 1) } },
	});
	const tooMany = await tx.consent
		.grant(account(who.doctor), oversize)
		.signAsync(who.patient, { nonce });
	const junk = [
		'0x',
		'0x00',
		'0x0400',
		'0xffffffff',
		`0x${'ff'.repeat(1_000)}`,
		good.slice(0, -2),
		good.slice(0, good.length / 2),
		'0x0c04ffff',
		'0x0c09ffff',
		tooMany.toHex(),
	];
	for (const extrinsic of junk) {
		const error = await submit(extrinsic);
		// Bytes that are no extrinsic, or an extrinsic that the runtime cannot decode.
		assert.ok([1002, 1040].includes(error.code), JSON.stringify(error));
		assert.ok(error.message.length > 0);
	}
	for (const text of ['zz', `${good}zz`]) {
		assert.equal((await submit(text)).code, -32602);
	}
	assert.deepEqual(await chain.state(), before);
	const { number } = await api.rpc.chain.getHeader();
	await chain.finalized((header) => header.number.toNumber() > number.toNumber());
});

test('requests that are none are answered by the errors of JSON-RPC', async () => {
	const request = { jsonrpc: '2.0', id: 1 };
	const credential = { ...request, method: 'medibloc_credential' };
	const { address } = who.doctor;
	for (const [body, code] of [
		['', -32700],
		['{', -32700],
		['{"jsonrpc":"2.0","id":1,"method":', -32700],
		['[]', -32600],
		['{"id":1}', -32600],
		['{"jsonrpc":"1.0","id":1,"method":"system_name"}', -32600],
		[JSON.stringify({ ...request, method: 'medibloc_nothing' }), -32601],
		[JSON.stringify(credential), -32602],
		[JSON.stringify({ ...credential, params: [address] }), -32602],
		[JSON.stringify({ ...credential, params: [address, 'Doctor'] }), -32602],
		[JSON.stringify({ ...credential, params: [address, 'Practitioner', null, 1] }), -32602],
		[JSON.stringify({ ...credential, params: { hodler: address, role: 'Insurer' } }), -32602],
		[JSON.stringify({ ...credential, params: [1, 'Practitioner'] }), -32602],
		[JSON.stringify({ ...credential, params: [address, 'Practitioner', '0x00'] }), -32602],
	]) {
		const { text } = await node.post(body);
		assert.equal(JSON.parse(text).error?.code, code, `${body} gave ${text}`);
	}
});

test('our methods answer bad parameters by their documented errors', async () => {
	const { address: patient } = who.patient;
	const { address: doctor } = who.doctor;
	const request = { class: 'Laboratory', purpose: 'TREAT', action: 'access' };
	const hash = blake2AsHex('a hash');
	const proof = { index: 0, commitment: hash, path: [] };
	const INVALID_PARAMS = [-32602, undefined];
	for (const [method, params, [code, name]] of [
		['credential', ['nobody', 'Insurer'], [9011, 'InvalidAccount']],
		['checkAccess', ['0x00', doctor, request], [9011, 'InvalidAccount']],
		['checkAccess', [patient, `${doctor}x`, request], [9011, 'InvalidAccount']],
		['checkAccess', [patient, doctor, { ...request, anchor: '-1' }], [9012, 'InvalidId']],
		['checkAccess', [patient, doctor, { ...request, purpose: 'FUN' }], INVALID_PARAMS],
		['checkAccess', [patient, doctor, { ...request, extra: 1 }], INVALID_PARAMS],
		['checkAccess', [patient, doctor, { ...request, place: 'kr' }], INVALID_PARAMS],
		['checkAccess', [patient, doctor, request, -1], INVALID_PARAMS],
		['checkAccess', [patient, doctor, request, null, hash], [9001, 'UnknownBlock']],
		['consents', [patient, { limit: 0 }], [9013, 'LimitOutOfRange']],
		['consents', [patient, { start: 1 }], INVALID_PARAMS],
		['consents', [patient, { after: { account: 'nobody' } }], [9011, 'InvalidAccount']],
		['accessLog', [patient, { limit: 257 }], [9013, 'LimitOutOfRange']],
		['records', [patient, { after: 'x' }], [9012, 'InvalidId']],
		['record', [{ account: patient }, `${2n ** 64n}`], [9012, 'InvalidId']],
		['record', [{ pseudonym: '0x00' }, '1'], INVALID_PARAMS],
		['lineage', [patient, ''], [9012, 'InvalidId']],
		['lineage', [patient, '1', { limit: 0 }], [9013, 'LimitOutOfRange']],
		['lineage', [patient, '1', hash], INVALID_PARAMS],
		['record', [patient, '1', null, null], INVALID_PARAMS],
		['verifyRecord', ['1', proof], [9021, 'BatchNotFound']],
		['verifyRecord', ['1', { ...proof, path: Array(33).fill(hash) }], [9014, 'PathTooLong']],
		['verifyRecord', ['1', { ...proof, index: -1 }], INVALID_PARAMS],
		['consentProof', [patient, null], INVALID_PARAMS],
		['consentProof', [patient, doctor, hash], [9001, 'UnknownBlock']],
		['recordProof', [patient, 'x'], [9012, 'InvalidId']],
		['recordProof', [patient, '1', hash], [9001, 'UnknownBlock']],
		['jury', ['kr'], INVALID_PARAMS],
		['term', ['KR', -1], INVALID_PARAMS],
		['ballot', ['KR-3-12'], [9015, 'InvalidBallot']],
		['ballots', ['KR', 3, 0, 0], [9013, 'LimitOutOfRange']],
		['votes', ['KR/03/12'], [9015, 'InvalidBallot']],
		['votes', ['KR/3/12', hash], [9001, 'UnknownBlock']],
		['juror', ['KR', 3, 'nobody'], [9011, 'InvalidAccount']],
		['jurors', ['KR', 3, '0x00'], [9011, 'InvalidAccount']],
		['redeemedVouchers', ['KR', 3, null, 257], [9013, 'LimitOutOfRange']],
		['redeemedVouchers', ['KR', 3, '0x00'], INVALID_PARAMS],
	]) {
		const { error } = await node.call(`medibloc_${method}`, ...params);
		assert.deepEqual([error?.code, error?.data?.error], [code, name], method);
	}
	assert.equal((await node.call('medibloc_record', patient, '7688491458560000002')).result, null);
	assert.deepEqual(
		(await node.call('medibloc_lineage', patient, '7688491458560000002')).result.records,
		[],
	);
});
