// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Codes of the chain as they are typed: in any case, and offered by shell completion.

use crate::Error;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use medibloc_primitives::{
	consent::{Action, Purpose},
	credential::Role,
	record::{Origin, RecordClass},
};
use serde::de::{value::StrDeserializer, DeserializeOwned, IntoDeserializer};

const CLASSES: [&str; 18] = [
	"Other",
	"Demographics",
	"Allergy",
	"Condition",
	"Medication",
	"Immunization",
	"Procedure",
	"Laboratory",
	"VitalSign",
	"Imaging",
	"Genomic",
	"Encounter",
	"CarePlan",
	"Device",
	"History",
	"Dental",
	"Document",
	"Billing",
];
const PURPOSES: [&str; 6] = ["TREAT", "ETREAT", "HPAYMT", "HRESCH", "PUBHLTH", "PATRQT"];
const ACTIONS: [&str; 5] = ["access", "collect", "use", "disclose", "correct"];
const ORIGINS: [&str; 4] = ["Clinician", "Device", "Patient", "Import"];
const ROLES: [&str; 7] = [
	"Practitioner",
	"Institution",
	"CareApp",
	"EmergencyResponder",
	"Researcher",
	"ResearchApp",
	"Insurer",
];

/// The class of a record.
pub fn class() -> impl TypedValueParser<Value = RecordClass> {
	parser(&CLASSES)
}

/// A purpose of use.
pub fn purpose() -> impl TypedValueParser<Value = Purpose> {
	parser(&PURPOSES)
}

/// An action.
pub fn action() -> impl TypedValueParser<Value = Action> {
	parser(&ACTIONS)
}

/// The origin of a record.
pub fn origin() -> impl TypedValueParser<Value = Origin> {
	parser(&ORIGINS)
}

/// A role.
pub fn role() -> impl TypedValueParser<Value = Role> {
	parser(&ROLES)
}

/// A role in a longer text.
pub fn parse_role(text: &str) -> Result<Role, Error> {
	let code = ROLES.iter().find(|code| code.eq_ignore_ascii_case(text));
	from_code(code.copied().unwrap_or(text)).map_err(Error::bad_input)
}

fn parser<T: DeserializeOwned + Clone + Send + Sync + 'static>(
	codes: &'static [&'static str],
) -> impl TypedValueParser<Value = T> {
	PossibleValuesParser::new(codes).try_map(|typed| {
		let code = codes.iter().find(|code| code.eq_ignore_ascii_case(&typed));
		from_code(code.copied().unwrap_or(&typed))
	})
}

fn from_code<T: DeserializeOwned>(code: &str) -> Result<T, serde::de::value::Error> {
	let deserializer: StrDeserializer<'_, _> = code.into_deserializer();
	T::deserialize(deserializer)
}

#[cfg(test)]
mod tests {
	use super::*;
	use medibloc_primitives::record::RECORD_CLASSES;
	use std::fmt::Debug;

	/// As many codes as there are values, each with its own, in the order of their numbers.
	fn are_all<T: DeserializeOwned + codec::Encode + Debug>(codes: &[&str]) {
		for (number, code) in codes.iter().enumerate() {
			let value: T = from_code(code).unwrap();
			assert_eq!(value.encode(), [number as u8], "{code} is {value:?}");
		}
	}

	#[test]
	fn every_value_has_its_code() {
		are_all::<RecordClass>(&CLASSES);
		are_all::<Purpose>(&PURPOSES);
		are_all::<Action>(&ACTIONS);
		are_all::<Origin>(&ORIGINS);
		are_all::<Role>(&ROLES);
		assert_eq!(CLASSES.len(), RECORD_CLASSES as usize);
		assert_eq!(ROLES.len(), Role::ALL.len());
	}
}
