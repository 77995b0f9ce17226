// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Code systems, and the codes for the chain's own words.

use super::types::Coding;
use medibloc_primitives::{
	consent::{Action, Effect, Purpose},
	record::{RecordClass, Source},
};
use serde::{de::DeserializeOwned, Deserialize};

pub(super) const CONSENT_SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
pub(super) const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
pub(super) const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
pub(super) const DATA_OPERATION: &str = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
pub(super) const PROVENANCE_AGENT: &str =
	"http://terminology.hl7.org/CodeSystem/provenance-participant-type";
pub(super) const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
pub(super) const ENTITY_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
pub(super) const ENTITY_ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";

/// Codes of this project, for what no standard has a code. Defined in `sdk/fhir/definitions.json`.
pub(super) const RECORD_SOURCE: &str = "https://medibloc.org/fhir/CodeSystem/record-source";
pub(super) const RECORD_ACTIVITY: &str = "https://medibloc.org/fhir/CodeSystem/record-activity";

/// A word of the chain that is read from a code. Serde has the names, which are those of JSON-RPC.
pub(super) trait Code: DeserializeOwned + Copy {
	const SYSTEM: &'static str;

	fn code(self) -> &'static str;

	fn coding(self) -> Coding {
		Coding::new(Self::SYSTEM, self.code())
	}
}

impl Code for Purpose {
	const SYSTEM: &'static str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

	fn code(self) -> &'static str {
		match self {
			Purpose::Treat => "TREAT",
			Purpose::Etreat => "ETREAT",
			Purpose::Hpaymt => "HPAYMT",
			Purpose::Hresch => "HRESCH",
			Purpose::Pubhlth => "PUBHLTH",
			Purpose::Patrqt => "PATRQT",
		}
	}
}

impl Code for Action {
	const SYSTEM: &'static str = "http://terminology.hl7.org/CodeSystem/consentaction";

	fn code(self) -> &'static str {
		match self {
			Action::Access => "access",
			Action::Collect => "collect",
			Action::Use => "use",
			Action::Disclose => "disclose",
			Action::Correct => "correct",
		}
	}
}

impl Code for Effect {
	const SYSTEM: &'static str = "http://hl7.org/fhir/consent-provision-type";

	fn code(self) -> &'static str {
		match self {
			Effect::Permit => "permit",
			Effect::Deny => "deny",
		}
	}
}

impl Code for RecordClass {
	const SYSTEM: &'static str = "https://medibloc.org/fhir/CodeSystem/record-class";

	fn code(self) -> &'static str {
		match self {
			RecordClass::Other => "Other",
			RecordClass::Demographics => "Demographics",
			RecordClass::Allergy => "Allergy",
			RecordClass::Condition => "Condition",
			RecordClass::Medication => "Medication",
			RecordClass::Immunization => "Immunization",
			RecordClass::Procedure => "Procedure",
			RecordClass::Laboratory => "Laboratory",
			RecordClass::VitalSign => "VitalSign",
			RecordClass::Imaging => "Imaging",
			RecordClass::Genomic => "Genomic",
			RecordClass::Encounter => "Encounter",
			RecordClass::CarePlan => "CarePlan",
			RecordClass::Device => "Device",
			RecordClass::History => "History",
			RecordClass::Dental => "Dental",
			RecordClass::Document => "Document",
			RecordClass::Billing => "Billing",
		}
	}
}

/// A policy on what a grantee must refrain from. HL7 has more of these policies; the chain has this
/// one.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum Refrain {
	/// No redisclosure without a consent directive.
	#[serde(rename = "NORDSCLCD")]
	Reshare,
}

impl Code for Refrain {
	const SYSTEM: &'static str = ACT_CODE;

	fn code(self) -> &'static str {
		match self {
			Refrain::Reshare => "NORDSCLCD",
		}
	}
}

/// The code of where a record comes from.
pub(super) fn source(source: Source) -> Coding {
	let code = match source {
		Source::Clinician(_) => "Clinician",
		Source::Device => "Device",
		Source::Patient => "Patient",
		Source::Import => "Import",
		Source::ProviderImport(_) => "ProviderImport",
	};
	Coding::new(RECORD_SOURCE, code)
}
