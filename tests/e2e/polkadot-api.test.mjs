// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The chain through `polkadot-api`, the other library that wallets build on: it knows nothing of the chain
 * but its metadata.
 */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { createClient, Enum } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import WebSocket from 'ws';

import { cast, DAY } from './lib/chain.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

let node;
let client;
let api;
let who;

const signerOf = (pair) =>
	getPolkadotSigner(pair.publicKey, 'Sr25519', (message) => pair.sign(message));

before(async () => {
	node = await Node.start();
	client = createClient(getWsProvider(node.url, { websocketClass: WebSocket }));
	api = client.getUnsafeApi();
	who = cast();
});

after(async () => {
	client?.destroy();
	await node?.dispose();
});

const grantee = () => Enum('Account', who.hospital.address);

const terms = (until) => ({
	effect: Enum('Permit'),
	scope: Enum('Selected', { classes: [Enum('Laboratory')], anchors: [] }),
	actions: [Enum('Access')],
	purposes: [Enum('Treat')],
	from: 0n,
	until: BigInt(until),
	max_uses: undefined,
	obligations: { no_reshare: false, place: undefined },
	text: undefined,
});

test('a patient grants access, and the grant is in the storage', async () => {
	const until = Date.now() + DAY;
	const call = api.tx.Consent.grant({ grantee: grantee(), terms: terms(until) });
	const done = await call.signAndSubmit(signerOf(who.patient));
	assert.ok(done.ok, JSON.stringify(done.dispatchError));

	const [granted] = done.events.filter(
		({ type, value }) => type === 'Consent' && value.type === 'Granted',
	);
	const { grants } = await api.query.Consent.Consents.getValue(who.patient.address, grantee(), {
		at: done.block.hash,
	});
	assert.equal(grants.length, 1);
	assert.equal(grants[0].id, granted.value.value.grant);
	assert.equal(grants[0].terms.until, BigInt(until));
	// Sets are stored as bits: Laboratory is the eighth class.
	assert.equal(grants[0].terms.scope.value.classes, '0x800000');
});

test('a fee is estimated, and an error has its documented name', async () => {
	const call = api.tx.Consent.revoke({ grantee: grantee(), grant: 1n });
	assert.ok((await call.getEstimatedFees(who.patient.address)) > 0n);
	const done = await call.signAndSubmit(signerOf(who.patient));
	assert.equal(done.ok, false);
	const { type, value } = done.dispatchError;
	assert.equal(type, 'Module');
	assert.equal(`${value.type}.${value.value.type}`, 'Consent.GrantNotFound');
});

test('a runtime API answers', async () => {
	const credential = await api.apis.CredentialsApi.credential(
		who.doctor.address,
		Enum('Practitioner'),
	);
	assert.equal(credential.issuer, who.authority.address);
});
