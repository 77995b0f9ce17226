// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records, batches, locators and sureties, as they are stored.

use super::{AnchorId, Commitment, Opinion, RecordClass, Source};
use crate::{Deposit, LiveMoment, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// A record as it was anchored. Written once and never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Anchor {
	/// The salted commitment to the content.
	pub commitment: Commitment,
	/// The class of the record.
	pub class: RecordClass,
	/// The origin of the record, and the credential of its author.
	pub source: Source,
}

/// The events in the life of a record after it was anchored. `CoSigners` is a list of
/// [`Serial`](crate::credential::Serial)s, which the chain bounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Lifecycle<CoSigners> {
	/// The record that this one corrects.
	pub predecessor: Option<AnchorId>,
	/// The record that corrects this one.
	pub successor: Option<AnchorId>,
	/// The moment at which its author, or the authority behind an author who is certified no more,
	/// declared it entered in error.
	pub retracted_at: Option<Moment>,
	/// The subject's opinion, and since when.
	pub opinion: Option<(Opinion, Moment)>,
	/// The credentials of those who co-signed it, one for each account.
	pub co_signers: CoSigners,
}

/// The locator of an encrypted record.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Locator<AccountId, Balance> {
	/// Salted commitment to the content id.
	pub content: Commitment,
	/// Size of the encrypted data in bytes.
	pub size: u64,
	/// The number of copies.
	pub replicas: u8,
	/// Whether the subject of the record set it, which then only the subject changes.
	pub by_subject: bool,
	/// The moment from which the data is reported missing or damaged.
	pub corrupted_at: Option<Moment>,
	/// The deposit for it, which always names its payer.
	pub deposit: Deposit<AccountId, Balance>,
}

/// Many records anchored as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Batch {
	/// Merkle root over the commitments to the records.
	pub root: H256,
	/// The number of records.
	pub count: u32,
	/// The origin of the records, and the credential of their author.
	pub source: Source,
}

/// The deposit of whoever wrote a record about somebody else, which goes to the subject if the subject
/// refuses the record in time.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Surety<AccountId, Balance> {
	/// The first moment of live time at which it goes back to the writer.
	pub until: LiveMoment,
	/// The deposit, which always names its payer.
	pub deposit: Deposit<AccountId, Balance>,
}

/// The providers of care who may write new records about an account, and co-sign those there are.
/// Authors correct what they wrote whatever it says.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum WriterPolicy {
	/// Every provider with a live credential.
	#[default]
	Certified,
	/// Those of them whom a permit of the subject that is in force names.
	Consented,
	/// None.
	Nobody,
}

/// The permanent trace of an erased record, and its place in its lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Tombstone {
	/// The commitment, which nobody can open once the salt is deleted.
	pub commitment: Commitment,
	/// The class of the record.
	pub class: RecordClass,
	/// The origin of the record, and the credential of its author, if any.
	pub source: Source,
	/// The record that it corrected.
	pub predecessor: Option<AnchorId>,
	/// The record that corrects it.
	pub successor: Option<AnchorId>,
	/// The moment at which it was declared entered in error, if that was before it was erased.
	pub retracted_at: Option<Moment>,
	/// The subject's opinion when it was erased, and since when.
	pub opinion: Option<(Opinion, Moment)>,
	/// The moment of erasure.
	pub erased_at: Moment,
}

impl Tombstone {
	/// What became of the record before it was erased. Its co-signers are not kept.
	pub fn lifecycle<CoSigners: Default>(&self) -> Lifecycle<CoSigners> {
		let Self { predecessor, successor, retracted_at, opinion, .. } = *self;
		let co_signers = CoSigners::default();
		Lifecycle { predecessor, successor, retracted_at, opinion, co_signers }
	}
}
