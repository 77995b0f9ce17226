// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Health records on the chain: commitment, class, author, subject and lineage.

pub(crate) mod api;
mod stored;
mod traits;

pub use api::*;
pub use stored::{
	Anchor, Batch, EncodedAnchor, EncodedSource, Lifecycle, Locator, Surety, Tombstone,
	WriterPolicy,
};
pub use traits::AnchorInspect;

use crate::{credential::Serial, ItemId, Member, Moment};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The salted commitment to a record: all that the chain knows of its content.
///
/// `medibloc-record-commitment` says how it is computed.
pub type Commitment = H256;

/// Identifies an anchored record among those of its subject, and on the whole chain.
pub type AnchorId = ItemId;

/// Identifies an anchored batch of records.
pub type BatchId = ItemId;

/// The class of a record, coarse enough to tell nothing of a person's condition.
///
/// Follows the sections of the International Patient Summary (HL7 FHIR IPS) and leaves out those
/// that would reveal a diagnosis by themselves. `docs/glossary.md` maps FHIR resource types to it.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum RecordClass {
	/// Anything that fits no other class.
	Other,
	/// Identity and contact data of the patient.
	Demographics,
	/// Allergies and intolerances.
	Allergy,
	/// Problems, diagnoses and past illnesses.
	Condition,
	/// Prescriptions, dispensing and use of medicines.
	Medication,
	/// Vaccinations.
	Immunization,
	/// Operations and other interventions.
	Procedure,
	/// Laboratory results.
	Laboratory,
	/// Vital signs and measurements by devices.
	VitalSign,
	/// Pictures of the body, such as DICOM studies.
	Imaging,
	/// Sequences and variants.
	Genomic,
	/// Visits and stays.
	Encounter,
	/// Plans and goals of care, and advance directives.
	CarePlan,
	/// Implants and other devices in use.
	Device,
	/// Lifestyle and family history.
	History,
	/// Dental charts and treatment plans.
	Dental,
	/// Letters, reports and collections of several classes.
	Document,
	/// Bills and claims.
	Billing,
}

/// The number of record classes.
pub const RECORD_CLASSES: u32 = 18;

impl Member for RecordClass {
	const ALL: &'static [Self] = &[
		Self::Other,
		Self::Demographics,
		Self::Allergy,
		Self::Condition,
		Self::Medication,
		Self::Immunization,
		Self::Procedure,
		Self::Laboratory,
		Self::VitalSign,
		Self::Imaging,
		Self::Genomic,
		Self::Encounter,
		Self::CarePlan,
		Self::Device,
		Self::History,
		Self::Dental,
		Self::Document,
		Self::Billing,
	];

	fn position(self) -> usize {
		self as usize
	}
}

/// The subject of a record.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Subject<AccountId> {
	/// The holder of an account.
	Account(AccountId),
	/// A person whom only the parties can recognise. Made from fresh random bytes, never from a
	/// name or a number.
	Pseudonym(H256),
}

/// The origin of a record, as its manifest states.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum Origin {
	/// Written by a certified provider of care.
	Clinician,
	/// Measured by a device of the subject.
	Device,
	/// Entered by the subject.
	Patient,
	/// Taken over from another system.
	Import,
}

/// The source of an anchored record: its origin, and the credential of its author.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Source {
	/// Written by the holder of this credential, which was live at that time.
	Clinician(Serial),
	/// Measured by a device of the subject, who anchored it.
	Device,
	/// Entered by the subject, who anchored it.
	Patient,
	/// Taken over from another system by the subject.
	Import,
	/// Taken over from another system by the holder of this credential.
	ProviderImport(Serial),
}

impl Source {
	/// The origin that the manifest of such a record states.
	pub fn origin(self) -> Origin {
		match self {
			Source::Clinician(_) => Origin::Clinician,
			Source::Device => Origin::Device,
			Source::Patient => Origin::Patient,
			Source::Import | Source::ProviderImport(_) => Origin::Import,
		}
	}

	/// The credential of the author; `None` if the subject wrote the record.
	pub fn serial(self) -> Option<Serial> {
		match self {
			Source::Clinician(serial) | Source::ProviderImport(serial) => Some(serial),
			Source::Device | Source::Patient | Source::Import => None,
		}
	}
}

/// A version of a record: what consent is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
	/// The class, which all versions of a record share.
	pub class: RecordClass,
	/// The first version of the record; the id of this one if it corrects none.
	pub first: AnchorId,
}

/// The subject's opinion of a record.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum Opinion {
	/// The subject knows the record and accepts it as theirs.
	Acknowledged,
	/// The subject disputes the record.
	Contested,
}

/// A record as the runtime API reports it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct RecordInfo<AccountId> {
	/// The id of the record.
	pub id: AnchorId,
	/// The commitment, which never changes.
	pub commitment: Commitment,
	/// The class of the record.
	pub class: RecordClass,
	/// The origin of the record, and the credential of its author.
	pub source: Source,
	/// The account that wrote it; `None` for the subject.
	pub author: Option<AccountId>,
	/// The moment of anchoring, rounded down to a second.
	pub anchored_at: Moment,
	/// The record that this one corrects.
	pub predecessor: Option<AnchorId>,
	/// The record that corrects this one.
	pub successor: Option<AnchorId>,
	/// The moment at which its author declared it entered in error.
	pub retracted_at: Option<Moment>,
	/// The subject's opinion, and since when.
	pub opinion: Option<(Opinion, Moment)>,
	/// Credentials of the providers who co-signed it.
	pub co_signers: Vec<Serial>,
	/// The moment of erasure. The commitment of an erased record can no longer be opened once its
	/// salt is deleted.
	pub erased_at: Option<Moment>,
}
