// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! FHIR data types, as far as they are needed to write.

use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Coding {
	system: &'static str,
	code: &'static str,
}

impl Coding {
	pub(super) fn new(system: &'static str, code: &'static str) -> Self {
		Self { system, code }
	}
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct CodeableConcept {
	coding: [Coding; 1],
}

impl From<Coding> for CodeableConcept {
	fn from(coding: Coding) -> Self {
		Self { coding: [coding] }
	}
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Identifier {
	pub(super) system: String,
	pub(super) value: String,
}

/// A logical reference: it names what it means, and not where a server has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Reference {
	#[serde(rename = "type", skip_serializing_if = "Option::is_none")]
	resource_type: Option<&'static str>,
	identifier: Identifier,
}

impl Reference {
	pub(super) fn to(resource_type: &'static str, identifier: Identifier) -> Self {
		Self { resource_type: Some(resource_type), identifier }
	}
}

impl From<Identifier> for Reference {
	fn from(identifier: Identifier) -> Self {
		Self { resource_type: None, identifier }
	}
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Extension {
	pub(super) url: &'static str,
	#[serde(flatten)]
	pub(super) value: ExtensionValue,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) enum ExtensionValue {
	#[serde(rename = "valueBoolean")]
	Boolean(bool),
	#[serde(rename = "valueCode")]
	Code(String),
	#[serde(rename = "valueCoding")]
	Coding(Coding),
	// Unsigned integers of FHIR end at 2^31.
	#[serde(rename = "valueDecimal")]
	Decimal(u32),
	#[serde(rename = "valueIdentifier")]
	Identifier(Identifier),
	#[serde(rename = "valueInstant")]
	Instant(String),
	#[serde(rename = "valueReference")]
	Reference(Reference),
}

impl ExtensionValue {
	pub(super) fn at(self, url: &'static str) -> Extension {
		Extension { url, value: self }
	}
}

/// Extensions of this project. Defined in `sdk/fhir/definitions.json`.
pub(super) mod extension {
	macro_rules! urls {
		($($name:ident = $id:literal),* $(,)?) => {
			$(pub(in crate::fhir) const $name: &str =
				concat!("https://medibloc.org/fhir/StructureDefinition/", $id);)*
			#[cfg(test)]
			pub(in crate::fhir) const ALL: &[&str] = &[$($name),*];
		};
	}

	urls! {
		CLASS_OR_DATA = "class-or-data",
		COMMITMENT = "commitment",
		CREDENTIAL = "credential",
		MAX_USES = "max-uses",
		PLACE = "place",
		RECORD_CLASS = "record-class",
		REFRAIN = "refrain",
		REVOKED_AT = "revoked-at",
		SUBJECT = "subject",
		USES = "uses",
	}
}
