// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn call(who: AccountId) -> DispatchResult {
	dispatch(who, Call::apply { jurisdiction: KR, role: ROLE, evidence: EVIDENCE })
}

#[test]
fn apply_opens_a_ballot_and_holds_the_fee() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		let id = id(1, 0);
		assert_eq!(last_event(), Event::Applied { ballot: id, applicant: APPLICANT, role: ROLE });
		let ballot = ballot(id);
		assert_eq!((ballot.applicant, ballot.role, ballot.epoch), (APPLICANT, ROLE, 1));
		assert_eq!((ballot.evidence, ballot.package, ballot.serial), (EVIDENCE, None, None));
		assert_eq!((ballot.fee, ballot.vouchers), (1_000, 8));
		assert!(matches!(ballot.stage, BallotStage::Waiting { .. }));
		assert_eq!(on_hold(HoldReason::Fee, APPLICANT), 1_000);
		assert_eq!(Applicants::<Test>::get(APPLICANT, (KR, ROLE)), Some(id));
		assert_eq!((term(1).ballots, term(1).open, term(1).promised), (1, 1, 8));
		assert_eq!(stored().ballots, 1);
	});
}

#[test]
fn apply_works_without_a_fee() {
	Fee::set(0);
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		assert_eq!((ballot(id).fee, term(1).pot), (0, 0));
	});
}

#[test]
fn apply_needs_the_application_with_this_evidence() {
	ExtBuilder.seated(4, || {
		assert_noop!(call(APPLICANT), Error::<Test>::ApplicationNotFound);
		file(APPLICANT, ROLE, COURT, EVIDENCE, now() + 30 * DAY);
		assert_noop!(call(APPLICANT), Error::<Test>::ApplicationNotFound);
		file(APPLICANT, Role::Insurer, account(), EVIDENCE, now() + 30 * DAY);
		assert_noop!(call(APPLICANT), Error::<Test>::ApplicationNotFound);
		file(APPLICANT, ROLE, account(), H256::zero(), now() + 30 * DAY);
		assert_noop!(call(APPLICANT), Error::<Test>::ApplicationChanged);
		let votes = CommitWindow::get() + RevealWindow::get();
		file(APPLICANT, ROLE, account(), EVIDENCE, now() + votes);
		assert_noop!(call(APPLICANT), Error::<Test>::ApplicationExpired);
		file(APPLICANT, ROLE, account(), EVIDENCE, now() + votes + 1);
		assert_ok!(call(APPLICANT));
	});
}

#[test]
fn apply_needs_a_jury_that_may_certify_for_the_role() {
	ExtBuilder.seated(4, || {
		let elsewhere = Call::apply { jurisdiction: DE, role: ROLE, evidence: EVIDENCE };
		assert_noop!(dispatch(APPLICANT, elsewhere), Error::<Test>::JuryNotFound);
		assert_ok!(Jury::update(signed(ADMIN), KR, COURT, roles(&[Role::Insurer])));
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::RoleNotAllowed);
		assert_ok!(Jury::update(signed(ADMIN), KR, COURT, roles(&[ROLE])));
		register(account(), &[Role::Insurer], KR);
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::RoleNotAllowed);
		unregister(account());
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::NotAuthority);
	});
}

#[test]
fn apply_needs_the_fee() {
	ExtBuilder.seated(4, || {
		Balances::force_set_balance(RuntimeOrigin::root(), APPLICANT, 1_000).unwrap();
		filed(APPLICANT);
		assert_noop!(
			apply(APPLICANT),
			DispatchError::Token(sp_runtime::TokenError::FundsUnavailable)
		);
	});
}

#[test]
fn apply_sends_to_the_appeal_authority_where_there_are_too_few_jurors() {
	// Before there were any, and where they are too few for a ring.
	ExtBuilder.founded(|| {
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::TooFewJurors);
		seat(2);
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::TooFewJurors);
	});
	// The only ring is the applicant's own.
	ExtBuilder.seated(3, || {
		filed(juror(0));
		assert_noop!(apply(juror(0)), Error::<Test>::TooFewJurors);
	});
}

#[test]
fn apply_works_before_the_rings_are_built() {
	ExtBuilder.founded(|| {
		enrol_all(jurors(3));
		advance();
		applied(APPLICANT);
		assert_noop!(draw(id(1, 0)), Error::<Test>::RingsNotBuilt);
		Turns::pass_all();
		build_all();
		assert_ok!(draw(id(1, 0)));
	});
}

#[test]
fn apply_rejects_a_second_ballot_while_one_is_not_over() {
	ExtBuilder.seated(4, || {
		let first = drawn(APPLICANT);
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::BallotAlreadyExists);
		vote(first, &[(juror(0), Refuse), (juror(1), Refuse)]);
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::BallotAlreadyExists);
		close(first);
		// It can be appealed.
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::BallotAlreadyExists);
		assert_ok!(dispatch(APPLICANT, Call::appeal { ballot: first }));
		pass(DecisionWindow::get() - 1);
		filed(APPLICANT);
		assert_noop!(apply(APPLICANT), Error::<Test>::BallotAlreadyExists);
		pass(1);
		applied(APPLICANT);
		assert_eq!(Applicants::<Test>::get(APPLICANT, (KR, ROLE)), Some(id(1, 1)));
	});
}

#[test]
fn apply_anew_where_nothing_counted() {
	ExtBuilder.seated(4, || {
		let first = drawn(APPLICANT);
		vote(first, &[]);
		close(first);
		applied(APPLICANT);
	});
}

#[test]
fn an_applicant_can_have_ballots_for_several_roles() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		let role = Role::Insurer;
		file(APPLICANT, role, account(), EVIDENCE, now() + 30 * DAY);
		let call = Call::apply { jurisdiction: KR, role, evidence: EVIDENCE };
		assert_ok!(dispatch(APPLICANT, call));
	});
}

#[test]
fn an_epoch_has_no_more_ballots_than_jurors_can_be_asked_for() {
	MaxBallots::set(1);
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		filed(OTHER_APPLICANT);
		assert_noop!(apply(OTHER_APPLICANT), Error::<Test>::TooManyBallots);
		next_epoch();
		enrol_all(jurors(4));
		seat(0);
		applied(OTHER_APPLICANT);
	});
}

#[test]
fn a_term_has_no_more_ballots_than_one_ring_takes_vouchers() {
	ExtBuilder.seated(4, || {
		MaxVouchers::set(15);
		applied(APPLICANT);
		filed(OTHER_APPLICANT);
		assert_noop!(apply(OTHER_APPLICANT), Error::<Test>::TooManyBallots);
		MaxVouchers::set(16);
		applied(OTHER_APPLICANT);
	});
}
