// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The encodings that `clients/polkadot-js` is tested with are those of the runtime APIs.

use super::data::{self, KR};
use codec::Encode;
use medibloc_primitives::{
	apis::BatchProof,
	consent::{AccessQuery, Action, DenyReason, Grantee, Purpose, Verdict},
	credential::{ApplicationInfo, CredentialState, Role},
	jury::{BallotId, TermStage},
	live::{LiveClock, LiveMoment},
	record::{RecordClass, Source, Subject},
	rings::{Cohort, RingId},
};
use serde_json::Value;
use sp_core::{bytes::to_hex, H256};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::AccountId32;

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
	let vouchers = Cohort::Vouchers { jurisdiction: KR, term: 7 };
	let ring = RingId { cohort: data::PERSONS, index: 0 };
	let ballot = BallotId { jurisdiction: KR, term: 3, number: 3 };
	let ended = TermStage::<AccountId32>::Ended { mint_from: clock.now };
	let minting = TermStage::<AccountId32>::Minting { next: 7 };
	let tallying = TermStage::Tallying { after: Some(bob.clone()) };
	let clearing = TermStage::<AccountId32>::Clearing;
	let settled = data::juror(KR, 2, bob.clone());
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
		("MediblocPoints", data::points(Alice.to_account_id()).encode()),
		("MediblocCohort", data::PERSONS.encode()),
		("MediblocCohort", vouchers.encode()),
		("Option<MediblocCohortInfo>", data::cohort(data::PERSONS).encode()),
		("MediblocRingId", ring.encode()),
		("Option<MediblocRing>", data::ring(ring, 0).encode()),
		("MediblocJurySettings", data::settings().encode()),
		("Option<MediblocJury>", data::jury(KR).encode()),
		("Option<MediblocTerm>", data::term(KR, 2).encode()),
		("MediblocTermStage", ended.encode()),
		("MediblocTermStage", minting.encode()),
		("MediblocTermStage", tallying.encode()),
		("MediblocTermStage", clearing.encode()),
		("MediblocBallotId", ballot.encode()),
		("Option<MediblocBallot>", data::ballot(ballot).encode()),
		("Vec<(MediblocBallotId, MediblocBallot)>", data::ballots(KR, 3, 0, 5).encode()),
		("Vec<([u8; 32], MediblocStoredVote)>", data::votes(ballot).encode()),
		("Option<MediblocJuror>", settled.encode()),
		("Vec<(AccountId, MediblocJuror)>", data::jurors(KR, 3, None, 2).encode()),
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
