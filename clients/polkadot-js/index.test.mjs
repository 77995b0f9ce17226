// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { RpcCore } from '@polkadot/rpc-core';
import { TypeRegistry } from '@polkadot/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { firstValueFrom } from 'rxjs';

import { rpc, runtime, signedExtensions, types } from './index.mjs';

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const HASH = `0x${'11'.repeat(32)}`;

const registry = new TypeRegistry();
registry.register(types);

// The request that a call sends, and its answer as JSON.
const call = async (method, params, answer) => {
	let sent;
	const provider = {
		hasSubscriptions: false,
		on: () => {},
		send: async (name, list) => {
			sent = [name, list];
			return answer;
		},
	};
	const core = new RpcCore('test', registry, { provider, userRpc: rpc });
	core.addUserInterfaces(rpc);
	const result = await firstValueFrom(core.medibloc[method](...params));
	return { sent, result: result.toJSON() };
};

test('types decode and encode what the runtime encodes', () => {
	const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url)));
	for (const { type, scale, json } of vectors) {
		const value = registry.createType(type, hexToU8a(scale));
		assert.deepEqual(value.toJSON(), json, type);
		assert.equal(u8aToHex(value.toU8a()), scale, type);
	}
});

test('runtime APIs name known types only', () => {
	const methods = Object.values(runtime).flatMap(([{ methods }]) => Object.values(methods));
	for (const { params, type } of methods) {
		for (const name of [type, ...params.map((param) => param.type)]) {
			registry.createType(name);
		}
	}
});

test('what is signed is the same with the extension that is declared and without', () => {
	const names = ['AuthorizeCall', 'CheckGenesis', 'CheckMortality', 'CheckNonce'];
	const signed = (extensions, declared) => {
		const registry = new TypeRegistry();
		registry.setSignedExtensions(extensions, declared);
		return [registry.getSignedExtensionTypes(), registry.getSignedExtensionExtra()];
	};
	assert.deepEqual(signed(names, signedExtensions), signed(names.slice(1)));
});

test('ids are sent as decimal strings in whatever form they are given', async () => {
	const id = '7688491458560000002';
	for (const given of [id, BigInt(id), registry.createType('u64', id)]) {
		const { sent } = await call('record', [{ Account: ALICE }, given], null);
		assert.deepEqual(sent, ['medibloc_record', [{ account: ALICE }, id]]);
	}
});

test('what is left out is not sent, or as null before what follows', async () => {
	const request = { class: 'Laboratory', purpose: 'TREAT', action: 'access' };
	const short = await call('checkAccess', [ALICE, BOB, request], { permit: true });
	assert.deepEqual(short.sent, ['medibloc_checkAccess', [ALICE, BOB, request]]);
	const long = await call('checkAccess', [ALICE, BOB, request, null, HASH], { permit: true });
	assert.deepEqual(long.sent[1], [ALICE, BOB, request, null, HASH]);
});

test('juries, terms and ballots are asked for by their names', async () => {
	const ballots = await call('ballots', ['KR', 3, null, 2], { ballots: [], next: null });
	assert.deepEqual(ballots.sent, ['medibloc_ballots', ['KR', 3, null, 2]]);
	for (const [method, params] of [
		['jury', ['KR']],
		['term', ['KR', 3]],
		['ballot', ['KR/3/12']],
		['ballot', ['KR/3/12', HASH]],
		['ballots', ['KR', 3]],
		['ballots', ['KR', 3, 64, null, HASH]],
		['votes', ['KR/3/12']],
		['juror', ['KR', 3, BOB]],
		['jurors', ['KR', 3]],
		['jurors', ['KR', 3, BOB, 256, HASH]],
		['redeemedVouchers', ['KR', 2]],
		['redeemedVouchers', ['KR', 2, HASH, 256]],
	]) {
		const { sent } = await call(method, params, null);
		assert.deepEqual(sent, [`medibloc_${method}`, params]);
	}
});

test('answers are plain JSON', async () => {
	const page = { consents: [], next: null };
	assert.deepEqual((await call('consents', [ALICE, { limit: 1 }], page)).result, page);
	assert.equal((await call('credential', [BOB, 'Insurer'], null)).result, null);
	assert.deepEqual((await call('credential', [BOB, 'Insurer'], page)).result, page);
	const versions = { records: [{ id: '1' }, { id: '2' }], next: '2' };
	const asked = [{ pseudonym: HASH }, '1', { limit: 2 }];
	const lineage = await call('lineage', asked, versions);
	assert.deepEqual(lineage, { sent: ['medibloc_lineage', asked], result: versions });
	const proof = { index: 0, commitment: HASH, path: [HASH] };
	const verified = await call('verifyRecord', ['1', proof], true);
	assert.deepEqual(verified, { sent: ['medibloc_verifyRecord', ['1', proof]], result: true });
});
