// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Test vectors that every implementation must reproduce, in `vectors/`.
//!
//! They are checked in. `UPDATE_VECTORS=1 cargo test -p medibloc-record-commitment vectors` writes
//! them anew, which only a new version of the protocol justifies.

use crate::{
	batch, chunks::DEFAULT_CHUNK_SIZE, schema::SCHEMAS, Batch, BatchProof, ChunkProof, Error,
	FieldProof, Fields, Manifest, Record, RecordBuilder, Schema, TextSalt,
};
use codec::Encode;
use medibloc_primitives::{
	access_log::{self, AccessEntry, AccessLog},
	consent::{Action, Purpose},
	record::{Commitment, Origin, RecordClass},
	ItemId, Jurisdiction,
};
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::{env, fmt::Debug, fs, path::Path};

/// Compares with the file, and makes sure that the file reads back as what was written.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(file: &str, vectors: T) {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(file);
	let text = serde_json::to_string_pretty(&vectors).unwrap() + "\n";
	if env::var_os("UPDATE_VECTORS").is_some() {
		fs::write(&path, &text).unwrap();
	}
	assert_eq!(fs::read_to_string(&path).unwrap(), text);
	assert_eq!(serde_json::from_str::<T>(&text).unwrap(), vectors);
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
struct RecordVector {
	name: String,
	schema: String,
	origin: Origin,
	chunk_size: u32,
	previous: Option<Commitment>,
	salt: H256,
	#[serde(with = "sp_core::bytes")]
	content: Vec<u8>,
	is_json: bool,
	manifest: Manifest,
	#[serde(with = "sp_core::bytes")]
	encoded_manifest: Vec<u8>,
	commitment: Commitment,
	chunk_leaves: Vec<H256>,
	chunk_proofs: Vec<ChunkProof>,
	field_proofs: Option<Vec<FieldProof>>,
}

impl RecordVector {
	fn new(
		name: &str,
		(schema, origin): (&str, Origin),
		chunk_size: u32,
		previous: Option<Commitment>,
		(is_json, content): (bool, &[u8]),
	) -> Self {
		let salt = blake2_256(name.as_bytes());
		let mut builder =
			RecordBuilder::new(Schema::from_name(schema).unwrap(), origin).chunk_size(chunk_size);
		if let Some(previous) = previous {
			builder = builder.previous(previous);
		}
		let record = if is_json {
			builder.commit_json(salt.into(), content)
		} else {
			builder.commit_bytes(salt.into(), content)
		}
		.unwrap();
		let vector = Self {
			name: name.into(),
			schema: schema.into(),
			origin,
			chunk_size,
			previous,
			salt: salt.into(),
			content: content.into(),
			is_json,
			manifest: record.manifest().clone(),
			encoded_manifest: record.manifest().encode(),
			commitment: record.commitment(),
			chunk_leaves: record.chunks().leaves().into(),
			chunk_proofs: chunk_proofs(&record, content),
			field_proofs: record.fields().map(field_proofs),
		};
		vector.verify();
		vector
	}

	fn json(name: &str, previous: Option<Commitment>, document: &str) -> Self {
		let kind = ("fhir-r4/Observation", Origin::Clinician);
		Self::new(name, kind, DEFAULT_CHUNK_SIZE, previous, (true, document.as_bytes()))
	}

	fn verify(&self) {
		assert!(self.chunk_proofs.iter().all(|proof| proof.verify(&self.manifest)));
		assert!(self.field_proofs.iter().flatten().all(|proof| proof.verify(&self.manifest)));
		assert!(Record::open(&self.manifest, self.salt.0.into(), &self.content).is_ok());
	}
}

fn chunk_proofs(record: &Record, content: &[u8]) -> Vec<ChunkProof> {
	let size = record.manifest().chunk_size as usize;
	let chunk = |index| content.chunks(size).nth(index as usize).unwrap_or_default().to_vec();
	(0..record.chunks().count())
		.map(|index| record.chunks().prove(index, chunk(index)).unwrap())
		.collect()
}

fn field_proofs(fields: &Fields) -> Vec<FieldProof> {
	fields.as_slice().iter().map(|field| fields.prove(&field.pointer).unwrap()).collect()
}

#[test]
fn records() {
	let binary = ("binary", Origin::Import);
	let bytes: Vec<u8> = (0..=255).collect();
	let observation = RecordVector::json(
		"observation",
		None,
		r#"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4","display":"Heart rate"}]},"effectiveDateTime":"2026-01-31T08:30:00+09:00","valueQuantity":{"value":44.0,"unit":"beats/minute","system":"http://unitsofmeasure.org","code":"/min"}}"#,
	);
	let correction = RecordVector::json(
		"correction",
		Some(observation.commitment),
		r#"{"resourceType":"Observation","status":"corrected","valueQuantity":{"value":74.50}}"#,
	);
	check(
		"records.json",
		vec![
			RecordVector::new("empty", binary, DEFAULT_CHUNK_SIZE, None, (false, b"")),
			RecordVector::new("one chunk", binary, DEFAULT_CHUNK_SIZE, None, (false, b"MediBloc")),
			RecordVector::new(
				"a byte more than a chunk",
				binary,
				DEFAULT_CHUNK_SIZE,
				None,
				(false, &[7; DEFAULT_CHUNK_SIZE as usize + 1]),
			),
			RecordVector::new("two full chunks", binary, 16, None, (false, &bytes[..32])),
			RecordVector::new("five chunks", binary, 16, None, (false, &bytes[100..170])),
			RecordVector::new("seven bytes", ("genome/vcf", Origin::Device), 1, None, (false, b"#CHROM\n")),
			observation,
			correction,
			RecordVector::json(
				"numbers",
				None,
				"[0, -0, -0.0, 1.50, 1e21, 1E+20, 1e-6, 1e-7, 0.1, 333333333.33333329, 9007199254740993, \
				 18446744073709551615, -1e-400, 5e-324, 1.7976931348623157e308, 4.35, 2.5e-2]",
			),
			RecordVector::json(
				"strings",
				None,
				"{\"escapes\":\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\\\/\\u0041\",\"surrogates\":\"\\uD83D\\uDE00\",\
				 \"raw\":\"\u{20ac} \u{d558}\u{b298} \u{1f600} \u{2028}\u{7f}\",\"combining\":\"e\\u0301 \u{e9}\"}",
			),
			RecordVector::json(
				"names",
				None,
				"{\"\":1,\"a/b\":2,\"a~b\":3,\"~1\":4,\"10\":5,\"9\":6,\"\u{1f600}\":7,\"\u{ff01}\":8,\
				 \"__proto__\":9,\"\\u0061\":10,\"A\":11}",
			),
			RecordVector::json(
				"nesting",
				None,
				"\n{ \"a\" : [ [], [ [ 1, [ 2 ] ], {} ], { \"b\" : [ null, true, false ] } ], \"c\" : {} }\n",
			),
			RecordVector::json("single value", None, " \"x\" "),
			RecordVector::new(
				"document in chunks",
				("fhir-r4/Bundle", Origin::Patient),
				8,
				None,
				(true, br#"{"resourceType":"Bundle","type":"batch"}"#),
			),
		],
	);
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct RefusedVector {
	#[serde(with = "sp_core::bytes")]
	document: Vec<u8>,
	reason: String,
}

#[test]
fn refused() {
	let nested = |depth: usize| ("[".repeat(depth) + &"]".repeat(depth)).into_bytes();
	let long_name = format!(r#"{{"{}":0}}"#, "n".repeat(1_024)).into_bytes();
	let documents: [&[u8]; 22] = [
		b"",
		b"{",
		b"{} {}",
		b"[1,]",
		b"[01]",
		b"[.5]",
		b"[+1]",
		b"[NaN]",
		b"['a']",
		b"{a:1}",
		b"\xef\xbb\xbf{}",
		b"[\"\xff\"]",
		b"[\"\xed\xa0\x80\"]",
		b"[\"\n\"]",
		br#"["\ud800"]"#,
		br#"["\udc00\ud800"]"#,
		br#"{"\ud800":1}"#,
		b"[1e309]",
		br#"{"a":1,"a":1}"#,
		br#"[{"b":{"a":{},"\u0061":[]}}]"#,
		&nested(129),
		&long_name,
	];
	let vectors = documents.map(|document| RefusedVector {
		document: document.into(),
		reason: match Fields::from_json([0; 32].into(), document).unwrap_err() {
			Error::Json(_) => "Json".into(),
			error => format!("{error:?}"),
		},
	});
	check("refused.json", Vec::from(vectors));
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct BatchVector {
	count: u32,
	root: H256,
	proofs: Vec<BatchProof>,
}

#[test]
fn batches() {
	let commitments =
		|count: u32| (0..count).map(|index| blake2_256(&index.to_le_bytes()).into()).collect();
	let vectors = [1, 2, 3, 5, 8, 1_000].map(|count| {
		let batch = Batch::new(commitments(count)).unwrap();
		let root = batch.root();
		let shown = |index: &u32| count <= 8 || [0, 1, 511, 512, 991, 992, 999].contains(index);
		let proofs: Vec<_> =
			(0..count).filter(shown).map(|index| batch.prove(index).unwrap()).collect();
		let mut verifier = batch::Verifier::new(root, count).unwrap();
		assert!(proofs.iter().all(|proof| proof.verify(&root) && verifier.verify(proof)));
		BatchVector { count, root, proofs }
	});
	check("batches.json", Vec::from(vectors));
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct SchemaVector {
	code: Schema,
	name: String,
}

#[test]
fn schemas() {
	let vectors: Vec<_> = SCHEMAS
		.iter()
		.map(|(code, name)| SchemaVector { code: Schema(*code), name: name.to_string() })
		.collect();
	check("schemas.json", vectors);
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct TextVector {
	name: String,
	salt: H256,
	text: String,
	hash: H256,
}

#[test]
fn texts() {
	let agreement =
		"The data of my laboratory results may be used for my treatment, and for nothing else.";
	let vectors = [
		("empty", ""),
		("agreement", agreement),
		("korean", "검사 결과는 진료에만 사용할 수 있습니다."),
		("composed", "\u{e9}"),
		("decomposed", "e\u{301}"),
		("line break", "a\n"),
		("long", &"words ".repeat(3_000)),
	]
	.map(|(name, text)| {
		let salt = blake2_256(name.as_bytes());
		let hash = TextSalt::from(salt).hash(text);
		TextVector { name: name.into(), salt: salt.into(), text: text.into(), hash }
	});
	check("texts.json", Vec::from(vectors));
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct AccessLogVector {
	patient: H256,
	entries: Vec<EntryVector>,
	logs: Vec<LogVector>,
	paths: Vec<Vec<H256>>,
}

/// Ids are text, because they do not fit the numbers of JavaScript.
#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct EntryVector {
	accessor: H256,
	class: RecordClass,
	anchor: Option<String>,
	purpose: Purpose,
	action: Action,
	place: Jurisdiction,
	grant: String,
	at: u64,
	#[serde(with = "sp_core::bytes")]
	encoded: Vec<u8>,
	leaf: H256,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct LogVector {
	count: u64,
	peaks: Vec<H256>,
	root: H256,
}

#[test]
fn access_log() {
	let patient = H256(blake2_256(b"patient"));
	let kinds = [
		(RecordClass::Laboratory, Purpose::Treat, Action::Access, *b"KR"),
		(RecordClass::Imaging, Purpose::Etreat, Action::Use, *b"DE"),
		(RecordClass::Other, Purpose::Patrqt, Action::Correct, *b"US"),
	];
	let entries: Vec<_> = (0u64..11)
		.zip(kinds.iter().cycle())
		.map(|(index, (class, purpose, action, place))| AccessEntry {
			accessor: H256(blake2_256(&index.to_le_bytes())),
			class: *class,
			anchor: (index % 2 == 1).then_some(ItemId(7_301_444_403_200_000_000 + index)),
			purpose: *purpose,
			action: *action,
			place: Jurisdiction(*place),
			grant: ItemId(7_301_444_400_000_000_000),
			at: 1_700_000_000_000 + index * 1_000,
		})
		.collect();
	let mut log = AccessLog::default();
	let mut logs = vec![];
	let mut leaves = vec![];
	let mut vectors = vec![];
	for (index, entry) in (0..).zip(&entries) {
		let leaf = access_log::leaf(&patient, index, entry);
		log.append(leaf).unwrap();
		logs.push(LogVector { count: log.count, peaks: log.peaks.to_vec(), root: log.root() });
		leaves.push(leaf);
		vectors.push(EntryVector {
			accessor: entry.accessor,
			class: entry.class,
			anchor: entry.anchor.map(|id| id.0.to_string()),
			purpose: entry.purpose,
			action: entry.action,
			place: entry.place,
			grant: entry.grant.0.to_string(),
			at: entry.at,
			encoded: entry.encode(),
			leaf,
		});
	}
	let paths: Vec<_> = (0..11).map(|index| access_log::prove(&leaves, index).unwrap()).collect();
	for (index, (leaf, path)) in (0..).zip(leaves.iter().zip(&paths)) {
		assert!(log.verify(index, *leaf, path));
	}
	check("access-log.json", AccessLogVector { patient, entries: vectors, logs, paths });
}
