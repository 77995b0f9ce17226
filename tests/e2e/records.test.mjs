// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Records and the log of accesses, proven against what the chain holds by the second implementation
 * of the protocols. The rest of the main job is told by `tests/stories`.
 */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { u8aToHex } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';

import { EMPTY_LOG, appendLog, logLeaf, logRoot, proveLog, verifyLog } from './lib/access-log.mjs';
import * as commitments from './lib/commitment.mjs';
import { cast, Chain, DAY, terms } from './lib/chain.mjs';
import { commit, example, examples } from './lib/fhir.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const BATCH = 10_000;

const { doctor, hospital, patient } = cast();
const subject = { Account: patient.address };
const accountId = ({ address }) => u8aToHex(decodeAddress(address));

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

/** Anchors an example of FHIR, and gives what proves parts of it with the commitment on the chain. */
const anchor = async (name, kind) => {
	const content = example(name);
	const record = commit(content);
	const call = api.tx.recordAnchors.anchor(
		subject,
		record.commitment,
		kind,
		'Clinician',
		'Practitioner',
	);
	const { id } = (await chain.send(doctor, call)).event('recordAnchors.Anchored');
	const stored = (await api.query.recordAnchors.anchors(subject, id)).unwrap();
	return { ...record, content, id: id.toString(), anchored: stored.commitment.toHex() };
};

test(`a record of a batch of ${BATCH} is proven, and no other`, async () => {
	const contents = examples('Patient', 'Observation', 'MedicationRequest', 'Bundle')
		.map(example)
		.filter(({ length }) => length < 4_096);
	assert.ok(contents.length > 100);
	const all = Array.from(
		{ length: BATCH },
		(_, index) => commit(contents[index % contents.length]).commitment,
	);
	assert.equal(new Set(all).size, BATCH);
	const tree = commitments.buildBatch(all);

	const call = api.tx.recordAnchors.anchorBatch(tree.root, BATCH, 'Clinician', 'Practitioner');
	const anchored = (await chain.send(doctor, call)).event('recordAnchors.BatchAnchored');
	assert.equal(anchored.count.toNumber(), BATCH);
	const stored = (await api.query.recordAnchors.batches(anchored.id)).unwrap();
	assert.equal(stored.root.toHex(), tree.root);
	assert.equal(stored.count.toNumber(), BATCH);

	const batch = anchored.id.toString();
	const verify = async (proof) => (await api.rpc.medibloc.verifyRecord(batch, proof)).toJSON();
	const { commitment } = commit(contents[0]);
	for (const index of [0, 4_711, BATCH - 1]) {
		const { count, ...proof } = tree.prove(index);
		assert.ok(commitments.verifyBatch(tree.root, { count, ...proof }));
		assert.equal(await verify(proof), true);
		assert.equal(await verify({ ...proof, index: index ^ 1 }), false);
		assert.equal(await verify({ ...proof, commitment }), false);
		assert.equal(await verify({ ...proof, path: proof.path.slice(1) }), false);
	}
});

test('a field of a record is proven against the anchored commitment', async () => {
	const { manifest, content, anchored, proveField } = await anchor(
		'Observation-f001',
		'Laboratory',
	);
	assert.equal(commitments.commitment(manifest), anchored);
	const { valueQuantity } = JSON.parse(new TextDecoder().decode(content));
	const proof = proveField('/valueQuantity/value');
	assert.equal(JSON.parse(proof.value), valueQuantity.value);
	assert.ok(commitments.verifyField(manifest, proof));
	assert.ok(!commitments.verifyField(manifest, { ...proof, value: '5.4' }));
});

test('a part of a large record is proven against the anchored commitment', async () => {
	const { manifest, content, anchored, proveChunk } = await anchor(
		'Bundle-lri-example',
		'Document',
	);
	assert.equal(commitments.commitment(manifest), anchored);
	assert.ok(content.length > manifest.chunkSize);
	const proof = proveChunk(1);
	assert.equal(proof.bytes, u8aToHex(content.subarray(manifest.chunkSize, 2 * manifest.chunkSize)));
	assert.ok(commitments.verifyChunk(manifest, proof));
	assert.ok(!commitments.verifyChunk(manifest, { ...proof, index: 0 }));
});

test('the log of accesses proves itself', async () => {
	const { id } = await anchor('Observation-f001', 'Laboratory');
	const until = (await chain.now()) + 30 * DAY;
	await chain.send(patient, api.tx.consent.grant({ Institution: hospital.address }, terms(until)));
	for (const anchor of [null, id, null]) {
		const parties = [patient.address, 'Laboratory', anchor, 'Treat', 'Access', 'KR'];
		await chain.send(hospital, api.tx.consent.logAccess(...parties));
	}

	const seen = (await api.rpc.medibloc.accessLog(patient.address)).toJSON();
	assert.equal(seen.entries.length, 3);
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
