// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	commit_file, gzip, is_json, Committing, Error, Kind, Ndjson, RecordSecrets, Resource, Verifying,
};
use crate::{encryption::SecretKey, storage::ContentId};
use medibloc_primitives::record::{Origin, RecordClass};
use medibloc_record_commitment::{RecordSalt, Schema};
use proptest::prelude::*;
use std::{
	io::{Read, Write},
	path::Path,
};
use tempfile::tempdir;

const OBSERVATION: &str = r#"{"resourceType":"Observation","status":"final","valueQuantity":{"value":7.20},
	"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}]}"#;

fn salt() -> RecordSalt {
	[7; 32].into()
}

fn parse(text: &str) -> Result<Resource, Error> {
	Resource::parse(text.into())
}

fn class(category: &str) -> Result<RecordClass, Error> {
	let text = format!(r#"{{"resourceType":"Observation","category":{category}}}"#);
	parse(&text).map(|resource| resource.class())
}

#[test]
fn parse_tells_type_schema_and_class() {
	let resource = parse(OBSERVATION).unwrap();
	assert_eq!(resource.resource_type(), "Observation");
	assert_eq!(resource.schema(), Schema::from_name("fhir-r4/Observation").unwrap());
	assert_eq!(resource.class(), RecordClass::Laboratory);
	assert_eq!(resource.text(), OBSERVATION.as_bytes());
	assert_eq!(resource.with_class(RecordClass::Dental).class(), RecordClass::Dental);
}

#[test]
fn parse_takes_the_class_of_an_observation_from_its_category() {
	let coding = |system: &str, code: &str| {
		format!(
			r#"{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/{system}","code":"{code}"}}]}}"#
		)
	};
	let category = |code| coding("observation-category", code);
	let one = |code| class(&format!("[{}]", category(code))).unwrap();
	assert_eq!(one("vital-signs"), RecordClass::VitalSign);
	assert_eq!(one("activity"), RecordClass::VitalSign);
	assert_eq!(one("social-history"), RecordClass::History);
	assert_eq!(one("imaging"), RecordClass::Imaging);
	assert_eq!(one("procedure"), RecordClass::Procedure);
	assert_eq!(one("survey"), RecordClass::Other);
	let genetics = format!("[{},{}]", category("laboratory"), coding("v2-0074", "GE"));
	assert_eq!(class(&genetics).unwrap(), RecordClass::Genomic);
	assert_eq!(class("[]").unwrap(), RecordClass::Other);
	assert_eq!(class(r#"[{"text":"?"}]"#).unwrap(), RecordClass::Other);
	assert!(matches!(class(r#""laboratory""#), Err(Error::NotResource(_))));
}

#[test]
fn parse_takes_a_report_of_genetics_for_what_it_is() {
	let report = |category: &str| {
		let text = format!(r#"{{"resourceType":"DiagnosticReport","category":{category}}}"#);
		parse(&text).map(|resource| resource.class())
	};
	let service = |code| {
		format!(
			r#"[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"{code}"}}]}}]"#
		)
	};
	assert_eq!(report(&service("GE")).unwrap(), RecordClass::Genomic);
	assert_eq!(report(&service("HM")).unwrap(), RecordClass::Laboratory);
	assert_eq!(report("[]").unwrap(), RecordClass::Laboratory);
	assert!(matches!(report("7"), Err(Error::NotResource(_))));
}

#[test]
fn parse_ignores_the_shape_of_the_category_of_other_types() {
	let allergy = parse(r#"{"resourceType":"AllergyIntolerance","category":["food"]}"#).unwrap();
	assert_eq!(allergy.class(), RecordClass::Allergy);
}

#[test]
fn classes_are_those_of_the_glossary() {
	let glossary = include_str!("../../../docs/glossary.md");
	let (_, table) = glossary.split_once("## Record classes").unwrap();
	let mut rows = 0;
	for row in table.lines().filter(|line| line.starts_with("| `")) {
		let cells: Vec<_> = row.split('|').map(str::trim).collect();
		// What follows a semicolon or stands in brackets is no plain type.
		let types = cells[2].split(';').next().unwrap().split(", ");
		for name in types.filter(|name| Schema::from_name(&format!("fhir-r4/{name}")).is_some()) {
			if ["Dental", "Other"].iter().any(|class| cells[1].contains(class)) {
				continue;
			}
			let text = format!(r#"{{"resourceType":"{name}"}}"#);
			let class = format!("`{:?}`", parse(&text).unwrap().class());
			assert_eq!(class, cells[1], "{name}");
		}
		rows += 1;
	}
	assert_eq!(rows, 18);
}

#[test]
fn parse_refuses_what_is_no_resource() {
	assert!(matches!(parse(""), Err(Error::Empty)));
	assert!(matches!(parse("{\n\"a\":"), Err(Error::NotJson { line: 2, .. })));
	assert!(matches!(parse(" "), Err(Error::NotJson { .. })));
	assert!(matches!(parse("\u{feff}{}"), Err(Error::NotJson { .. })));
	assert!(matches!(parse("{}"), Err(Error::NotResource(_))));
	assert!(matches!(parse("[]"), Err(Error::NotResource(_))));
	assert!(matches!(parse("7"), Err(Error::NotResource(_))));
	assert!(matches!(parse(r#"{"resourceType":7}"#), Err(Error::NotResource(_))));
	let twice = r#"{"resourceType":"Patient","resourceType":"Group"}"#;
	assert!(matches!(parse(twice), Err(Error::NotResource(_))));
	assert!(matches!(Resource::parse(vec![b'{', 0xff, b'}']), Err(Error::NotJson { .. })));
}

#[test]
fn parse_refuses_unknown_types_and_shows_no_content() {
	let error = parse(r#"{"resourceType":"Pokemon"}"#).unwrap_err();
	assert!(error.to_string().contains("`Pokemon`"), "{error}");
	let error = parse(r#"{"resourceType":"Kim Min-ji, born 1990"}"#).unwrap_err();
	assert!(matches!(&error, Error::UnknownType(name) if name == "Kim"), "{error}");
}

#[test]
fn parse_refuses_documents_that_are_too_long() {
	let text = vec![b' '; super::MAX_RESOURCE_LEN + 1];
	assert!(matches!(Resource::parse(text), Err(Error::TooLarge)));
}

#[test]
fn expect_type_refuses_the_wrong_resource() {
	assert!(parse(OBSERVATION).unwrap().expect_type("Observation").is_ok());
	let error = parse(OBSERVATION).unwrap().expect_type("Consent").unwrap_err();
	assert_eq!(
		error.to_string(),
		"the resource is of type Observation, but Consent is needed here"
	);
}

#[test]
fn entries_keep_the_text_of_the_resources() {
	let bundle = format!(
		r#"{{"resourceType":"Bundle","entry":[{{"resource":{OBSERVATION}}},{{"request":{{}}}},
		{{"resource":{{"resourceType":"Patient"}}}}]}}"#
	);
	let bundle = parse(&bundle).unwrap();
	assert_eq!(bundle.class(), RecordClass::Document);
	let entries = bundle.entries().unwrap();
	assert_eq!(entries.len(), 2);
	assert_eq!(entries[0].text(), OBSERVATION.as_bytes());
	assert_eq!(entries[1].class(), RecordClass::Demographics);
	assert!(parse(r#"{"resourceType":"Bundle"}"#).unwrap().entries().unwrap().is_empty());
	assert!(matches!(entries[0].entries(), Err(Error::WrongType { .. })));
	let broken = parse(r#"{"resourceType":"Bundle","entry":7}"#).unwrap();
	assert!(matches!(broken.entries(), Err(Error::NotResource(_))));
	let broken = parse(r#"{"resourceType":"Bundle","entry":[{"resource":{}}]}"#).unwrap();
	assert!(matches!(broken.entries(), Err(Error::NotResource(_))));
}

#[test]
fn commit_refuses_what_programs_could_read_differently() {
	let twice = parse(r#"{"resourceType":"Patient","a":1,"a":2}"#).unwrap();
	assert!(matches!(
		twice.commit(salt(), Origin::Patient, None),
		Err(Error::Commitment(medibloc_record_commitment::Error::Duplicate))
	));
}

#[test]
fn commit_binds_origin_and_predecessor() {
	let resource = parse(OBSERVATION).unwrap();
	let first = resource.commit(salt(), Origin::Clinician, None).unwrap();
	let second = resource.commit(salt(), Origin::Clinician, Some(first.commitment())).unwrap();
	assert_eq!(second.manifest().previous, Some(first.commitment()));
	assert_eq!(first.manifest().origin, Origin::Clinician);
	assert!(first.fields().unwrap().prove("/valueQuantity/value").is_ok());
}

#[test]
fn debug_shows_no_content() {
	let shown = format!("{:?}", parse(OBSERVATION).unwrap());
	assert!(!shown.contains("7.2") && !shown.contains("55, 46"), "{shown}");
}

#[tokio::test]
async fn read_tells_of_missing_and_empty_files() {
	let folder = tempdir().unwrap();
	let path = folder.path().join("record.json");
	assert!(matches!(Resource::read(&path).await, Err(Error::Read { .. })));
	std::fs::write(&path, "").unwrap();
	assert!(matches!(Resource::read(&path).await, Err(Error::Empty)));
	std::fs::write(&path, OBSERVATION).unwrap();
	assert_eq!(Resource::read(&path).await.unwrap().text(), OBSERVATION.as_bytes());
}

#[tokio::test]
async fn ndjson_reads_on_after_a_bad_line() {
	let text = "{\"resourceType\":\"Patient\"}\r\n\n{\"broken\n{\"resourceType\":\"Group\"}";
	let mut export = Ndjson::new(text.as_bytes(), "export");
	let first = export.next().await.unwrap().unwrap();
	assert_eq!(first.text(), br#"{"resourceType":"Patient"}"#);
	let error = export.next().await.unwrap_err();
	assert!(
		matches!(&error, Error::Line { line: 3, error } if matches!(**error, Error::NotJson { line: 3, .. }))
	);
	assert_eq!(export.next().await.unwrap().unwrap().resource_type(), "Group");
	assert!(export.next().await.unwrap().is_none());
	assert!(export.next().await.unwrap().is_none());
}

#[tokio::test]
async fn ndjson_skips_lines_that_are_too_long() {
	let long = std::io::repeat(b' ').take(super::MAX_RESOURCE_LEN as u64 + 9);
	let text = long.chain(&b"\n{\"resourceType\":\"Group\"}\n"[..]);
	let reader = tokio::io::BufReader::new(ReadNow(text));
	let mut export = Ndjson::new(reader, "export");
	let error = export.next().await.unwrap_err();
	assert!(matches!(&error, Error::Line { line: 1, error } if matches!(**error, Error::TooLarge)));
	assert_eq!(export.next().await.unwrap().unwrap().resource_type(), "Group");
}

/// A reader that never waits.
struct ReadNow<R>(R);

impl<R: Read + Unpin> tokio::io::AsyncRead for ReadNow<R> {
	fn poll_read(
		mut self: std::pin::Pin<&mut Self>,
		_: &mut std::task::Context<'_>,
		buffer: &mut tokio::io::ReadBuf<'_>,
	) -> std::task::Poll<std::io::Result<()>> {
		let length = self.0.read(buffer.initialize_unfilled())?;
		buffer.advance(length);
		std::task::Poll::Ready(Ok(()))
	}
}

#[tokio::test]
async fn ndjson_refuses_missing_files_and_empty_exports() {
	assert!(matches!(Ndjson::open("/nowhere").await, Err(Error::Read { .. })));
	for text in ["", "\n", "\r\n\n"] {
		let mut export = Ndjson::new(text.as_bytes(), "export");
		assert!(matches!(export.next().await, Err(Error::Empty)), "{text:?}");
	}
}

/// A file of `gzip`, or of `bgzip` if it is `blocked`.
fn packed(blocked: bool, content: &[u8]) -> Vec<u8> {
	let (flags, extra) = match blocked {
		true => (4, &b"\x06\0BC\x02\0\x1b\0"[..]),
		false => (0, &b""[..]),
	};
	let header = [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3];
	[&header, extra, &gzip::stored(content), &[0; 8]].concat()
}

fn detect(name: &str, head: &[u8]) -> Kind {
	Kind::detect(Path::new(name), head)
}

fn dicom() -> Vec<u8> {
	[&[0; 128], &b"DICM"[..], &[7; 100]].concat()
}

const VCF: &[u8] = b"##fileformat=VCFv4.2\n#CHROM\n";

#[test]
fn kinds_are_told_by_how_a_file_begins() {
	assert_eq!(detect("a", &dicom()).class, Some(RecordClass::Imaging));
	assert_eq!(detect("a", &dicom()).schema.name(), Some("dicom/study"));
	assert_eq!(detect("a", VCF).schema.name(), Some("genome/vcf"));
	assert_eq!(detect("a.bam", &[0x1f, 0x8b]).schema.name(), Some("genome/bam"));
	assert_eq!(detect("a", &[]), Kind::BINARY);
	let nifti = [&[0; 344], &b"n+1\0"[..]].concat();
	assert_eq!(detect("a", &nifti).class, Some(RecordClass::Imaging));
	for content in
		["BCF\u{2}", "CRAM\u{3}", "@HD\tVN:1.6", "# rsid\tchromosome\tposition", "BAM\u{1}"]
	{
		let kind = detect("a.txt", content.as_bytes());
		assert_eq!(kind, Kind { schema: Schema::BINARY, class: Some(RecordClass::Genomic) });
	}
}

#[test]
fn kinds_are_told_by_what_a_compressed_file_holds() {
	for blocked in [false, true] {
		for (content, schema, class) in [
			(VCF, "genome/vcf", RecordClass::Genomic),
			(b"BAM\x01", "genome/bam", RecordClass::Genomic),
			(b"BCF\x02", "binary", RecordClass::Genomic),
			(&dicom(), "binary", RecordClass::Imaging),
		] {
			let kind = detect("a", &packed(blocked, content));
			assert_eq!(kind.schema.name(), Some(schema));
			assert_eq!(kind.class, Some(class), "{schema}");
		}
	}
	assert_eq!(detect("a", &packed(true, b"chr1\t1\t2\n")).class, Some(RecordClass::Genomic));
	assert_eq!(detect("a", &packed(false, b"chr1\t1\t2\n")).class, None);
}

#[test]
fn kinds_do_not_depend_on_the_case_of_a_name() {
	for name in [
		"scan.vcf.gz",
		"scan.vcf.bgz",
		"SCAN.VCF.GZ",
		"Scan.Vcf.Bgz",
		"R.BAM",
		"r.bam",
		"r.Cram",
		"reads.FASTQ.gz",
		"reads.fq.gz",
		"genome.g.vcf",
		"a.b.vcf.gz",
	] {
		for content in [&b"?"[..], &[0x1f, 0x8b], &packed(false, b"?"), &packed(true, b"?")] {
			assert_eq!(detect(name, content).class, Some(RecordClass::Genomic), "{name}");
		}
	}
	for name in ["scan.dcm", "SCAN.DCM", "brain.nii.gz", "Brain.NII"] {
		assert_eq!(detect(name, b"?").class, Some(RecordClass::Imaging), "{name}");
	}
	assert_eq!(
		detect("R.BAM", &packed(true, b"BAM\x01")),
		detect("r.bam", &packed(true, b"BAM\x01"))
	);
}

#[test]
fn a_class_that_cannot_be_told_is_asked_for() {
	let tar = [&[0; 257], &b"ustar\0"[..]].concat();
	for (name, content) in [
		("study.zip", &b"PK\x03\x04"[..]),
		("study", b"PK\x03\x04"),
		("study.7z", b"7z\xbc\xaf\x27\x1c"),
		("study.tar", &tar),
		("study.gz", b"?"),
		("result.age", b"age-encryption.org/v1\n"),
		("result.json.gz", &packed(false, OBSERVATION.as_bytes())),
		("result", OBSERVATION.as_bytes()),
		("result.xml", b"<?xml version=\"1.0\"?><Observation xmlns=\"http://hl7.org/fhir\">"),
		("summary.xml", b"\xef\xbb\xbf<ClinicalDocument xmlns=\"urn:hl7-org:v3\">"),
		("result.hl7", b"MSH|^~\\&|LAB|"),
	] {
		let kind = detect(name, content);
		assert_eq!(kind.class, None, "{name}");
		let class = kind.class_or(None, Path::new(name));
		assert!(matches!(class, Err(Error::UnknownClass(path)) if path == Path::new(name)));
		let named = kind.class_or(Some(RecordClass::Imaging), Path::new(name)).unwrap();
		assert_eq!(named, RecordClass::Imaging);
	}
	for (name, content) in [
		("letter.rtf", &b"{\\rtf1\\ansi Dear"[..]),
		("letter.pdf", b"%PDF-1.7"),
		("letter.docx", b"PK\x03\x04"),
		("letter.DOCX", b"PK\x03\x04"),
		("page.html", b"<html>"),
		("letter", b"Dear"),
	] {
		assert_eq!(detect(name, content), Kind::BINARY, "{name}");
	}
}

#[test]
fn a_document_is_told_by_more_than_its_first_byte() {
	let is_json = |name: &str, head: &[u8]| is_json(Path::new(name), head);
	for head in ["{\"resourceType\":", " \n{ \"a\"", "{}", "{", "{\n", "\u{feff}{\"a\":1}"] {
		assert!(is_json("a", head.as_bytes()), "{head:?}");
	}
	assert!(is_json("a", b"\xff\xfe{\0\"\0a\0"));
	for name in ["a.json", "a.JSON", "a.Json"] {
		assert!(is_json(name, b"{\\rtf1"), "{name}");
	}
	for head in ["{\\rtf1\\ansi", "{ \\rtf1", "{a}", "Dear", "", "[1]", "{{"] {
		assert!(!is_json("a.rtf", head.as_bytes()), "{head:?}");
	}
}

#[tokio::test]
async fn commit_file_equals_a_commitment_in_memory() {
	let folder = tempdir().unwrap();
	let path = folder.path().join("scan");
	let content: Vec<_> = (0..200_000u32).flat_map(u32::to_le_bytes).collect();
	std::fs::write(&path, &content).unwrap();
	let (manifest, kind) = commit_file(&path, salt(), Origin::Import, None).await.unwrap();
	assert_eq!(kind, Kind::BINARY);
	let secrets = RecordSecrets::described(salt(), manifest.clone(), RecordClass::Other);
	assert_eq!(*secrets.verify(&content).unwrap().manifest(), manifest);
}

#[tokio::test]
async fn commit_file_refuses_missing_and_empty_files() {
	let folder = tempdir().unwrap();
	let path = folder.path().join("scan");
	let commit = || commit_file(&path, salt(), Origin::Import, None);
	assert!(matches!(commit().await, Err(Error::Read { .. })));
	std::fs::write(&path, "").unwrap();
	assert!(matches!(commit().await, Err(Error::Empty)));
}

fn secrets(content: &[u8]) -> RecordSecrets {
	let mut reader = Committing::new(content, salt()).unwrap();
	std::io::copy(&mut reader, &mut std::io::sink()).unwrap();
	let manifest = reader.finish(Schema::BINARY, Origin::Import, None).unwrap();
	RecordSecrets::described(salt(), manifest, RecordClass::Other)
}

proptest! {
	#[test]
	fn verifying_accepts_the_content_alone(
		content in prop::collection::vec(any::<u8>(), 1..2_000),
		at in any::<prop::sample::Index>(),
	) {
		let secrets = secrets(&content);
		let verify = |content: &[u8]| {
			let manifest = secrets.manifest.clone();
			let mut output = Verifying::new(Vec::new(), manifest, secrets.salt.clone()).unwrap();
			output.write_all(content).unwrap();
			output.finish()
		};
		prop_assert_eq!(verify(&content).unwrap(), content.clone());
		prop_assert!(secrets.verify(&content).is_ok());
		let mut other = content.clone();
		*at.get_mut(&mut other) ^= 1;
		for wrong in [&other[..], &content[1..], &[&content[..], &[0]].concat()] {
			prop_assert!(matches!(verify(wrong), Err(Error::Mismatch)));
			prop_assert!(matches!(secrets.verify(wrong), Err(Error::Mismatch)));
		}
	}

	#[test]
	fn secrets_survive_their_encoding(
		key in prop::option::of(any::<[u8; 32]>()),
		content in prop::option::of(any::<Vec<u8>>()),
	) {
		let mut secrets = secrets(b"content");
		secrets.key = key.map(SecretKey::from);
		secrets.content = content.map(|content| ContentId::of_leaf(&content));
		let bytes = secrets.encode();
		prop_assert!(bytes.len() <= RecordSecrets::MAX_ENCODED_LEN);
		let read = RecordSecrets::decode(&bytes).unwrap();
		prop_assert_eq!(read.encode(), bytes.clone());
		prop_assert_eq!(read.commitment(), secrets.commitment());
		prop_assert!(RecordSecrets::decode(&[&bytes[..], &[0]].concat()).is_err());
		prop_assert!(RecordSecrets::decode(&bytes[..bytes.len() - 1]).is_err());
	}

	#[test]
	fn nothing_makes_decoding_panic(bytes in any::<Vec<u8>>()) {
		RecordSecrets::decode(&bytes).ok();
		Resource::parse(bytes).ok();
	}
}

#[test]
fn secrets_of_another_version_are_refused() {
	let mut bytes = secrets(b"content").encode();
	bytes[0] = 2;
	assert!(matches!(RecordSecrets::decode(&bytes), Err(Error::NotSecrets)));
}

#[test]
fn debug_shows_no_secrets() {
	let secrets = secrets(b"content").encrypted_under(SecretKey::from([42; 32]));
	let shown = format!("{secrets:?}");
	assert!(shown.contains("SecretKey(..)") && shown.contains("RecordSalt(..)"), "{shown}");
	assert!(!shown.contains("42, 42") && !shown.contains("2a2a"), "{shown}");
}
