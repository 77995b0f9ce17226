// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types, of the same encoded sizes as those of the chains they copy.

use crate::Config;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	traits::{fungible::Inspect, ConstU32},
	BoundedBTreeMap, BoundedVec,
};
use scale_info::TypeInfo;
use sp_core::H256;

pub(crate) type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
pub(crate) type AttestationOf<T> =
	Attestation<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A block's height, of the width that Frequency has.
pub type Height = u32;
/// Names a schema.
pub type SchemaId = u16;
/// The model, the place of the payload and the settings of a schema.
pub type Schema = [u8; 5];
/// The schemas of one grant.
pub type SchemaIds = BoundedVec<SchemaId, ConstU32<30>>;
/// Names an identity.
pub type MsaId = u64;
/// A provider's name.
pub type Name = BoundedVec<u8, ConstU32<16>>;
/// A signature of any scheme that Frequency takes.
pub type Signature = [u8; 66];
/// A message's place among those of its block.
pub type MessageIndex = u16;
/// A message: for `add_ipfs_message` a content id and a length.
pub type Payload = BoundedVec<u8, ConstU32<3072>>;
/// A delegation by which an attestation was made.
pub type Authorization = (u8, H256);

/// A delegation from a delegator to a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Delegation {
	/// Block of the revocation; zero if there was none.
	pub revoked_at: Height,
	/// The delegated schemas, each with the block of its revocation or zero.
	pub schemas: BoundedBTreeMap<SchemaId, Height, ConstU32<30>>,
}

/// The ends of the list of signatures.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Ends {
	/// The newest signature.
	pub newest: Signature,
	/// Block at which the newest signature expires.
	pub newest_expires_at: Height,
	/// The oldest signature.
	pub oldest: Signature,
	/// The number of signatures.
	pub count: u32,
}

/// A stored message.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Message {
	/// The payload.
	pub payload: Payload,
	/// The provider that stored the message.
	pub provider: MsaId,
	/// The identity on whose behalf it was stored.
	pub owner: Option<MsaId>,
}

/// A stored attestation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Attestation<AccountId, Balance> {
	/// The type of the claim.
	pub ctype: H256,
	/// The attester.
	pub attester: AccountId,
	/// The delegation under which it was made.
	pub authorization: Option<Authorization>,
	/// Whether it was revoked.
	pub revoked: bool,
	/// The payer of the deposit, and its amount.
	pub deposit: (AccountId, Balance),
}
