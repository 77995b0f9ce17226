// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn decide(who: AccountId, id: BallotId, overturn: bool) -> DispatchResult {
	dispatch(who, Call::decide_appeal { ballot: id, overturn })
}

fn appealed() -> BallotId {
	let id = decided(APPLICANT, 1, 3);
	assert_ok!(dispatch(APPLICANT, Call::appeal { ballot: id }));
	id
}

fn stage(id: BallotId) -> Appeal {
	let BallotStage::Decided { appeal, .. } = ballot(id).stage else { panic!("it is decided") };
	appeal
}

#[test]
fn an_appeal_that_wins_certifies_in_the_name_of_the_jury() {
	ExtBuilder.seated(4, || {
		let id = appealed();
		System::reset_events();
		assert_ok!(decide(COURT, id, true));
		let serial = Registry::active_serial(&APPLICANT, ROLE).unwrap();
		let decided = Event::AppealDecided { ballot: id, is_overturned: true };
		assert_eq!(events(), [decided, Event::Certified { ballot: id, serial }]);
		assert_eq!((stage(id), ballot(id).serial), (Appeal::Overturned, Some(serial)));
		// The jurors are paid by their votes.
		assert_eq!(ballot(id).outcome(), Some((0, Outcome::Refused)));
		assert_eq!((ballot(id).vouchers, term(1).pot), (7, 1_000));
	});
}

#[test]
fn an_appeal_that_wins_too_late_for_the_application_is_certified_later() {
	ExtBuilder.seated(4, || {
		let id = appealed();
		withdraw(APPLICANT, ROLE);
		assert_ok!(decide(COURT, id, true));
		assert_eq!(last_event(), Event::NotCertified { ballot: id, error: NO_APPLICATION });
		file(APPLICANT, ROLE, account(), EVIDENCE, now() + DAY);
		assert_ok!(dispatch(APPLICANT, Call::certify { ballot: id }));
	});
}

#[test]
fn an_appeal_that_fails_leaves_the_decision() {
	ExtBuilder.seated(4, || {
		let id = appealed();
		assert_ok!(decide(COURT, id, false));
		assert_eq!(last_event(), Event::AppealDecided { ballot: id, is_overturned: false });
		assert_eq!((stage(id), ballot(id).serial), (Appeal::Upheld, None));
		assert_noop!(decide(COURT, id, true), Error::<Test>::NotAppealed);
	});
}

#[test]
fn decide_is_for_the_appeal_authority_of_an_appeal_in_time() {
	ExtBuilder.seated(4, || {
		let id = appealed();
		for who in [STRANGER, APPLICANT, ADMIN, account()] {
			assert_noop!(decide(who, id, true), Error::<Test>::NoPermission);
		}
		let other = BallotId { number: 9, ..id };
		assert_noop!(decide(COURT, other, true), Error::<Test>::BallotNotFound);
		let refused = decided(OTHER_APPLICANT, 0, 4);
		assert_noop!(decide(COURT, refused, true), Error::<Test>::NotAppealed);
		pass(DecisionWindow::get());
		assert_noop!(decide(COURT, id, true), Error::<Test>::WindowOver);
	});
}

#[test]
fn a_new_appeal_authority_decides_what_is_open() {
	ExtBuilder.seated(4, || {
		let id = appealed();
		register(STRANGER, &Role::ALL, KR);
		assert_ok!(Jury::update(signed(ADMIN), KR, STRANGER, roles(&[ROLE])));
		assert_noop!(decide(COURT, id, true), Error::<Test>::NoPermission);
		assert_ok!(decide(STRANGER, id, true));
	});
}

#[test]
fn an_appeal_can_be_decided_while_vouchers_are_redeemed() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 1, 3);
		end_term();
		RedemptionWindow::set(15 * DAY);
		let stage = match ballot(id).stage {
			BallotStage::Decided { ring, outcome, .. } => BallotStage::Decided {
				ring,
				outcome,
				appeal: Appeal::Filed { until: after(DecisionWindow::get()) },
			},
			_ => panic!("it is decided"),
		};
		Ballots::<Test>::mutate(id, |ballot| ballot.as_mut().unwrap().stage = stage);
		mint(1);
		assert_ok!(decide(COURT, id, true));
	});
}
