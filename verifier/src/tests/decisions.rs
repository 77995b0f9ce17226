// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{AccountId32, Decision, Error, Freshness, Question, Trusted};
use medibloc_primitives::{
	consent::{AccessQuery, DenyReason, Grantee, Obligations, Purpose, Scope, Terms, Verdict},
	credential::Role,
	record::{RecordClass, Subject},
	Jurisdiction,
};
use sp_io::TestExternalities;

fn decide(chain: &mut TestExternalities, question: &Question) -> Decision {
	let proof = prove(chain, &question.patient, &question.accessor);
	let proven = proof.verify(&Trusted::Block(proof.block_hash), question).unwrap();
	proven.decide(&Freshness::new(START, SECOND)).unwrap()
}

fn by(accessor: AccountId32) -> Question {
	Question { accessor, ..question() }
}

const NOTHING: Verdict = Verdict::Deny(DenyReason::NoGrant);

#[test]
fn a_grant_permits_under_its_obligations() {
	let mut chain = chain();
	let obligations = Obligations { no_reshare: true, place: Some(KR) };
	let grantee = Grantee::Account(hospital());
	let id = chain.execute_with(|| grant(grantee.clone(), Terms { obligations, ..terms() }));
	let decision = decide(&mut chain, &question());
	assert_eq!(decision.verdict, Verdict::Permit { grant: id, obligations });
	assert_eq!(decision.grantee, grantee);
	assert_eq!((decision.proven_at, decision.at), (START, START));
}

#[test]
fn absence_is_proven() {
	let (mut chain, ..) = proven();
	let proof = prove(&mut chain, &other_patient(), &stranger());
	let asked = Question { patient: other_patient(), ..by(stranger()) };
	let proven = proof.verify(&Trusted::Block(proof.block_hash), &asked).unwrap();
	assert!(proven.facts().is_nothing_granted());
	assert!(proven.facts().certifications.is_empty());
	let decision = proven.decide(&Freshness::new(START, SECOND)).unwrap();
	assert_eq!(decision.verdict, NOTHING);
	assert_eq!(decision.grantee, Grantee::Account(stranger()));
}

#[test]
fn an_open_request_grants_nothing() {
	let mut chain = chain();
	chain
		.execute_with(|| Consent::request(signed(hospital()), patient(), terms().into()))
		.expect("the hospital may ask");
	assert_eq!(decide(&mut chain, &question()).verdict, NOTHING);
}

#[test]
fn a_proof_of_one_purpose_does_not_permit_another() {
	let (_, trusted, proof) = proven();
	let verdict = |request| {
		let proven = proof.verify(&trusted, &Question { request, ..question() }).unwrap();
		proven.decide(&Freshness::new(START, SECOND)).unwrap().verdict
	};
	assert!(verdict(asked()).is_permit());
	assert_eq!(
		verdict(AccessQuery { purpose: Purpose::Hresch, ..asked() }),
		Verdict::Deny(DenyReason::PurposeNotGranted)
	);
	assert_eq!(
		verdict(AccessQuery { class: RecordClass::Genomic, ..asked() }),
		Verdict::Deny(DenyReason::OutOfScope)
	);
}

#[test]
fn a_grant_to_a_role_needs_the_credential() {
	for grantee in [Grantee::Role(Role::Insurer), Grantee::Institution(hospital())] {
		let role = grantee.role().unwrap();
		let mut chain = chain();
		let id = chain.execute_with(|| grant(grantee.clone(), terms()));
		let decision = decide(&mut chain, &question());
		let obligations = Obligations::default();
		assert_eq!(decision.verdict, Verdict::Permit { grant: id, obligations });
		assert_eq!(decision.grantee, grantee);
		// Others have no such credential.
		assert_eq!(decide(&mut chain, &by(stranger())).verdict, NOTHING);
		chain
			.execute_with(|| Credentials::revoke(signed(board()), hospital(), role))
			.expect("the board may revoke");
		assert_eq!(decide(&mut chain, &question()).verdict, NOTHING);
	}
}

#[test]
fn an_authority_that_was_removed_certifies_nobody() {
	let mut chain = chain();
	chain.execute_with(|| {
		grant(Grantee::Role(Role::Insurer), terms());
		Credentials::remove_authority(RuntimeOrigin::root(), board()).unwrap();
		Credentials::enact(signed(stranger()), board()).unwrap();
	});
	assert_eq!(decide(&mut chain, &question()).verdict, NOTHING);
}

#[test]
fn a_denial_to_any_circle_denies() {
	let mut chain = chain();
	chain.execute_with(|| grant(Grantee::Account(hospital()), terms()));
	assert!(decide(&mut chain, &question()).verdict.is_permit());
	chain.execute_with(|| grant(Grantee::Role(Role::Insurer), denial()));
	let decision = decide(&mut chain, &question());
	assert_eq!(decision.verdict, Verdict::Deny(DenyReason::ExplicitDeny));
	assert_eq!(decision.grantee, Grantee::Role(Role::Insurer));
}

#[test]
fn a_denial_to_a_role_outlives_the_credential() {
	for denied in [Grantee::Role(Role::Insurer), Grantee::Institution(hospital())] {
		let role = denied.role().unwrap();
		let mut chain = chain();
		chain.execute_with(|| {
			grant(Grantee::Account(hospital()), terms());
			set_time(START + SECOND);
			// In the same block: the hospital saw it coming.
			Credentials::surrender(signed(hospital()), role).unwrap();
			grant(denied.clone(), denial());
			set_time(START + 2 * SECOND);
			let verdict = Consent::check_access(&patient(), &hospital(), &asked(), None);
			assert_eq!(verdict, Verdict::Deny(DenyReason::ExplicitDeny));
		});
		let proof = prove(&mut chain, &patient(), &hospital());
		let proven = proof.verify(&Trusted::Block(proof.block_hash), &question()).unwrap();
		let decision = proven.decide(&Freshness::new(START + 2 * SECOND, SECOND)).unwrap();
		assert_eq!(decision.verdict, Verdict::Deny(DenyReason::ExplicitDeny));
		assert_eq!(decision.grantee, denied);
	}
}

#[test]
fn a_denial_to_a_role_is_not_of_those_who_gave_it_up_before() {
	let mut chain = chain();
	chain.execute_with(|| {
		grant(Grantee::Account(hospital()), terms());
		set_time(START + SECOND);
		Credentials::surrender(signed(hospital()), Role::Insurer).unwrap();
		set_time(START + 2 * SECOND);
		grant(Grantee::Role(Role::Insurer), denial());
	});
	let proof = prove(&mut chain, &patient(), &hospital());
	let proven = proof.verify(&Trusted::Block(proof.block_hash), &question()).unwrap();
	let decision = proven.decide(&Freshness::new(START + 2 * SECOND, SECOND)).unwrap();
	assert!(decision.verdict.is_permit());
}

#[test]
fn a_denial_of_one_version_denies_the_others() {
	let mut chain = chain();
	let versions = chain.execute_with(|| {
		let first = anchor_by_hospital();
		grant(Grantee::Account(hospital()), Terms { scope: Scope::All, ..terms() });
		let amend = |predecessor, byte| {
			set_time(START + SECOND * u64::from(byte));
			let (subject, role) = (Subject::Account(patient()), Some(Role::Institution));
			let commitment = sp_core::H256::repeat_byte(byte);
			RecordAnchors::amend(signed(hospital()), subject, predecessor, commitment, role)
				.unwrap();
			last_correction()
		};
		let second = amend(first, 1);
		// The one in the middle is denied.
		let scope = selected([], [second]);
		grant(Grantee::Account(hospital()), Terms { scope, ..denial() });
		let third = amend(second, 2);
		[first, second, third]
	});
	let subject = Subject::Account(patient());
	for anchor in versions {
		let request = AccessQuery { anchor: Some(anchor), ..asked() };
		let mut proof = prove(&mut chain, &patient(), &hospital());
		let key = crate::keys::anchors(&subject, anchor);
		proof.add_nodes(prove_keys(&mut chain, &[key]).1);
		let asked = Question { request, ..question() };
		let proven = proof.verify(&Trusted::Block(proof.block_hash), &asked).unwrap();
		let decision = proven.decide(&Freshness::new(START + 2 * SECOND, SECOND)).unwrap();
		assert_eq!(decision.verdict, Verdict::Deny(DenyReason::ExplicitDeny));
	}
}

#[test]
fn a_denial_of_one_record_denies_its_class() {
	let mut chain = chain();
	chain.execute_with(|| {
		grant(Grantee::Account(hospital()), Terms { scope: Scope::All, ..terms() });
		let scope = selected([], [anchor(RecordClass::Genomic)]);
		grant(Grantee::Account(hospital()), Terms { scope, ..denial() });
	});
	let mut verdict = |class| {
		let request = AccessQuery { class, ..asked() };
		decide(&mut chain, &Question { request, ..question() }).verdict
	};
	assert_eq!(verdict(RecordClass::Genomic), Verdict::Deny(DenyReason::ExplicitDeny));
	assert!(verdict(RecordClass::Laboratory).is_permit());
}

#[test]
fn a_permit_for_one_country_does_not_permit_another() {
	let mut chain = chain();
	let obligations = Obligations { no_reshare: false, place: Some(KR) };
	chain.execute_with(|| {
		grant(Grantee::Account(hospital()), Terms { obligations, ..terms() });
	});
	let mut verdict = |place| {
		let request = AccessQuery { place, ..asked() };
		decide(&mut chain, &Question { request, ..question() }).verdict
	};
	assert!(verdict(Some(KR)).is_permit());
	let refused = Verdict::Deny(DenyReason::PlaceNotAllowed);
	assert_eq!(verdict(Some(Jurisdiction(*b"DE"))), refused);
	assert_eq!(verdict(None), refused);
}

#[test]
fn what_was_before_the_horizon_is_unknown() {
	let mut chain = chain();
	let removable = START + 10 * DAY + 1_000 * DAY;
	chain.execute_with(|| {
		grant(Grantee::Account(hospital()), terms());
		grant(Grantee::Account(stranger()), Terms { until: START + 1_000 * DAY, ..terms() });
		set_time(removable);
		Consent::prune_expired(signed(board()), patient(), Grantee::Account(hospital())).unwrap();
	});
	let proof = prove(&mut chain, &patient(), &stranger());
	let asked = by(stranger());
	let proven = proof.verify(&Trusted::Block(proof.block_hash), &asked).unwrap();
	let at = |at| proven.decide_at(&Freshness::new(removable, 0), at).unwrap().verdict;
	let since = START + 10 * DAY;
	assert_eq!(at(since - 1), Verdict::Unknown);
	assert!(at(since).is_permit());
}

#[test]
fn patients_may_read_their_own() {
	let mut chain = chain();
	let own = by(patient());
	assert_eq!(decide(&mut chain, &own).verdict, Verdict::Own);
}

#[test]
fn a_request_for_a_single_record_needs_a_proof_of_its_class() {
	let mut chain = chain();
	let id = chain.execute_with(|| {
		grant(Grantee::Account(hospital()), terms());
		anchor(RecordClass::Genomic)
	});
	let single = |class| {
		let request = AccessQuery { class, anchor: Some(id), ..asked() };
		Question { request, ..question() }
	};
	let mut proof = prove(&mut chain, &patient(), &hospital());
	let trusted = Trusted::Block(proof.block_hash);
	let lacking = proof.verify(&trusted, &single(RecordClass::Laboratory));
	assert_eq!(lacking, Err(Error::Incomplete(crate::Item::Anchors)));

	let key = crate::keys::anchors(&Subject::Account(patient()), id);
	proof.add_nodes(prove_keys(&mut chain, &[key]).1);
	let verdict = |question: &Question| {
		let proven = proof.verify(&trusted, question).unwrap();
		assert_eq!(proven.class(), Some(RecordClass::Genomic));
		proven.decide(&Freshness::new(START, SECOND)).unwrap().verdict
	};
	// Whoever may read laboratory results may not pass a genome off as one.
	assert_eq!(
		verdict(&single(RecordClass::Laboratory)),
		Verdict::Deny(DenyReason::RecordMismatch)
	);
	assert_eq!(verdict(&single(RecordClass::Genomic)), Verdict::Deny(DenyReason::OutOfScope));
	assert_eq!(proof.verify(&trusted, &question()), Err(Error::Superfluous));
}
