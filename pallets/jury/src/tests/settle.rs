// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn settle(who: AccountId) -> DispatchResult {
	dispatch(STRANGER, Call::settle { jurisdiction: KR, term: 1, juror: who })
}

fn minted(test: impl FnOnce()) {
	MinBallots::set(2);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 3, 0);
		decided(OTHER_APPLICANT, 3, 0);
		end_term();
		mint(1);
		test();
	});
}

#[test]
fn settle_burns_what_was_not_redeemed_of_the_deposit() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		assert_ok!(dispatch(juror(0), redeem_call(1, juror(0), &keys[..3])));
		let keys = vouchers(1, juror(1));
		assert_ok!(dispatch(juror(1), redeem_call(1, juror(1), &keys[..1])));
		pass(RedemptionWindow::get());
		for (who, released, burnt) in
			[(juror(0), 1_000, 0), (juror(1), 333, 667), (juror(2), 0, 1_000), (juror(3), 0, 1_000)]
		{
			assert_ok!(settle(who));
			let event = Event::Settled { jurisdiction: KR, term: 1, who, released, burnt };
			assert_eq!(last_event(), event);
			assert_eq!((held(who), PointsLedger::total(who)), (0, POINTS - burnt));
			assert!(juror_of(1, who).is_none());
		}
		assert_eq!(PointsLedger::burnt(), 2_667);
	});
}

#[test]
fn settle_waits_for_the_end_of_the_window_and_works_once() {
	ExtBuilder.seated(4, || {
		assert_noop!(settle(juror(0)), Error::<Test>::RedemptionNotOver);
	});
	minted(|| {
		pass(RedemptionWindow::get() - 1);
		assert_noop!(settle(juror(0)), Error::<Test>::RedemptionNotOver);
		pass(1);
		assert_ok!(settle(juror(0)));
		assert_noop!(settle(juror(0)), Error::<Test>::JurorNotFound);
		assert_noop!(settle(STRANGER), Error::<Test>::JurorNotFound);
		let other = Call::settle { jurisdiction: KR, term: 7, juror: juror(0) };
		assert_noop!(dispatch(STRANGER, other), Error::<Test>::TermNotFound);
	});
}

#[test]
fn settle_touches_no_deposit_of_another_term() {
	minted(|| {
		while !stored().is_last {
			next_epoch();
		}
		assert_ok!(enrol(juror(3)));
		assert_eq!(held(juror(3)), 2_000);
		pass(RedemptionWindow::get());
		assert_ok!(settle(juror(3)));
		assert_eq!(held(juror(3)), 1_000);
	});
}
