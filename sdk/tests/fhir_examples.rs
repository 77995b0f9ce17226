// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The examples of FHIR R4, as HL7 publishes them, from a file to a commitment and back. The examples
//! are an npm package of the end-to-end tests (`make setup`).

#![allow(clippy::unwrap_used)]

use medibloc_primitives::record::Origin;
use medibloc_record_commitment::RecordSalt;
use medibloc_sdk::{
	encryption::{decrypt, encrypt, SecretKey},
	fhir::{self, Chain, NewGrant},
	record::{Ndjson, RecordSecrets, Resource},
};
use sp_core::H256;
use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
};

const EXAMPLES: &str = "../tests/e2e/node_modules/hl7.fhir.r4.examples";

/// So many examples of each type go the whole way; the others are read, to keep the test short.
const OF_EACH_TYPE: u32 = 10;

/// The examples.
fn examples() -> Vec<PathBuf> {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLES);
	let entries = fs::read_dir(&folder)
		.unwrap_or_else(|_| panic!("{} is missing: (cd tests/e2e && npm ci)", folder.display()));
	let paths = entries.map(|entry| entry.unwrap().path());
	let mut paths: Vec<_> = paths
		.filter(|path| path.extension().is_some_and(|extension| extension == "json"))
		// What npm and the FHIR package format put beside the resources.
		.filter(|path| !path.ends_with("package.json"))
		.collect();
	paths.sort();
	paths
}

#[tokio::test]
async fn examples_of_every_type_are_committed_to_encrypted_and_opened() {
	let mut counts = BTreeMap::new();
	let key = SecretKey::random().unwrap();
	let examples = examples();
	for path in &examples {
		let resource = Resource::read(path).await.unwrap();
		if resource.resource_type() == "Bundle" {
			resource.entries().unwrap();
		}
		let of_type = counts.entry(resource.resource_type()).or_insert(0);
		*of_type += 1;
		if *of_type > OF_EACH_TYPE {
			continue;
		}
		let record = match resource.commit(RecordSalt::random().unwrap(), Origin::Import, None) {
			Ok(record) => record,
			Err(error) => panic!("{}: {error}", path.display()),
		};
		let secrets = RecordSecrets::new(&record, resource.class());
		let (mut sealed, mut opened) = (Vec::new(), Vec::new());
		encrypt(resource.text(), &mut sealed, &[key.public()]).unwrap();
		decrypt(&sealed[..], &mut opened, std::slice::from_ref(&key)).unwrap();
		assert_eq!(secrets.verify(&opened).unwrap().commitment(), record.commitment());
	}
	assert!(counts.len() > 100, "only {} types", counts.len());
	println!("{} examples of {} types", examples.len(), counts.len());
}

#[tokio::test]
async fn examples_make_an_export() {
	let mut export = Vec::new();
	let mut count = 0;
	for path in examples().iter().filter(|path| path.to_string_lossy().contains("/Observation-")) {
		let text = fs::read_to_string(path).unwrap();
		let line: serde_json::Value = serde_json::from_str(&text).unwrap();
		export.extend(serde_json::to_vec(&line).unwrap());
		export.push(b'\n');
		count += 1;
	}
	let mut export = Ndjson::new(&export[..], "Observation.ndjson");
	let mut read = 0;
	loop {
		match export.next().await {
			Ok(Some(resource)) => assert_eq!(resource.resource_type(), "Observation"),
			Ok(None) => break,
			Err(error) => panic!("{error}"),
		}
		read += 1;
	}
	assert_eq!(read, count);
	assert!(count > 20, "only {count} observations");
}

#[test]
fn consents_that_name_no_account_are_refused_by_element() {
	let chain = Chain { genesis: H256::zero(), ss58_prefix: 42 };
	let mut count = 0;
	for path in examples().iter().filter(|path| path.to_string_lossy().contains("/Consent-")) {
		match NewGrant::parse(&chain, &fs::read(path).unwrap()).unwrap_err() {
			fhir::Error::Missing { path: element }
			| fhir::Error::NotExpressible { path: element }
			| fhir::Error::UnknownCode { path: element } => assert!(element.starts_with("Consent.")),
			error => panic!("{}: {error}", path.display()),
		}
		count += 1;
	}
	assert!(count > 3, "only {count} consents");
}
