// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The encodings that `clients/polkadot-js` is tested with are those of the runtime APIs.

use super::data;
use codec::Encode;
use medibloc_primitives::{
	apis::BatchProof,
	consent::{AccessQuery, Action, DenyReason, Grantee, Purpose, Verdict},
	credential::{ApplicationInfo, CredentialState, Role},
	live::{LiveClock, LiveMoment},
	record::{RecordClass, Source, Subject},
	Jurisdiction,
};
use serde_json::Value;
use sp_core::{bytes::to_hex, H256};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::AccountId32;

const KR: Jurisdiction = Jurisdiction(*b"KR");
const VECTORS: &str = include_str!("../../../../clients/polkadot-js/vectors.json");

fn encodings() -> Vec<(&'static str, Vec<u8>)> {
	let [alice, bob] = [Alice, Bob].map(|who| who.to_account_id());
	let account = Subject::Account(alice.clone());
	let pseudonym = Subject::<AccountId32>::Pseudonym(data::PSEUDONYM);
	let request = AccessQuery {
		class: RecordClass::Billing,
		anchor: Some(data::id(1)),
		purpose: Purpose::Patrqt,
		action: Action::Correct,
		place: Some(KR),
	};
	let treatment = AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(KR),
	};
	let permit = data::verdict(alice.clone(), bob.clone(), treatment, None);
	let own = Verdict::Own;
	let deny = Verdict::Deny(DenyReason::ExplicitDeny);
	let elsewhere = Verdict::Deny(DenyReason::PlaceNotAllowed);
	let unknown = Verdict::Unknown;
	let application = ApplicationInfo {
		applicant: bob.clone(),
		role: Role::Practitioner,
		authority: alice.clone(),
		evidence: data::PSEUDONYM,
		applied_at: data::NOW,
		expires_at: data::NOW + 1,
	};
	let proof = BatchProof { index: 3, commitment: H256::zero(), path: vec![data::PSEUDONYM] };
	let clock = LiveClock {
		now: LiveMoment::from_millis(3_600_000),
		at: 1_790_000_000_000,
		is_running: true,
		max_step: 60_000,
	};
	vec![
		("MediblocRole", Role::Insurer.encode()),
		("MediblocCredentialState", CredentialState::IssuerRemoved.encode()),
		("Option<MediblocCredential>", data::credential(bob.clone(), Role::Practitioner).encode()),
		("Vec<MediblocApplication>", vec![application].encode()),
		("MediblocAccessQuery", request.encode()),
		("MediblocVerdict", permit.encode()),
		("MediblocVerdict", deny.encode()),
		("MediblocVerdict", own.encode()),
		("MediblocVerdict", elsewhere.encode()),
		("MediblocVerdict", unknown.encode()),
		("MediblocGrantee", Grantee::Institution(bob).encode()),
		("Vec<MediblocConsent>", data::consents(alice.clone(), None, 1).encode()),
		("MediblocAccessLog", data::access_log(alice.clone()).encode()),
		("Vec<(u64, MediblocAccessEntry)>", data::access_entries(alice, 0, 2).encode()),
		("MediblocSubject", account.encode()),
		("MediblocSubject", pseudonym.encode()),
		("MediblocSource", Source::ProviderImport(9).encode()),
		("Option<MediblocRecord>", data::record(account, data::id(2)).encode()),
		("Option<MediblocRecord>", data::record(pseudonym, data::id(3)).encode()),
		("MediblocBatchProof", proof.encode()),
		("MediblocLiveClock", clock.encode()),
	]
}

#[test]
fn vectors_are_what_the_runtime_encodes() {
	let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("the file is JSON");
	let found: Vec<_> = vectors
		.iter()
		.map(|vector| (vector["type"].as_str(), vector["scale"].as_str().map(String::from)))
		.collect();
	let expected: Vec<_> = encodings()
		.into_iter()
		.map(|(name, bytes)| (Some(name), Some(to_hex(&bytes, false))))
		.collect();
	assert_eq!(found, expected);
}
