// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Attacks on the secrecy of votes and on what they earn, from the table of bad input of the protocol.

use super::*;

#[test]
fn a_copied_commitment_cannot_be_opened() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let honest = commit_call(id, juror(0), Approve);
		let Call::commit { commitment, .. } = &honest else { panic!() };
		// Out of the pool, before the other is in a block.
		let copy = commit_call_as(id, &key_for(id, juror(1)), alias_in(id, juror(1)), *commitment);
		submit(copy).unwrap();
		submit(honest).unwrap();
		pass(CommitWindow::get());
		let Call::reveal { ballot, vote, keys, salt, .. } = reveal_call(id, juror(0), Approve)
		else {
			panic!()
		};
		// The reveal of the honest one is in the pool: all is known.
		let alias = alias_in(id, juror(1));
		let hashcash = work(&jury::reveal_work(GENESIS, &id, &alias, vote, &keys, &salt));
		let stolen = Call::reveal { ballot, alias, vote, keys, salt, hashcash };
		refuses(stolen, InvalidTransaction::BadProof);
		submit(reveal_call(id, juror(0), Approve)).unwrap();
	});
}

#[test]
fn a_juror_of_another_ring_or_epoch_has_no_vote() {
	RingCapacity::set(3);
	CommitWindow::set(20 * DAY);
	ExtBuilder.seated(6, || {
		enrol_all(jurors(6));
		let first = drawn(APPLICANT);
		next_epoch();
		let second = drawn(OTHER_APPLICANT);
		let outsider = jurors(6).into_iter().find(|who| !judges(first, *who)).unwrap();
		refuses(commit_call(first, outsider, Approve), InvalidTransaction::BadProof);
		// A member of the ring, by the key of the other epoch.
		for (id, epoch) in [(first, 2), (second, 1)] {
			let member = jurors(6).into_iter().find(|who| judges(id, *who)).unwrap();
			let key = ring_key(member, epoch);
			let alias = alias(&key, &jury::ballot_context(GENESIS, &id));
			let call = commit_call_as(id, &key, alias, H256::repeat_byte(1));
			refuses(call, InvalidTransaction::BadProof);
			submit(commit_call(id, member, Approve)).unwrap();
		}
	});
}

#[test]
fn what_was_shown_for_one_ballot_serves_no_other() {
	ExtBuilder.seated(4, || {
		let (first, second) = (drawn(APPLICANT), drawn(OTHER_APPLICANT));
		let call = commit_call(first, juror(0), Approve);
		let Call::commit { alias, commitment, proof, .. } = call.clone() else { panic!() };
		let hashcash = work(&jury::commit_work(GENESIS, &second, &alias, &commitment, &proof));
		let replay = Call::commit { ballot: second, alias, commitment, proof, hashcash };
		refuses(replay, InvalidTransaction::BadProof);
		submit(call.clone()).unwrap();
		refuses(call, InvalidTransaction::Stale);
		// The same juror has another alias there.
		assert_ne!(alias_in(first, juror(0)), alias_in(second, juror(0)));
		submit(commit_call(second, juror(0), Approve)).unwrap();
	});
}

#[test]
fn an_applicant_never_votes_on_the_own_application() {
	RingCapacity::set(3);
	ExtBuilder.seated(6, || {
		for applicant in jurors(6) {
			let id = drawn(applicant);
			assert!(!judges(id, applicant));
			refuses(commit_call(id, applicant, Approve), InvalidTransaction::BadProof);
		}
	});
}

#[test]
fn a_vote_after_its_phase_and_a_reveal_of_something_else_are_refused() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		submit(commit_call(id, juror(0), Approve)).unwrap();
		pass(CommitWindow::get());
		refuses(commit_call(id, juror(1), Approve), InvalidTransaction::Stale);
		refuses(reveal_call(id, juror(0), Refuse), InvalidTransaction::BadProof);
		pass(RevealWindow::get());
		refuses(reveal_call(id, juror(0), Approve), InvalidTransaction::Stale);
	});
}

#[test]
fn whoever_left_before_the_epoch_has_no_vote() {
	ExtBuilder.founded(|| {
		enrol_all(jurors(5));
		assert_ok!(dispatch(juror(4), Call::leave { jurisdiction: KR }));
		next_epoch();
		let id = drawn(APPLICANT);
		refuses(commit_call(id, juror(4), Approve), InvalidTransaction::BadProof);
	});
}

#[test]
fn the_voucher_keys_of_another_cannot_be_taken_from_the_pool() {
	ExtBuilder.seated(4, || {
		// Two ballots; the second is still open for commitments when the first is revealed.
		let first = drawn(APPLICANT);
		submit(commit_call(first, juror(0), Approve)).unwrap();
		submit(commit_call(first, juror(1), Approve)).unwrap();
		pass(CommitWindow::get());
		let second = drawn(OTHER_APPLICANT);
		let keys = voucher_keys(first, juror(0));
		submit(commit_call_with(second, juror(3), Approve, &keys)).unwrap();
		// It is too late for them to be taken: the reveal is in a block before the other can be.
		refuses(reveal_call_with(second, juror(3), Approve, keys), InvalidTransaction::Future);
		submit(reveal_call(first, juror(0), Approve)).unwrap();
		assert!(matches!(
			stored_vote(first, juror(0)),
			Some(StoredVote::Revealed { keys: Some(_), .. })
		));
		pass(CommitWindow::get());
		submit(reveal_call_with(second, juror(3), Approve, keys)).unwrap();
		assert!(matches!(
			stored_vote(second, juror(3)),
			Some(StoredVote::Revealed { keys: None, .. })
		));
	});
}

#[test]
fn a_voucher_of_one_term_is_worth_nothing_in_another() {
	MaxEpochs::set(1);
	MinBallots::set(1);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		enrol_all(jurors(4));
		next_epoch();
		decided(OTHER_APPLICANT, 4, 0);
		next_epoch();
		assert_eq!(stored().term, 3);
		mint(1);
		mint(2);
		let (old, new) = (vouchers(1, juror(0)), voucher_keys(id(2, 0), juror(0)));
		assert_eq!(old.len(), 2);
		let proofs = vec![voucher_proof(1, &old[0], juror(0))].try_into().unwrap();
		let call = Call::redeem { jurisdiction: KR, term: 2, proofs };
		assert_noop!(dispatch(juror(0), call), Error::<Test>::BadProof);
		assert_noop!(
			dispatch(juror(0), redeem_call(2, juror(0), &old[..1])),
			Error::<Test>::BadProof
		);
		assert_ok!(dispatch(juror(0), redeem_call(2, juror(0), &new[..1])));
		assert_ok!(dispatch(juror(0), redeem_call(1, juror(0), &old[..1])));
	});
}

/// The shown flow of whoever was at least half the time with the majority is the same.
#[test]
fn jurors_at_the_mark_cannot_be_told_apart_by_what_they_redeem() {
	MinBallots::set(2);
	ExtBuilder.seated(5, || {
		for (number, applicant) in [APPLICANT, OTHER_APPLICANT].into_iter().enumerate() {
			let id = drawn(applicant);
			// The first is always with the majority, the second and third once each.
			let alone = juror(1 + number as u32);
			let votes: Vec<_> = jurors(5)
				.into_iter()
				.map(|who| (who, if who == alone { Refuse } else { Approve }))
				.collect();
			vote(id, &votes);
			close(id);
		}
		end_term();
		mint(1);
		let shown = |who: AccountId| {
			let keys = vouchers(1, who);
			assert_ok!(dispatch(who, redeem_call(1, who, &keys[..3])));
			let Event::Redeemed { vouchers, released, reward, .. } = last_event() else {
				panic!("it was redeemed")
			};
			(vouchers, released, reward)
		};
		let flows: Vec<_> = [0, 1, 2].map(|number| shown(juror(number))).to_vec();
		assert!(flows.windows(2).all(|pair| pair[0] == pair[1]), "{flows:?}");
		assert_eq!(vouchers(1, juror(0)).len() - vouchers(1, juror(1)).len(), 1);
	});
}

/// A ring that was drawn cannot be drawn again by applying anew for free.
#[test]
fn another_ring_costs_another_fee() {
	RingCapacity::set(3);
	ExtBuilder.seated(6, || {
		let id = drawn(APPLICANT);
		withdraw(APPLICANT, ROLE);
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::BallotAlreadyExists);
		let votes: Vec<_> =
			jurors(6).into_iter().filter(|who| judges(id, *who)).map(|who| (who, Refuse)).collect();
		vote(id, &votes);
		close(id);
		pass(AppealWindow::get());
		applied(APPLICANT);
		assert_eq!(free(APPLICANT) + on_hold(HoldReason::Fee, APPLICANT), FUNDS - 1_000);
	});
}

#[test]
fn calls_that_were_not_asked_for_their_authorisation_leave_no_trace_where_they_do_not_belong() {
	use frame_support::traits::UnfilteredDispatchable;
	let by_order = |call: Call<Test>| {
		call.dispatch_bypass_filter(frame_system::RawOrigin::Authorized.into())
			.map(|_| ())
			.map_err(|failed| failed.error)
	};
	ExtBuilder.seated(4, || {
		let (missing, waiting) = (id(1, 9), drawn(APPLICANT));
		let commit = commit_call(waiting, juror(0), Approve);
		let Call::commit { alias, commitment, proof, hashcash, .. } = commit.clone() else {
			panic!()
		};
		let other = Call::commit { ballot: missing, alias, commitment, proof, hashcash };
		assert_noop!(by_order(other), Error::<Test>::BallotNotFound);
		let reveal = reveal_call(waiting, juror(0), Approve);
		assert_noop!(by_order(reveal.clone()), Error::<Test>::NotVoting);
		submit(commit.clone()).unwrap();
		assert_noop!(by_order(commit.clone()), Error::<Test>::NotVoting);
		pass(CommitWindow::get());
		submit(reveal.clone()).unwrap();
		assert_noop!(by_order(reveal), Error::<Test>::NotVoting);
		pass(RevealWindow::get());
		assert_ok!(Jury::close(RuntimeOrigin::signed(STRANGER), waiting));
		let late = commit_call(waiting, juror(3), Approve);
		assert_noop!(by_order(late), Error::<Test>::NotVoting);
		let key = voucher_keys(waiting, juror(0))[0];
		let surplus = surplus_call(1, &key, STRANGER);
		assert_noop!(by_order(surplus), Error::<Test>::RedemptionNotOpen);
		let surplus = surplus_call(7, &key, STRANGER);
		assert_noop!(by_order(surplus), Error::<Test>::TermNotFound);
	});
}
