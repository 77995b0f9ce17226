// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of accounts' encryption keys.
//!
//! The node's `state_getReadProof` of [`keys()`] shows the key, or that there is none. Whoever
//! encrypts to a key that a node only named has it read by whoever runs the node.

use crate::{
	keys::{self as storage, Item},
	trie::{decode, Witness},
	AccountId32, Balance, Error,
};
use alloc::vec::Vec;
use medibloc_primitives::{
	encryption_key::{self, is_usable, Entry},
	Deposit, Moment,
};
use sp_core::{Bytes, H256};
use sp_runtime::MultiSignature;

/// The key of an account, as a storage proof has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenKey {
	/// The epoch of the last key; `None` if the account never published one.
	pub epoch: Option<u32>,
	/// The last key; `None` if there is none, or if it was withdrawn.
	pub published: Option<PublishedKey>,
	/// The time of the block, for [`Freshness::check`](crate::Freshness::check).
	pub time: Moment,
}

/// A key that others encrypt to. It is safe to encrypt to, and the runtime has checked the signature.
pub type PublishedKey = encryption_key::PublishedKey<MultiSignature, Deposit<AccountId32, Balance>>;

/// The storage keys to ask a proof of: those of the time and of the key of the account.
pub fn keys(account: &AccountId32) -> [Vec<u8>; 2] {
	[storage::now(), storage::encryption_keys(account)]
}

/// Reads the key of `account` out of a storage proof of [`keys()`] under a state root that the caller
/// trusts.
///
/// Fails with [`Error::OtherState`], [`Error::Incomplete`], [`Error::Superfluous`] or
/// [`Error::Malformed`].
pub fn verify(
	state_root: H256,
	account: &AccountId32,
	proof: &[Bytes],
) -> Result<ProvenKey, Error> {
	let witness = Witness::new(state_root, proof)?;
	let time = match witness.read(Item::Now, &storage::now())? {
		Some(value) => decode(Item::Now, &value)?,
		None => 0,
	};
	let item = Item::EncryptionKeys;
	let value = witness.read(item, &storage::encryption_keys(account))?;
	witness.ensure_used_up()?;
	let Some(value) = value else {
		return Ok(ProvenKey { epoch: None, published: None, time });
	};
	let Entry { epoch, published }: Entry<MultiSignature, Deposit<AccountId32, Balance>> =
		decode(item, &value)?;
	if published.as_ref().is_some_and(|published| !is_usable(&published.key)) {
		return Err(Error::Malformed(item));
	}
	Ok(ProvenKey { epoch: Some(epoch), published, time })
}
