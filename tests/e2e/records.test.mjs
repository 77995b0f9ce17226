// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The main job, on real health records. Each test goes on where the one before it ended: a doctor
 * is certified and anchors records of a patient, who lets a hospital see some of them and then no
 * more.
 */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { u8aToHex } from '@polkadot/util';
import { blake2AsHex, decodeAddress } from '@polkadot/util-crypto';

import { EMPTY_LOG, appendLog, logLeaf, logRoot, proveLog, verifyLog } from './lib/access-log.mjs';
import * as commitments from './lib/commitment.mjs';
import { cast, Chain, DAY, signer, terms } from './lib/chain.mjs';
import { commit, example, examples } from './lib/fhir.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const BATCH = 10_000;
const RECORDS = [
	{ name: 'Patient-example', class: 'Demographics' },
	{ name: 'Observation-f001', class: 'Laboratory' },
	{ name: 'MedicationRequest-medrx0301', class: 'Medication' },
	{ name: 'Bundle-lri-example', class: 'Document' },
];

const committee = cast().authority;
const { hospital } = cast();
const authority = signer('//Ministry of Health');
const doctor = signer('//Doctor');
const patient = signer('//Patient');
const subject = { Account: patient.address };
const grantee = { Institution: hospital.address };
const accountId = ({ address }) => u8aToHex(decodeAddress(address));

let node;
let chain;
let api;
let serial;
let batch;
let grant;
const records = [];

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
	({ api } = chain);
	await chain.fund(authority, doctor, patient);
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

const check = async (request) =>
	(await api.rpc.medibloc.checkAccess(patient.address, hospital.address, request)).toJSON();

const LABORATORY = { class: 'Laboratory', purpose: 'TREAT', action: 'access' };

test('the committee registers an authority', async () => {
	const register = api.tx.credentials.registerAuthority(
		authority.address,
		['Practitioner', 'Institution'],
		'DE',
	);
	const receipt = await chain.decide(committee, register);
	const [account, roles] = receipt.event('credentials.AuthorityRegistered');
	assert.equal(account.toString(), authority.address);
	assert.deepEqual(roles.toJSON(), ['Practitioner', 'Institution']);
	const stored = (await api.query.credentials.authorities(authority.address)).unwrap();
	assert.ok(stored.status.isActive);
	assert.equal(stored.jurisdiction.toUtf8(), 'DE');
});

test('a doctor applies and is certified', async () => {
	assert.equal(
		(await api.rpc.medibloc.credential(doctor.address, 'Practitioner')).toJSON(),
		null,
	);

	const evidence = blake2AsHex('licence to practise, with a salt');
	const apply = api.tx.credentials.apply('Practitioner', authority.address, evidence);
	const applied = (await chain.send(doctor, apply)).event('credentials.Applied');
	assert.equal(applied.applicant.toString(), doctor.address);
	assert.ok(applied.expiresAt.toNumber() > (await chain.now()));

	const expiresAt = (await chain.now()) + 365 * DAY;
	const issue = api.tx.credentials.issue(doctor.address, 'Practitioner', expiresAt);
	const issued = (await chain.send(authority, issue)).event('credentials.Issued');
	serial = issued.serial.toNumber();

	const credential = (await api.rpc.medibloc.credential(doctor.address, 'Practitioner')).toJSON();
	const { issuedAt, ...others } = credential;
	assert.deepEqual(others, {
		serial,
		holder: doctor.address,
		role: 'Practitioner',
		issuer: authority.address,
		jurisdiction: 'DE',
		expiresAt,
		state: 'Active',
	});
	assert.ok(issuedAt < expiresAt);
	const application = await api.query.credentials.applications(doctor.address, 'Practitioner');
	assert.ok(application.isNone);
});

test('the doctor anchors records of the patient', async () => {
	for (const { name, class: kind } of RECORDS) {
		const content = example(name);
		const record = commit(content);
		const call = api.tx.recordAnchors.anchor(
			subject,
			record.commitment,
			kind,
			'Clinician',
			'Practitioner',
		);
		const anchored = (await chain.send(doctor, call)).event('recordAnchors.Anchored');
		records.push({ ...record, name, content, class: kind, id: anchored.id.toString() });
	}

	for (const record of records) {
		const answer = (
			await api.rpc.medibloc.record({ account: patient.address }, record.id)
		).toJSON();
		const { anchoredAt, ...others } = answer;
		assert.deepEqual(others, {
			id: record.id,
			commitment: record.commitment,
			class: record.class,
			source: { kind: 'Clinician', serial },
			author: doctor.address,
			predecessor: null,
			successor: null,
			retractedAt: null,
			opinion: null,
			coSigners: [],
			erasedAt: null,
		});
		assert.ok(anchoredAt <= (await chain.now()));
	}
	const listed = (await api.rpc.medibloc.records({ account: patient.address })).toJSON();
	assert.deepEqual(listed.records.map(({ id }) => id).sort(), records.map(({ id }) => id).sort());
});

test(`the doctor anchors a batch of ${BATCH} records`, async () => {
	const contents = examples('Patient', 'Observation', 'MedicationRequest', 'Bundle')
		.map(example)
		.filter(({ length }) => length < 4_096);
	assert.ok(contents.length > 100);
	const members = Array.from({ length: BATCH }, (_, index) => {
		const { commitment, manifest } = commit(contents[index % contents.length]);
		return { commitment, manifest };
	});
	const all = members.map(({ commitment }) => commitment);
	assert.equal(new Set(all).size, BATCH);
	const tree = commitments.buildBatch(all);

	const call = api.tx.recordAnchors.anchorBatch(tree.root, BATCH, 'Clinician', 'Practitioner');
	const anchored = (await chain.send(doctor, call)).event('recordAnchors.BatchAnchored');
	assert.equal(anchored.count.toNumber(), BATCH);
	batch = { id: anchored.id.toString(), tree };
	const stored = (await api.query.recordAnchors.batches(anchored.id)).unwrap();
	assert.equal(stored.root.toHex(), tree.root);
	assert.equal(stored.count.toNumber(), BATCH);
});

test('a record of the batch is proven, and no other', async () => {
	const verify = async (proof) => (await api.rpc.medibloc.verifyRecord(batch.id, proof)).toJSON();
	for (const index of [0, 4_711, BATCH - 1]) {
		const { count, ...proof } = batch.tree.prove(index);
		assert.ok(commitments.verifyBatch(batch.tree.root, { count, ...proof }));
		assert.equal(await verify(proof), true);
		assert.equal(await verify({ ...proof, index: index ^ 1 }), false);
		assert.equal(await verify({ ...proof, commitment: records[0].commitment }), false);
		assert.equal(await verify({ ...proof, path: proof.path.slice(1) }), false);
	}
});

test('the patient acknowledges a record', async () => {
	const [, { id }] = records;
	const receipt = await chain.send(patient, api.tx.recordAnchors.acknowledge(id));
	assert.equal(receipt.event('recordAnchors.Acknowledged').id.toString(), id);
	const record = (await api.rpc.medibloc.record({ account: patient.address }, id)).toJSON();
	assert.equal(record.opinion.opinion, 'Acknowledged');
	const hash = await api.rpc.chain.getFinalizedHead();
	assert.ok(record.opinion.since <= (await api.query.timestamp.now.at(hash)).toNumber());
});

test('a field of a record is proven against the anchored commitment', async () => {
	const [, { id, manifest, content, proveField }] = records;
	const anchored = (await api.query.recordAnchors.anchors(subject, id))
		.unwrap()
		.commitment.toHex();
	assert.equal(commitments.commitment(manifest), anchored);
	const { valueQuantity } = JSON.parse(new TextDecoder().decode(content));
	const proof = proveField('/valueQuantity/value');
	assert.equal(JSON.parse(proof.value), valueQuantity.value);
	assert.ok(commitments.verifyField(manifest, proof));
	assert.ok(!commitments.verifyField(manifest, { ...proof, value: '5.4' }));
});

test('a part of a large record is proven against the anchored commitment', async () => {
	const { id, manifest, content, proveChunk } = records[3];
	const anchored = (await api.query.recordAnchors.anchors(subject, id))
		.unwrap()
		.commitment.toHex();
	assert.equal(commitments.commitment(manifest), anchored);
	assert.ok(content.length > manifest.chunkSize);
	const proof = proveChunk(1);
	assert.equal(proof.bytes, u8aToHex(content.subarray(manifest.chunkSize, 2 * manifest.chunkSize)));
	assert.ok(commitments.verifyChunk(manifest, proof));
	assert.ok(!commitments.verifyChunk(manifest, { ...proof, index: 0 }));
});

test('the hospital may see nothing before the patient grants it', async () => {
	assert.deepEqual(
		[(await check(LABORATORY)).permit, (await check(LABORATORY)).reason],
		[false, 'NoGrant'],
	);
});

test('the patient grants the hospital access to one class until a date', async () => {
	const until = (await chain.now()) + 30 * DAY;
	const obligations = { noReshare: true, place: 'KR' };
	const call = api.tx.consent.grant(grantee, terms(until, { obligations }));
	const granted = (await chain.send(patient, call)).event('consent.Granted');
	grant = granted.grant.toString();

	const { block, ...access } = await check(LABORATORY);
	assert.deepEqual(access, { permit: true, grant, obligations, reason: null });
	const { header } = await api.rpc.chain.getBlock(block.hash).then((signed) => signed.block);
	assert.equal(header.number.toNumber(), block.number);
	assert.equal((await check({ ...LABORATORY, anchor: records[1].id })).permit, true);

	for (const [request, reason] of [
		[{ class: 'Medication' }, 'OutOfScope'],
		[{ anchor: records[2].id }, 'RecordMismatch'],
		[{ purpose: 'HRESCH' }, 'PurposeNotGranted'],
		[{ action: 'disclose' }, 'ActionNotGranted'],
	]) {
		const access = await check({ ...LABORATORY, ...request });
		assert.deepEqual([access.permit, access.reason], [false, reason]);
	}
	const after = await api.rpc.medibloc.checkAccess(
		patient.address,
		hospital.address,
		LABORATORY,
		until,
	);
	assert.equal(after.toJSON().reason, 'Expired');
});

test('the hospital logs what it accesses, and the patient sees it', async () => {
	const accesses = [null, records[1].id, null];
	for (const anchor of accesses) {
		const call = api.tx.consent.logAccess(
			patient.address,
			'Laboratory',
			anchor,
			'Treat',
			'Access',
			'KR',
		);
		await chain.send(hospital, call);
	}

	const seen = (await api.rpc.medibloc.accessLog(patient.address)).toJSON();
	assert.equal(seen.count, accesses.length);
	assert.equal(seen.next, null);
	for (const [index, anchor] of accesses.entries()) {
		const { at, ...entry } = seen.entries[index];
		assert.deepEqual(entry, {
			index,
			accessor: hospital.address,
			class: 'Laboratory',
			anchor,
			purpose: 'TREAT',
			action: 'access',
			place: 'KR',
			grant,
		});
		assert.ok(at <= (await chain.now()));
	}
	const { consents } = (await api.rpc.medibloc.consents(patient.address)).toJSON();
	assert.equal(consents[0].grants[0].used, accesses.length);
});

test('the log proves itself', async () => {
	const seen = (await api.rpc.medibloc.accessLog(patient.address)).toJSON();
	const leaves = seen.entries.map(({ index, ...entry }) =>
		logLeaf(accountId(patient), index, { ...entry, accessor: accountId(hospital) }),
	);
	const log = leaves.reduce(appendLog, EMPTY_LOG);
	assert.deepEqual(log, { count: seen.count, peaks: seen.peaks });
	assert.equal(logRoot(log), seen.root);
	for (const [index, leaf] of leaves.entries()) {
		assert.ok(verifyLog(log, index, leaf, proveLog(leaves, index)));
	}
	const [entry] = seen.entries;
	const forged = { ...entry, accessor: accountId(hospital), action: 'disclose' };
	assert.ok(!verifyLog(log, 0, logLeaf(accountId(patient), 0, forged), proveLog(leaves, 0)));
});

test('the patient revokes, and the very next check denies', async () => {
	assert.equal((await check(LABORATORY)).permit, true);
	const revoke = api.tx.consent.revoke(grantee, grant);
	const receipt = await chain.send(patient, revoke);
	const denied = await check(LABORATORY);
	assert.deepEqual([denied.permit, denied.reason], [false, 'Revoked']);

	const call = api.tx.consent.logAccess(
		patient.address,
		'Laboratory',
		null,
		'Treat',
		'Access',
		'KR',
	);
	assert.equal(await chain.refusal(hospital, call), 'consent.Revoked');
	const { parentHash } = await api.rpc.chain.getHeader(receipt.block);
	const before = await api.rpc.medibloc.checkAccess(
		patient.address,
		hospital.address,
		LABORATORY,
		null,
		parentHash,
	);
	assert.equal(before.toJSON().permit, true);
});

test('the doctor corrects a record, and both versions stay', async () => {
	const [, record] = records;
	const document = JSON.parse(new TextDecoder().decode(record.content));
	document.valueQuantity.value = 6.4;
	document.status = 'corrected';
	const corrected = commit(new TextEncoder().encode(JSON.stringify(document)), record.commitment);
	const call = api.tx.recordAnchors.amend(
		subject,
		record.id,
		corrected.commitment,
		'Practitioner',
	);
	const amended = (await chain.send(doctor, call)).event('recordAnchors.Amended');
	const lineage = (
		await api.rpc.medibloc.lineage({ account: patient.address }, record.id)
	).toJSON();
	assert.deepEqual(
		lineage.map(({ id, predecessor, successor }) => ({ id, predecessor, successor })),
		[
			{ id: record.id, predecessor: null, successor: amended.id.toString() },
			{ id: amended.id.toString(), predecessor: record.id, successor: null },
		],
	);
});
