// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn call() -> DispatchResult {
	dispatch(STRANGER, Call::advance { jurisdiction: KR })
}

#[test]
fn advance_freezes_the_cohort_that_enrolled_and_opens_the_next() {
	ExtBuilder.founded(|| {
		enrol_all(jurors(3));
		advance();
		let expected = Event::Advanced { jurisdiction: KR, epoch: 1, term: 1, is_last: false };
		assert_eq!(last_event(), expected);
		assert_eq!(Rings::state(&jurors_cohort(1)), Some(CohortState::Frozen));
		assert_eq!(Rings::state(&jurors_cohort(2)), Some(CohortState::Open));
		assert_eq!(stored().epoch_ends_at, after(EpochLength::get()));
		assert_eq!((term(1).first_epoch, term(1).epochs), (1, 1));
	});
}

#[test]
fn advance_waits_for_the_end_of_the_epoch_in_live_time() {
	ExtBuilder.founded(|| {
		pass(EpochLength::get() - 1);
		assert_noop!(call(), Error::<Test>::EpochNotOver);
		pass(1);
		assert_ok!(call());
		assert_noop!(call(), Error::<Test>::EpochNotOver);
		let elsewhere = dispatch(STRANGER, Call::advance { jurisdiction: DE });
		assert_noop!(elsewhere, Error::<Test>::JuryNotFound);
	});
}

#[test]
fn advance_is_free_of_charge() {
	ExtBuilder.founded(|| {
		pass(EpochLength::get());
		let info = Jury::advance(signed(STRANGER), KR).unwrap();
		assert_eq!(info.pays_fee, frame_support::dispatch::Pays::No);
	});
}

/// Each epoch, whether it is the last of its term, and the term that jurors enrol for.
fn epochs(count: u32) -> Vec<(u32, u32, bool, u32)> {
	(0..count)
		.map(|_| {
			for who in jurors(4) {
				let _ = enrol(who);
			}
			next_epoch();
			let jury = stored();
			(jury.epoch, jury.term, jury.is_last, jury.enrolling_term())
		})
		.collect()
}

#[test]
fn a_term_without_enough_ballots_has_as_many_epochs_as_it_can() {
	MinBallots::set(20);
	ExtBuilder.founded(|| {
		let expected = [
			(1, 1, false, 1),
			(2, 1, false, 1),
			(3, 1, true, 2),
			(4, 2, false, 2),
			(5, 2, false, 2),
			(6, 2, true, 3),
		];
		assert_eq!(epochs(6), expected);
	});
}

#[test]
fn the_epoch_after_enough_ballots_is_the_last() {
	MinBallots::set(2);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 0, 4);
		decided(OTHER_APPLICANT, 3, 0);
		assert_eq!(epochs(2), [(2, 1, true, 2), (3, 2, false, 2)]);
	});
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		assert_eq!(epochs(1), [(2, 1, false, 1)]);
	});
}

#[test]
fn enough_ballots_are_that_many_for_each_ring() {
	MinBallots::set(2);
	RingCapacity::set(3);
	MinRing::set(2);
	ExtBuilder.seated(6, || {
		assert_eq!(Rings::rings(&jurors_cohort(1)), 2);
		for applicant in [20, 21, 22, 23] {
			Balances::force_set_balance(RuntimeOrigin::root(), applicant, FUNDS).unwrap();
			let id = drawn(applicant);
			let votes: Vec<_> = jurors(6)
				.into_iter()
				.filter(|who| judges(id, *who))
				.map(|who| (who, Refuse))
				.collect();
			vote(id, &votes);
			close(id);
			if applicant == 21 {
				assert_eq!(term(1).decided, 2);
				epochs(1);
				assert!(!stored().is_last, "two ballots are enough for one ring only");
			}
		}
		epochs(1);
		assert!(stored().is_last);
	});
}

#[test]
fn an_epoch_without_rings_is_the_last_so_that_more_can_enrol() {
	ExtBuilder.founded(|| {
		enrol_all(jurors(2));
		next_epoch();
		assert_eq!(Rings::state(&jurors_cohort(1)), Some(CohortState::TooSmall));
		assert!(stored().is_last);
		// Those of the first term enrol anew, and so does a newcomer.
		enrol_all(jurors(3));
		assert_eq!(held(juror(0)), 2 * JurorDeposit::get());
		next_epoch();
		assert_eq!(Rings::state(&jurors_cohort(2)), Some(CohortState::Built));
		assert_eq!((stored().term, stored().is_last), (2, false));
		// The term that never was is over at once.
		mint(1);
		assert_eq!(held(juror(0)), JurorDeposit::get());
	});
}

#[test]
fn a_term_whose_vouchers_fill_half_a_ring_has_one_more_epoch() {
	MinBallots::set(20);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		assert_eq!(term(1).promised, 8);
		MaxVouchers::set(16);
		epochs(1);
		assert!(stored().is_last);
	});
}

#[test]
fn a_term_that_is_over_gives_time_to_void_its_ballots() {
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		end_term();
		assert_eq!(term(1).stage, TermStage::Ended { mint_from: after(VoidWindow::get()) });
	});
	ExtBuilder.seated(4, || {
		end_term();
		assert_eq!(term(1).stage, TermStage::Ended { mint_from: after(0) }, "nothing is to void");
	});
}
