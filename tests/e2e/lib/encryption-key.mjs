// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** The encryption keys of accounts, as `docs/protocols.md` says. All values are bytes. */

import { compactAddLength, stringToU8a, u8aConcat } from '@polkadot/util';
import { blake2AsU8a, xxhashAsU8a } from '@polkadot/util-crypto';

const TAG = compactAddLength(stringToU8a('medibloc/encryption-key/v1'));

const u32 = (number) => {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, number, true);
	return bytes;
};

/** The bytes that the account signs. */
export const signedBytes = (genesis, account, epoch, key) =>
	u8aConcat(TAG, genesis, account, u32(epoch), key);

/** The same as browser wallets sign bytes. */
export const wrapped = (bytes) =>
	u8aConcat(stringToU8a('<Bytes>'), bytes, stringToU8a('</Bytes>'));

/** The storage key under which the last key of an account is. */
export const storageKey = (account) =>
	u8aConcat(
		xxhashAsU8a('EncryptionKeys', 128),
		xxhashAsU8a('Keys', 128),
		blake2AsU8a(account, 128),
		account,
	);

const SIGNATURE_LENGTHS = [64, 64, 65, 65];

/** The stored entry: `{ epoch, published }`, with `{ key, signature, deposit }` of a published key. */
export const decode = (value) => {
	let rest = value;
	const take = (length) => {
		if (rest.length < length) throw new Error('the entry is cut short');
		const bytes = rest.subarray(0, length);
		rest = rest.subarray(length);
		return bytes;
	};
	const number = (length) =>
		take(length).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	const option = (item) => {
		const [tag] = take(1);
		if (tag > 1) throw new Error(`${tag} begins no option`);
		return tag ? item() : null;
	};
	const signature = () => {
		const length = SIGNATURE_LENGTHS[rest[0]];
		if (!length) throw new Error('the signature is of no known kind');
		return take(1 + length);
	};
	const epoch = Number(number(4));
	const published = option(() => ({
		key: take(32),
		signature: option(signature),
		deposit: { payer: option(() => take(32)), amount: number(16) },
	}));
	if (rest.length) throw new Error('the entry is too long');
	return { epoch, published };
};
