// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A Consent as the terms of a grant.

use super::*;
use codec::Decode;
use medibloc_primitives::{credential::Role, record::RECORD_CLASSES};
use proptest::{collection::btree_set, option, prelude::*, sample};

fn any_class() -> impl Strategy<Value = RecordClass> {
	(0..RECORD_CLASSES).prop_map(|class| RecordClass::decode(&mut &[class as u8][..]).unwrap())
}

fn any_action() -> impl Strategy<Value = Action> {
	sample::select(vec![
		Action::Access,
		Action::Collect,
		Action::Use,
		Action::Disclose,
		Action::Correct,
	])
}

fn any_purpose() -> impl Strategy<Value = Purpose> {
	sample::select(vec![
		Purpose::Treat,
		Purpose::Etreat,
		Purpose::Hpaymt,
		Purpose::Hresch,
		Purpose::Pubhlth,
		Purpose::Patrqt,
	])
}

fn any_account() -> impl Strategy<Value = AccountId32> {
	any::<[u8; 32]>().prop_map(AccountId32::new)
}

fn any_grantee() -> impl Strategy<Value = Grantee<AccountId32>> {
	prop_oneof![
		any_account().prop_map(Grantee::Account),
		any_account().prop_map(Grantee::Institution),
		sample::select(&Role::ALL[..]).prop_map(Grantee::Role),
	]
}

fn any_scope() -> impl Strategy<Value = Scope> {
	let selected = (btree_set(any_class(), 0..=18), btree_set(any::<u64>(), 0..=8))
		.prop_filter("not empty", |(classes, anchors)| !classes.is_empty() || !anchors.is_empty())
		.prop_map(|(classes, anchors)| Scope::Selected {
			classes: set(classes),
			anchors: set(anchors.into_iter().map(ItemId)),
		});
	prop_oneof![1 => Just(Scope::All), 4 => selected]
}

fn any_obligations() -> impl Strategy<Value = Obligations> {
	let place = option::of([b'A'..=b'Z', b'A'..=b'Z'].prop_map(Jurisdiction));
	(any::<bool>(), place).prop_map(|(no_reshare, place)| Obligations { no_reshare, place })
}

fn any_terms() -> impl Strategy<Value = Terms> {
	(
		(any::<bool>(), any_scope(), btree_set(any_action(), 1..=5)),
		btree_set(any_purpose(), 1..=6),
		(0..=LAST, 0..=LAST),
		option::of(any::<u32>()),
		any_obligations(),
		option::of(any::<[u8; 32]>()),
	)
		.prop_map(
			|((deny, scope, actions), purposes, (one, other), max_uses, obligations, text)| Terms {
				effect: if deny { Effect::Deny } else { Effect::Permit },
				scope,
				actions: set(actions),
				purposes: set(purposes),
				from: one.min(other),
				until: one.max(other) + 1,
				max_uses,
				obligations,
				text: text.map(H256),
			},
		)
}

proptest! {
	#[test]
	fn a_grant_read_back_has_the_same_terms(
		patient in any_account(),
		grantee in any_grantee(),
		terms in any_terms(),
		ss58_prefix in sample::select(vec![0, 2, 42, 63, 64, 1_999, 16_383]),
		is_request in any::<bool>(),
	) {
		let chain = Chain { ss58_prefix, ..CHAIN };
		let stage = if is_request { Stage::Requested { at: NOW } } else { granted() };
		let facts = ConsentFacts { patient, grantee, terms, stage };
		let consent = Consent::new(&chain, &facts, 0).unwrap();
		let read = NewGrant::parse(&chain, &serde_json::to_vec(&consent).unwrap()).unwrap();
		let ConsentFacts { patient, grantee, terms, .. } = facts;
		prop_assert_eq!(read, NewGrant { patient, grantee, terms });
	}

	#[test]
	fn text_of_any_kind_is_answered(text in any::<Vec<u8>>()) {
		prop_assert!(NewGrant::parse(&CHAIN, &text).is_err());
	}
}

fn read(change: impl FnOnce(&mut Value)) -> NewGrant {
	let mut consent = consent(&facts(terms()));
	change(&mut consent);
	parse(&consent).unwrap()
}

#[test]
fn what_says_nothing_of_the_terms_is_passed_over() {
	let grant = read(|consent| {
		consent["id"] = "another".into();
		consent["meta"] = serde_json::json!({ "versionId": "3" });
		consent["language"] = "ko".into();
		consent["text"] = serde_json::json!({ "status": "generated", "div": "<div/>" });
		consent["identifier"] = serde_json::json!([{ "value": "17" }]);
		consent["dateTime"] = "2026".into();
		consent["patient"]["reference"] = "Patient/f001".into();
		consent["patient"]["display"] = "somebody".into();
		consent["scope"]["coding"][0]["display"] = "Privacy Consent".into();
		consent["provision"]["purpose"][0]["display"] = "treatment".into();
	});
	assert_eq!(grant.terms, terms());
}

#[test]
fn consents_of_other_systems_are_read() {
	let grant = read(|consent| {
		let object = consent.as_object_mut().unwrap();
		object.remove("policy");
		object.remove("performer");
		consent["status"] = "draft".into();
		consent["policyRule"] = serde_json::json!({ "coding": [{
			"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
			"code": "OPTIN",
		}] });
		consent["category"][0]["coding"][0] =
			serde_json::json!({ "system": "http://loinc.org", "code": "59284-0" });
		consent["patient"]["identifier"]["value"] = format!("0x{}", "01".repeat(32)).into();
		consent["provision"]["actor"][0]["reference"]["type"] = "Practitioner".into();
		consent["provision"]["period"]["start"] = "2026-09-21T23:13:20+09:00".into();
	});
	assert_eq!((grant.patient, grant.grantee), (PATIENT, Grantee::Account(DOCTOR)));
	assert_eq!(grant.terms, terms());
}

#[test]
fn an_end_is_that_very_moment_however_many_digits_it_has() {
	let grant = read(|consent| {
		consent["provision"]["period"]["end"] = "2026-09-22T14:13:20Z".into();
	});
	assert_eq!(grant.terms.until, NOW + DAY + 1);
	let grant = read(|consent| {
		consent["provision"]["period"]["end"] = "2026-09-22T14:13:20.0070000000000Z".into();
	});
	assert_eq!(grant.terms.until, NOW + DAY + 8);
}

#[test]
fn codes_that_are_said_twice_count_once() {
	let grant = read(|consent| {
		let purposes = consent["provision"]["purpose"].as_array_mut().unwrap();
		purposes.push(purposes[0].clone());
	});
	assert_eq!(grant.terms, terms());
}

/// A Consent whose limit of uses is written like this.
fn with_uses(number: &str) -> Result<NewGrant, Error> {
	let text = consent(&facts(terms())).to_string();
	let (before, after) = text.split_once(r#""valueDecimal":3"#).unwrap();
	NewGrant::parse(&CHAIN, format!(r#"{before}"valueDecimal":{number}{after}"#).as_bytes())
}

#[test]
fn a_number_is_a_value_however_it_is_written() {
	for (written, value) in [
		("10", 10),
		("10.0", 10),
		("10.000", 10),
		("1E+1", 10),
		("1e1", 10),
		("1.0E1", 10),
		("100e-1", 10),
		("0.1e2", 10),
		("0", 0),
		("4294967295", u32::MAX),
		("4294967295.0", u32::MAX),
		("4.294967295E9", u32::MAX),
	] {
		let grant = with_uses(written).unwrap_or_else(|error| panic!("{written}: {error}"));
		assert_eq!(grant.terms, Terms { max_uses: Some(value), ..terms() }, "{written}");
	}
}

#[test]
fn a_number_that_is_no_count_is_refused() {
	let path = || "Consent.provision.modifierExtension[1].valueDecimal".to_owned();
	for number in
		["10.5", "1e-1", "-1", "-1.0", "4294967296", "4294967295.5", "1e10", "18446744073709551616"]
	{
		let error = with_uses(number).unwrap_err();
		assert_eq!(error, Error::NotExpressible { path: path() }, "{number}");
	}
	for text in [r#""10""#, "true", "[10]"] {
		assert_eq!(with_uses(text).unwrap_err(), Error::Malformed { path: path() }, "{text}");
	}
	assert!(matches!(with_uses("1e400"), Err(Error::NotJson { .. } | Error::Ambiguous(_))));
}

#[test]
fn a_moment_is_a_value_however_it_is_written() {
	for start in [
		"2026-09-21T14:13:20Z",
		"2026-09-21T14:13:20.0Z",
		"2026-09-21T14:13:20.000000000000Z",
		"2026-09-21T14:13:20+00:00",
		"2026-09-21T14:13:20-00:00",
		"2026-09-21T23:13:20.000+09:00",
		"2026-09-20T23:58:20.00-14:15",
	] {
		let grant = read(|consent| consent["provision"]["period"]["start"] = start.into());
		assert_eq!(grant.terms, terms(), "{start}");
	}
}
