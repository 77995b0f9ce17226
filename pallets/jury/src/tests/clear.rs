// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn clear(limit: u32) -> DispatchResult {
	dispatch(STRANGER, Call::clear { jurisdiction: KR, term: 1, limit })
}

fn minted(test: impl FnOnce()) {
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		decided(OTHER_APPLICANT, 3, 0);
		end_term();
		mint(1);
		test();
	});
}

#[test]
fn clear_leaves_nothing_of_a_term_and_hands_its_pot_over() {
	for limit in [1, 2, 5, 64] {
		minted(|| {
			assert_eq!((term(1).vouchers, term(1).reward), (14, 142));
			let keys = vouchers(1, juror(0));
			assert_ok!(dispatch(juror(0), redeem_call(1, juror(0), &keys[..2])));
			submit(surplus_call(1, &keys[2], STRANGER)).unwrap();
			pass(RedemptionWindow::get());
			let before = free(TREASURY);
			for _ in 0..100 {
				if Terms::<Test>::contains_key((KR, 1)) {
					assert_ok!(clear(limit));
					check_state();
				}
			}
			let remainder = 2_000 - 3 * 142;
			let cleared = Event::Cleared { jurisdiction: KR, term: 1, remainder };
			assert_eq!(last_event(), cleared);
			assert_eq!((free(TREASURY), free(account())), (before + remainder, 1));
			assert_eq!(Jurors::<Test>::iter_prefix((KR, 1)).count(), 0);
			assert_eq!(Redeemed::<Test>::iter().count(), 0);
			assert_eq!(Judged::<Test>::iter().count(), 0);
			assert_eq!(Ballots::<Test>::iter().count(), 0);
			assert_eq!(Applicants::<Test>::iter().count(), 0);
			assert_eq!(Rings::state(&vouchers_cohort(1)), None);
			assert!(jurors(4).iter().all(|who| held(*who) == 0));
			assert_eq!(PointsLedger::burnt(), 3_334);
			assert_noop!(clear(limit), Error::<Test>::TermNotFound);
		});
	}
}

#[test]
fn clear_waits_for_the_end_of_the_window() {
	minted(|| {
		pass(RedemptionWindow::get() - 1);
		assert_noop!(clear(1), Error::<Test>::RedemptionNotOver);
		pass(1);
		assert_noop!(clear(0), Error::<Test>::NothingToDo);
		assert_ok!(clear(1));
		assert_eq!(term(1).stage, TermStage::Clearing);
		// The others can still be settled one by one.
		let left = jurors(4).into_iter().find(|who| juror_of(1, *who).is_some()).unwrap();
		assert_ok!(dispatch(STRANGER, Call::settle { jurisdiction: KR, term: 1, juror: left }));
	});
}

#[test]
fn a_term_without_ballots_is_cleared_at_once() {
	ExtBuilder.seated(3, || {
		end_term();
		mint(1);
		assert!(jurors(3).iter().all(|who| held(*who) == 0));
		assert_ok!(clear(1));
		assert_eq!(last_event(), Event::Cleared { jurisdiction: KR, term: 1, remainder: 0 });
	});
}

#[test]
fn an_applicant_who_applied_anew_is_not_forgotten_with_the_old_ballot() {
	minted(|| {
		while !stored().is_last {
			next_epoch();
		}
		enrol_all(jurors(4));
		next_epoch();
		decertify(APPLICANT, ROLE);
		applied(APPLICANT);
		let latest = Applicants::<Test>::get(APPLICANT, (KR, ROLE)).unwrap();
		assert_ne!(latest.term, 1);
		pass(RedemptionWindow::get());
		assert_ok!(clear(64));
		assert_eq!(Applicants::<Test>::get(APPLICANT, (KR, ROLE)), Some(latest));
	});
}
