// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::{failure, files, Person, RESULT};
use std::{fs, path::Path};

#[test]
fn a_record_is_added_listed_verified_and_fetched() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	let added = person.json(&["record", "add", &file, "--no-anchor"]);
	assert_eq!(added["class"], "Laboratory");
	assert_eq!(added["schema"], "fhir-r4/Observation");
	assert_eq!(added["origin"], "Patient");
	assert_eq!(added["bytes"], RESULT.len());
	let commitment = added["commitment"].as_str().unwrap();
	let verified = person.json(&["record", "verify", &file]);
	assert_eq!(verified["commitment"], commitment);
	let out = person.arg("out.json");
	person.json(&["record", "fetch", "--record", &commitment[..10], "--out", &out]);
	assert_eq!(fs::read_to_string(&out).unwrap(), RESULT);
	assert!(person
		.fails(6, &["record", "fetch", "--record", commitment, "--out", &out])
		.contains("exists"));
	// Nothing is left in the outbox, and nothing beside the result.
	assert_eq!(files(&person.path(".local/share/medi/vault.outbox")), []);
	let names: Vec<_> = fs::read_dir(person.path("")).unwrap().collect();
	assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn the_storage_holds_ciphertext_only() {
	let person = Person::with_vault();
	person.add(&person.file("result.json", RESULT));
	let stored = files(&person.path(".local/share/medi"));
	assert!(!stored.is_empty());
	for (path, content) in stored {
		let found = content.windows(11).any(|bytes| bytes == b"Observation");
		assert!(!found, "{} is not encrypted", path.display());
	}
}

#[test]
fn any_file_is_a_record_and_its_kind_is_told() {
	let person = Person::with_vault();
	let dicom = [&[0; 128][..], b"DICM", &[7; 1_000]].concat();
	let vcf = b"##fileformat=VCFv4.2\n";
	for (name, content, class, schema) in [
		("scan.dcm", dicom.as_slice(), "Imaging", "dicom/study"),
		("variants.vcf", vcf, "Genomic", "genome/vcf"),
		("letter.pdf", b"%PDF", "Other", "binary"),
		// Three pieces and a bit, and blocks of its own.
		("large.bin", &[9; 3_300_000], "Other", "binary"),
	] {
		let file = person.file(name, content);
		let added = person.json(&["record", "add", &file, "--no-anchor"]);
		assert_eq!(added["class"], class);
		assert_eq!(added["schema"], schema);
		let out = person.arg(&format!("{name}.out"));
		let commitment = added["commitment"].as_str().unwrap();
		person.json(&["record", "fetch", "--record", commitment, "--out", &out]);
		assert_eq!(fs::read(out).unwrap(), content);
	}
	let file = person.file("letter.txt", "dear");
	let named = person.json(&["record", "commit", &file, "--class", "document"]);
	assert_eq!(named["class"], "Document");
	assert_eq!(named["isEncrypted"], false);
}

#[test]
fn the_class_does_not_depend_on_how_a_file_is_spelled() {
	let person = Person::with_vault();
	// As `gzip` and as `bgzip` write it, with the content as it is.
	let packed = |fields: &[u8], flags, content: &[u8]| {
		let length = content.len() as u8;
		let header = [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3];
		[&header, fields, &[1, length, 0, !length, 0xff], content, &[0; 8]].concat()
	};
	let vcf = b"##fileformat=VCFv4.2\n#CHROM\n";
	let bgzip = |content| packed(b"\x06\0BC\x02\0\x1b\0", 4, content);
	for (name, content, schema) in [
		("scan.vcf.gz", packed(b"", 0, vcf), "genome/vcf"),
		("scan.vcf.bgz", bgzip(vcf), "genome/vcf"),
		("SCAN.VCF.GZ", bgzip(vcf), "genome/vcf"),
		("scan", bgzip(vcf), "genome/vcf"),
		("R.BAM", bgzip(b"BAM\x01"), "genome/bam"),
		("r.bam", bgzip(b"BAM\x01"), "genome/bam"),
		("reads.FQ.gz", packed(b"", 0, b"@r1\nACGT\n"), "binary"),
		("reads.txt", b"# rsid\tchromosome\tposition\tgenotype\n".to_vec(), "binary"),
	] {
		let file = person.file(name, content);
		let committed = person.json(&["record", "commit", &file]);
		assert_eq!(committed["class"], "Genomic", "{name}");
		assert_eq!(committed["schema"], schema, "{name}");
	}
}

#[test]
fn a_class_that_cannot_be_told_is_asked_for_and_nothing_is_kept() {
	let person = Person::with_vault();
	for (name, content) in [
		("study.zip", &b"PK\x03\x04"[..]),
		("result.json.gz", b"\x1f\x8b\x08"),
		("summary.xml", b"<ClinicalDocument xmlns=\"urn:hl7-org:v3\">"),
		("result.hl7", b"MSH|^~\\&|LAB|"),
	] {
		let file = person.file(name, content);
		for command in [&["record", "commit", &file][..], &["record", "add", &file, "--no-anchor"]]
		{
			let text = person.fails(3, command);
			assert!(text.contains("--class") && text.contains(name), "{text}");
		}
		assert_eq!(person.json(&["vault", "check"])["records"], 0, "{name}");
	}
	assert_eq!(files(&person.path(".local/share/medi/vault.outbox")), []);
	let file = person.arg("study.zip");
	let committed = person.json(&["record", "commit", &file, "--class", "imaging"]);
	assert_eq!(committed["class"], "Imaging");
}

#[test]
fn a_text_that_begins_with_a_brace_is_no_document() {
	let person = Person::with_vault();
	let letter = r"{\rtf1\ansi Dear colleague,\par}";
	let file = person.file("letter.rtf", letter);
	let added = person.json(&["record", "add", &file, "--no-anchor"]);
	assert_eq!(added["schema"], "binary");
	assert_eq!(added["class"], "Other");
	let out = person.arg("out.rtf");
	let commitment = added["commitment"].as_str().unwrap();
	person.json(&["record", "fetch", "--record", commitment, "--out", &out]);
	assert_eq!(fs::read_to_string(out).unwrap(), letter);
	// A document without the name of one is a document all the same, also if it was cut short.
	let cut = person.file("result.txt", &RESULT[..100]);
	assert!(person.fails(3, &["record", "commit", &cut]).contains("not JSON"));
}

#[test]
fn an_interrupted_record_is_found_however_the_vault_is_named() {
	let person = Person::new();
	let blocked = person.file("blocked", "");
	let file = person.file("result.json", RESULT);
	let vault = person.arg("v");
	person.json(&["vault", "create", "--vault", &vault]);
	std::os::unix::fs::symlink(&vault, person.path("link")).unwrap();
	let names = [vault.clone(), format!("{vault}/"), format!("{vault}/../v"), person.arg("link")];
	for added in &names {
		for resumed in &names {
			let storage = ["--storage", blocked.as_str()];
			let add = ["record", "add", &file, "--no-anchor", "--vault", added];
			person.fails(9, &[&add[..], &storage].concat());
			let records = person.json(&["record", "resume", "--vault", resumed]);
			assert_eq!(records.as_array().unwrap().len(), 1, "{added}, {resumed}");
			assert_eq!(person.json(&["record", "resume", "--vault", added]), serde_json::json!([]));
		}
	}
	// Beside the vault and nowhere else.
	let inside = fs::read_dir(&vault).unwrap().map(|entry| entry.unwrap().file_name());
	assert!(inside.into_iter().all(|name| !name.to_string_lossy().contains("outbox")));
	assert!(person.path("v.outbox").is_dir() && !person.path("link.outbox").exists());
}

#[test]
fn corrupt_or_foreign_documents_are_refused_and_nothing_is_kept() {
	let person = Person::with_vault();
	for (content, word) in [
		("{\"resourceType\":\"Observation\",", "not JSON"),
		("{\"a\":1}", "resourceType"),
		("{\"resourceType\":\"Spaceship\"}", "Spaceship"),
		("{\"resourceType\":\"Patient\",\"id\":\"1\",\"id\":\"2\"}", "unique"),
		("", "nothing in it"),
	] {
		let file = person.file("record.json", content);
		for command in ["add", "commit"] {
			let more = ["--no-anchor"];
			let more = if command == "add" { &more[..] } else { &[] };
			let text = person.fails(3, &[&["record", command, &file], more].concat());
			assert!(text.contains(word), "{text}");
		}
	}
	person.fails(5, &["record", "add", &person.arg("nowhere"), "--no-anchor"]);
	person.fails(3, &["record", "add", &person.arg(""), "--no-anchor"]);
	assert_eq!(person.json(&["vault", "check"])["records"], 0);
	assert_eq!(files(&person.path(".local/share/medi/vault.outbox")), []);
	// The same file can be taken as it is.
	let file = person.file("record.json", "{\"a\":");
	person.json(&["record", "commit", &file, "--binary"]);
}

#[test]
fn a_changed_file_is_not_the_record() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	let commitment = person.add(&file);
	let changed = person.file("changed.json", RESULT.replace("74.50", "74.51"));
	for more in [&[][..], &["--record", &commitment]] {
		let text = person.fails(7, &[&["record", "verify", &changed], more].concat());
		assert!(text.contains("not the content") || text.contains("no record"), "{text}");
	}
	person.fails(5, &["record", "verify", &file, "--record", "0x123456"]);
	person.fails(3, &["record", "verify", &file, "--record", "0x12"]);
}

#[test]
fn truncated_missing_or_swapped_ciphertext_is_told() {
	let person = Person::with_vault();
	let large = person.file("large.bin", vec![9; 1_200_000]);
	let commitment = person.add(&large);
	let blocks = files(&person.path(".local/share/medi/storage/blocks"));
	assert_eq!(blocks.len(), 3);
	for (nth, (path, content)) in blocks.iter().enumerate() {
		// To a new place each time: what was fetched before a failure is not fetched again.
		let fails = |code, name: &str| {
			let out = person.arg(&format!("{name} {nth}"));
			let text =
				person.fails(code, &["record", "fetch", "--record", &commitment, "--out", &out]);
			assert!(!Path::new(&out).exists());
			text
		};
		fs::write(path, &content[..content.len() - 1]).unwrap();
		assert!(fails(8, "truncated").contains("damaged"));
		fs::remove_file(path).unwrap();
		assert!(fails(5, "missing").contains("not stored"));
		fs::write(path, content).unwrap();
	}
	person.json(&["record", "fetch", "--record", &commitment, "--out", &person.arg("out")]);
}

#[test]
fn a_field_is_proved_and_nothing_else_is_shown() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	let commitment = person.add(&file);
	let pointer = "/valueQuantity/value";
	let proof = person.json(&["record", "prove-field", &commitment, pointer]);
	assert_eq!(proof["proof"]["value"], "74.5");
	assert!(!proof.to_string().contains("kg"));
	let out = person.arg("proof.json");
	let again = ["record", "prove-field", &commitment, pointer, "--file", &file, "--out", &out];
	person.json(&again);

	let stranger = Person::new();
	let verify = |commitment: &str| {
		["record", "verify-field", &out, "--commitment", commitment].map(str::to_owned)
	};
	let shown = verify(&commitment);
	let report = stranger.json(&shown.each_ref().map(String::as_str));
	assert_eq!(report["value"], "74.5");
	let other = verify(&commitment.replace(&commitment[2..4], "00"));
	stranger.fails(7, &other.each_ref().map(String::as_str));
	let text = fs::read_to_string(&out).unwrap();
	fs::write(&out, text.replace("74.5", "80")).unwrap();
	stranger.fails(7, &shown.each_ref().map(String::as_str));
	fs::write(&out, "{}").unwrap();
	stranger.fails(3, &shown.each_ref().map(String::as_str));

	person.fails(5, &["record", "prove-field", &commitment, "/nothing"]);
	let binary = person.add(&person.file("scan.bin", "bytes"));
	person.fails(3, &["record", "prove-field", &binary, "/nothing"]);
}

#[test]
fn a_storage_that_cannot_be_written_loses_nothing() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	// A file stands where the folder should be.
	let blocked = person.file("blocked", "");
	let mut add = person.medi(&["record", "add", &file, "--no-anchor", "--storage", &blocked]);
	add.arg("--json");
	let text = failure(add, 9);
	let error: serde_json::Value = serde_json::from_str(&text).unwrap();
	assert_eq!(error["error"]["kind"], "storage");
	let resumed = person.json(&["record", "resume"]);
	assert_eq!(resumed[0]["schema"], "fhir-r4/Observation");
	let out = person.arg("out.json");
	let commitment = resumed[0]["commitment"].as_str().unwrap();
	person.json(&["record", "fetch", "--record", commitment, "--out", &out]);
	assert_eq!(fs::read_to_string(out).unwrap(), RESULT);
	assert_eq!(person.json(&["record", "resume"]), serde_json::json!([]));
}

#[test]
fn a_full_disk_is_told_and_the_vault_stays_whole() {
	let person = Person::with_vault();
	let commitment = person.add(&person.file("result.json", RESULT));
	let fetch = ["record", "fetch", "--record", &commitment, "--out", "/dev/full/out"];
	let output = person.medi(&fetch).output().unwrap();
	assert!(matches!(output.status.code(), Some(3 | 5 | 9)), "{output:?}");
	assert_eq!(person.json(&["vault", "check"])["records"], 1);
}

#[test]
fn a_bucket_needs_the_feature() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	let add = ["record", "add", &file, "--no-anchor", "--storage", "s3://bucket"];
	let code = if cfg!(feature = "s3") { 9 } else { 3 };
	person.fails(code, &add);
}

#[test]
fn a_dry_run_changes_nothing() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	let before = files(&person.path(".local"));
	person.json(&["record", "add", &file, "--no-anchor", "--dry-run"]);
	assert_eq!(files(&person.path(".local")), before);
}

#[test]
fn to_try_out_resuming_changes_nothing() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	let blocked = person.file("blocked", "");
	person.fails(9, &["record", "add", &file, "--no-anchor", "--storage", &blocked]);
	let unfinished = person.path(".local/share/medi/vault.outbox/.unfinished-other");
	fs::create_dir(&unfinished).unwrap();
	fs::write(unfinished.join("ciphertext.age"), "half").unwrap();
	let before = files(&person.path(".local"));
	let pending = person.json(&["record", "resume", "--dry-run"]);
	assert_eq!(pending.as_array().unwrap().len(), 1);
	assert_eq!(pending[0]["isStored"], false);
	assert_eq!(pending[0]["anchoring"], serde_json::Value::Null);
	assert_eq!(files(&person.path(".local")), before);
	let resumed = person.json(&["record", "resume"]);
	assert_eq!(resumed[0]["commitment"], pending[0]["commitment"]);
	assert!(!unfinished.exists());
	assert_eq!(person.json(&["record", "resume", "--dry-run"]), serde_json::json!([]));
}

#[test]
fn what_a_record_that_is_not_anchored_is_about_is_not_passed_over() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	for more in [["--subject", "//Eve"], ["--role", "Practitioner"]] {
		let add = [&["record", "add", &file, "--no-anchor"][..], &more].concat();
		assert!(person.fails(3, &add).contains("--account"));
		let added = person.json(&[&add[..], &["--account", "//Bob"]].concat());
		assert_eq!(added["origin"], "Clinician");
	}
}
