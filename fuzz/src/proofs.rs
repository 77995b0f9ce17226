// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs over states that no runtime wrote, to the verifier: it must refuse them or decide by them, and
//! never panic.
//!
//! A byte that is changed in a proof changes a hash, so that what decodes the values never sees it. Here the
//! values are changed, and the proof is made anew over them.

use crate::{
	cast::actors,
	decoders::{mutate, well_formed},
	entropy::{seeded, Entropy},
	metadata::index,
	panics::catch,
};
use codec::{Decode, Encode};
use medibloc_primitives::consent::AccessQuery;
use medibloc_runtime::{Hash, Header};
use medibloc_verifier::{
	access_log, encryption_key, AccountId32, ConsentProof, Freshness, Question, Trusted,
};
use serde_json::{json, Value};
use sp_core::Bytes;
use sp_io::TestExternalities;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{prove_read, read_proof_check, StorageProof};
use std::collections::BTreeMap;

/// A storage key with its value.
type Entries = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// How often the verifier was convinced, and refused.
#[derive(Debug, Default)]
pub struct Counts {
	/// Proofs that show something.
	pub shown: u64,
	/// Proofs that were refused.
	pub refused: u64,
}

impl Counts {
	fn note(&mut self, is_shown: bool) {
		*(if is_shown { &mut self.shown } else { &mut self.refused }) += 1;
	}
}

/// An answer of a node to `medibloc_consentProof` with what was asked.
pub struct Answer {
	patient: AccountId32,
	accessor: AccountId32,
	json: Value,
	entries: Entries,
}

/// The answers in a file of vectors of the verifier; `None` if it is none.
pub fn answers(vectors: &Value) -> Option<Vec<Answer>> {
	let patient = account(vectors.get("patient")?)?;
	vectors.get("cases")?.as_array()?.iter().map(|case| answer(&patient, case)).collect()
}

/// Feeds the verifier.
pub fn feed(seed: u64, rounds: u64, answers: &[Answer]) -> Result<Counts, String> {
	let mut counts = Counts::default();
	for round in 0..rounds {
		let bytes = seeded(seed, round, 512);
		catch(|| feed_one(&mut Entropy::new(&bytes), answers, &mut counts)).map_err(|panic| {
			format!("seed {seed}, round {round}: panic at {}: {}", panic.place, panic.message)
		})?;
	}
	Ok(counts)
}

fn feed_one(entropy: &mut Entropy, answers: &[Answer], counts: &mut Counts) {
	let Some(actor) = entropy.pick(actors()) else { return };
	let keys = encryption_key::keys(&actor.account);
	let (root, nodes) = prove(&invented(entropy, &keys), &keys);
	let nodes: Vec<Bytes> = nodes.into_iter().map(Bytes).collect();
	counts.note(encryption_key::verify(root, &actor.account, &nodes).is_ok());

	let keys = access_log::keys(&actor.account);
	let (root, nodes) = prove(&invented(entropy, &keys), &keys);
	let nodes: Vec<Bytes> = nodes.into_iter().map(Bytes).collect();
	counts.note(access_log::verify(root, &actor.account, &nodes).is_ok());

	if let Some(answer) = entropy.pick(answers) {
		counts.note(is_decided(entropy, answer));
	}
}

/// Whether the verifier decides by the answer, over changed values.
fn is_decided(entropy: &mut Entropy, answer: &Answer) -> bool {
	let mut entries = answer.entries.clone();
	for _ in 0..entropy.below(4) {
		let at = entropy.below(entries.len());
		if let Some(Some(value)) = entries.values_mut().nth(at) {
			mutate(entropy, value);
		}
	}
	let keys: Vec<_> = entries.keys().cloned().collect();
	let (root, nodes) = prove(&entries, &keys);
	let header = Header { state_root: root, ..empty_header() };
	let mut json = answer.json.clone();
	json["header"] = json!({ "scale": hex_of(&header.encode()) });
	json["blockHash"] = json!(header.hash());
	json["stateRoot"] = json!(root);
	json["proof"] = nodes.iter().map(|node| hex_of(node)).collect();
	let proof: ConsentProof =
		serde_json::from_value(json).expect("it has the form of an answer; qed");

	let query = well_formed(entropy, index().by_path(&["AccessQuery"]));
	let Ok(request) = AccessQuery::decode(&mut &query[..]) else { return false };
	let (patient, accessor) = (answer.patient.clone(), answer.accessor.clone());
	let question = Question { patient, accessor, request };
	let freshness = Freshness { now: entropy.number(), max_age: u64::MAX, max_ahead: u64::MAX };
	let at = entropy.number();
	match proof.verify(&Trusted::StateRoot(root), &question) {
		Ok(proven) => {
			let now = proven.decide(&freshness).is_ok();
			proven.decide_at(&freshness, at).is_ok() || now
		},
		Err(_) => false,
	}
}

/// Values of these keys: well-formed, changed, or none.
fn invented(entropy: &mut Entropy, keys: &[Vec<u8>]) -> Entries {
	let value = |key: &Vec<u8>| {
		let item = index().items.iter().find(|item| key.starts_with(&item.prefix));
		let mut value = match item {
			Some(item) => well_formed(entropy, item.value),
			None => entropy.number().encode(),
		};
		if entropy.chance(40) {
			mutate(entropy, &mut value);
		}
		(key.clone(), entropy.chance(90).then_some(value))
	};
	keys.iter().map(value).collect()
}

/// The root of a state of these entries, and the nodes that prove them.
fn prove(entries: &Entries, keys: &[Vec<u8>]) -> (Hash, Vec<Vec<u8>>) {
	let mut state = TestExternalities::default();
	for (key, value) in entries {
		if let Some(value) = value {
			state.insert(key.clone(), value.clone());
		}
	}
	let backend = state.as_backend();
	let root = *backend.root();
	let proof = prove_read(backend, keys).expect("the state is in memory; qed");
	(root, proof.into_iter_nodes().collect())
}

fn answer(patient: &AccountId32, case: &Value) -> Option<Answer> {
	let json = case.get("answer")?;
	let keys = ["keys", "otherKeys"].map(|list| json.get(list).and_then(Value::as_array));
	let keys = keys.into_iter().flatten().flatten();
	let keys: Vec<_> = keys.map(|key| bytes(key.get("key")?)).collect::<Option<_>>()?;
	let nodes: Vec<_> = json.get("proof")?.as_array()?.iter().map(bytes).collect::<Option<_>>()?;
	let root = Hash::decode(&mut &bytes(json.get("stateRoot")?)?[..]).ok()?;
	let entries = read_proof_check::<BlakeTwo256, _>(root, StorageProof::new(nodes), keys).ok()?;
	Some(Answer {
		patient: patient.clone(),
		accessor: account(case.get("accessor")?)?,
		json: json.clone(),
		entries: entries.into_iter().collect(),
	})
}

fn bytes(value: &Value) -> Option<Vec<u8>> {
	hex::decode(value.as_str()?.strip_prefix("0x")?).ok()
}

fn account(value: &Value) -> Option<AccountId32> {
	AccountId32::try_from(&bytes(value)?[..]).ok()
}

fn hex_of(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn empty_header() -> Header {
	Header {
		parent_hash: Default::default(),
		number: 0,
		state_root: Default::default(),
		extrinsics_root: Default::default(),
		digest: Default::default(),
	}
}
