// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Test vectors: answers of a development node, with its own decisions beside.

use crate::{
	access_log, AccountId32, AuthorCertification, ConsentProof, Error, Freshness, Item, Question,
	RecordProof, Trusted,
};
use medibloc_primitives::{
	access_log::AccessEntry,
	consent::{AccessQuery, Action, DenyReason, Purpose, Verdict},
	record::{AnchorId, Commitment, RecordClass, Subject},
	ItemId, Jurisdiction, Moment,
};
use serde::Deserialize;
use sp_core::{crypto::Ss58Codec, Bytes, H256};

const VECTORS: &str = include_str!("../../vectors/dev-chain.json");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vectors {
	patient: H256,
	block_hash: H256,
	now: Moment,
	cases: Vec<Case>,
	anchor: Anchor,
	log: Log,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
	name: String,
	accessor: H256,
	request: Asked,
	verdict: Answer,
	single: Asked,
	verdict_single: Answer,
	answer: ConsentProof,
}

#[derive(Deserialize)]
struct Asked {
	class: RecordClass,
	purpose: Purpose,
	action: Action,
	anchor: Option<String>,
	place: Option<Jurisdiction>,
}

#[derive(Deserialize)]
struct Answer {
	permit: bool,
	grant: Option<String>,
	reason: Option<DenyReason>,
}

#[derive(Deserialize)]
struct Anchor {
	id: String,
	commitment: Commitment,
	class: RecordClass,
	/// Of the record alone, for a query that names it.
	proof: Vec<Bytes>,
	/// Of the record, what became of it, and its author.
	record: RecordProof,
}

#[derive(Deserialize)]
struct Log {
	count: u64,
	peaks: Vec<H256>,
	root: H256,
	entries: Vec<Logged>,
	proof: Vec<Bytes>,
}

#[derive(Deserialize)]
struct Logged {
	index: u64,
	accessor: String,
	class: RecordClass,
	anchor: Option<String>,
	purpose: Purpose,
	action: Action,
	place: Jurisdiction,
	grant: String,
	at: Moment,
}

fn vectors() -> Vectors {
	serde_json::from_str(VECTORS).expect("the file has that shape")
}

fn id(text: &str) -> ItemId {
	ItemId(text.parse().expect("ids are numbers"))
}

fn account(bytes: H256) -> AccountId32 {
	bytes.0.into()
}

impl Asked {
	fn request(&self) -> AccessQuery {
		let Self { class, purpose, action, place, .. } = *self;
		AccessQuery { class, anchor: self.anchor.as_deref().map(id), purpose, action, place }
	}
}

fn assert_same(name: &str, found: Verdict, expected: &Answer) {
	assert_eq!(found.is_permit(), expected.permit, "{name}");
	match found {
		Verdict::Permit { grant, .. } => {
			assert_eq!(Some(grant), expected.grant.as_deref().map(id), "{name}");
		},
		Verdict::Deny(reason) => assert_eq!(Some(reason), expected.reason, "{name}"),
		Verdict::Own => panic!("{name} is not the patient"),
		Verdict::Unknown => panic!("nothing was dropped"),
	}
}

#[test]
fn real_answers_hold_and_give_the_decisions_of_the_runtime() {
	let vectors = vectors();
	let trusted = Trusted::Block(vectors.block_hash);
	let fresh = Freshness::new(vectors.now, 0);
	assert!(vectors.cases.iter().any(|case| case.verdict.permit));
	assert!(vectors.cases.iter().any(|case| !case.verdict.permit));
	for Case { name, accessor, request, verdict, single, verdict_single, mut answer } in
		vectors.cases
	{
		let ask = |asked: &Asked| Question {
			patient: account(vectors.patient),
			accessor: account(accessor),
			request: asked.request(),
		};
		let proven = answer.verify(&trusted, &ask(&request)).expect("the proof holds");
		assert_same(&name, proven.decide(&fresh).unwrap().verdict, &verdict);
		let later = Freshness::new(vectors.now + 2, 1);
		assert_eq!(proven.decide(&later), Err(Error::Stale { age: 2, max_age: 1 }));

		let lacking = answer.verify(&trusted, &ask(&single));
		assert_eq!(lacking, Err(Error::Incomplete(Item::Anchors)));
		answer.add_nodes(vectors.anchor.proof.iter().map(|node| node.0.clone()));
		let proven = answer.verify(&trusted, &ask(&single)).expect("the proof holds");
		assert_eq!(proven.class(), Some(vectors.anchor.class));
		assert_same(&name, proven.decide(&fresh).unwrap().verdict, &verdict_single);
	}
}

#[test]
fn real_answers_with_any_byte_flipped_are_refused() {
	let vectors = vectors();
	let Case { accessor, request, answer, .. } = vectors.cases.into_iter().next().unwrap();
	let (patient, accessor) = (account(vectors.patient), account(accessor));
	let question = Question { patient, accessor, request: request.request() };
	let verify =
		|answer: &ConsentProof| answer.verify(&Trusted::Block(vectors.block_hash), &question);
	assert!(verify(&answer).is_ok());
	for index in 0..answer.proof.len() {
		for byte in 0..answer.proof[index].0.len() {
			let mut flipped = answer.clone();
			flipped.proof[index].0[byte] ^= 0x80;
			assert!(verify(&flipped).is_err(), "byte {byte} of node {index}");
		}
	}
}

#[test]
fn a_real_record_is_proven() {
	let Vectors { patient, block_hash, anchor, .. } = vectors();
	let subject = Subject::Account(account(patient));
	let verify = |id| anchor.record.verify(&Trusted::Block(block_hash), &subject, id);
	assert!(!matches!(verify(AnchorId::new(0, 0, 0).unwrap()), Ok(Some(_))));
	let found = verify(id(&anchor.id)).unwrap().unwrap();
	assert_eq!((found.current(), found.class), (Ok(anchor.commitment), anchor.class));
	let author = found.author.expect("a clinician wrote it");
	assert_eq!(author.certification, AuthorCertification::Certified);
}

#[test]
fn a_real_log_is_proven() {
	let Vectors { patient, now, cases, log, .. } = vectors();
	let patient = account(patient);
	let proven = access_log::verify(cases[0].answer.state_root, &patient, &log.proof).unwrap();
	assert_eq!(proven.time, now);
	assert_eq!(proven.log.count, log.count);
	assert_eq!(proven.log.peaks.to_vec(), log.peaks);
	assert_eq!(proven.log.root(), log.root);
	let [entry] = &log.entries[..] else { panic!("there is one entry") };
	let entry_of = |index| AccessEntry {
		accessor: AccountId32::from_ss58check(&entry.accessor).expect("an address"),
		class: entry.class,
		anchor: entry.anchor.as_deref().map(id),
		purpose: entry.purpose,
		action: entry.action,
		place: entry.place,
		grant: id(&entry.grant),
		at: entry.at + index,
	};
	assert!(proven.contains(entry.index, &entry_of(0), &[]));
	assert!(!proven.contains(entry.index, &entry_of(1), &[]));
}
