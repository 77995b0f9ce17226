// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	commit, commit_batch, content, deliver, encrypt, fetch, is_content, own_keys, read_key, store,
	Anchor, BatchFile, Entry, Error, Event, KeyFile, Observer, Outbox, Plan, RecordFile, Step,
};
use crate::{
	encryption::{self, EncryptionKey, SignedEncryptionKey},
	record,
	storage::{self, Storage},
	vault::{Change, Password, Vault},
};
use medibloc_primitives::{
	credential::Role,
	record::{Origin, RecordClass, Subject},
	ItemId,
};
use medibloc_record_commitment::Schema;
use sp_core::{sr25519, Pair, H256};
use std::{
	fs,
	os::unix::fs::symlink,
	path::{Path, PathBuf},
	sync::{Arc, Mutex},
};
use tempfile::TempDir;

const RESULT: &str = r#"{"resourceType":"Observation","status":"final"}"#;
const GENESIS: H256 = H256::repeat_byte(1);

/// Somebody with a vault and a storage.
struct Person {
	folder: TempDir,
	vault: Vault,
	storage: Storage,
}

fn password() -> Password {
	Password::new("pipeline".into()).work_factor(1).unwrap()
}

impl Person {
	async fn new() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let vault = Vault::create(folder.path().join("vault"), password()).await.unwrap();
		Self { folder, vault, storage: Storage::memory() }
	}

	fn path(&self, name: &str) -> PathBuf {
		self.folder.path().join(name)
	}

	fn file(&self, name: &str, content: impl AsRef<[u8]>) -> RecordFile {
		fs::write(self.path(name), content).unwrap();
		RecordFile::at(self.path(name))
	}

	fn plan(&self) -> Plan {
		Plan::new(self.file("result.json", RESULT), Origin::Patient)
	}

	async fn encrypt(&self, plan: Plan) -> Result<Entry, Error> {
		encrypt(&self.vault, plan, &Observer::default()).await
	}

	/// Delivers what needs no chain.
	async fn deliver(&self, storage: &Storage, entry: Entry) -> Result<bool, Error> {
		let submit = |_| async { Err::<(ItemId, ()), _>(Error::NotConnected) };
		let delivered =
			deliver(&self.vault, storage, None, entry, submit, &Observer::default()).await;
		delivered.map(|delivered| delivered.is_some())
	}

	fn entries(&self) -> Vec<Entry> {
		Outbox::of(&self.vault).entries().unwrap()
	}

	fn ensure_nothing_was_kept(&self) {
		assert!(self.entries().is_empty());
		assert!(self.vault.records().is_empty());
	}

	/// The latest encryption key of an account of theirs.
	async fn key(&self, pair: &sr25519::Pair) -> SignedEncryptionKey {
		let account = pair.public().into();
		let key: EncryptionKey = self.vault.rotate_key(GENESIS, account).await.unwrap();
		key.sign(pair).unwrap()
	}
}

fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

/// A storage that does not answer.
#[derive(Debug)]
struct Down;

#[async_trait::async_trait]
impl storage::Blocks for Down {
	fn name(&self) -> String {
		"down".into()
	}

	async fn put(
		&self,
		_: &storage::ContentId,
		_: bytes::Bytes,
	) -> Result<storage::Stored, storage::Error> {
		Err(storage::Error::ReadOnly(self.name()))
	}

	async fn get(&self, id: &storage::ContentId) -> Result<bytes::Bytes, storage::Error> {
		Err(storage::Error::Missing(*id))
	}

	async fn has(&self, _: &storage::ContentId) -> Result<bool, storage::Error> {
		Ok(false)
	}

	async fn delete(&self, _: &storage::ContentId) -> Result<(), storage::Error> {
		Ok(())
	}
}

#[tokio::test]
async fn a_record_goes_to_the_storage_and_back() {
	let person = Person::new().await;
	let entry = person.encrypt(person.plan()).await.unwrap();
	let commitment = entry.commitment();
	assert!(person.deliver(&person.storage, entry).await.unwrap());
	assert!(person.entries().is_empty());

	let secrets = person.vault.record(&commitment).unwrap();
	let (out, observer) = (person.path("out.json"), Observer::default());
	fetch(&person.vault, &person.storage, &secrets, &out, &observer).await.unwrap();
	assert_eq!(fs::read_to_string(&out).unwrap(), RESULT);
	assert!(is_content(&out, &secrets).await.unwrap());
	let inside = content(&person.vault, &person.storage, &secrets, &observer).await.unwrap();
	assert_eq!(inside, RESULT.as_bytes());
	let again = fetch(&person.vault, &person.storage, &secrets, &out, &observer).await;
	assert!(matches!(again, Err(Error::Exists(path)) if path == out));
	fs::write(&out, RESULT.replace("final", "amend")).unwrap();
	assert!(!is_content(&out, &secrets).await.unwrap());
}

#[tokio::test]
async fn a_storage_that_is_down_leaves_the_record_in_the_outbox() {
	let person = Person::new().await;
	let entry = person.encrypt(person.plan()).await.unwrap();
	let failed = person.deliver(&Storage::new(Down), entry).await;
	assert!(matches!(failed, Err(Error::Unfinished { is_stored: false, .. })), "{failed:?}");
	let [entry] = person.entries().try_into().unwrap();
	assert!(person.deliver(&person.storage, entry).await.unwrap());
	assert!(person.entries().is_empty());
}

#[tokio::test]
async fn a_record_to_be_anchored_waits_for_a_node() {
	let person = Person::new().await;
	let patient = pair("Eve");
	let key = person.key(&patient).await;
	let subject = Subject::Account(patient.public().into());
	let (author, other) = (pair("Bob").public().into(), pair("Dave").public().into());
	let anchor = Anchor::about(subject.clone())
		.in_role(Role::Practitioner)
		.by(author)
		.amending(ItemId(7))
		.hand_over(key.clone(), person.path("for-eve.json"));
	let entry = person.encrypt(person.plan().anchor(anchor)).await.unwrap();
	let failed = person.deliver(&person.storage, entry).await;
	let Err(Error::Unfinished { error, is_stored: true }) = failed else { panic!("{failed:?}") };
	assert!(matches!(*error, Error::NotConnected));

	let [entry] = person.entries().try_into().unwrap();
	let anchor = entry.anchor().unwrap();
	assert_eq!(anchor.subject, subject);
	assert_eq!((anchor.role, anchor.amends), (Some(Role::Practitioner), Some(ItemId(7))));
	// Nobody else anchors it.
	let author = pair("Bob").public().into();
	assert!(anchor.ensure_author(&author).is_ok());
	let refused = anchor.ensure_author(&other);
	assert!(matches!(refused, Err(Error::OtherAuthor { actor, .. }) if actor == other));
	let hand_over = anchor.hand_over.as_ref().unwrap();
	assert_eq!((&hand_over.key, &hand_over.file), (&key, &person.path("for-eve.json")));
	assert!(person.vault.record(&entry.commitment()).unwrap().content.is_some());
}

#[tokio::test]
async fn a_record_that_the_vault_does_not_know_is_dropped() {
	let person = Person::new().await;
	let entry = person.encrypt(person.plan()).await.unwrap();
	let forget = Change::ForgetRecord(entry.commitment());
	person.vault.commit(vec![forget]).await.unwrap();
	assert!(!person.deliver(&person.storage, entry).await.unwrap());
	assert!(person.entries().is_empty());
}

#[tokio::test]
async fn what_was_never_complete_is_removed() {
	let person = Person::new().await;
	let outbox = Outbox::of(&person.vault);
	let draft = outbox.folder().join(".unfinished-1");
	fs::create_dir_all(&draft).unwrap();
	assert!(person.entries().is_empty());
	assert!(!draft.exists());
	// Something else is left alone.
	fs::create_dir(outbox.folder().join("mine")).unwrap();
	assert!(person.entries().is_empty());
	assert!(outbox.folder().join("mine").exists());
}

#[tokio::test]
async fn a_vault_has_one_outbox_however_it_is_named() {
	let Person { folder, vault, .. } = Person::new().await;
	let expected = folder.path().canonicalize().unwrap().join("vault.outbox");
	assert_eq!(Outbox::of(&vault).folder(), expected);
	drop(vault);
	let link = folder.path().join("link");
	symlink(folder.path().join("vault"), &link).unwrap();
	let name = folder.path().join("vault").display().to_string();
	for name in [
		name.clone(),
		format!("{name}/"),
		format!("{name}//"),
		format!("{name}/."),
		format!("{name}/../vault"),
		link.display().to_string(),
	] {
		let vault = Vault::open(&name, password()).await.unwrap();
		assert_eq!(Outbox::of(&vault).folder(), expected, "{name}");
		assert_eq!(vault.folder().with_extension("outbox"), expected, "{name}");
	}
	for name in ["new/", "newer//"] {
		let vault = Vault::create(folder.path().join(name), password()).await.unwrap();
		assert_eq!(Outbox::of(&vault).folder().parent(), expected.parent(), "{name}");
	}
}

#[tokio::test]
async fn a_key_file_that_could_not_be_written_later_is_refused_at_once() {
	let person = Person::new().await;
	let (patient, doctor) = (pair("Eve"), pair("Bob"));
	let key = person.key(&patient).await;
	let about = |pair: &sr25519::Pair| Anchor::about(Subject::Account(pair.public().into()));

	let other = about(&doctor).hand_over(key.clone(), person.path("key.json"));
	let refused = person.encrypt(person.plan().anchor(other)).await;
	assert!(matches!(refused, Err(Error::NotSubjectsKey(_))), "{refused:?}");

	fs::write(person.path("key.json"), "mine").unwrap();
	let there = about(&patient).hand_over(key, person.path("key.json"));
	let refused = person.encrypt(person.plan().anchor(there)).await;
	assert!(matches!(refused, Err(Error::Exists(_))), "{refused:?}");
	person.ensure_nothing_was_kept();
	assert_eq!(fs::read_to_string(person.path("key.json")).unwrap(), "mine");
}

#[tokio::test]
async fn a_file_that_is_no_record_leaves_no_trace() {
	let person = Person::new().await;
	let observer = Observer::default();
	for (name, content) in [
		("empty", ""),
		("empty.json", ""),
		("cut.json", r#"{"resourceType":"#),
		("cut", r#"{"resourceType":"#),
		("study.zip", "PK\u{3}\u{4}"),
		("twice.json", r#"{"resourceType":"Patient","id":"1","id":"2"}"#),
	] {
		let file = person.file(name, content);
		let refused = person.encrypt(Plan::new(file.clone(), Origin::Patient)).await;
		assert!(matches!(refused, Err(Error::File { .. } | Error::Record(_))), "{refused:?}");
		let refused = commit(file, Origin::Patient, None, &observer).await;
		assert!(matches!(refused, Err(Error::File { .. } | Error::Record(_))), "{refused:?}");
	}
	let missing = RecordFile::at(person.path("missing"));
	let refused = person.encrypt(Plan::new(missing, Origin::Patient)).await;
	assert!(matches!(refused, Err(Error::Read { .. })), "{refused:?}");
	person.ensure_nothing_was_kept();
}

#[tokio::test]
async fn a_file_is_what_it_holds() {
	let person = Person::new().await;
	let committed = async |file: RecordFile| {
		let observer = Observer::default();
		let secrets = commit(file, Origin::Patient, None, &observer).await.unwrap();
		(secrets.manifest.schema, secrets.class, secrets.manifest.field_root.is_some())
	};
	let letter = person.file("letter.rtf", "{\\rtf1\\ansi Dear colleague}");
	assert_eq!(committed(letter).await, (Schema::BINARY, RecordClass::Other, false));
	let study = person.file("study.zip", "PK\u{3}\u{4}").class(RecordClass::Imaging);
	assert_eq!(committed(study).await, (Schema::BINARY, RecordClass::Imaging, false));
	let observation = Schema::from_name("fhir-r4/Observation").unwrap();
	for name in ["result", "result.JSON"] {
		let result = person.file(name, RESULT);
		assert_eq!(committed(result).await, (observation, RecordClass::Other, true));
	}
	// Taken as it is, it could be a record of any class.
	let result = RecordFile { is_binary: true, ..person.file("result.json", RESULT) };
	let refused = commit(result.clone(), Origin::Patient, None, &Observer::default()).await;
	let unknown = record::Error::UnknownClass(result.path.clone());
	assert_eq!(refused.unwrap_err().to_string(), unknown.to_string());
	let named = result.class(RecordClass::Laboratory);
	assert_eq!(committed(named).await, (Schema::BINARY, RecordClass::Laboratory, false));
}

#[tokio::test]
async fn what_is_stored_instead_of_the_record_is_not_shown() {
	let person = Person::new().await;
	let observer = Observer::default();
	let stored = async |text: &str| {
		let file = person.file("letter", text);
		let entry = person.encrypt(Plan::new(file, Origin::Patient)).await.unwrap();
		store(&person.vault, &person.storage, entry, &observer).await.unwrap().unwrap().1
	};
	let (letter, other) = (stored("Dear").await, stored("Cheap").await);
	let forged = record::RecordSecrets { key: other.key, content: other.content, ..letter };
	let out = person.path("out");
	let fetched = fetch(&person.vault, &person.storage, &forged, &out, &observer).await;
	assert!(matches!(fetched, Err(Error::Foreign(_))), "{fetched:?}");
	let lost = record::RecordSecrets { key: None, ..forged.clone() };
	let fetched = fetch(&person.vault, &person.storage, &lost, &out, &observer).await;
	assert!(matches!(fetched, Err(Error::Encryption(encryption::Error::WrongKey))));
	let never = record::RecordSecrets { content: None, ..forged };
	let fetched = fetch(&person.vault, &person.storage, &never, &out, &observer).await;
	assert!(matches!(fetched, Err(Error::NotStored)), "{fetched:?}");
	let names = fs::read_dir(person.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
	assert!(names.into_iter().all(|name| !name.to_string_lossy().starts_with("out")));
}

#[tokio::test]
async fn an_observer_sees_each_step_to_its_end() {
	let person = Person::new().await;
	let events = Arc::new(Mutex::new(Vec::new()));
	let seen = events.clone();
	let observer = Observer::new(move |event| seen.lock().unwrap().push(event));
	let file = person.file("scan", vec![7; 2_500_000]);
	let plan = Plan::new(file, Origin::Patient);
	let entry = encrypt(&person.vault, plan, &observer).await.unwrap();
	let (_, secrets) =
		store(&person.vault, &person.storage, entry, &observer).await.unwrap().unwrap();
	let out = person.path("out");
	fetch(&person.vault, &person.storage, &secrets, &out, &observer).await.unwrap();

	let events = events.lock().unwrap();
	let done: Vec<_> = events
		.iter()
		.filter_map(|event| match event {
			Event::Done(step) => Some(*step),
			_ => None,
		})
		.collect();
	assert_eq!(done, [Step::Encrypting, Step::Storing, Step::Fetching, Step::Decrypting]);
	for of in done {
		let counts = events.iter().filter_map(|event| match event {
			Event::Progress { step, done, total } if *step == of => Some((*done, *total)),
			_ => None,
		});
		let counts: Vec<_> = counts.collect();
		assert!(counts.is_sorted(), "{of:?}: {counts:?}");
		assert!(counts.iter().all(|(done, total)| done <= total), "{of:?}: {counts:?}");
		let (done, total) = *counts.last().unwrap();
		assert!(done == total && total >= 2_500_000, "{of:?}: {done} of {total}");
	}
}

#[tokio::test]
async fn a_batch_is_read_as_it_was_written() {
	let person = Person::new().await;
	let observer = Observer::default();
	let entries = format!(r#"{{"resource":{RESULT}}},{{"resource":{RESULT}}}"#);
	let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{entries}]}}"#);
	for (name, content) in
		[("export.NDJSON", format!("{RESULT}\n{RESULT}\n")), ("bundle.json", bundle)]
	{
		let path = person.file(name, content).path;
		let (batch, commitments) =
			commit_batch(&person.vault, &path, Origin::Import, &observer).await.unwrap();
		assert_eq!(batch.count(), 2);
		assert!(commitments.iter().all(|record| person.vault.record(record).is_some()));
		let out = person.path(&format!("{name}.batch"));
		BatchFile::write(&out, &batch, commitments.clone()).unwrap();
		assert_eq!(BatchFile::read(&out).unwrap(), (batch, commitments));
		let text = fs::read_to_string(&out).unwrap();
		fs::write(&out, text.replace("batch/1", "batch/2")).unwrap();
		assert!(matches!(BatchFile::read(&out), Err(Error::Newer { .. })));
		fs::write(&out, text.replace("\"count\": 2", "\"count\": 3")).unwrap();
		assert!(matches!(BatchFile::read(&out), Err(Error::Malformed { .. })));
	}
}

#[tokio::test]
async fn a_bad_line_of_an_export_keeps_nothing() {
	let person = Person::new().await;
	let observer = Observer::default();
	let path = person.file("export.ndjson", format!("{RESULT}\n{{\n")).path;
	let refused = commit_batch(&person.vault, &path, Origin::Import, &observer).await;
	assert!(matches!(refused, Err(Error::File { .. })), "{refused:?}");
	let empty = person.file("bundle.json", r#"{"resourceType":"Bundle"}"#).path;
	let refused = commit_batch(&person.vault, &empty, Origin::Import, &observer).await;
	assert!(matches!(refused, Err(Error::Batch(_))), "{refused:?}");
	person.ensure_nothing_was_kept();
}

#[tokio::test]
async fn a_wrapped_key_opens_for_its_receiver_alone() {
	let (doctor, patient) = (Person::new().await, Person::new().await);
	let key = patient.key(&pair("Eve")).await;
	let entry = doctor.encrypt(doctor.plan()).await.unwrap();
	let secrets = doctor.vault.record(&entry.commitment()).unwrap();
	let subject = Subject::Account(key.key().account.clone());
	let wrapped =
		KeyFile::wrap(&secrets, key.key(), Some(ItemId(3)), Some(&subject), Some(ItemId(5)))
			.unwrap();
	let path = doctor.path("wrapped.json");
	wrapped.write(&path).unwrap();
	assert!(matches!(wrapped.write(&path), Err(Error::Exists(_))));

	let read = KeyFile::read(&path).unwrap();
	assert_eq!(read.receiver().unwrap(), key.key().account);
	assert_eq!(read.subject().unwrap(), Some(subject));
	assert_eq!((read.anchor().unwrap(), read.grant().unwrap()), (Some(ItemId(5)), Some(ItemId(3))));
	assert_eq!(read.open(&patient.vault).unwrap().commitment(), secrets.commitment());
	assert!(matches!(read.open(&doctor.vault), Err(Error::NoKey { epoch: 0, .. })));

	let text = fs::read_to_string(&path).unwrap();
	let changed = |from: &str, to: &str| {
		assert!(text.contains(from), "{from}");
		fs::write(&path, text.replace(from, to)).unwrap();
		KeyFile::read(&path).and_then(|file| {
			file.subject()?;
			file.anchor()?;
			file.open(&patient.vault)
		})
	};
	assert!(matches!(changed("wrapped-key/1", "wrapped-key/2"), Err(Error::Newer { .. })));
	assert!(matches!(changed("\"grant\"", "\"grand\""), Err(Error::Malformed { .. })));
	for (from, to) in
		[("\"5\"", "\"x\""), ("\"3\"", "\"-3\""), ("\"subject\": \"5", "\"subject\": \"6")]
	{
		assert!(matches!(changed(from, to), Err(Error::KeyFile { .. })), "{to}");
	}
	assert!(matches!(changed("\"3\"", "\"4\""), Err(Error::Encryption(_))));
}

#[tokio::test]
async fn the_key_of_a_receiver_is_read_with_its_signature() {
	let person = Person::new().await;
	let eve = pair("Eve");
	let (old, new) = (person.key(&eve).await, person.key(&eve).await);
	let text = hex::encode(new.to_bytes());
	for content in [text.clone(), format!("0x{text}\n")] {
		let path = person.file("key", content).path;
		assert_eq!(read_key(&path).unwrap(), new);
	}
	for content in ["", "words", "0x12", &text.replace(&text[..2], "zz")] {
		let path = person.file("key", content).path;
		assert!(matches!(read_key(&path), Err(Error::Malformed { .. })), "{content}");
	}
	assert!(matches!(read_key(Path::new("/nowhere")), Err(Error::Read { .. })));
	// Records are encrypted to the latest key, on the chain that is meant or on each.
	let account = &old.key().account;
	let keys = |genesis| own_keys(&person.vault, account, genesis);
	assert_eq!(keys(Some(GENESIS)), [new.key().key]);
	assert_eq!(keys(None), [new.key().key]);
	assert_eq!(keys(Some(H256::zero())), []);
}
