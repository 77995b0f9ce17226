// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A grant as a Consent.

use super::*;
use medibloc_primitives::consent::{Basis, Grant};
use serde_json::json;

#[test]
fn every_limit_of_a_grant_is_said() {
	let expected = json!({
		"resourceType": "Consent",
		"id": "7687991459841048578",
		"extension": [
			{ "url": "https://medibloc.org/fhir/StructureDefinition/uses", "valueDecimal": 1 },
		],
		"identifier": [{
			"system": format!("https://medibloc.org/fhir/chain/{GENESIS}/grant"),
			"value": "7687991459841048578",
		}],
		"status": "active",
		"scope": { "coding": [{
			"system": "http://terminology.hl7.org/CodeSystem/consentscope",
			"code": "patient-privacy",
		}] },
		"category": [{ "coding": [{
			"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
			"code": "INFA",
		}] }],
		"patient": {
			"type": "Patient",
			"identifier": {
				"system": "https://medibloc.org/fhir/account",
				"value": PATIENT_ADDRESS,
			},
		},
		"dateTime": "2026-09-21T14:13:20.000Z",
		"performer": [{
			"type": "Patient",
			"identifier": {
				"system": "https://medibloc.org/fhir/account",
				"value": PATIENT_ADDRESS,
			},
		}],
		"sourceReference": {
			"type": "DocumentReference",
			"identifier": {
				"system": "https://medibloc.org/fhir/agreement",
				"value": format!("0x{}", "a5".repeat(32)),
			},
		},
		"policy": [{ "uri": "https://medibloc.org/fhir/policy/default-deny" }],
		"provision": {
			"modifierExtension": [
				{
					"url": "https://medibloc.org/fhir/StructureDefinition/class-or-data",
					"valueBoolean": true,
				},
				{
					"url": "https://medibloc.org/fhir/StructureDefinition/max-uses",
					"valueDecimal": 3,
				},
				{
					"url": "https://medibloc.org/fhir/StructureDefinition/refrain",
					"valueCoding": {
						"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
						"code": "NORDSCLCD",
					},
				},
				{
					"url": "https://medibloc.org/fhir/StructureDefinition/place",
					"valueCode": "KR",
				},
			],
			"type": "permit",
			"period": {
				"start": "2026-09-21T14:13:20.000Z",
				"end": "2026-09-22T14:13:19.999Z",
			},
			"actor": [{
				"role": { "coding": [{
					"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
					"code": "IRCP",
				}] },
				"reference": { "identifier": {
					"system": "https://medibloc.org/fhir/account",
					"value": DOCTOR_ADDRESS,
				} },
			}],
			"action": [
				{ "coding": [{
					"system": "http://terminology.hl7.org/CodeSystem/consentaction",
					"code": "access",
				}] },
				{ "coding": [{
					"system": "http://terminology.hl7.org/CodeSystem/consentaction",
					"code": "use",
				}] },
			],
			"purpose": [
				{
					"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
					"code": "TREAT",
				},
				{
					"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
					"code": "PATRQT",
				},
			],
			"class": [
				{
					"system": "https://medibloc.org/fhir/CodeSystem/record-class",
					"code": "Laboratory",
				},
				{
					"system": "https://medibloc.org/fhir/CodeSystem/record-class",
					"code": "VitalSign",
				},
			],
			"data": [
				{
					"meaning": "instance",
					"reference": { "identifier": {
						"system": format!("https://medibloc.org/fhir/chain/{GENESIS}/record"),
						"value": "5",
					} },
				},
				{
					"meaning": "instance",
					"reference": { "identifier": {
						"system": format!("https://medibloc.org/fhir/chain/{GENESIS}/record"),
						"value": "18446744073709551615",
					} },
				},
			],
		},
	});
	assert_eq!(consent(&facts(terms())), expected);
}

#[test]
fn what_a_grant_does_not_limit_is_left_out() {
	let open = Terms {
		scope: Scope::All,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
		..terms()
	};
	let consent = consent(&facts(open));
	assert_eq!(consent.get("sourceReference"), None);
	for limit in ["modifierExtension", "class", "data"] {
		assert_eq!(consent["provision"].get(limit), None, "{limit}");
	}
}

#[test]
fn a_denial_is_a_provision_that_denies() {
	let consent = consent(&facts(Terms { effect: Effect::Deny, ..terms() }));
	assert_eq!(consent["provision"]["type"], "deny");
}

#[test]
fn the_status_tells_how_far_a_consent_has_come() {
	let status = |stage, now| {
		let facts = ConsentFacts { stage, ..facts(terms()) };
		json(&Consent::new(&CHAIN, &facts, now).unwrap())["status"].clone()
	};
	let Stage::Granted { id, .. } = granted() else { unreachable!() };
	let revoked = Stage::Granted { id, used: 0, revoked_at: Some(NOW + 5) };
	assert_eq!(status(granted(), NOW), "active");
	assert_eq!(status(granted(), NOW + DAY - 1), "active");
	assert_eq!(status(granted(), NOW + DAY), "inactive");
	assert_eq!(status(revoked, NOW + 4), "active");
	assert_eq!(status(revoked, NOW + 5), "inactive");
	assert_eq!(status(Stage::Requested { at: NOW }, NOW), "proposed");
	assert_eq!(status(Stage::Declined { at: NOW }, NOW), "rejected");
}

#[test]
fn a_request_is_nobodys_agreement_yet() {
	let stage = Stage::Requested { at: NOW + 7 };
	let consent = consent(&ConsentFacts { stage, ..facts(terms()) });
	assert_eq!(consent["dateTime"], "2026-09-21T14:13:20.007Z");
	for of_grant in ["id", "identifier", "performer", "extension"] {
		assert_eq!(consent.get(of_grant), None, "{of_grant}");
	}
}

#[test]
fn a_stored_grant_is_shown_with_what_became_of_it() {
	let Stage::Granted { id, .. } = granted() else { unreachable!() };
	let grant = Grant {
		id,
		terms: terms(),
		anchor_classes: Default::default(),
		basis: Basis::Own,
		used: 2,
		revoked_at: Some(NOW + 1),
		deposit: 10u128,
	};
	let facts = ConsentFacts::of_grant(PATIENT, Grantee::Institution(DOCTOR), &grant);
	let consent = consent(&facts);
	let expected = json!([
		{ "url": "https://medibloc.org/fhir/StructureDefinition/uses", "valueDecimal": 2 },
		{
			"url": "https://medibloc.org/fhir/StructureDefinition/revoked-at",
			"valueInstant": "2026-09-21T14:13:20.001Z",
		},
	]);
	assert_eq!(consent["extension"], expected);
	assert_eq!(consent["provision"]["actor"][0]["reference"]["type"], "Organization");
}

#[test]
fn what_fhir_would_read_as_no_limit_is_not_shown() {
	let nothing = Scope::Selected { classes: set([]), anchors: set([]) };
	let nowhere = Obligations { no_reshare: false, place: Some(Jurisdiction(*b"k?")) };
	for (terms, path) in [
		(Terms { actions: set([]), ..terms() }, "Consent.provision.action"),
		(Terms { purposes: set([]), ..terms() }, "Consent.provision.purpose"),
		(Terms { scope: nothing, ..terms() }, "Consent.provision.class"),
		(Terms { until: NOW, ..terms() }, "Consent.provision.period"),
		(Terms { from: 0, until: 0, ..terms() }, "Consent.provision.period"),
		(Terms { until: LAST + 2, ..terms() }, "Consent.provision.period.end"),
		(Terms { from: LAST + 1, until: Moment::MAX, ..terms() }, "Consent.provision.period.start"),
		(Terms { obligations: nowhere, ..terms() }, "Consent.provision.modifierExtension"),
	] {
		let shown = Consent::new(&CHAIN, &facts(terms), NOW);
		assert_eq!(shown.unwrap_err(), Error::NotShowable { path });
	}
	let stage = Stage::Requested { at: Moment::MAX };
	let shown = Consent::new(&CHAIN, &ConsentFacts { stage, ..facts(terms()) }, NOW);
	assert_eq!(shown.unwrap_err(), Error::NotShowable { path: "Consent.dateTime" });
	let Stage::Granted { id, .. } = granted() else { unreachable!() };
	let stage = Stage::Granted { id, used: 0, revoked_at: Some(Moment::MAX) };
	let shown = Consent::new(&CHAIN, &ConsentFacts { stage, ..facts(terms()) }, NOW);
	assert_eq!(shown.unwrap_err(), Error::NotShowable { path: "Consent.extension" });
}
