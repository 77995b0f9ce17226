// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

// Commitments to records and proofs of their parts: a second implementation, written from
// docs/protocols.md alone. Hashes, salts and content are hexadecimal at the edges and bytes inside.

import { blake2b } from '@noble/hashes/blake2.js';
import canonicalize from 'canonicalize';

export const DEFAULT_CHUNK_SIZE = 2 ** 12;
export const MAX_CHUNK_SIZE = 2 ** 20;
export const MAX_FIELDS = 2 ** 20;
export const MAX_RECORDS = 2 ** 20;
const MAX_DEPTH = 128;
const MAX_POINTER_LENGTH = 1024;
const ORIGINS = ['Clinician', 'Device', 'Patient', 'Import'];

// Encoding

export const fromHex = (hex) => {
	if (!/^0x([0-9a-f]{2})*$/i.test(hex)) throw new Error('not hexadecimal');
	return new Uint8Array(Buffer.from(hex.slice(2), 'hex'));
};
export const toHex = (bytes) => `0x${Buffer.from(bytes).toString('hex')}`;
export const concat = (...parts) => new Uint8Array(Buffer.concat(parts));

const uint = (length) => (value) => {
	const bytes = new Uint8Array(length);
	let rest = BigInt(value);
	for (let i = 0; i < length; i += 1, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
	if (rest !== 0n) throw new RangeError(`${value} does not fit ${length} bytes`);
	return bytes;
};
export const u8 = uint(1);
export const u16 = uint(2);
export const u32 = uint(4);
export const u64 = uint(8);

export const compact = (value) => {
	if (value < 2 ** 6) return u8(value * 4);
	if (value < 2 ** 14) return u16(value * 4 + 1);
	if (value < 2 ** 30) return u32(value * 4 + 2);
	throw new RangeError('too long');
};
export const bytes = (value) => concat(compact(value.length), value);
export const text = (value) => bytes(new TextEncoder().encode(value));
export const hash = (hex) => {
	const value = fromHex(hex);
	if (value.length !== 32) throw new Error('not a hash');
	return value;
};
export const option = (value, encode) => (value === null ? u8(0) : concat(u8(1), encode(value)));

export const tagged = (tag, ...parts) => blake2b(concat(text(tag), ...parts), { dkLen: 32 });
const equal = (left, right) => Buffer.compare(left, right) === 0;

// Salts

export const chunkSalt = (recordSalt, index) =>
	toHex(tagged('medibloc/salt/chunk/v1', hash(recordSalt), u32(index)));
export const fieldSalt = (recordSalt, pointer) =>
	toHex(tagged('medibloc/salt/field/v1', hash(recordSalt), text(pointer)));

// Texts that are kept off the chain

export const textHash = (salt, words) => toHex(tagged('medibloc/text/v1', hash(salt), text(words)));

// Trees

const node = (left, right) => tagged('medibloc/tree/node/v1', left, right);

/** All levels of the tree over these leaf hashes, from the leaves to the root. */
const levels = (leaves) => {
	if (leaves.length === 0) throw new Error('there is nothing to commit to');
	const all = [leaves];
	for (let level = leaves; level.length > 1;) {
		const above = [];
		for (let i = 0; i < level.length; i += 2) {
			above.push(i + 1 < level.length ? node(level[i], level[i + 1]) : level[i]);
		}
		all.push(above);
		level = above;
	}
	return all;
};

const rootOf = (tree) => toHex(tree.at(-1)[0]);

const pathOf = (tree, index) => {
	if (!Number.isInteger(index) || index < 0 || index >= tree[0].length) {
		throw new RangeError('there is no such leaf');
	}
	const path = [];
	let position = index;
	for (const level of tree) {
		const sibling = level[position % 2 === 1 ? position - 1 : position + 1];
		if (sibling) path.push(toHex(sibling));
		position = Math.floor(position / 2);
	}
	return path;
};

const verifyPath = (root, count, index, leaf, path) => {
	if (index >= count) return false;
	const siblings = path.map(hash);
	let result = leaf;
	for (
		let position = index, width = count;
		width > 1;
		position = Math.floor(position / 2), width = Math.ceil(width / 2)
	) {
		if (position % 2 === 0 && position + 1 === width) continue;
		const sibling = siblings.shift();
		if (!sibling) return false;
		result = position % 2 === 1 ? node(sibling, result) : node(result, sibling);
	}
	return siblings.length === 0 && equal(result, hash(root));
};

// Chunks

const chunkLeaf = (salt, index, content) =>
	tagged('medibloc/record/chunk/v1', hash(salt), u32(index), bytes(content));

const ensureChunkSize = (chunkSize) => {
	if (!Number.isInteger(chunkSize) || chunkSize < 1 || chunkSize > MAX_CHUNK_SIZE) {
		throw new RangeError('the chunk size is out of range');
	}
};

const chunkCount = ({ byteLength, chunkSize }) => {
	ensureChunkSize(chunkSize);
	const count = Math.max(1, Math.ceil(byteLength / chunkSize));
	if (count >= 2 ** 32) throw new RangeError('there are too many chunks');
	return count;
};

export const verifyChunk = (manifest, { index, salt, bytes: chunk, path }) => {
	const count = chunkCount(manifest);
	const content = fromHex(chunk);
	const start = index * manifest.chunkSize;
	const length = Math.min(manifest.chunkSize, manifest.byteLength - start);
	return (
		content.length === length &&
		verifyPath(manifest.chunkRoot, count, index, chunkLeaf(salt, index, content), path)
	);
};

// Fields

const fieldLeaf = ({ count, index, pointer, value, salt }) =>
	tagged(
		'medibloc/record/field/v1',
		hash(salt),
		u32(count),
		u32(index),
		text(pointer),
		text(value),
	);

/** Whether a string holds no half of a surrogate pair. */
const isWellFormed = (string) => !/\p{Surrogate}/u.test(string);

/** Finds what `JSON.parse` keeps silent about. The document is known to be valid JSON. */
const ensureUnambiguous = (document) => {
	const open = [];
	let name = false;
	for (const [token] of document.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gsu)) {
		const names = open.at(-1);
		if (token === '{' || token === '[') {
			open.push(token === '{' ? new Set() : null);
			if (open.length > MAX_DEPTH) throw new Error('TooDeep');
			name = token === '{';
		} else if (token === '}' || token === ']') {
			open.pop();
			name = false;
		} else if (token === ',') {
			name = names !== null;
		} else if (token === ':') {
			name = false;
		} else if (name) {
			const member = JSON.parse(token);
			if (!isWellFormed(member)) throw new Error('Json');
			if (names.has(member)) throw new Error('Duplicate');
			names.add(member);
		}
	}
};

const canonical = (value) => {
	if (typeof value === 'string' && !isWellFormed(value)) throw new Error('Json');
	if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('NumberRange');
	return canonicalize(value);
};

const collect = (value, pointer, fields) => {
	if (Buffer.byteLength(pointer) > MAX_POINTER_LENGTH) throw new Error('TooLong');
	const members = value !== null && typeof value === 'object' ? Object.entries(value) : [];
	if (members.length === 0) fields.push({ pointer, value: canonical(value) });
	for (const [name, member] of members) {
		collect(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, fields);
	}
	return fields;
};

/** The fields of a document in their order. Throws the reason if the document is refused. */
export const fieldsOf = (content) => {
	let document;
	let value;
	try {
		document = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
		value = JSON.parse(document);
	} catch {
		throw new Error('Json');
	}
	ensureUnambiguous(document);
	const fields = collect(value, '', []);
	if (fields.length > MAX_FIELDS) throw new Error('TooMany');
	return fields.sort((a, b) => Buffer.compare(Buffer.from(a.pointer), Buffer.from(b.pointer)));
};

export const verifyField = (manifest, proof) =>
	manifest.fieldRoot !== null &&
	verifyPath(manifest.fieldRoot, proof.count, proof.index, fieldLeaf(proof), proof.path);

// Manifest

export const encodeManifest = (manifest) => {
	const origin = ORIGINS.indexOf(manifest.origin);
	if (manifest.version !== 1) throw new Error('unknown version of the manifest');
	if (origin === -1) throw new Error('unknown origin');
	return concat(
		u8(manifest.version),
		u16(manifest.schema),
		u8(origin),
		u64(manifest.byteLength),
		u32(manifest.chunkSize),
		hash(manifest.chunkRoot),
		option(manifest.fieldRoot, hash),
		option(manifest.previous, hash),
	);
};

export const decodeManifest = (encoded) => {
	let rest = Buffer.from(encoded);
	const take = (length) => {
		if (rest.length < length) throw new Error('the manifest is too short');
		const head = rest.subarray(0, length);
		rest = rest.subarray(length);
		return head;
	};
	const takeOption = () => {
		const present = take(1)[0];
		if (present > 1) throw new Error('neither present nor absent');
		return present ? toHex(take(32)) : null;
	};
	const manifest = {
		version: take(1)[0],
		schema: take(2).readUInt16LE(),
		origin: ORIGINS[take(1)[0]],
		byteLength: Number(take(8).readBigUInt64LE()),
		chunkSize: take(4).readUInt32LE(),
		chunkRoot: toHex(take(32)),
		fieldRoot: takeOption(),
		previous: takeOption(),
	};
	if (rest.length > 0) throw new Error('the manifest is too long');
	encodeManifest(manifest);
	return manifest;
};

export const commitment = (manifest) =>
	toHex(tagged('medibloc/record/manifest/v1', encodeManifest(manifest)));

// Records

/** Commits to a record. `content` is bytes; `isJson` asks for fields too. */
export const buildRecord = ({
	schema,
	origin,
	salt,
	content,
	isJson = false,
	chunkSize = DEFAULT_CHUNK_SIZE,
	previous = null,
}) => {
	ensureChunkSize(chunkSize);
	const chunk = (index) => content.subarray(index * chunkSize, (index + 1) * chunkSize);
	const count = chunkCount({ byteLength: content.length, chunkSize });
	const chunks = levels(
		Array.from({ length: count }, (_, i) => chunkLeaf(chunkSalt(salt, i), i, chunk(i))),
	);
	const fields = isJson
		? fieldsOf(content).map((field, index, all) => ({
				count: all.length,
				index,
				...field,
				salt: fieldSalt(salt, field.pointer),
			}))
		: null;
	const fieldTree = fields && levels(fields.map(fieldLeaf));
	const manifest = {
		version: 1,
		schema,
		origin,
		byteLength: content.length,
		chunkSize,
		chunkRoot: rootOf(chunks),
		fieldRoot: fieldTree && rootOf(fieldTree),
		previous,
	};
	return {
		manifest,
		commitment: commitment(manifest),
		fields,
		chunkLeaves: chunks[0].map(toHex),
		proveChunk: (index) => {
			const path = pathOf(chunks, index);
			return { index, salt: chunkSalt(salt, index), bytes: toHex(chunk(index)), path };
		},
		proveField: (pointer) => {
			const field = fields?.find((candidate) => candidate.pointer === pointer);
			if (!field) throw new RangeError('there is no such field');
			return { ...field, path: pathOf(fieldTree, field.index) };
		},
	};
};

// Batches

const batchLeaf = (count, index, record) =>
	tagged('medibloc/batch/leaf/v1', u32(count), u32(index), hash(record));

export const buildBatch = (commitments) => {
	const count = commitments.length;
	if (count > MAX_RECORDS) throw new RangeError('there are too many records');
	const tree = levels(commitments.map((record, index) => batchLeaf(count, index, record)));
	return {
		count,
		root: rootOf(tree),
		prove: (index) => {
			const path = pathOf(tree, index);
			return { count, index, commitment: commitments[index], path };
		},
	};
};

export const verifyBatch = (root, { count, index, commitment: record, path }) =>
	count <= MAX_RECORDS && verifyPath(root, count, index, batchLeaf(count, index, record), path);
