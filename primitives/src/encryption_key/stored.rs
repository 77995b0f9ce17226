// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption keys, as they are stored.

use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The stored entry of an account that has ever published a key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Entry<Signature, Deposit> {
	/// The epoch of the last key.
	pub epoch: u32,
	/// The last key, unless it was withdrawn.
	pub published: Option<PublishedKey<Signature, Deposit>>,
}

/// A key that others encrypt to.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PublishedKey<Signature, Deposit> {
	/// The X25519 public key.
	pub key: [u8; 32],
	/// The signature of the account over the key, unless it was published without.
	pub signature: Option<Signature>,
	/// The deposit for it, of the account or another.
	pub deposit: Deposit,
}
