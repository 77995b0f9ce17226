// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Every example of FHIR R4, as HL7 publishes them, through the whole of this crate. The examples
//! are an npm package of the end-to-end tests (`make setup`).

#![allow(clippy::unwrap_used)]

use medibloc_primitives::record::Origin;
use medibloc_record_commitment::RecordSalt;
use medibloc_sdk::{
	encryption::{decrypt, encrypt, SecretKey},
	record::{Error, Ndjson, RecordSecrets, Resource},
};
use std::{
	collections::BTreeSet,
	fs,
	path::{Path, PathBuf},
};

const EXAMPLES: &str = "../tests/e2e/node_modules/hl7.fhir.r4.examples";

/// Longer examples, of which there are few, are only read: this is not a test of speed.
const LARGE: usize = 64 * 1_024;

/// The examples, or a loud word that they are missing.
fn examples() -> Vec<PathBuf> {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLES);
	let Ok(entries) = fs::read_dir(&folder) else {
		eprintln!(
			"\n*** SKIPPED: there are no FHIR examples in {}. ***\n\
			 *** Install them: (cd tests/e2e && npm ci)         ***\n",
			folder.display()
		);
		return Vec::new();
	};
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
async fn every_example_is_committed_to_encrypted_and_opened() {
	let mut types = BTreeSet::new();
	let key = SecretKey::random().unwrap();
	let examples = examples();
	for path in &examples {
		let resource = Resource::read(path).await.unwrap();
		types.insert(resource.resource_type());
		if resource.resource_type() == "Bundle" {
			resource.entries().unwrap();
		}
		if resource.text().len() > LARGE {
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
	if !examples.is_empty() {
		assert!(types.len() > 100, "only {} types", types.len());
		println!("{} examples of {} types", examples.len(), types.len());
	}
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
			Err(Error::Empty) if count == 0 => break,
			Err(error) => panic!("{error}"),
		}
		read += 1;
	}
	assert_eq!(read, count);
}
