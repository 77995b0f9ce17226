// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Refusal of a Consent that does not give the terms of a grant.

use super::*;
use serde_json::json;

/// The error for a Consent with this change.
fn refused(change: impl FnOnce(&mut Value)) -> Error {
	let mut consent = consent(&facts(terms()));
	change(&mut consent);
	parse(&consent).unwrap_err()
}

/// The error for a Consent in which `pointer` has another value.
fn refused_with(pointer: &str, value: Value) -> Error {
	refused(|consent| *consent.pointer_mut(pointer).unwrap() = value)
}

fn remove(consent: &mut Value, pointer: &str) {
	let (parent, name) = pointer.rsplit_once('/').unwrap();
	consent.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
}

/// The pointer in the notation of FHIRPath.
fn path_of(pointer: &str) -> String {
	pointer.split('/').skip(1).fold("Consent".into(), |path, step| match step.parse::<usize>() {
		Ok(index) => format!("{path}[{index}]"),
		Err(_) => format!("{path}.{step}"),
	})
}

/// Every place in the document.
fn pointers(value: &Value, pointer: String, found: &mut Vec<String>) {
	match value {
		Value::Object(members) => members
			.iter()
			.for_each(|(name, value)| pointers(value, format!("{pointer}/{name}"), found)),
		Value::Array(items) => items
			.iter()
			.enumerate()
			.for_each(|(index, value)| pointers(value, format!("{pointer}/{index}"), found)),
		_ => (),
	}
	found.push(pointer);
}

fn every_place() -> (Value, Vec<String>) {
	let consent = consent(&facts(terms()));
	let mut found = Vec::new();
	pointers(&consent, String::new(), &mut found);
	(consent, found)
}

/// Whether the element is not read, because it says nothing of the terms.
fn is_unread(pointer: &str) -> bool {
	["/id", "/identifier", "/dateTime", "/extension/0/value"]
		.iter()
		.any(|unread| pointer.starts_with(unread))
}

#[test]
fn an_element_that_is_not_known_is_refused_wherever_it_stands() {
	let (consent, places) = every_place();
	let mut count = 0;
	for pointer in places {
		let mut changed = consent.clone();
		let Some(object) = changed.pointer_mut(&pointer).unwrap().as_object_mut() else { continue };
		object.insert("surprise".into(), json!("x"));
		if is_unread(&pointer) {
			assert!(parse(&changed).is_ok(), "{pointer}");
		} else {
			let path = format!("{}.surprise", path_of(&pointer));
			assert_eq!(parse(&changed).unwrap_err(), Error::NotExpressible { path });
			count += 1;
		}
	}
	assert!(count > 30, "only {count} objects");
}

#[test]
fn a_value_that_does_not_belong_there_never_changes_the_terms() {
	let (consent, places) = every_place();
	let original = parse(&consent).unwrap();
	for pointer in places {
		for value in [
			json!(null),
			json!(true),
			json!(false),
			json!(-1),
			json!(1.5),
			json!(""),
			json!("x"),
			json!([]),
			json!({}),
			json!([null]),
			json!([{}]),
			json!({ "coding": [] }),
			json!("9999999999999999999999999"),
		] {
			let mut changed = consent.clone();
			*changed.pointer_mut(&pointer).unwrap() = value.clone();
			if changed == consent {
				continue;
			}
			match parse(&changed) {
				Ok(grant) => {
					assert!(is_unread(&pointer), "{pointer} = {value}");
					assert_eq!(grant, original);
				},
				Err(error) => assert!(!error.to_string().is_empty()),
			}
		}
	}
}

#[test]
fn what_limits_a_grant_must_be_said() {
	for pointer in [
		"/status",
		"/scope",
		"/scope/coding",
		"/scope/coding/0/system",
		"/scope/coding/0/code",
		"/category",
		"/patient",
		"/patient/identifier",
		"/patient/identifier/system",
		"/patient/identifier/value",
		"/provision",
		"/provision/type",
		"/provision/period",
		"/provision/period/start",
		"/provision/period/end",
		"/provision/actor",
		"/provision/actor/0/role",
		"/provision/actor/0/reference",
		"/provision/action",
		"/provision/action/0/coding/0/code",
		"/provision/purpose",
		"/provision/purpose/0/system",
		"/provision/data/0/meaning",
		"/provision/data/0/reference",
		"/provision/modifierExtension/0/url",
		"/provision/modifierExtension/1/valueDecimal",
		"/policy/0/uri",
	] {
		let error = refused(|consent| remove(consent, pointer));
		// The only member of an object leaves an empty object behind, which is malformed.
		let parent = path_of(pointer.rsplit_once('/').unwrap().0);
		let expected =
			[Error::Missing { path: path_of(pointer) }, Error::Malformed { path: parent }];
		assert!(expected.contains(&error), "{pointer}: {error:?}");
	}
	let error = refused(|consent| remove(consent, "/policy"));
	assert_eq!(error, Error::Missing { path: "Consent.policyRule".into() });
}

#[test]
fn what_a_grant_cannot_say_is_refused() {
	let provision = consent(&facts(terms()))["provision"].clone();
	let label =
		json!([{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "R" }]);
	for (pointer, name, value) in [
		("/provision", "provision", json!([provision])),
		("/provision", "securityLabel", label.clone()),
		("/provision", "code", json!([{ "text": "x" }])),
		("/provision", "dataPeriod", json!({ "start": "2020-01-01" })),
		("", "modifierExtension", json!([{ "url": "x", "valueBoolean": true }])),
		("", "implicitRules", json!("x")),
		("", "contained", json!([{ "resourceType": "Patient" }])),
		("", "organization", json!([{ "display": "x" }])),
		("", "sourceAttachment", json!({ "title": "x" })),
		("", "verification", json!([{ "verified": false }])),
		("", "_status", json!({ "id": "x" })),
		("/scope", "text", json!("x")),
		("/provision/purpose/0", "version", json!("1")),
	] {
		let error = refused(|consent| {
			let object = consent.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
			object.insert(name.into(), value);
		});
		let path = format!("{}.{name}", path_of(pointer));
		assert_eq!(error, Error::NotExpressible { path });
	}
	let error = refused(|consent| consent["meta"] = json!({ "security": label }));
	assert_eq!(error, Error::NotExpressible { path: "Consent.meta.security".into() });
	for (pointer, value, path) in [
		("/extension/0/url", json!("https://example.org/x"), "Consent.extension[0]"),
		("/policy/0/uri", json!("https://example.org/x"), "Consent.policy[0].uri"),
		("/patient/type", json!("Group"), "Consent.patient.type"),
		("/performer/0/identifier/value", json!(DOCTOR_ADDRESS), "Consent.performer[0]"),
		(
			"/provision/modifierExtension/0/valueBoolean",
			json!(false),
			"Consent.provision.modifierExtension[0].valueBoolean",
		),
		(
			"/provision/modifierExtension/0/url",
			json!("https://example.org/x"),
			"Consent.provision.modifierExtension[0]",
		),
		(
			"/provision/modifierExtension/2",
			json!({
				"url": "https://medibloc.org/fhir/StructureDefinition/max-uses",
				"valueDecimal": 7,
			}),
			"Consent.provision.modifierExtension[2]",
		),
	] {
		assert_eq!(refused_with(pointer, value), Error::NotExpressible { path: path.into() });
	}
}

#[test]
fn a_class_together_with_data_must_be_said_to_be_either() {
	let error = refused(|consent| {
		consent["provision"]["modifierExtension"].as_array_mut().unwrap().remove(0);
	});
	assert_eq!(error, Error::NotExpressible { path: "Consent.provision.data".into() });
	for pointer in ["/provision/class", "/provision/data"] {
		let error = refused(|consent| remove(consent, pointer));
		let path = "Consent.provision.modifierExtension[0]".into();
		assert_eq!(error, Error::NotExpressible { path });
	}
}

#[test]
fn more_than_one_recipient_or_meaning_is_refused() {
	for list in ["/provision/actor", "/category", "/provision/action/0/coding"] {
		let error = refused(|consent| {
			let items = consent.pointer_mut(list).unwrap().as_array_mut().unwrap();
			items.push(items[0].clone());
		});
		assert_eq!(error, Error::NotExpressible { path: format!("{}[1]", path_of(list)) });
	}
	let error = refused(|consent| {
		consent["provision"]["actor"][0]["reference"]["type"] = "CareTeam".into();
	});
	let path = "Consent.provision.actor[0].reference.type".into();
	assert_eq!(error, Error::NotExpressible { path });
}

#[test]
fn a_code_that_the_chain_does_not_have_is_refused() {
	for pointer in [
		"/status",
		"/scope/coding/0/code",
		"/category/0/coding/0/code",
		"/provision/type",
		"/provision/actor/0/role/coding/0/code",
		"/provision/action/0/coding/0/code",
		"/provision/action/0/coding/0/system",
		"/provision/purpose/1/code",
		"/provision/purpose/1/system",
		"/provision/class/0/code",
		"/provision/class/0/system",
		"/provision/data/0/meaning",
		"/provision/modifierExtension/2/valueCoding/code",
		"/provision/modifierExtension/3/valueCode",
	] {
		let error = refused_with(pointer, json!("MARKT"));
		assert_eq!(error, Error::UnknownCode { path: path_of(pointer) });
	}
	let error = refused(|consent| {
		consent["policyRule"] = json!({ "coding": [{
			"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
			"code": "OPTOUT",
		}] });
	});
	assert_eq!(error, Error::UnknownCode { path: "Consent.policyRule.coding[0].code".into() });
	let error = refused(|consent| {
		consent["provision"]["actor"][0]["reference"] = json!({
			"type": "Group",
			"identifier": { "system": "https://medibloc.org/fhir/role", "value": "Friend" },
		});
	});
	let path = "Consent.provision.actor[0].reference.identifier.value".into();
	assert_eq!(error, Error::UnknownCode { path });
}

#[test]
fn a_date_must_name_a_moment() {
	let pointer = "/provision/period/end";
	let path = || path_of(pointer);
	for date in ["2027", "2027-01", "2027-01-01"] {
		let error = refused_with(pointer, json!(date));
		assert_eq!(error, Error::ImpreciseDate { path: path() });
	}
	for date in [
		"2027-01-01T10:00Z",
		"2027-01-01T10:00:00",
		"2027-01-01 10:00:00Z",
		"2027-01-01t10:00:00z",
		"2027-13-01T10:00:00Z",
		"2027-02-30T10:00:00Z",
		"2027-01-01T10:00:00.Z",
		"2027-01-01T10:00:00+9:00",
		"27-01-01T10:00:00Z",
		"٢٠٢٧-01-01T10:00:00Z",
		"tomorrow",
	] {
		let error = refused_with(pointer, json!(date));
		assert_eq!(error, Error::Malformed { path: path() }, "{date}");
	}
	// Finer than the chain's clock, a leap second, and before its epoch.
	for date in [
		"2027-01-01T10:00:00.0001Z",
		"2027-01-01T10:00:00.000000000001Z",
		"2027-06-30T23:59:60Z",
		"1969-12-31T23:59:59Z",
	] {
		let error = refused_with(pointer, json!(date));
		assert_eq!(error, Error::NotExpressible { path: path() }, "{date}");
	}
}

#[test]
fn a_period_that_ends_first_is_refused() {
	let error = refused_with("/provision/period/end", json!("2026-09-21T14:13:19.999Z"));
	assert_eq!(error, Error::EmptyPeriod { path: "Consent.provision.period".into() });
}

#[test]
fn an_identifier_must_be_one_of_this_chain() {
	let long = "1".repeat(1_000);
	for value in ["x", "5C62Ck4UrFPiBtoCmeSrgF7x9yv9mn38446dhCpsi2mLHiFU", "0x01", "0x", &long] {
		let error = refused_with("/patient/identifier/value", json!(value));
		let path = "Consent.patient.identifier.value".into();
		assert_eq!(error, Error::NotAccount { path });
	}
	let other_chain = format!("https://medibloc.org/fhir/chain/0x{}/record", "08".repeat(32));
	for (pointer, system) in [
		("/patient/identifier/system", "urn:oid:1.2.3"),
		("/sourceReference/identifier/system", "urn:oid:1.2.3"),
		("/provision/data/0/reference/identifier/system", &other_chain),
	] {
		let error = refused_with(pointer, json!(system));
		assert_eq!(error, Error::UnknownSystem { path: path_of(pointer) });
	}
	for (pointer, value) in [
		("/provision/data/0/reference/identifier/value", "+5"),
		("/provision/data/0/reference/identifier/value", "05"),
		("/provision/data/0/reference/identifier/value", "18446744073709551616"),
		("/sourceReference/identifier/value", "0xa5"),
		("/sourceReference/identifier/value", "a5"),
	] {
		let error = refused_with(pointer, json!(value));
		assert_eq!(error, Error::Malformed { path: path_of(pointer) });
	}
}

#[test]
fn more_records_than_a_grant_can_name_are_refused() {
	let error = refused(|consent| {
		let data = consent["provision"]["data"].as_array_mut().unwrap();
		let first = data[0].clone();
		for id in 100..107 {
			let mut next = first.clone();
			next["reference"]["identifier"]["value"] = id.to_string().into();
			data.push(next);
		}
	});
	assert_eq!(error, Error::TooManyRecords { path: "Consent.provision.data".into() });
}

#[test]
fn a_consent_that_was_ended_grants_nothing() {
	for status in ["rejected", "inactive", "entered-in-error"] {
		assert_eq!(refused_with("/status", json!(status)), Error::NotInForce);
	}
}

#[test]
fn another_document_is_no_consent() {
	let read = |text: &str| NewGrant::parse(&CHAIN, text.as_bytes()).unwrap_err();
	assert_eq!(read("{\n  x"), Error::NotJson { line: 2, column: 3 });
	assert_eq!(read(r#"{"resourceType":"Patient"}"#), Error::NotConsent);
	assert_eq!(read("[]"), Error::NotConsent);
	assert_eq!(read(&" ".repeat(MAX_CONSENT_LEN + 1)), Error::TooLarge);
	let twice = r#"{"resourceType":"Consent","status":"inactive","status":"active"}"#;
	assert!(matches!(read(twice), Error::Ambiguous(_)));
}

#[test]
fn errors_do_not_quote_the_document() {
	let error = refused(|consent| consent["name: Kim, Minji"] = json!("secret"));
	assert_eq!(error, Error::NotExpressible { path: "Consent.name".into() });
	for place in every_place().1 {
		let mut consent = consent(&facts(terms()));
		*consent.pointer_mut(&place).unwrap() = json!("secret");
		if let Err(error) = parse(&consent) {
			assert!(!format!("{error} {error:?}").contains("secret"), "{place}");
		}
	}
}
