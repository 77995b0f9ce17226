// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A logged access as AuditEvent.

use super::*;
use medibloc_primitives::access_log::AccessEntry;
use serde_json::json;

fn entry() -> AccessEntry<AccountId32> {
	AccessEntry {
		accessor: DOCTOR,
		class: RecordClass::Laboratory,
		anchor: Some(ItemId(5)),
		purpose: Purpose::Etreat,
		action: Action::Access,
		place: Jurisdiction(*b"KR"),
		grant: ItemId(9),
		at: NOW,
	}
}

fn event(entry: &AccessEntry<AccountId32>) -> Value {
	json(&AuditEvent::new(&CHAIN, &PATIENT, 3, entry).unwrap())
}

#[test]
fn who_when_where_what_and_why_are_said() {
	let coding = |system: &str, code: &str| json!({ "system": system, "code": code });
	let entity_type =
		|code| coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", code);
	let entity_role = |code| coding("http://terminology.hl7.org/CodeSystem/object-role", code);
	let of_chain = |kind: &str, value: &str| {
		json!({
			"system": format!("https://medibloc.org/fhir/chain/{GENESIS}/{kind}"),
			"value": value,
		})
	};
	let expected = json!({
		"resourceType": "AuditEvent",
		"type": coding("http://dicom.nema.org/resources/ontology/DCM", "110110"),
		"subtype": [coding("http://terminology.hl7.org/CodeSystem/consentaction", "access")],
		"action": "R",
		"recorded": "2026-09-21T14:13:20.000Z",
		"outcome": "0",
		"purposeOfEvent": [{
			"coding": [coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "ETREAT")],
		}],
		"agent": [{
			"type": { "coding": [coding(
				"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
				"IRCP",
			)] },
			"who": { "identifier": {
				"system": "https://medibloc.org/fhir/account",
				"value": DOCTOR_ADDRESS,
			} },
			"requestor": true,
			"location": {
				"type": "Location",
				"identifier": { "system": "urn:iso:std:iso:3166", "value": "KR" },
			},
		}],
		"source": { "observer": {
			"type": "Device",
			"identifier": { "system": "https://medibloc.org/fhir/chain", "value": GENESIS },
		} },
		"entity": [
			{
				"what": {
					"type": "Patient",
					"identifier": {
						"system": "https://medibloc.org/fhir/account",
						"value": PATIENT_ADDRESS,
					},
				},
				"type": entity_type("1"),
				"role": entity_role("1"),
				"detail": [{ "type": "access-log-index", "valueString": "3" }],
			},
			{
				"what": { "identifier": of_chain("record", "5") },
				"type": entity_type("2"),
				"role": entity_role("4"),
				"detail": [{ "type": "record-class", "valueString": "Laboratory" }],
			},
			{
				"what": { "type": "Consent", "identifier": of_chain("grant", "9") },
				"type": entity_type("2"),
				"role": entity_role("13"),
			},
		],
	});
	assert_eq!(event(&entry()), expected);
}

#[test]
fn an_access_to_a_class_names_no_record() {
	let event = event(&AccessEntry { anchor: None, ..entry() });
	assert_eq!(event["entity"][1].get("what"), None);
	assert_eq!(event["entity"][1]["detail"][0]["valueString"], "Laboratory");
}

#[test]
fn each_action_is_an_event_of_its_kind() {
	for (action, name, kind, effect) in [
		(Action::Access, "access", "110110", "R"),
		(Action::Collect, "collect", "110106", "R"),
		(Action::Use, "use", "110110", "E"),
		(Action::Disclose, "disclose", "110106", "R"),
		(Action::Correct, "correct", "110110", "U"),
	] {
		let event = event(&AccessEntry { action, ..entry() });
		assert_eq!(event["subtype"][0]["code"], name);
		assert_eq!((&event["type"]["code"], &event["action"]), (&json!(kind), &json!(effect)));
	}
}

#[test]
fn what_has_no_form_in_fhir_is_not_shown() {
	for (entry, path) in [
		(AccessEntry { at: LAST + 1, ..entry() }, "AuditEvent.recorded"),
		(AccessEntry { place: Jurisdiction([0, 255]), ..entry() }, "AuditEvent.agent.location"),
	] {
		let shown = AuditEvent::new(&CHAIN, &PATIENT, 0, &entry);
		assert_eq!(shown.unwrap_err(), Error::NotShowable { path });
	}
}
