// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

// The vectors of the Rust implementation, recomputed and verified by the JavaScript one.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { blake2b } from '@noble/hashes/blake2.js';
import * as log from './lib/access-log.mjs';
import {
	DEFAULT_CHUNK_SIZE,
	buildBatch,
	buildRecord,
	commitment,
	decodeManifest,
	encodeManifest,
	fieldsOf,
	fromHex,
	textHash,
	toHex,
	u32,
	verifyBatch,
	verifyChunk,
	verifyField,
} from './lib/commitment.mjs';

const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const vectors = (name) => readJson(`../../record-commitment/vectors/${name}.json`);
const schemas = new Map(vectors('schemas').map(({ name, code }) => [name, code]));

const flip = (hex) => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`;
const flipEach = (path) =>
	path.map((_, i) => path.map((sibling, j) => (i === j ? flip(sibling) : sibling)));

for (const vector of vectors('records')) {
	const record = () =>
		buildRecord({
			...vector,
			schema: schemas.get(vector.schema),
			content: fromHex(vector.content),
		});

	test(`record "${vector.name}" has the same commitment and proofs`, () => {
		const { manifest, ...built } = record();
		assert.deepEqual(manifest, vector.manifest);
		assert.equal(toHex(encodeManifest(manifest)), vector.encodedManifest);
		assert.deepEqual(decodeManifest(fromHex(vector.encodedManifest)), vector.manifest);
		assert.equal(built.commitment, vector.commitment);
		assert.deepEqual(built.chunkLeaves, vector.chunkLeaves);
		assert.deepEqual(
			vector.chunkProofs.map(({ index }) => built.proveChunk(index)),
			vector.chunkProofs,
		);
		assert.deepEqual(
			built.fields && built.fields.map(({ pointer }) => built.proveField(pointer)),
			vector.fieldProofs,
		);
	});

	test(`proofs of record "${vector.name}" hold, and no others`, () => {
		const { manifest } = vector;
		assert.equal(commitment(manifest), vector.commitment);
		for (const proof of vector.chunkProofs) {
			assert(verifyChunk(manifest, proof));
			assert(!verifyChunk(manifest, { ...proof, index: proof.index + 1 }));
			assert(!verifyChunk(manifest, { ...proof, salt: flip(proof.salt) }));
			assert(!verifyChunk(manifest, { ...proof, bytes: `${proof.bytes}00` }));
			assert(!verifyChunk(manifest, { ...proof, path: [...proof.path, proof.salt] }));
			assert(!flipEach(proof.path).some((path) => verifyChunk(manifest, { ...proof, path })));
		}
		for (const proof of vector.fieldProofs ?? []) {
			assert(verifyField(manifest, proof));
			assert(!verifyField(manifest, { ...proof, index: proof.index + 1 }));
			assert(!verifyField(manifest, { ...proof, count: proof.count + 1 }));
			assert(!verifyField(manifest, { ...proof, salt: flip(proof.salt) }));
			assert(!verifyField(manifest, { ...proof, value: `${proof.value} ` }));
			assert(!verifyField(manifest, { ...proof, pointer: `${proof.pointer}/` }));
			assert(!verifyField(manifest, { ...proof, path: [...proof.path, proof.salt] }));
			assert(!verifyField({ ...manifest, fieldRoot: null }, proof));
			assert(!flipEach(proof.path).some((path) => verifyField(manifest, { ...proof, path })));
		}
	});
}

test('a record is cut into chunks of 4 KiB if nothing else is said', () => {
	const { chunkSize, schema, ...vector } = vectors('records').find(
		({ name }) => name === 'a byte more than a chunk',
	);
	assert.equal(chunkSize, DEFAULT_CHUNK_SIZE);
	const { manifest } = buildRecord({
		...vector,
		schema: schemas.get(schema),
		content: fromHex(vector.content),
	});
	assert.deepEqual(manifest, vector.manifest);
});

for (const { document, reason } of vectors('refused')) {
	test(`document ${document.slice(0, 50)} is refused: ${reason}`, () => {
		assert.throws(() => fieldsOf(fromHex(document)), { message: reason });
	});
}

for (const vector of vectors('batches')) {
	test(`a batch of ${vector.count} has the same root and proofs`, () => {
		const batch = buildBatch(
			Array.from({ length: vector.count }, (_, i) => toHex(blake2b(u32(i), { dkLen: 32 }))),
		);
		assert.equal(batch.root, vector.root);
		for (const proof of vector.proofs) {
			assert.deepEqual(batch.prove(proof.index), proof);
			assert(verifyBatch(vector.root, proof));
			assert(!verifyBatch(flip(vector.root), proof));
			assert(!verifyBatch(vector.root, { ...proof, index: proof.index + 1 }));
			assert(!verifyBatch(vector.root, { ...proof, count: proof.count + 1 }));
			assert(!verifyBatch(vector.root, { ...proof, commitment: flip(proof.commitment) }));
			assert(!verifyBatch(vector.root, { ...proof, path: [...proof.path, vector.root] }));
			assert(
				!flipEach(proof.path).some((path) => verifyBatch(vector.root, { ...proof, path })),
			);
		}
	});
}

for (const { name, salt, text, hash } of vectors('texts')) {
	test(`text "${name}" has the same hash`, () => {
		assert.equal(textHash(salt, text), hash);
		assert.notEqual(textHash(flip(salt), text), hash);
		assert.notEqual(textHash(salt, `${text} `), hash);
	});
}

test('a manifest of another version is rejected', () => {
	const [{ encodedManifest, manifest }] = vectors('records');
	const encoded = fromHex(encodedManifest);
	encoded[0] = 2;
	assert.throws(() => decodeManifest(encoded));
	assert.throws(() => commitment({ ...manifest, version: 0 }));
});

test('the access log has the same leaves, peaks, roots and paths', () => {
	const { patient, entries, logs, paths } = vectors('access-log');
	let current = log.EMPTY_LOG;
	entries.forEach(({ encoded, leaf, ...entry }, index) => {
		assert.equal(toHex(log.encodeEntry(entry)), encoded);
		assert.equal(log.logLeaf(patient, index, entry), leaf);
		current = log.appendLog(current, leaf);
		assert.deepEqual({ ...current, root: log.logRoot(current) }, logs[index]);
	});
	const leaves = entries.map(({ leaf }) => leaf);
	leaves.forEach((leaf, index) => {
		assert.deepEqual(log.proveLog(leaves, index), paths[index]);
		assert(log.verifyLog(current, index, leaf, paths[index]));
		assert(!log.verifyLog(current, index, flip(leaf), paths[index]));
		assert(!log.verifyLog(current, index + 1, leaf, paths[index]));
		assert(!log.verifyLog(current, index, leaf, [...paths[index], leaf]));
	});
	assert(!log.verifyLog(current, entries.length, leaves[0], []));
});

const EXAMPLES = 'node_modules/hl7.fhir.r4.examples/';
const examples = readdirSync(new URL(EXAMPLES, import.meta.url)).filter((file) =>
	/^[A-Z].*-.*\.json$/.test(file),
);

test('every resource type of FHIR R4 has a schema code', () => {
	const types = new Set(examples.map((file) => file.slice(0, file.indexOf('-'))));
	const unknown = [...types].filter((type) => !schemas.has(`fhir-r4/${type}`));
	assert(types.size > 100);
	assert.deepEqual(unknown, []);
});

test('every field of a real FHIR resource is proven', () => {
	for (const file of examples.filter((name) => name.startsWith('Observation-')).slice(0, 20)) {
		const content = readFileSync(new URL(`${EXAMPLES}${file}`, import.meta.url));
		const record = buildRecord({
			schema: schemas.get('fhir-r4/Observation'),
			origin: 'Clinician',
			salt: toHex(blake2b(content, { dkLen: 32 })),
			content: new Uint8Array(content),
			isJson: true,
			chunkSize: 256,
		});
		for (const { pointer } of record.fields) {
			assert(verifyField(record.manifest, record.proveField(pointer)));
		}
		record.chunkLeaves.forEach((_, index) => {
			assert(verifyChunk(record.manifest, record.proveChunk(index)));
		});
	}
});
