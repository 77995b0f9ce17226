// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! AuditEvent: entries of the access log.

use super::{
	codes::{Code, DICOM, ENTITY_ROLE, ENTITY_TYPE, PARTICIPATION},
	moment::instant,
	types::{CodeableConcept, Coding, Identifier, Reference},
	Chain, Error,
};
use medibloc_primitives::{access_log::AccessEntry, consent::Action};
use serde::Serialize;
use sp_runtime::AccountId32;

/// Countries: ISO 3166-1 alpha-2.
const COUNTRY: &str = "urn:iso:std:iso:3166";

const PERSON: &str = "1";
const SYSTEM_OBJECT: &str = "2";

const OF_PATIENT: &str = "1";
const OF_DOMAIN: &str = "4";
const OF_SECURITY: &str = "13";

/// An AuditEvent of FHIR R4. Serialises to its JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditEvent {
	resource_type: &'static str,
	#[serde(rename = "type")]
	kind: Coding,
	subtype: [Coding; 1],
	action: &'static str,
	recorded: String,
	outcome: &'static str,
	purpose_of_event: [CodeableConcept; 1],
	agent: [Agent; 1],
	source: Source,
	entity: [Entity; 3],
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Agent {
	#[serde(rename = "type")]
	kind: CodeableConcept,
	who: Reference,
	requestor: bool,
	location: Reference,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Source {
	observer: Reference,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Entity {
	#[serde(skip_serializing_if = "Option::is_none")]
	what: Option<Reference>,
	#[serde(rename = "type")]
	kind: Coding,
	role: Coding,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	detail: Vec<Detail>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
	#[serde(rename = "type")]
	kind: &'static str,
	value_string: String,
}

impl Entity {
	fn new(what: Option<Reference>, kind: &'static str, role: &'static str) -> Self {
		let (kind, role) = (Coding::new(ENTITY_TYPE, kind), Coding::new(ENTITY_ROLE, role));
		Self { what, kind, role, detail: Vec::new() }
	}

	fn with(mut self, kind: &'static str, value: impl ToString) -> Self {
		self.detail.push(Detail { kind, value_string: value.to_string() });
		self
	}
}

impl AuditEvent {
	/// Shows the entry at `index` of the log of `patient`.
	///
	/// # Errors
	///
	/// [`NotShowable`](Error::NotShowable) if the access is after the year 9999, or its place is no
	/// country code.
	pub fn new(
		chain: &Chain,
		patient: &AccountId32,
		index: u64,
		entry: &AccessEntry<AccountId32>,
	) -> Result<Self, Error> {
		if !entry.place.is_valid() {
			return Err(Error::NotShowable { path: "AuditEvent.agent.location" });
		}
		let place = Identifier { system: COUNTRY.into(), value: entry.place.to_string() };
		let record = entry.anchor.map(|anchor| chain.record(anchor).into());
		let grant = Reference::to("Consent", chain.grant(entry.grant));
		let (kind, action) = event(entry.action);
		Ok(Self {
			resource_type: "AuditEvent",
			kind: Coding::new(DICOM, kind),
			subtype: [entry.action.coding()],
			action,
			recorded: instant(entry.at, "AuditEvent.recorded")?,
			// The chain logs what it permits, and nothing else.
			outcome: "0",
			purpose_of_event: [entry.purpose.coding().into()],
			agent: [Agent {
				kind: Coding::new(PARTICIPATION, "IRCP").into(),
				who: chain.account(&entry.accessor).into(),
				requestor: true,
				location: Reference::to("Location", place),
			}],
			source: Source { observer: Reference::to("Device", chain.itself()) },
			entity: [
				Entity::new(Some(chain.patient(patient)), PERSON, OF_PATIENT)
					.with("access-log-index", index),
				Entity::new(record, SYSTEM_OBJECT, OF_DOMAIN)
					.with("record-class", entry.class.code()),
				Entity::new(Some(grant), SYSTEM_OBJECT, OF_SECURITY),
			],
		})
	}
}

/// The kind of event in DICOM, and what it does to the record: read, update or execute.
fn event(action: Action) -> (&'static str, &'static str) {
	const EXPORT: &str = "110106";
	const PATIENT_RECORD: &str = "110110";
	match action {
		Action::Access => (PATIENT_RECORD, "R"),
		Action::Collect | Action::Disclose => (EXPORT, "R"),
		Action::Use => (PATIENT_RECORD, "E"),
		Action::Correct => (PATIENT_RECORD, "U"),
	}
}
