// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{neighbours, salt};
use crate::{schema::SCHEMAS, Error, Manifest, Record, RecordBuilder, RecordSalt, Schema};
use codec::{DecodeAll, Encode, MaxEncodedLen};
use medibloc_primitives::record::Origin;
use sp_core::H256;
use std::collections::BTreeSet;

fn builder() -> RecordBuilder {
	RecordBuilder::new(Schema(258), Origin::Clinician)
}

fn correction() -> Record {
	builder().previous(H256::repeat_byte(9)).commit_json(salt(), b"[1,2]").unwrap()
}

#[test]
fn a_commitment_opens_with_its_salt_and_content_only() {
	let document = br#"{"a":1}"#;
	for record in [
		builder().commit_json(salt(), document).unwrap(),
		builder().commit_bytes(salt(), document).unwrap(),
	] {
		let manifest = record.manifest();
		assert_eq!(Record::open(manifest, salt(), document), Ok(record.clone()));
		for (salt, content) in
			[([8; 32], "{\"a\":1}"), ([7; 32], "{\"a\":2}"), ([7; 32], "{\"a\":1} ")]
		{
			let opened = Record::open(manifest, salt.into(), content.as_bytes());
			assert_eq!(opened, Err(Error::Mismatch));
		}
	}
}

#[test]
fn fields_that_are_not_in_the_chunks_are_found_out() {
	let [honest, forged] = [&br#"{"a":1}"#[..], br#"{"a":2}"#]
		.map(|document| builder().commit_json(salt(), document).unwrap());
	let manifest =
		Manifest { field_root: forged.manifest().field_root, ..honest.manifest().clone() };
	assert_eq!(Record::open(&manifest, salt(), br#"{"a":1}"#), Err(Error::Mismatch));
}

#[test]
fn every_bit_of_the_manifest_counts() {
	let record = correction();
	let mut commitments = BTreeSet::from([record.commitment()]);
	for manifest in neighbours::<Manifest>(record.manifest()) {
		assert!(commitments.insert(manifest.commitment()));
	}
}

#[test]
fn the_encoding_of_a_manifest_is_frozen() {
	let record = correction();
	let manifest = record.manifest();
	let expected = [
		&[1][..],
		&258u16.to_le_bytes(),
		&[0],
		&5u64.to_le_bytes(),
		&4_096u32.to_le_bytes(),
		&manifest.chunk_root.0,
		&[1],
		&manifest.field_root.unwrap().0,
		&[1],
		&[9; 32],
	]
	.concat();
	assert_eq!(manifest.encode(), expected);
	assert_eq!(expected.len(), Manifest::max_encoded_len());
	assert_eq!(Manifest::decode_all(&mut &expected[..]), Ok(manifest.clone()));
}

#[test]
fn another_version_does_not_decode() {
	let encoded = correction().manifest().encode();
	for version in (0..=u8::MAX).filter(|version| *version != 1) {
		let mut encoded = encoded.clone();
		encoded[0] = version;
		assert!(Manifest::decode_all(&mut &encoded[..]).is_err());
	}
}

#[test]
fn an_empty_record_is_as_hidden_as_any() {
	let commitment = |salt: RecordSalt| builder().commit_bytes(salt, b"").unwrap().commitment();
	assert_ne!(commitment([1; 32].into()), commitment([2; 32].into()));
}

#[test]
fn random_salts_differ() {
	assert_ne!(RecordSalt::random().unwrap(), RecordSalt::random().unwrap());
}

#[test]
fn neither_salt_nor_values_are_printed() {
	assert_eq!(format!("{:?}", salt()), "RecordSalt(..)");
	let record = builder().commit_json(salt(), br#"{"name":"canary"}"#).unwrap();
	let printed = format!("{record:?}");
	assert!(printed.contains("RecordSalt(..)") && !printed.contains("canary"));
}

#[test]
fn salts_of_leaves_differ_by_kind_and_place() {
	let salts = BTreeSet::from([
		salt().chunk(0),
		salt().chunk(1),
		salt().field(""),
		salt().field("/"),
		salt().field("/0"),
	]);
	assert_eq!(salts.len(), 5);
}

#[test]
fn schema_codes_and_names_are_unique() {
	assert!(SCHEMAS.is_sorted_by(|(code, _), (next, _)| code < next));
	for (code, name) in SCHEMAS {
		assert_eq!(Schema::from_name(name), Some(Schema(*code)));
		assert_eq!(Schema(*code).name(), Some(*name));
	}
	assert_eq!(Schema(u16::MAX).name(), None);
}
