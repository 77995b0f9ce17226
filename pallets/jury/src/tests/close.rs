// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn a_ballot_that_is_approved_certifies_the_applicant() {
	ExtBuilder.seated(5, || {
		let id = drawn(APPLICANT);
		let votes = [(juror(0), Approve), (juror(1), Approve), (juror(2), Refuse)];
		vote(id, &votes);
		close(id);
		let serial = Registry::active_serial(&APPLICANT, ROLE).unwrap();
		let (outcome, approve, refuse, unreadable) = (Outcome::Approved, 2, 1, 0);
		let decided = Event::Decided { ballot: id, outcome, approve, refuse, unreadable };
		assert_eq!(events(), [decided, Event::Certified { ballot: id, serial }]);
		let ballot = ballot(id);
		assert_eq!((ballot.serial, ballot.fee, ballot.vouchers), (Some(serial), 1_000, 5));
		let appeal = Appeal::Excluded;
		assert_eq!(ballot.stage, BallotStage::Decided { ring: 0, outcome, appeal });
		// The fee is in the pot.
		assert_eq!((free(APPLICANT), on_hold(HoldReason::Fee, APPLICANT)), (FUNDS - 1_000, 0));
		assert_eq!(free(account()), 1_001);
		let term = term(1);
		assert_eq!((term.pot, term.open, term.decided, term.promised), (1_000, 0, 1, 5));
	});
}

#[test]
fn a_ballot_that_is_refused_can_be_appealed() {
	ExtBuilder.seated(5, || {
		let id = decided(APPLICANT, 1, 2);
		assert_eq!(Registry::active_serial(&APPLICANT, ROLE), None);
		let appeal = Appeal::Possible { until: after(AppealWindow::get()) };
		let outcome = Outcome::Refused;
		assert_eq!(ballot(id).stage, BallotStage::Decided { ring: 0, outcome, appeal });
		assert_eq!((term(1).pot, ballot(id).vouchers), (1_000, 5));
	});
}

#[test]
fn a_tie_refuses() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 2, 2);
		assert_eq!(ballot(id).outcome(), Some((0, Outcome::Refused)));
	});
}

#[test]
fn a_ballot_that_a_third_cannot_read_is_void_at_the_applicants_cost() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		let votes = [(juror(0), Approve), (juror(1), Approve), (juror(2), Unreadable)];
		vote(id, &votes);
		close(id);
		assert_eq!(ballot(id).outcome(), Some((0, Outcome::Unreadable)));
		assert_eq!((term(1).pot, ballot(id).vouchers), (1_000, 6));
		assert_eq!(Registry::active_serial(&APPLICANT, ROLE), None);
	});
}

#[test]
fn without_a_quorum_nothing_counts_and_the_fee_is_paid_back() {
	ExtBuilder.seated(5, || {
		let id = drawn(APPLICANT);
		let votes = [(juror(0), Approve), (juror(1), Approve)];
		vote(id, &votes);
		close(id);
		let reason = DropReason::NoQuorum;
		assert_eq!(last_event(), Event::Dropped { ballot: id, reason });
		assert_eq!((free(APPLICANT), on_hold(HoldReason::Fee, APPLICANT)), (FUNDS, 0));
		let term = term(1);
		assert_eq!((term.pot, term.open, term.decided, term.promised), (0, 0, 0, 0));
		assert_eq!(Registry::active_serial(&APPLICANT, ROLE), None);
	});
	// Of five, three are half, rounded up.
	ExtBuilder.seated(5, || assert!(ballot(decided(APPLICANT, 3, 0)).is_approved()));
}

#[test]
fn commitments_that_are_not_opened_count_for_no_quorum() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		for who in jurors(4) {
			submit(commit_call(id, who, Approve)).unwrap();
		}
		pass(CommitWindow::get());
		submit(reveal_call(id, juror(0), Approve)).unwrap();
		pass(RevealWindow::get());
		close(id);
		assert!(matches!(ballot(id).stage, BallotStage::Dropped { .. }));
	});
}

#[test]
fn close_waits_for_the_window_to_reveal_and_works_once() {
	ExtBuilder.seated(4, || {
		let close = |id| dispatch(STRANGER, Call::close { ballot: id });
		applied(APPLICANT);
		let id = id(1, 0);
		assert_noop!(close(id), Error::<Test>::BallotNotOver);
		Turns::pass_all();
		assert_ok!(draw(id));
		pass(CommitWindow::get() + RevealWindow::get() - 1);
		assert_noop!(close(id), Error::<Test>::BallotNotOver);
		pass(1);
		assert_ok!(close(id));
		assert_noop!(close(id), Error::<Test>::BallotNotOver);
		assert_noop!(close(BallotId { number: 9, ..id }), Error::<Test>::BallotNotFound);
	});
}

#[test]
fn close_is_free_of_charge() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		vote(id, &[(juror(0), Approve), (juror(1), Approve)]);
		let info = Jury::close(signed(STRANGER), id).unwrap();
		assert_eq!(info.pays_fee, frame_support::dispatch::Pays::No);
	});
}

#[test]
fn an_application_that_was_withdrawn_is_decided_all_the_same() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		vote(id, &[(juror(0), Approve), (juror(1), Approve)]);
		withdraw(APPLICANT, ROLE);
		close(id);
		let error = NO_APPLICATION;
		assert_eq!(last_event(), Event::NotCertified { ballot: id, error });
		assert_eq!((ballot(id).outcome(), ballot(id).serial), (Some((0, Outcome::Approved)), None));
		assert_eq!(term(1).pot, 1_000);
	});
}

#[test]
fn a_hold_that_something_else_slashed_does_not_stop_a_ballot() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		vote(id, &[(juror(0), Approve), (juror(1), Approve)]);
		slash(HoldReason::Fee, APPLICANT, 400);
		close(id);
		assert_eq!((ballot(id).fee, term(1).pot), (600, 600));
	});
}

#[test]
fn an_applicant_without_anything_else_pays_the_fee_too() {
	ExtBuilder.seated(4, || {
		Balances::force_set_balance(RuntimeOrigin::root(), APPLICANT, 1_001).unwrap();
		let id = decided(APPLICANT, 4, 0);
		assert_eq!((ballot(id).fee, free(APPLICANT)), (1_000, 1));
	});
}
