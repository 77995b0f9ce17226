// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A record as Provenance.

use super::*;
use medibloc_primitives::record::{Opinion, RecordInfo, Source, Subject};
use serde_json::json;

fn record(source: Source) -> RecordInfo<AccountId32> {
	RecordInfo {
		id: ItemId(5),
		commitment: H256::repeat_byte(0x8c),
		class: RecordClass::Laboratory,
		source,
		author: source.serial().map(|_| DOCTOR),
		anchored_at: NOW,
		predecessor: None,
		successor: None,
		retracted_at: None,
		opinion: None,
		co_signers: Vec::new(),
		erased_at: None,
	}
}

fn acts(record: &RecordInfo<AccountId32>) -> Vec<Value> {
	let subject = Subject::Account(PATIENT);
	provenances(&CHAIN, &subject, record).unwrap().iter().map(json).collect()
}

#[test]
fn the_author_the_credential_and_the_subject_are_said() {
	let patient = json!({
		"type": "Patient",
		"identifier": { "system": "https://medibloc.org/fhir/account", "value": PATIENT_ADDRESS },
	});
	let credential = |serial: &str| {
		json!({
			"system": format!("https://medibloc.org/fhir/chain/{GENESIS}/credential"),
			"value": serial,
		})
	};
	let participant = |code: &str| {
		json!({ "coding": [{
			"system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
			"code": code,
		}] })
	};
	let expected = json!({
		"resourceType": "Provenance",
		"id": "5-anchored",
		"extension": [
			{
				"url": "https://medibloc.org/fhir/StructureDefinition/subject",
				"valueReference": patient,
			},
			{
				"url": "https://medibloc.org/fhir/StructureDefinition/commitment",
				"valueIdentifier": {
					"system": "https://medibloc.org/fhir/commitment",
					"value": format!("0x{}", "8c".repeat(32)),
				},
			},
			{
				"url": "https://medibloc.org/fhir/StructureDefinition/record-class",
				"valueCoding": {
					"system": "https://medibloc.org/fhir/CodeSystem/record-class",
					"code": "Laboratory",
				},
			},
		],
		"target": [{ "identifier": {
			"system": format!("https://medibloc.org/fhir/chain/{GENESIS}/record"),
			"value": "5",
		} }],
		"recorded": "2026-09-21T14:13:20.000Z",
		"activity": { "coding": [{
			"system": "http://terminology.hl7.org/CodeSystem/v3-DataOperation",
			"code": "UPDATE",
		}] },
		"agent": [
			{
				"extension": [{
					"url": "https://medibloc.org/fhir/StructureDefinition/credential",
					"valueIdentifier": credential("7"),
				}],
				"type": participant("author"),
				"role": [{ "coding": [{
					"system": "https://medibloc.org/fhir/CodeSystem/record-source",
					"code": "Clinician",
				}] }],
				"who": { "identifier": {
					"system": "https://medibloc.org/fhir/account",
					"value": DOCTOR_ADDRESS,
				} },
			},
			{ "type": participant("verifier"), "who": { "identifier": credential("8") } },
		],
		"entity": [{
			"role": "revision",
			"what": { "identifier": {
				"system": format!("https://medibloc.org/fhir/chain/{GENESIS}/record"),
				"value": "4",
			} },
		}],
	});
	let corrected = RecordInfo {
		predecessor: Some(ItemId(4)),
		successor: Some(ItemId(6)),
		co_signers: vec![8],
		..record(Source::Clinician(7))
	};
	assert_eq!(acts(&corrected), [expected]);
}

#[test]
fn each_source_has_its_author() {
	for (source, kind, role, who) in [
		(Source::Clinician(7), "author", "Clinician", DOCTOR_ADDRESS),
		(Source::Device, "enterer", "Device", PATIENT_ADDRESS),
		(Source::Patient, "author", "Patient", PATIENT_ADDRESS),
		(Source::Import, "enterer", "Import", PATIENT_ADDRESS),
		(Source::ProviderImport(7), "enterer", "ProviderImport", DOCTOR_ADDRESS),
	] {
		let agent = acts(&record(source))[0]["agent"][0].clone();
		assert_eq!(agent["type"]["coding"][0]["code"], kind);
		assert_eq!(agent["role"][0]["coding"][0]["code"], role);
		assert_eq!(agent["who"]["identifier"]["value"], who);
		assert_eq!(agent.get("extension").is_some(), source.serial().is_some());
	}
}

#[test]
fn everything_that_happened_is_an_act_of_its_own() {
	let whole = RecordInfo {
		retracted_at: Some(NOW + 1_000),
		opinion: Some((Opinion::Contested, NOW + 2_000)),
		erased_at: Some(NOW + 3_000),
		..record(Source::Clinician(7))
	};
	let acts = acts(&whole);
	let said: Vec<_> = acts
		.iter()
		.map(|act| {
			let text = |pointer| act.pointer(pointer).unwrap().as_str().unwrap();
			(
				text("/id"),
				text("/recorded"),
				text("/activity/coding/0/code"),
				text("/agent/0/type/coding/0/code"),
				text("/agent/0/who/identifier/value"),
			)
		})
		.collect();
	assert_eq!(
		said,
		[
			("5-anchored", "2026-09-21T14:13:20.000Z", "CREATE", "author", DOCTOR_ADDRESS),
			("5-retracted", "2026-09-21T14:13:21.000Z", "NULLIFY", "author", DOCTOR_ADDRESS),
			("5-contested", "2026-09-21T14:13:22.000Z", "Contested", "informant", PATIENT_ADDRESS),
			("5-erased", "2026-09-21T14:13:23.000Z", "DELETE", "performer", PATIENT_ADDRESS),
		]
	);
}

#[test]
fn an_acknowledged_record_is_attested() {
	let opinion = Some((Opinion::Acknowledged, NOW));
	let acts = acts(&RecordInfo { opinion, ..record(Source::Patient) });
	assert_eq!(acts[1]["id"], "5-acknowledged");
	assert_eq!(acts[1]["agent"][0]["type"]["coding"][0]["code"], "attester");
}

#[test]
fn a_pseudonym_stays_one() {
	let subject = Subject::Pseudonym(H256::repeat_byte(0x5d));
	let acts = provenances(&CHAIN, &subject, &record(Source::Clinician(7))).unwrap();
	let identifier = json(&acts[0])["extension"][0]["valueReference"]["identifier"].clone();
	let value = format!("0x{}", "5d".repeat(32));
	let system = "https://medibloc.org/fhir/pseudonym";
	assert_eq!(identifier, json!({ "system": system, "value": value }));
}

#[test]
fn a_moment_without_four_digits_of_a_year_is_not_shown() {
	for late in [
		RecordInfo { anchored_at: LAST + 1, ..record(Source::Device) },
		RecordInfo { retracted_at: Some(Moment::MAX), ..record(Source::Device) },
		RecordInfo { opinion: Some((Opinion::Contested, Moment::MAX)), ..record(Source::Device) },
		RecordInfo { erased_at: Some(Moment::MAX), ..record(Source::Device) },
	] {
		let shown = provenances(&CHAIN, &Subject::Account(PATIENT), &late);
		assert_eq!(shown.unwrap_err(), Error::NotShowable { path: "Provenance.recorded" });
	}
}
