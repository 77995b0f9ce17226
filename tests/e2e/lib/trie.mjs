// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads a value out of a storage proof, trusting nothing but the state root: the trie of Substrate
 * with the layout of state version 1.
 */

import { blake2AsU8a } from '@polkadot/util-crypto';
import { compactFromU8a, hexToU8a, u8aToHex } from '@polkadot/util';

const HASH_LENGTH = 32;

/** The kinds of nodes by the highest bits of their first byte, which are followed by a length. */
const KINDS = [
	{ prefix: 0b01, bits: 2, isBranch: false, value: 'inline' },
	{ prefix: 0b10, bits: 2, isBranch: true, value: 'none' },
	{ prefix: 0b11, bits: 2, isBranch: true, value: 'inline' },
	{ prefix: 0b001, bits: 3, isBranch: false, value: 'hashed' },
	{ prefix: 0b0001, bits: 4, isBranch: true, value: 'hashed' },
];

class Reader {
	#bytes;
	#position = 0;

	constructor(bytes) {
		this.#bytes = bytes;
	}

	take(length) {
		const bytes = this.#bytes.subarray(this.#position, this.#position + length);
		if (bytes.length !== length) throw new Error('a node of the proof is cut short');
		this.#position += length;
		return bytes;
	}

	byte() {
		return this.take(1)[0];
	}

	/** Bytes that come after their length. */
	sized() {
		const [offset, length] = compactFromU8a(this.#bytes.subarray(this.#position));
		this.#position += offset;
		return this.take(length.toNumber());
	}

	/** A number that began in the low bits of `first` and goes on where these are all ones. */
	length(first, bits) {
		const most = 0xff >> bits;
		let length = first & most;
		if (length < most) return length;
		for (;;) {
			const next = this.byte();
			length += next;
			if (next < 0xff) return length;
		}
	}

	end() {
		if (this.#position !== this.#bytes.length)
			throw new Error('a node of the proof is too long');
	}
}

const nibbles = (bytes) => [...bytes].flatMap((byte) => [byte >> 4, byte & 0xf]);

const decode = (bytes) => {
	const reader = new Reader(bytes);
	const first = reader.byte();
	const kind = KINDS.find(({ prefix, bits }) => first >> (8 - bits) === prefix);
	if (!kind) throw new Error(`no node of the trie begins with ${first}`);
	const length = reader.length(first, kind.bits);
	const partial = nibbles(reader.take(Math.ceil(length / 2))).slice(length % 2);
	const present = kind.isBranch ? reader.byte() | (reader.byte() << 8) : 0;
	const value =
		kind.value === 'inline'
			? { bytes: reader.sized() }
			: kind.value === 'hashed' && { hash: reader.take(HASH_LENGTH) };
	const children = Array.from({ length: 16 }, (_, index) =>
		(present >> index) & 1 ? reader.sized() : undefined,
	);
	reader.end();
	return { partial, value, children };
};

/** The hashes of the nodes of a proof. */
export const hashes = (proof) => proof.map((node) => u8aToHex(blake2AsU8a(node)));

/**
 * The value of `key` under the state root, or `null` if the proof shows that there is none. Throws
 * if the proof shows neither. All but the answer is hexadecimal. Adds to `used` the hashes of the
 * nodes that were needed.
 */
export const read = (root, proof, key, used = new Set()) => {
	// A node is found by the hash that it has, so none can be passed off as another.
	const found = hashes(proof);
	const nodes = new Map(proof.map((node, index) => [found[index], hexToU8a(node)]));
	const resolve = (hash) => {
		const node = nodes.get(u8aToHex(hash));
		if (!node) throw new Error(`the proof lacks ${u8aToHex(hash)}`);
		used.add(u8aToHex(hash));
		return node;
	};

	let rest = nibbles(hexToU8a(key));
	let node = decode(resolve(hexToU8a(root)));
	for (;;) {
		const { partial, value, children } = node;
		if (partial.some((nibble, index) => nibble !== rest[index])) return null;
		rest = rest.slice(partial.length);
		if (rest.length === 0) {
			if (!value) return null;
			return value.bytes ?? resolve(value.hash);
		}
		const child = children[rest[0]];
		if (!child) return null;
		rest = rest.slice(1);
		node = decode(child.length === HASH_LENGTH ? resolve(child) : child);
	}
};
