// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records, batches and locators, as they are stored.

use super::{AnchorId, Commitment, Opinion, RecordClass, Source};
use crate::{Deposit, Moment};
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// A record as it was anchored. Written once and never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Anchor {
	/// The salted commitment to the content.
	pub commitment: Commitment,
	/// The kind of the record.
	pub class: RecordClass,
	/// Who stands behind it.
	pub source: Source,
}

/// What happened to a record since it was anchored. `CoSigners` is a list of
/// [`Serial`](crate::credential::Serial)s, which the chain bounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Lifecycle<CoSigners> {
	/// The record that this one corrects.
	pub predecessor: Option<AnchorId>,
	/// The record that corrects this one.
	pub successor: Option<AnchorId>,
	/// When the author declared it entered in error.
	pub retracted_at: Option<Moment>,
	/// What the subject says of it, and since when.
	pub opinion: Option<(Opinion, Moment)>,
	/// The credentials of those who co-signed it, one for each account.
	pub co_signers: CoSigners,
}

/// Where the encrypted data of a record is, as far as the chain is told.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Locator<AccountId, Balance> {
	/// Salted commitment to the content id.
	pub content: Commitment,
	/// Size of the encrypted data in bytes.
	pub size: u64,
	/// How many copies are kept.
	pub replicas: u8,
	/// Since when the data is reported missing or damaged.
	pub corrupted_at: Option<Moment>,
	/// The deposit for it, which always names its payer.
	pub deposit: Deposit<AccountId, Balance>,
}

/// Many records anchored as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Batch {
	/// Merkle root over the commitments to the records.
	pub root: H256,
	/// How many records.
	pub count: u32,
	/// Who stands behind them: always the holder of a credential.
	pub source: Source,
}

/// What stays of an erased record: that it existed, and its place in its lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Tombstone {
	/// The commitment, which nobody can open once the salt is deleted.
	pub commitment: Commitment,
	/// The kind of the record.
	pub class: RecordClass,
	/// Who stood behind it.
	pub source: Source,
	/// The record that it corrected.
	pub predecessor: Option<AnchorId>,
	/// The record that corrects it.
	pub successor: Option<AnchorId>,
	/// When the subject had it erased.
	pub erased_at: Moment,
}
