// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The way of a record from the author's file to the patient's.

use medibloc_primitives::{
	credential::Role,
	record::{Origin, RecordClass, Subject},
};
use medibloc_sdk::{
	client::{Client, Signer},
	pipeline::{self, Anchor, Error, KeyFile, Observer, Outbox, Plan, RecordFile},
	storage::Storage,
	vault::{Password, Vault},
};
use medibloc_stories::{cast, fast, fresh, shared};
use std::{fs, path::Path};
use tempfile::tempdir;

const RESULT: &str = r#"{"resourceType":"Specimen","status":"available"}"#;

async fn vault(folder: &Path) -> Vault {
	let password = Password::new("pipeline".into()).work_factor(1).unwrap();
	Vault::create(folder, password).await.unwrap()
}

/// Makes an encryption key of a patient in their vault, and publishes it.
async fn publish_key(client: &Client, vault: &Vault, patient: &Signer) {
	let key = vault.rotate_key(client.genesis(), patient.account()).await.unwrap();
	let signature = patient.sign(&key.signed_bytes());
	let signed = key.with_signature(signature).unwrap();
	client.encryption_keys().publish(&signed).submit(patient, &fast()).await.unwrap();
}

/// A doctor's record about the patient, with its key handed over into `key_file`.
async fn plan(client: &Client, patient: &Signer, file: &Path, key_file: &Path) -> Plan {
	let account = patient.account();
	let key = pipeline::published_key(client, &account).await.unwrap().unwrap();
	let anchor = Anchor::about(Subject::Account(account)).in_role(Role::Practitioner);
	Plan::new(RecordFile::at(file), Origin::Clinician)
		.encrypt_to(key.key().key)
		.anchor(anchor.hand_over(key, key_file))
}

#[tokio::test]
async fn a_record_goes_from_its_author_to_the_patient() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, patient) = (cast().doctor, fresh(&client, "pipeline").await);
	let folder = tempdir().unwrap();
	let path = |name: &str| folder.path().join(name);
	fs::write(path("result.json"), RESULT).unwrap();
	let (theirs, mine) = (vault(&path("doctor")).await, vault(&path("patient")).await);
	let (storage, observer) = (Storage::memory(), Observer::default());
	assert!(pipeline::published_key(&client, &patient.account()).await.unwrap().is_none());
	publish_key(&client, &mine, &patient).await;

	let plan = plan(&client, &patient, &path("result.json"), &path("key.json")).await;
	let added =
		pipeline::add(&client, &doctor, &fast(), &theirs, &storage, plan, &observer).await.unwrap();
	let (id, receipt) = (added.id.unwrap(), added.submitted.unwrap());
	assert!(receipt.value == id && receipt.fee > 0);
	assert!(Outbox::of(&theirs).entries().unwrap().is_empty());

	let wrapped = KeyFile::read(&path("key.json")).unwrap();
	let secrets = wrapped.open(&mine).unwrap();
	let anchored = wrapped.check(&client).await.unwrap();
	assert_eq!((anchored.id, anchored.commitment), (id, secrets.commitment()));
	assert_eq!(
		(anchored.class, anchored.author),
		(RecordClass::Laboratory, Some(doctor.account()))
	);
	pipeline::fetch(&mine, &storage, &secrets, &path("copy.json"), &observer).await.unwrap();
	assert_eq!(fs::read_to_string(path("copy.json")).unwrap(), RESULT);

	// What the sender says of the place is not believed.
	let text = fs::read_to_string(path("key.json")).unwrap();
	let changed = |from: String, to: &str| {
		assert!(text.contains(&from), "{from}");
		fs::write(path("changed.json"), text.replace(&from, to)).unwrap();
		KeyFile::read(&path("changed.json")).unwrap()
	};
	let genesis = format!("{:?}", client.genesis());
	let other = changed(genesis.clone(), &genesis.replace(&genesis[2..6], "0000"));
	assert!(matches!(other.check(&client).await, Err(Error::OtherChain { .. })));
	let unknown = changed(id.0.to_string(), "1");
	assert!(matches!(unknown.check(&client).await, Err(Error::NotAnchored { .. })));
	let commitment = format!("{:?}", secrets.commitment());
	let other = changed(commitment.clone(), &commitment.replace(&commitment[2..6], "0000"));
	assert!(matches!(other.check(&client).await, Err(Error::OtherRecord)));
	let nowhere = changed(format!("\"{}\"", id.0), "null");
	assert!(matches!(nowhere.check(&client).await, Err(Error::NoPlace)));
}

#[tokio::test]
async fn a_record_that_was_interrupted_is_anchored_once() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, patient) = (cast().doctor, fresh(&client, "interrupted").await);
	let about = Subject::Account(patient.account());
	let folder = tempdir().unwrap();
	let path = |name: &str| folder.path().join(name);
	fs::write(path("result.json"), RESULT).unwrap();
	let vault = vault(&path("vault")).await;
	let (storage, observer) = (Storage::memory(), Observer::default());
	publish_key(&client, &vault, &patient).await;
	let resume =
		async || pipeline::resume(&client, &doctor, &fast(), &vault, &storage, &observer).await;

	// After it was encrypted, and after it was anchored.
	for (number, is_anchored) in [(1, false), (2, true)] {
		let key_file = path(&format!("key-{number}.json"));
		let plan = plan(&client, &patient, &path("result.json"), &key_file).await;
		let entry = pipeline::encrypt(&vault, plan, &observer).await.unwrap();
		let before = if is_anchored {
			let stored = pipeline::store(&vault, &storage, entry, &observer).await.unwrap();
			let (entry, secrets) = stored.unwrap();
			let call = entry.anchor().unwrap().call(&client, &secrets);
			Some(call.submit(&doctor, &fast()).await.unwrap().value)
		} else {
			None
		};
		let [resumed] = resume().await.unwrap().delivered.try_into().unwrap();
		assert_eq!(resumed.submitted.is_none(), is_anchored);
		assert!(before.is_none() || before == resumed.id);
		assert_eq!(KeyFile::read(&key_file).unwrap().anchor().unwrap(), resumed.id);
		assert_eq!(client.records().all(&about).await.unwrap().len(), number);
		let again = resume().await.unwrap();
		assert!(again.delivered.is_empty() && again.dropped.is_empty());
	}

	// What the chain refuses is kept.
	let refused = {
		let key_file = path("key-3.json");
		let plan = plan(&client, &patient, &path("result.json"), &key_file).await;
		let (stranger, submit) = (Signer::dev("//stranger").unwrap(), fast());
		pipeline::add(&client, &stranger, &submit, &vault, &storage, plan, &observer).await
	};
	assert!(matches!(refused, Err(Error::Unfinished { is_stored: true, .. })), "{refused:?}");
	assert_eq!(Outbox::of(&vault).entries().unwrap().len(), 1);
	assert_eq!(client.records().all(&about).await.unwrap().len(), 2);
}
