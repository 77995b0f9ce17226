// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Each invariant: storage that breaks it is detected.

use super::*;
use crate::types::{Ballot, Juror};
use frame_support::assert_err;
use sp_runtime::TryRuntimeError;

/// A jury in its second term. The first has a decided ballot and one that was dropped, and its vouchers are
/// being redeemed; the second has an open ballot with votes.
fn assert_detected(broken: &'static str, corrupt: impl FnOnce()) {
	MaxEpochs::set(1);
	ExtBuilder.build().execute_with(|| {
		create();
		seat(4);
		decided(APPLICANT, 3, 1);
		let dropped = drawn(OTHER_APPLICANT);
		vote(dropped, &[]);
		close(dropped);
		enrol_all(jurors(4));
		next_epoch();
		mint(1);
		let keys = vouchers(1, juror(0));
		assert_ok!(dispatch(juror(0), redeem_call(1, juror(0), &keys[..1])));
		let open = drawn(OTHER_APPLICANT);
		submit(commit_call(open, juror(0), Approve)).unwrap();
		submit(commit_call(open, juror(1), Approve)).unwrap();
		pass(CommitWindow::get());
		submit(reveal_call(open, juror(0), Approve)).unwrap();
		enrol_all(jurors(2));
		assert_ok!(Jury::do_try_state());
		corrupt();
		assert_err!(Jury::do_try_state(), TryRuntimeError::Other(broken));
	});
}

const OPEN: BallotId = BallotId { jurisdiction: KR, term: 2, number: 0 };
const DECIDED: BallotId = BallotId { jurisdiction: KR, term: 1, number: 0 };

fn jury(change: impl FnOnce(&mut crate::JuryOf<Test>)) {
	Juries::<Test>::mutate(KR, |jury| change(jury.as_mut().unwrap()));
}

fn in_term(number: u32, change: impl FnOnce(&mut crate::TermOf<Test>)) {
	Terms::<Test>::mutate((KR, number), |term| change(term.as_mut().unwrap()));
}

fn in_ballot(id: BallotId, change: impl FnOnce(&mut crate::BallotOf<Test>)) {
	Ballots::<Test>::mutate(id, |ballot| change(ballot.as_mut().unwrap()));
}

fn in_juror(term: u32, who: AccountId, change: impl FnOnce(&mut crate::JurorOf<Test>)) {
	Jurors::<Test>::mutate((KR, term), who, |juror| change(juror.as_mut().unwrap()));
}

#[test]
fn a_jury_that_is_not_in_the_epoch_of_its_terms_is_detected() {
	assert_detected("a jury judges for no role", || jury(|jury| jury.roles = roles(&[])));
	assert_detected("jurors cannot enrol for the coming epoch", || jury(|jury| jury.epoch += 1));
	assert_detected("the term of the present epoch is not stored", || jury(|jury| jury.term = 9));
	assert_detected("the present epoch is not the last of its term that began", || {
		in_term(2, |term| term.epochs = 0)
	});
	assert_detected("the term that jurors enrol for is not stored", || {
		Terms::<Test>::remove((KR, 3))
	});
	assert_detected("the term that jurors enrol for does not begin with the coming epoch", || {
		in_term(3, |term| term.first_epoch += 1)
	});
}

#[test]
fn a_term_of_no_jury_or_with_too_many_epochs_is_detected() {
	assert_detected("a term belongs to no jury", || {
		let term = term(3);
		Terms::<Test>::insert((DE, 3), term);
	});
	assert_detected("a term has too many epochs", || in_term(1, |term| term.epochs = 2));
}

#[test]
fn wrong_counts_of_ballots_are_detected() {
	assert_detected("a ballot of a term is not stored", || in_term(2, |term| term.ballots = 2));
	assert_detected("the count of open ballots is wrong", || in_term(2, |term| term.open = 0));
	assert_detected("the count of decided ballots is wrong", || {
		in_term(1, |term| term.decided = 2)
	});
	assert_detected("the count of promised vouchers is wrong", || {
		in_term(1, |term| term.promised += 1)
	});
	assert_detected("more vouchers are promised than there can be", || {
		in_ballot(OPEN, |ballot| ballot.vouchers += 800);
		in_term(2, |term| term.promised += 800);
	});
	assert_detected("what the rings judged is not what was decided", || {
		Judged::<Test>::insert((KR, 1), (1, 0), 2)
	});
	assert_detected("what the rings judged is not what was decided", || {
		Judged::<Test>::insert((KR, 2), (2, 0), 1)
	});
}

#[test]
fn votes_that_a_ballot_does_not_count_are_detected() {
	assert_detected("a ballot is of no epoch of its term", || {
		in_ballot(OPEN, |ballot| ballot.epoch = 1)
	});
	assert_detected("more votes were revealed than committed to", || {
		in_ballot(OPEN, |ballot| ballot.refuse = 2)
	});
	assert_detected("a ballot without a ring has votes", || {
		let turn = Default::default();
		in_ballot(OPEN, |ballot| ballot.stage = BallotStage::Waiting { turn })
	});
	assert_detected("a ring votes twice", || in_ballot(OPEN, |ballot| ballot.committed = 5));
	assert_detected("a window ends before it begins", || {
		in_ballot(OPEN, |ballot| {
			let BallotStage::Voting { reveal_until, .. } = &mut ballot.stage else { panic!() };
			*reveal_until = LiveMoment::default();
		})
	});
	assert_detected("the votes of a ballot are not those that it counts", || {
		in_ballot(OPEN, |ballot| ballot.committed = 3)
	});
	assert_detected("the votes of a ballot are not those that it counts", || {
		in_ballot(OPEN, |ballot| {
			ballot.approve = 0;
			ballot.refuse = 1;
		})
	});
	assert_detected("a vote was left behind", || {
		Votes::<Test>::insert(DECIDED, [1; 32], StoredVote::Committed(H256::zero()))
	});
}

#[test]
fn a_voucher_key_that_is_free_is_detected() {
	assert_detected("the key of a voucher is not reserved", || {
		steal(&voucher_keys(OPEN, juror(0))[1])
	});
	assert_detected("vouchers are members before the term is over", || {
		use medibloc_primitives::RingsMutate;
		assert_ok!(Rings::open(vouchers_cohort(2)));
	});
}

#[test]
fn an_applicant_of_another_ballot_is_detected() {
	assert_detected("an applicant waits for no ballot", || {
		Applicants::<Test>::insert(STRANGER, (KR, ROLE), id(9, 0))
	});
	assert_detected("an applicant waits for the ballot of another", || {
		Applicants::<Test>::insert(STRANGER, (KR, ROLE), OPEN)
	});
}

#[test]
fn what_belongs_to_nothing_is_detected() {
	let cases: [fn(); 3] = [
		|| Redeemed::<Test>::insert((KR, 9), [1; 32], ()),
		|| Judged::<Test>::insert((KR, 9), (1, 0), 1),
		|| Jurors::<Test>::insert((KR, 9), juror(0), Juror::default()),
	];
	for case in cases {
		assert_detected("something is stored for a term that is not", case);
	}
	assert_detected("a ballot is stored that its term does not count", || {
		let ballot = ballot(OPEN);
		Ballots::<Test>::insert(id(2, 7), Ballot { vouchers: 0, ..ballot });
	});
	assert_detected("a ballot is stored that its term does not count", || {
		Votes::<Test>::insert(id(2, 7), [1; 32], StoredVote::Committed(H256::zero()))
	});
}

#[test]
fn wrong_counts_of_vouchers_are_detected() {
	assert_detected("the vouchers of a term are not the keys of their cohort", || {
		in_term(1, |term| term.vouchers -= 1)
	});
	assert_detected("more vouchers were redeemed than there are", || {
		in_term(1, |term| term.redeemed = 8)
	});
	assert_detected("the redeemed vouchers are not those that are counted", || {
		in_term(1, |term| term.redeemed = 2)
	});
}

#[test]
fn a_juror_beyond_the_mark_or_of_another_term_is_detected() {
	assert_detected("a juror enrolled for another term", || {
		in_juror(3, juror(0), |juror| {
			juror.keys[0].0 = 1;
		})
	});
	assert_detected("a juror has no mark", || in_juror(1, juror(0), |juror| juror.mark = None));
	assert_detected("a juror without ballots is kept", || {
		in_juror(1, juror(1), |juror| juror.mark = Some(0))
	});
	assert_detected("a juror has a mark and keys, or neither", || {
		in_juror(3, juror(0), |juror| juror.keys = Default::default())
	});
	assert_detected("a juror is beyond the mark", || {
		in_juror(1, juror(0), |juror| juror.redeemed = 2)
	});
	assert_detected("a deposit was released that was not earned", || {
		in_juror(1, juror(0), |juror| juror.released -= 1)
	});
}

#[test]
fn fees_on_hold_of_nobody_are_detected() {
	assert_detected("what is on hold is not what the deposits say", || {
		leak_hold(HoldReason::Fee, STRANGER)
	});
	assert_detected("what is on hold is not what the deposits say", || {
		slash(HoldReason::Fee, OTHER_APPLICANT, 1)
	});
	assert_detected("what is on hold is not what the deposits say", || {
		in_ballot(OPEN, |ballot| ballot.fee += 1)
	});
}

#[test]
fn a_pot_that_does_not_cover_what_it_owes_is_detected() {
	assert_detected("the account of a jury does not cover its pots", || {
		Balances::force_set_balance(RuntimeOrigin::root(), account(), free(account()) - 1).unwrap();
	});
	assert_detected("a pot does not cover the rewards", || {
		in_term(1, |term| term.pot = term.reward * 6 - 1)
	});
}

#[test]
fn points_on_hold_of_nobody_are_detected() {
	let broken = "the points on hold are not what is left of the deposits";
	assert_detected(broken, || PointsLedger::leak(STRANGER));
	assert_detected(broken, || PointsLedger::leak(juror(2)));
	assert_detected("a deposit is of no account", || {
		let juror = Juror {
			deposit: 1,
			keys: vec![(3, [0; 32])].try_into().unwrap(),
			..Default::default()
		};
		Jurors::<Test>::insert((KR, 3), 9_999, juror);
	});
}
