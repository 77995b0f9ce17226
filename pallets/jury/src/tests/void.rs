// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn void(id: BallotId) -> DispatchResult {
	Jury::void(signed(ADMIN), id)
}

#[test]
fn a_decided_ballot_that_is_voided_is_as_if_it_never_was() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		assert_ok!(void(id));
		let expected = Event::Voided { ballot: id, refunded: 1_000, is_revoked: true };
		assert_eq!(last_event(), expected);
		assert_eq!(ballot(id).stage, BallotStage::Dropped { reason: DropReason::Voided });
		assert_eq!((free(APPLICANT), free(account())), (FUNDS, 1));
		assert_eq!(Registry::active_serial(&APPLICANT, ROLE), None);
		let term = term(1);
		assert_eq!((term.pot, term.decided, term.promised, term.open), (0, 0, 0, 0));
		assert!(Applicants::<Test>::get(APPLICANT, (KR, ROLE)).is_none());
		assert_noop!(void(id), Error::<Test>::AlreadyDropped);
	});
}

#[test]
fn an_open_ballot_is_voided_with_its_votes() {
	ExtBuilder.seated(4, || {
		applied(OTHER_APPLICANT);
		let waiting = id(1, 0);
		assert_ok!(void(waiting));
		assert_eq!(on_hold(HoldReason::Fee, OTHER_APPLICANT), 0);
		let id = drawn(APPLICANT);
		submit(commit_call(id, juror(0), Approve)).unwrap();
		submit(commit_call(id, juror(1), Approve)).unwrap();
		pass(CommitWindow::get());
		submit(reveal_call(id, juror(0), Approve)).unwrap();
		assert_ok!(void(id));
		let expected = Event::Voided { ballot: id, refunded: 1_000, is_revoked: false };
		assert_eq!(last_event(), expected);
		refuses(reveal_call(id, juror(1), Approve), InvalidTransaction::Stale);
		assert_eq!((free(APPLICANT), on_hold(HoldReason::Fee, APPLICANT)), (FUNDS, 0));
		assert_eq!((term(1).open, term(1).promised), (0, 0));
		// Its keys are free once the term is minted.
		let [key, _] = voucher_keys(id, juror(0));
		assert!(!Rings::is_free(&key));
		end_term();
		mint(1);
		assert!(Rings::is_free(&key));
		assert_eq!(Votes::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_credential_that_replaced_the_one_of_the_ballot_is_not_revoked() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		decertify(APPLICANT, ROLE);
		certify(APPLICANT, ROLE, KR);
		assert_ok!(void(id));
		let expected = Event::Voided { ballot: id, refunded: 1_000, is_revoked: false };
		assert_eq!(last_event(), expected);
		assert!(Registry::active_serial(&APPLICANT, ROLE).is_some());
	});
}

#[test]
fn a_fee_that_cannot_be_paid_back_is_shared() {
	ExtBuilder.build_and_execute(|| {
		create();
		seat(4);
		let id = decided(APPLICANT, 0, 4);
		// The account is gone, and what would be paid back could not open it.
		Ballots::<Test>::mutate(id, |ballot| ballot.as_mut().unwrap().fee = 0);
		assert_ok!(void(id));
		let expected = Event::Voided { ballot: id, refunded: 0, is_revoked: false };
		assert_eq!(last_event(), expected);
		assert_eq!(term(1).pot, 1_000);
	});
}

#[test]
fn void_works_until_vouchers_are_minted() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		end_term();
		let second = BallotId { number: 9, ..id };
		assert_noop!(void(second), Error::<Test>::BallotNotFound);
		pass(VoidWindow::get());
		assert_ok!(dispatch(STRANGER, Call::mint { jurisdiction: KR, term: 1, limit: 1 }));
		assert_noop!(void(id), Error::<Test>::AlreadyMinted);
		mint(1);
		assert_noop!(void(id), Error::<Test>::AlreadyMinted);
	});
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		end_term();
		pass(VoidWindow::get());
		assert_ok!(void(id));
		mint(1);
		assert_eq!((term(1).vouchers, held(juror(0))), (0, 0));
	});
}

#[test]
fn a_ballot_that_was_voided_counts_for_no_mark() {
	MinBallots::set(1);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		let second = decided(OTHER_APPLICANT, 4, 0);
		assert_ok!(void(second));
		end_term();
		mint(1);
		assert_eq!(juror_of(1, juror(0)).unwrap().mark, Some(1));
		assert_eq!((term(1).vouchers, term(1).reward), (8, 125));
	});
}
