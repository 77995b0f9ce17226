// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use sp_runtime::transaction_validity::ValidTransaction;

#[test]
fn commit_stores_the_commitment_under_the_alias() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let valid = submit(commit_call(id, juror(0), Approve)).unwrap();
		let alias = alias_in(id, juror(0));
		assert_eq!(last_event(), Event::Committed { ballot: id, alias });
		let (keys, salt) = (voucher_keys(id, juror(0)), salt(id, juror(0)));
		let commitment = jury::commitment(GENESIS, &id, &alias, Approve, &keys, &salt);
		assert_eq!(stored_vote(id, juror(0)), Some(StoredVote::Committed(commitment)));
		assert_eq!(ballot(id).committed, 1);
		assert_eq!(checked(), 1);
		let ValidTransaction { provides, requires, propagate, longevity, .. } = valid;
		assert_eq!(provides, [("Jury", ("commit", id, alias)).encode()]);
		assert!(requires.is_empty() && propagate);
		assert_eq!(longevity, 63);
	});
}

#[test]
fn commit_works_once_for_each_alias() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let first = commit_call(id, juror(0), Approve);
		submit(first.clone()).unwrap();
		refuses(first, InvalidTransaction::Stale);
		refuses(commit_call(id, juror(0), Refuse), InvalidTransaction::Stale);
		submit(commit_call(id, juror(1), Refuse)).unwrap();
	});
}

#[test]
fn commit_is_for_the_members_of_the_ring() {
	RingCapacity::set(3);
	ExtBuilder.seated(6, || {
		let id = drawn(APPLICANT);
		for who in jurors(6) {
			match judges(id, who) {
				true => drop(submit(commit_call(id, who, Approve)).unwrap()),
				false => refuses(commit_call(id, who, Approve), InvalidTransaction::BadProof),
			}
		}
		assert_eq!(ballot(id).committed, 3);
		refuses(commit_call(id, STRANGER, Approve), InvalidTransaction::BadProof);
	});
}

#[test]
fn commit_has_its_window() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		let id = id(1, 0);
		refuses(commit_call(id, juror(0), Approve), InvalidTransaction::Future);
		Turns::pass_all();
		assert_ok!(draw(id));
		pass(CommitWindow::get() - 1);
		submit(commit_call(id, juror(0), Approve)).unwrap();
		pass(1);
		refuses(commit_call(id, juror(1), Approve), InvalidTransaction::Stale);
		pass(RevealWindow::get());
		close(id);
		refuses(commit_call(id, juror(1), Approve), InvalidTransaction::Stale);
	});
}

#[test]
fn commit_to_a_ballot_that_is_not_is_refused() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let Call::commit { alias, commitment, proof, hashcash, .. } =
			commit_call(id, juror(0), Approve)
		else {
			panic!()
		};
		let ballot = BallotId { number: 9, ..id };
		let call = Call::commit { ballot, alias, commitment, proof, hashcash };
		refuses(call, InvalidTransaction::Stale);
	});
}

#[test]
fn a_proof_binds_the_commitment_and_the_alias() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let Call::commit { ballot, alias, commitment, proof, .. } =
			commit_call(id, juror(0), Approve)
		else {
			panic!()
		};
		let with = |alias, commitment, proof: &medibloc_primitives::rings::RingProof| {
			let hashcash = work(&jury::commit_work(GENESIS, &id, &alias, &commitment, proof));
			Call::commit { ballot, alias, commitment, proof: proof.clone(), hashcash }
		};
		refuses(with(alias, H256::zero(), &proof), InvalidTransaction::BadProof);
		refuses(with(alias_in(id, juror(1)), commitment, &proof), InvalidTransaction::BadProof);
		refuses(with(alias, commitment, &Default::default()), InvalidTransaction::BadProof);
		submit(with(alias, commitment, &proof)).unwrap();
	});
}

#[test]
fn commit_needs_work_that_covers_the_proof_too() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let Call::commit { ballot, alias, commitment, proof, hashcash } =
			commit_call(id, juror(0), Approve)
		else {
			panic!()
		};
		let mut idle = 0;
		for nonce in 0..200 {
			let hashcash = medibloc_primitives::hashcash::Hashcash { nonce, ..hashcash };
			let proof = proof.clone();
			let call = Call::<Test>::commit { ballot, alias, commitment, proof, hashcash };
			idle += usize::from(
				frame_support::traits::Authorize::authorize(
					&call,
					sp_runtime::transaction_validity::TransactionSource::External,
				) == Some(refused(InvalidTransaction::BadProof)),
			);
		}
		assert!((150..200).contains(&idle), "one of 16 is enough: {idle}");
		// Of 200 calls that differ in a bad proof alone, the one work serves one in 16.
		MaxChecks::set(0);
		let reached = (0..200u32)
			.filter(|number| {
				let proof = number.encode().try_into().unwrap();
				let call = Call::commit { ballot, alias, commitment, proof, hashcash };
				submit(call) == refused(InvalidTransaction::ExhaustsResources)
			})
			.count();
		assert!(reached < 40, "{reached} of 200 came as far as the proof");
	});
}

#[test]
fn a_block_checks_so_many_proofs() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		MaxChecks::set(2);
		submit(commit_call(id, juror(0), Approve)).unwrap();
		submit(commit_call(id, juror(1), Approve)).unwrap();
		refuses(commit_call(id, juror(2), Approve), InvalidTransaction::ExhaustsResources);
		pass(1);
		submit(commit_call(id, juror(2), Approve)).unwrap();
	});
}

#[test]
fn work_for_a_block_that_is_old_or_to_come_is_refused() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let call = commit_call(id, juror(0), Approve);
		System::set_block_number(System::block_number() + 64);
		refuses(call.clone(), InvalidTransaction::Stale);
		System::set_block_number(System::block_number() - 65);
		refuses(call, InvalidTransaction::Future);
	});
}
