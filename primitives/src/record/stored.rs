// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records, batches, locators and sureties, as they are stored.

use super::{AnchorId, Commitment, Opinion, RecordClass, Source};
use crate::{credential::Serial, Deposit, LiveMoment, Moment};
use codec::{
	Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output,
};
use scale_info::{Type, TypeInfo};
use sp_core::H256;

/// A record as it was anchored. Written once and never changed.
///
/// Encoded as an [`EncodedAnchor`], so that a record which corrects none is no longer for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
	/// The salted commitment to the content.
	pub commitment: Commitment,
	/// The class of the record.
	pub class: RecordClass,
	/// The origin of the record, and the credential of its author.
	pub source: Source,
	/// The first version of the record, if this one is a correction.
	pub first: Option<AnchorId>,
}

/// An [`Anchor`] as it is encoded.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EncodedAnchor {
	/// The salted commitment to the content.
	commitment: Commitment,
	/// The class of the record.
	class: RecordClass,
	/// The source of the record, and of a correction the first version too.
	source: EncodedSource,
}

/// The source of a stored record: a [`Source`], with a variant more for corrections.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum EncodedSource {
	/// See [`Source::Clinician`].
	#[codec(index = 0)]
	Clinician(Serial),
	/// See [`Source::Device`].
	#[codec(index = 1)]
	Device,
	/// See [`Source::Patient`].
	#[codec(index = 2)]
	Patient,
	/// See [`Source::Import`].
	#[codec(index = 3)]
	Import,
	/// See [`Source::ProviderImport`].
	#[codec(index = 4)]
	ProviderImport(Serial),
	/// A correction of another record.
	#[codec(index = 5)]
	Correction {
		/// The first version of the record.
		first: AnchorId,
		/// The source of this version.
		source: Source,
	},
}

impl From<Anchor> for EncodedAnchor {
	fn from(Anchor { commitment, class, source, first }: Anchor) -> Self {
		let source = match (first, source) {
			(Some(first), source) => EncodedSource::Correction { first, source },
			(None, Source::Clinician(serial)) => EncodedSource::Clinician(serial),
			(None, Source::Device) => EncodedSource::Device,
			(None, Source::Patient) => EncodedSource::Patient,
			(None, Source::Import) => EncodedSource::Import,
			(None, Source::ProviderImport(serial)) => EncodedSource::ProviderImport(serial),
		};
		Self { commitment, class, source }
	}
}

impl From<EncodedAnchor> for Anchor {
	fn from(EncodedAnchor { commitment, class, source }: EncodedAnchor) -> Self {
		let (source, first) = match source {
			EncodedSource::Clinician(serial) => (Source::Clinician(serial), None),
			EncodedSource::Device => (Source::Device, None),
			EncodedSource::Patient => (Source::Patient, None),
			EncodedSource::Import => (Source::Import, None),
			EncodedSource::ProviderImport(serial) => (Source::ProviderImport(serial), None),
			EncodedSource::Correction { first, source } => (source, Some(first)),
		};
		Self { commitment, class, source, first }
	}
}

impl Encode for Anchor {
	fn size_hint(&self) -> usize {
		EncodedAnchor::from(*self).size_hint()
	}

	fn encode_to<Out: Output + ?Sized>(&self, out: &mut Out) {
		EncodedAnchor::from(*self).encode_to(out);
	}
}

impl EncodeLike for Anchor {}

impl Decode for Anchor {
	fn decode<In: Input>(input: &mut In) -> Result<Self, Error> {
		EncodedAnchor::decode(input).map(Into::into)
	}
}

impl MaxEncodedLen for Anchor {
	fn max_encoded_len() -> usize {
		EncodedAnchor::max_encoded_len()
	}
}

impl TypeInfo for Anchor {
	type Identity = EncodedAnchor;

	fn type_info() -> Type {
		EncodedAnchor::type_info()
	}
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
