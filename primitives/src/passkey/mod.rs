// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Passkeys that sign for accounts: the account of a key, the challenges that it signs, and the checks
//! of what an authenticator answers, but for the signature itself.
//!
//! All bytes are in `docs/protocols.md`, and why they are as they are in
//! `docs/decisions/0050-passkeys.md`.

mod assertion;
mod client_data;
mod stored;

pub use assertion::{Assertion, PasskeySignature, Refusal, MAX_CLIENT_DATA};
pub use client_data::{base64url, ClientData};
pub use stored::{
	FurtherKey, KeySet, Origin, Passkey, PublicKey, RelyingParty, RelyingPartyHash,
	MAX_FURTHER_KEYS, MAX_ORIGINS, MAX_ORIGIN_LENGTH, MAX_RELYING_PARTY_LENGTH,
};

use codec::Encode;
use sp_crypto_hashing::blake2_256;

/// The account of a passkey that no other account has added: its first key.
///
/// The same on every chain; what it signs is bound to one.
pub fn account_of(first: &Passkey) -> [u8; 32] {
	blake2_256(&("medibloc/passkey/account/v1", first).encode())
}

/// The challenge for a transaction of `account`. `implication` is `blake2_256` of what the extension
/// `VerifyPasskey` inherits: version of the extensions and call, then what the extensions after it say
/// and imply, which are era, nonce and tip, versions of the runtime, genesis and the block of the era.
///
/// Nothing in the implication names the account, and a key may sign for several.
pub fn transaction_challenge(account: &impl Encode, implication: &[u8; 32]) -> [u8; 32] {
	blake2_256(&("medibloc/passkey/transaction/v1", account, implication).encode())
}

/// The challenge by which a passkey proves that it is there, and is to sign for `account` on the chain
/// whose first block has the hash `genesis`. The number of `additions` to the account before uses it
/// up.
pub fn addition_challenge(
	genesis: &impl Encode,
	account: &impl Encode,
	additions: u32,
	passkey: &Passkey,
) -> [u8; 32] {
	blake2_256(&("medibloc/passkey/add/v1", genesis, account, additions, passkey).encode())
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::collections::BTreeSet;

	fn passkey(party: u8, key: u8) -> Passkey {
		Passkey { relying_party: [party; 32], key: [key; 33] }
	}

	#[test]
	fn the_bytes_are_those_of_the_protocol() {
		let hash = |parts: &[&[u8]]| blake2_256(&parts.concat());
		assert_eq!(
			account_of(&passkey(1, 2)),
			hash(&[&[0x6c], b"medibloc/passkey/account/v1", &[1; 32], &[2; 33]])
		);
		assert_eq!(
			transaction_challenge(&[7u8; 32], &[8; 32]),
			hash(&[&[0x7c], b"medibloc/passkey/transaction/v1", &[7; 32], &[8; 32]])
		);
		let parts: [&[u8]; 7] = [
			&[0x5c],
			b"medibloc/passkey/add/v1",
			&[6; 32],
			&[7; 32],
			&[3, 0, 0, 0],
			&[1; 32],
			&[2; 33],
		];
		assert_eq!(addition_challenge(&[6u8; 32], &[7u8; 32], 3, &passkey(1, 2)), hash(&parts));
	}

	#[test]
	fn every_part_changes_the_challenge() {
		let mut seen = BTreeSet::new();
		for account in [1u64, 2] {
			for other in [1u8, 2] {
				assert!(seen.insert(transaction_challenge(&account, &[other; 32])));
				for additions in [0, 1] {
					for passkey in [passkey(1, 1), passkey(1, 2), passkey(2, 1)] {
						let challenge = addition_challenge(&other, &account, additions, &passkey);
						assert!(seen.insert(challenge));
					}
				}
			}
		}
		assert_eq!(seen.len(), 4 + 24);
	}
}
