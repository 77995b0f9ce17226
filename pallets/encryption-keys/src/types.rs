// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the pallet stores.

use crate::Config;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::traits::fungible::Inspect;
use pallet_support::Deposit;
use scale_info::TypeInfo;

pub(crate) type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
pub(crate) type EntryOf<T> =
	Entry<<T as frame_system::Config>::AccountId, <T as Config>::Signature, BalanceOf<T>>;

/// What is stored of an account that ever published a key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Entry<AccountId, Signature, Balance> {
	/// The epoch of the last key.
	pub epoch: u32,
	/// The last key, unless it was withdrawn.
	pub published: Option<PublishedKey<AccountId, Signature, Balance>>,
}

/// A key that others encrypt to.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PublishedKey<AccountId, Signature, Balance> {
	/// The X25519 public key.
	pub key: [u8; 32],
	/// The signature of the account over the key, unless it was published without.
	pub signature: Option<Signature>,
	/// The deposit for its storage, of the account or another.
	pub deposit: Deposit<AccountId, Balance>,
}
