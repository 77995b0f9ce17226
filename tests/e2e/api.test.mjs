// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Interfaces for applications: metadata, storage, calls, events, errors, RPC and runtime APIs. */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { blake2AsHex } from '@polkadot/util-crypto';

import { rpc, runtime } from '../../clients/polkadot-js/index.mjs';
import { cast, Chain, DAY, MED, terms } from './lib/chain.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const COMMITMENT = blake2AsHex('a record');

let node;
let chain;
let api;
let who;

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
	({ api } = chain);
	who = cast();
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

const anchor = () =>
	api.tx.recordAnchors.anchor(
		{ Account: who.patient.address },
		COMMITMENT,
		'Laboratory',
		'Clinician',
		'Practitioner',
	);

test('the metadata describes every call, event, error and constant of our pallets', () => {
	const ours = chain.pallets({ all: true });
	const indices = Object.fromEntries(ours.map(({ name, index }) => [name, index.toNumber()]));
	const released = { Credentials: 60, RecordAnchors: 61, Consent: 62, EncryptionKeys: 63, LiveClock: 80 };
	assert.deepEqual({ ...indices, ...released }, indices);
	for (const pallet of ours) {
		const { name } = pallet;
		for (const part of ['calls', 'events', 'errors']) {
			// What serves other pallets may have none.
			if (pallet[part].isNone && pallet.index.toNumber() >= 80) continue;
			const { def } = api.registry.lookup.getSiType(pallet[part].unwrap().type);
			assert.ok(def.asVariant.variants.length > 0);
			for (const variant of def.asVariant.variants) {
				assert.ok(variant.docs.length > 0, `${name}.${variant.name} is not documented`);
			}
		}
		for (const constant of pallet.constants) {
			assert.ok(constant.docs.length > 0, `${name}.${constant.name} is not documented`);
		}
	}
});

test('the chain says how to show amounts and addresses', () => {
	assert.equal(api.runtimeVersion.specName.toString(), 'medibloc');
	assert.deepEqual(api.registry.chainTokens, ['MED']);
	assert.deepEqual(api.registry.chainDecimals, [12]);
	assert.equal(api.registry.chainSS58, 42);
});

test('constants can be read', () => {
	const { balances, consent, credentials, recordAnchors } = api.consts;
	// An entry of 112 bytes.
	assert.equal(balances.existentialDeposit.toBigInt(), (212n * MED) / 10_000n);
	assert.equal(recordAnchors.maxBatch.toNumber(), 2 ** 20);
	assert.equal(consent.maxGrants.toNumber(), 16);
	assert.equal(credentials.historyRetention.toNumber(), 10 * 365 * DAY);
});

test('the cast of a development chain is certified and endowed', async () => {
	const { credentials, system } = api.query;
	for (const [actor, role] of [
		['doctor', 'Practitioner'],
		['otherDoctor', 'Practitioner'],
		['hospital', 'Institution'],
		['researcher', 'Researcher'],
	]) {
		const credential = (await credentials.credentials(who[actor].address, role)).unwrap();
		assert.equal(credential.issuer.toString(), who.authority.address);
		assert.equal(credential.jurisdiction.toUtf8(), 'KR');
		assert.ok(credential.status.isActive);
	}
	const authorities = await credentials.authorities.entries();
	assert.equal(authorities.length, 2);
	const { data } = await system.account(who.patient.address);
	assert.ok(data.free.toBigInt() > 999_999n * MED);
});

test('a signed call changes the storage, tells so by an event and costs the estimated fee at most', async () => {
	const { partialFee, weight } = await anchor().paymentInfo(who.doctor.address);
	assert.ok(partialFee.toBigInt() > 0n);
	assert.ok(weight.refTime.toBigInt() > 0n && weight.proofSize.toBigInt() > 0n);

	const balance = async () => (await api.query.system.account(who.doctor.address)).data;
	const before = await balance();
	const receipt = await chain.send(who.doctor, anchor());
	const after = await balance();
	const [payer, fee] = receipt.event('transactionPayment.TransactionFeePaid');
	assert.equal(payer.toString(), who.doctor.address);
	// The surety is held, and comes back.
	const surety = after.reserved.toBigInt() - before.reserved.toBigInt();
	assert.ok(surety > 0n);
	assert.equal(before.free.toBigInt() - after.free.toBigInt(), fee.toBigInt() + surety);
	// No grant had to be looked up.
	assert.ok(fee.toBigInt() < partialFee.toBigInt());

	const { subject, id, class: kind, source } = receipt.event('recordAnchors.Anchored');
	assert.equal(subject.asAccount.toString(), who.patient.address);
	assert.equal(kind.toString(), 'Laboratory');
	assert.ok(source.isClinician);
	const stored = (await api.query.recordAnchors.anchors(subject, id)).unwrap();
	assert.equal(stored.commitment.toHex(), COMMITMENT);
	assert.equal(stored.class.toString(), 'Laboratory');
	assert.equal(stored.source.asClinician.toNumber(), source.asClinician.toNumber());
});

test('several calls in one transaction act together', async () => {
	const count = 3;
	const calls = Array.from({ length: count }, anchor);
	const receipt = await chain.send(who.doctor, api.tx.utility.batchAll(calls));
	const ids = receipt.events
		.filter(({ section, method }) => section === 'recordAnchors' && method === 'Anchored')
		.map(({ data }) => data.id.toString());
	assert.equal(new Set(ids).size, count);
});

test('the storage can be watched', async () => {
	const seen = [];
	const receipts = [];
	const changed = new Promise((resolve, reject) => {
		api.query.consent
			.defaults(who.otherPatient.address, (policy) => {
				seen.push(policy.toString());
				if (policy.isNobody) resolve();
			})
			.then((stop) => receipts.push(stop), reject);
	});
	await chain.send(who.otherPatient, api.tx.consent.setDefault('Nobody'));
	await changed;
	receipts.forEach((stop) => stop());
	assert.equal(seen.at(-1), 'Nobody');
});

test('errors have their documented names and texts', async () => {
	const refused = [
		[who.patient, api.tx.recordAnchors.acknowledge(1), 'recordAnchors.NotFound'],
		[who.doctor, api.tx.consent.accept(who.hospital.address, COMMITMENT), 'consent.RequestNotFound'],
		[
			who.doctor,
			api.tx.credentials.withdrawApplication('Insurer'),
			'credentials.ApplicationNotFound',
		],
		[
			who.doctor,
			api.tx.credentials.registerAuthority(who.doctor.address, ['Insurer'], 'KR'),
			'BadOrigin',
		],
		[
			who.otherDoctor,
			api.tx.balances.transferAllowDeath(who.doctor.address, 10n ** 9n * MED),
			'arithmetic.Underflow',
		],
	];
	for (const [from, call, error] of refused) {
		assert.equal(await chain.refusal(from, call), error);
	}
	const { docs } = api.errors.recordAnchors.NotFound.meta;
	assert.match(docs.join(' '), /no such record/);
});

test('each of our JSON-RPC methods is served and known to the shipped definitions', async () => {
	const { methods } = (await node.call('rpc_methods')).result;
	const served = methods.filter((method) => method.startsWith('medibloc_'));
	const shipped = Object.keys(rpc.medibloc).map((method) => `medibloc_${method}`);
	assert.deepEqual(served.sort(), shipped.sort());
	for (const method of Object.keys(rpc.medibloc)) {
		assert.equal(typeof api.rpc.medibloc[method], 'function');
	}
});

test('JSON-RPC and runtime APIs give the same answers', async () => {
	const patient = who.patient.address;
	const hospital = who.hospital.address;
	const until = (await chain.now()) + DAY;
	const grantee = { Account: hospital };
	const given = await chain.send(who.patient, api.tx.consent.grant(grantee, terms(until)));
	const { grant } = given.event('consent.Granted');
	const logged = api.tx.consent.logAccess(patient, 'Laboratory', null, 'Treat', 'Access', 'KR');
	await chain.send(who.hospital, logged);
	const anchored = (await chain.send(who.doctor, anchor())).event('recordAnchors.Anchored');
	const root = blake2AsHex('a root');
	const batch = (
		await chain.send(
			who.doctor,
			api.tx.recordAnchors.anchorBatch(root, 2, 'Clinician', 'Practitioner'),
		)
	).event('recordAnchors.BatchAnchored');

	const { consentApi, credentialsApi, recordAnchorsApi } = api.call;
	const { medibloc } = api.rpc;

	const credential = (await credentialsApi.credential(hospital, 'Institution')).unwrap();
	const credentialJson = (await medibloc.credential(hospital, 'Institution')).toJSON();
	assert.equal(credentialJson.serial, credential.serial.toNumber());
	assert.equal(credentialJson.issuer, credential.issuer.toString());
	assert.equal(credentialJson.state, 'Active');
	assert.equal((await medibloc.credential(patient, 'Insurer')).toJSON(), null);
	const bySerial = await credentialsApi.credentialBySerial(credentialJson.serial);
	assert.equal(bySerial.unwrap().holder.toString(), hospital);
	const now = await chain.now();
	assert.ok((await credentialsApi.isCertified(hospital, 'Institution', now)).unwrap().isTrue);
	assert.ok((await credentialsApi.isCertified(hospital, 'Insurer', now)).unwrap().isFalse);
	// Before the retention nothing is known of what was removed.
	assert.ok((await credentialsApi.isCertified(patient, 'Insurer', 0)).isNone);

	const whole = { class: 'Laboratory', anchor: null };
	const request = { ...whole, purpose: 'Treat', action: 'Access', place: 'KR' };
	const verdict = await consentApi.checkAccess(patient, hospital, request, null);
	const access = (
		await medibloc.checkAccess(patient, hospital, {
			class: 'Laboratory',
			purpose: 'TREAT',
			action: 'access',
			place: 'KR',
		})
	).toJSON();
	assert.ok(verdict.isPermit);
	assert.equal(access.permit, true);
	assert.equal(access.grant, grant.toString());
	assert.equal(verdict.asPermit.grant.toString(), access.grant);

	const consents = await consentApi.consents(patient, null, 10);
	const consentsJson = (await medibloc.consents(patient)).toJSON();
	assert.equal(consents.length, 1);
	assert.deepEqual(
		consentsJson.consents.map(({ grantee }) => grantee),
		[{ account: hospital }],
	);
	assert.equal(consentsJson.consents[0].grants[0].id, grant.toString());
	assert.equal(consents[0].grants[0].id.toString(), grant.toString());
	const [last] = consentsJson.consents;
	const rest = { after: last.grantee, limit: 1 };
	assert.deepEqual((await medibloc.consents(patient, rest)).toJSON().consents, []);
	assert.equal((await consentApi.consents(patient, consents[0].grantee, 10)).length, 0);

	const log = await consentApi.accessLog(patient);
	const entries = await consentApi.accessEntries(patient, 0, 10);
	const logJson = (await medibloc.accessLog(patient)).toJSON();
	assert.equal(logJson.count, log.count.toNumber());
	assert.deepEqual(
		logJson.peaks,
		log.peaks.map((peak) => peak.toHex()),
	);
	assert.equal(logJson.entries.length, entries.length);
	assert.equal(logJson.entries[0].accessor, hospital);
	assert.equal(entries[0][1].accessor.toString(), hospital);

	const subject = { Account: patient };
	const record = (await recordAnchorsApi.record(subject, anchored.id)).unwrap();
	const recordJson = (await medibloc.record({ account: patient }, anchored.id)).toJSON();
	assert.equal(recordJson.commitment, COMMITMENT);
	assert.equal(record.commitment.toHex(), COMMITMENT);
	assert.equal(recordJson.author, who.doctor.address);
	const lineage = await recordAnchorsApi.lineage(subject, anchored.id, null, 256);
	const lineageJson = (await medibloc.lineage({ account: patient }, anchored.id)).toJSON();
	assert.deepEqual([lineageJson.records, lineageJson.next], [[recordJson], null]);
	assert.equal(lineage.length, 1);

	const records = await recordAnchorsApi.records(subject, null, 256);
	const ids = [];
	let page = { limit: 2 };
	const at = await api.rpc.chain.getFinalizedHead();
	do {
		const answer = (await medibloc.records({ account: patient }, page, at)).toJSON();
		ids.push(...answer.records.map(({ id }) => id));
		page = { after: answer.next, limit: 2 };
	} while (page.after !== null);
	assert.ok(ids.includes(anchored.id.toString()));
	assert.deepEqual(
		ids,
		records.map(({ id }) => id.toString()),
	);

	const proof = { index: 0, commitment: COMMITMENT, path: [root] };
	assert.equal((await medibloc.verifyRecord(batch.id, proof)).toJSON(), false);
	const verified = await recordAnchorsApi.verifyRecord(batch.id, proof);
	assert.ok(verified.unwrap().isFalse);
	assert.ok((await recordAnchorsApi.verifyRecord(1, proof)).isNone);

	const keys = await consentApi.consentKeys(patient, hospital);
	const proofJson = (await medibloc.consentProof(patient, hospital)).toJSON();
	assert.deepEqual(
		proofJson.keys.map(({ key }) => key),
		keys.consents.map(([, key]) => key.toHex()),
	);
	assert.deepEqual(
		proofJson.otherKeys.map(({ item, key }) => [item, key]),
		keys.others.map(([item, key]) => [item.toString(), key.toHex()]),
	);
});

test('JSON-RPC and runtime API tell the same of a jury', async () => {
	const { juryApi } = api.call;
	const { medibloc } = api.rpc;
	assert.equal((await medibloc.jury('KR')).toJSON(), null);
	assert.ok((await juryApi.jury('KR')).isNone);

	const create = api.tx.jury.create('KR', who.authority.address, ['Practitioner']);
	const propose = api.tx.credentialCommittee.propose(1, create, create.encodedLength);
	const created = (await chain.send(who.authority, propose)).event('jury.Created');

	const { account, jury } = (await juryApi.jury('KR')).unwrap();
	const { block, ...told } = (await medibloc.jury('KR')).toJSON();
	assert.ok(block.number > 0);
	assert.equal(account.toString(), created.account.toString());
	assert.deepEqual(told, { account: account.toString(), ...jury.toJSON() });
	assert.equal(told.appealAuthority, who.authority.address);

	const number = jury.term.toNumber() + Number(jury.isLast.isTrue);
	const term = (await juryApi.term('KR', number)).unwrap();
	const termJson = (await medibloc.term('KR', number)).toJSON();
	assert.equal(termJson.firstEpoch, term.firstEpoch.toNumber());
	assert.equal(termJson.pot, term.pot.toString());
	assert.deepEqual(termJson.stage, { kind: 'Running' });
	assert.ok(term.stage.isRunning);

	// Nobody enrolled, and nobody applied.
	assert.equal((await medibloc.ballot(`KR/${number}/0`)).toJSON(), null);
	assert.equal((await medibloc.juror('KR', number, who.doctor.address)).toJSON(), null);
	for (const [answer, list] of [
		[await medibloc.ballots('KR', number), 'ballots'],
		[await medibloc.votes(`KR/${number}/0`), 'votes'],
		[await medibloc.jurors('KR', number), 'jurors'],
		[await medibloc.redeemedVouchers('KR', number), 'aliases'],
	]) {
		assert.deepEqual(answer.toJSON()[list], [], list);
	}
	const settings = await juryApi.settings();
	assert.ok(settings.commitWindow.toBigInt() > 0n);
});

test('the shipped runtime APIs are those of the chain', () => {
	for (const [name, [{ methods }]] of Object.entries(runtime)) {
		const camel = name[0].toLowerCase() + name.slice(1);
		const found = Object.keys(api.call[camel]);
		assert.equal(found.length, Object.keys(methods).length, name);
	}
});

test('an answer about a past block is given by that block', async () => {
	const head = await api.rpc.chain.getFinalizedHead();
	const { medibloc } = api.rpc;
	const before = (await medibloc.accessLog(who.patient.address, null, head)).toJSON();
	const until = (await chain.now()) + DAY;
	const grantee = { Account: who.otherDoctor.address };
	await chain.send(who.patient, api.tx.consent.grant(grantee, terms(until)));
	const call = api.tx.consent.logAccess(
		who.patient.address,
		'Laboratory',
		null,
		'Treat',
		'Access',
		'KR',
	);
	await chain.send(who.otherDoctor, call);
	const after = (await medibloc.accessLog(who.patient.address)).toJSON();
	assert.equal(after.count, before.count + 1);
	const again = (await medibloc.accessLog(who.patient.address, null, head)).toJSON();
	assert.deepEqual(again, before);
});
