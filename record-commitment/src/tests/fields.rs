// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{neighbours, salt};
use crate::{Error, Field, FieldProof, Fields, Manifest, Record, RecordBuilder, Schema};
use codec::Encode;
use medibloc_primitives::record::Origin;
use proptest::prelude::*;

const DOCUMENT: &[u8] = br#"{"a":1,"b":[true,{"c":"x"}],"d":{},"e":[],"f":null}"#;

fn record() -> Record {
	RecordBuilder::new(Schema::BINARY, Origin::Patient).commit_json(salt(), DOCUMENT).unwrap()
}

fn field(pointer: &str, value: &str) -> Field {
	Field { pointer: pointer.into(), value: value.into() }
}

#[test]
fn every_field_is_proven() {
	let record = record();
	let fields = record.fields().unwrap();
	for field in fields.as_slice() {
		let proof = fields.prove(&field.pointer).unwrap();
		assert_eq!(proof.value, field.value);
		assert!(proof.verify(record.manifest()));
	}
	assert_eq!(fields.prove("/b"), Err(Error::NotFound));
}

#[test]
fn any_flipped_bit_of_a_field_proof_is_rejected() {
	let record = record();
	let fields = record.fields().unwrap();
	for field in fields.as_slice() {
		let proof = fields.prove(&field.pointer).unwrap();
		assert!(neighbours(&proof).all(|tampered: FieldProof| !tampered.verify(record.manifest())));
	}
}

#[test]
fn a_record_without_fields_proves_none() {
	let proof = record().fields().unwrap().prove("/a").unwrap();
	let plain =
		RecordBuilder::new(Schema::BINARY, Origin::Patient).commit_bytes(salt(), DOCUMENT).unwrap();
	assert!(plain.fields().is_none());
	assert!(!proof.verify(plain.manifest()));
}

#[test]
fn fields_from_elsewhere_have_unique_pointers() {
	let fields = vec![field("/a", "1"), field("/b", "2"), field("/a", "3")];
	assert_eq!(Fields::new(salt(), fields), Err(Error::Duplicate));
	assert_eq!(Fields::new(salt(), vec![]), Err(Error::Empty));
}

#[test]
fn pointer_and_value_cannot_run_into_each_other() {
	let fields = Fields::new(salt(), vec![field("/a", "12")]).unwrap();
	let manifest = Manifest { field_root: Some(fields.root()), ..record().manifest().clone() };
	let proof = fields.prove("/a").unwrap();
	assert!(proof.verify(&manifest));
	let shifted = FieldProof { pointer: "/a1".into(), value: "2".into(), ..proof };
	assert!(!shifted.verify(&manifest));
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
	haystack.windows(needle.len()).any(|window| window == needle)
}

proptest! {
	#[test]
	fn a_proof_holds_no_salt_but_its_own(
		secret: [u8; 32],
		values in prop::collection::vec(any::<u16>(), 2..20),
		shown: prop::sample::Index,
	) {
		let document = format!("{values:?}");
		let record = RecordBuilder::new(Schema::BINARY, Origin::Device)
			.commit_json(secret.into(), document.as_bytes())
			.unwrap();
		let shown = shown.index(values.len());
		let proof = record.fields().unwrap().prove(&format!("/{shown}")).unwrap();
		let disclosed = (&proof, record.manifest()).encode();
		prop_assert!(contains(&disclosed, proof.salt.as_bytes()));
		prop_assert!(!contains(&disclosed, &secret));
		prop_assert!(!contains(&disclosed, record.salt().chunk(0).as_bytes()));
		for other in (0..values.len()).filter(|other| *other != shown) {
			let other = record.salt().field(&format!("/{other}"));
			prop_assert!(!contains(&disclosed, other.as_bytes()));
		}
	}
}
