// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{Error, Freshness};
use medibloc_primitives::consent::{DenyReason, Grantee, Terms, Verdict};

const MINUTE: u64 = 60 * SECOND;

fn at(now: u64) -> Result<Verdict, Error> {
	let (_, trusted, proof) = proven();
	let proven = proof.verify(&trusted, &question()).unwrap();
	proven.decide(&Freshness::new(now, MINUTE)).map(|decision| decision.verdict)
}

#[test]
fn a_proof_is_refused_from_the_first_millisecond_beyond_its_age() {
	assert!(at(START + MINUTE).unwrap().is_permit());
	assert_eq!(at(START + MINUTE + 1), Err(Error::Stale { age: MINUTE + 1, max_age: MINUTE }));
	assert!(matches!(at(u64::MAX), Err(Error::Stale { .. })));
}

#[test]
fn a_proof_may_be_ahead_by_no_more_than_a_block_may() {
	assert!(at(START - 30 * SECOND).unwrap().is_permit());
	assert_eq!(at(START - 30 * SECOND - 1), Err(Error::Ahead { ahead: 30_001, max_ahead: 30_000 }));
	assert!(matches!(at(0), Err(Error::Ahead { .. })));
}

#[test]
fn what_ended_since_the_block_is_at_an_end() {
	let mut chain = chain();
	chain.execute_with(|| {
		grant(Grantee::Account(hospital()), Terms { until: START + 10 * SECOND, ..terms() });
	});
	let proof = prove(&mut chain, &patient(), &hospital());
	let trusted = crate::Trusted::StateRoot(proof.state_root);
	let proven = proof.verify(&trusted, &question()).unwrap();
	let decide = |now| proven.decide(&Freshness::new(now, MINUTE)).unwrap();
	assert!(decide(START).verdict.is_permit());
	assert_eq!(decide(START - SECOND).at, START);
	assert!(decide(START + 10 * SECOND - 1).verdict.is_permit());
	let late = decide(START + 10 * SECOND);
	assert_eq!(late.verdict, Verdict::Deny(DenyReason::Expired));
	assert_eq!((late.at, late.proven_at), (START + 10 * SECOND, START));
}

#[test]
fn a_proof_tells_of_the_past_and_not_of_what_came_after_it() {
	let mut chain = chain();
	chain.execute_with(|| {
		grant(Grantee::Account(hospital()), terms());
		set_time(START + DAY);
		Consent::revoke_all_for(signed(patient()), Grantee::Account(hospital())).unwrap();
	});
	let proof = prove(&mut chain, &patient(), &hospital());
	let trusted = crate::Trusted::StateRoot(proof.state_root);
	let proven = proof.verify(&trusted, &question()).unwrap();
	let fresh = Freshness::new(START + DAY, MINUTE);
	let verdict = |at| proven.decide_at(&fresh, at).map(|decision| decision.verdict);
	assert!(verdict(START + DAY - 1).unwrap().is_permit());
	assert_eq!(verdict(START + DAY), Ok(Verdict::Deny(DenyReason::Revoked)));
	assert_eq!(verdict(START - SECOND), Ok(Verdict::Deny(DenyReason::NotYetValid)));
	let (at, proven_at) = (START + DAY + 1, START + DAY);
	assert_eq!(verdict(at), Err(Error::Later { at, proven_at }));
	let stale = Freshness::new(START + 2 * DAY, MINUTE);
	assert!(matches!(proven.decide_at(&stale, START), Err(Error::Stale { .. })));
}

#[test]
fn the_first_block_of_a_chain_has_no_time_and_is_never_fresh() {
	let mut chain = sp_io::TestExternalities::new_empty();
	chain.execute_with(|| sp_io::storage::set(b"something", b"else"));
	let proof = prove(&mut chain, &patient(), &hospital());
	let trusted = crate::Trusted::StateRoot(proof.state_root);
	let proven = proof.verify(&trusted, &question()).unwrap();
	assert_eq!(proven.facts().time, 0);
	let refused = proven.decide(&Freshness::new(START, DAY));
	assert_eq!(refused, Err(Error::Stale { age: START, max_age: DAY }));
}
