// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn call(limit: u32) -> DispatchResult {
	dispatch(STRANGER, Call::mint { jurisdiction: KR, term: 1, limit })
}

#[test]
fn mint_gives_two_vouchers_to_the_majority_and_one_to_the_others() {
	ExtBuilder.seated(5, || {
		let id = drawn(APPLICANT);
		for (number, vote) in [Approve, Approve, Refuse, Approve].into_iter().enumerate() {
			submit(commit_call(id, juror(number as u32), vote)).unwrap();
		}
		pass(CommitWindow::get());
		// The fourth does not reveal, and the fifth was absent.
		for (number, vote) in [Approve, Approve, Refuse].into_iter().enumerate() {
			submit(reveal_call(id, juror(number as u32), vote)).unwrap();
		}
		pass(RevealWindow::get());
		close(id);
		end_term();
		mint(1);
		let earned: Vec<_> = jurors(5).iter().map(|who| vouchers(1, *who).len()).collect();
		assert_eq!(earned, [2, 2, 1, 0, 0]);
		// The key that earned nothing is free.
		assert!(Rings::is_free(&voucher_keys(id, juror(2))[1]));
		assert_eq!((term(1).vouchers, term(1).reward), (5, 200));
		assert_eq!(Votes::<Test>::iter().count(), 0);
		assert_eq!(Judged::<Test>::get((KR, 1), (1, 0)), 1);
		// All were in the ring, so that all have the mark.
		assert!(jurors(5).iter().all(|who| juror_of(1, *who).unwrap().mark == Some(1)));
	});
}

#[test]
fn in_a_short_term_each_vote_earns_one() {
	MinBallots::set(2);
	MinVouchers::set(3);
	ExtBuilder.seated(5, || {
		let id = drawn(APPLICANT);
		vote(id, &[(juror(0), Approve), (juror(1), Approve), (juror(2), Refuse)]);
		close(id);
		end_term();
		mint(1);
		let earned: Vec<_> = jurors(5).iter().map(|who| vouchers(1, *who)).collect();
		assert_eq!(earned[..3], [0, 1, 2].map(|who| vec![voucher_keys(id, juror(who))[0]]));
		assert!(earned[3].is_empty() && earned[4].is_empty());
		assert!(Rings::is_free(&voucher_keys(id, juror(0))[1]));
		assert_eq!((term(1).vouchers, term(1).reward), (3, 333));
		assert!(jurors(5).iter().all(|who| juror_of(1, *who).unwrap().mark == Some(1)));
	});
}

#[test]
fn all_votes_of_an_unreadable_ballot_earn_two() {
	ExtBuilder.seated(3, || {
		let id = drawn(APPLICANT);
		vote(id, &[(juror(0), Approve), (juror(1), Refuse), (juror(2), Unreadable)]);
		close(id);
		end_term();
		mint(1);
		assert!(jurors(3).iter().all(|who| vouchers(1, *who).len() == 2));
	});
}

#[test]
fn the_mark_is_higher_for_whoever_judged_enough() {
	MinBallots::set(2);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		decided(OTHER_APPLICANT, 0, 4);
		end_term();
		mint(1);
		assert_eq!(juror_of(1, juror(0)).unwrap().mark, Some(3));
	});
}

#[test]
fn a_juror_of_some_epochs_is_measured_by_the_ballots_of_these() {
	MinBallots::set(2);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		enrol_all(jurors(3));
		next_epoch();
		decided(OTHER_APPLICANT, 0, 3);
		end_term();
		mint(1);
		let marks = jurors(4).into_iter().map(|who| juror_of(1, who).unwrap().mark.unwrap());
		assert!(marks.eq([3, 3, 3, 1]));
		assert!(jurors(4).iter().all(|who| juror_of(1, *who).unwrap().keys.is_empty()));
	});
}

#[test]
fn a_juror_whose_ring_judged_nothing_gets_the_deposit_back() {
	RingCapacity::set(3);
	ExtBuilder.seated(6, || {
		let id = drawn(APPLICANT);
		let (ring, others): (Vec<_>, Vec<_>) =
			jurors(6).into_iter().partition(|who| judges(id, *who));
		let votes: Vec<_> = ring.iter().map(|who| (*who, Approve)).collect();
		vote(id, &votes);
		close(id);
		end_term();
		mint(1);
		assert!(ring.iter().all(|who| held(*who) == 1_000));
		for who in others {
			assert_eq!((held(who), PointsLedger::spendable(&who)), (0, POINTS));
			assert!(juror_of(1, who).is_none());
		}
	});
}

#[test]
fn a_term_with_too_few_vouchers_fines_nobody() {
	MinVouchers::set(100);
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		end_term();
		mint(1);
		assert_eq!(Rings::state(&vouchers_cohort(1)), Some(CohortState::TooSmall));
		assert!(jurors(4).iter().all(|who| held(*who) == 0 && juror_of(1, *who).is_none()));
		assert_eq!((term(1).reward, term(1).pot), (0, 1_000));
		// The ballot stays until it cannot be appealed any more.
		let until = after(RedemptionWindow::get());
		assert_eq!(term(1).stage, TermStage::Redeeming { until });
		assert!(Ballots::<Test>::contains_key(id));
	});
}

#[test]
fn mint_waits_for_the_end_of_the_term_of_its_ballots_and_of_the_window_to_void() {
	ExtBuilder.seated(4, || {
		assert_noop!(call(9), Error::<Test>::TermNotOver);
		while !stored().is_last {
			next_epoch();
		}
		// In the last epoch there are no jurors, so that the ballot is of the first.
		assert_noop!(call(9), Error::<Test>::TermNotOver);
	});
	MaxEpochs::set(1);
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		submit(commit_call(id, juror(0), Approve)).unwrap();
		EpochLength::set(1);
		Juries::<Test>::mutate(KR, |jury| jury.as_mut().unwrap().epoch_ends_at = after(0));
		advance();
		assert_eq!(stored().term, 2);
		pass(VoidWindow::get());
		assert_noop!(call(9), Error::<Test>::TermNotOver);
		close(id);
		assert_noop!(call(9), Error::<Test>::TermNotOver);
		pass(VoidWindow::get() - 1);
		assert_noop!(call(9), Error::<Test>::TermNotOver);
		pass(1);
		assert_ok!(call(9));
		let other = Call::mint { jurisdiction: KR, term: 7, limit: 1 };
		assert_noop!(dispatch(STRANGER, other), Error::<Test>::TermNotFound);
	});
}

#[test]
fn mint_goes_on_in_steps_of_any_size() {
	for limit in [1, 2, 3, 7, 64] {
		MinBallots::set(2);
		ExtBuilder.seated(5, || {
			decided(APPLICANT, 4, 1);
			let void = decided(OTHER_APPLICANT, 5, 0);
			assert_ok!(Jury::void(signed(ADMIN), void));
			let third = decided(OTHER_APPLICANT, 2, 3);
			assert!(ballot(third).outcome().is_some());
			end_term();
			pass(VoidWindow::get());
			for _ in 0..100 {
				if term(1).stage == TermStage::Building {
					break;
				}
				assert_ok!(call(limit));
				check_state();
			}
			assert_noop!(call(limit), Error::<Test>::RingsNotBuilt);
			build_all();
			assert_ok!(call(limit));
			let until = after(RedemptionWindow::get());
			let (jurisdiction, term_number) = (KR, 1);
			let opened = Event::RedemptionOpened { jurisdiction, term: term_number, until };
			assert_eq!(last_event(), opened);
			assert_noop!(call(limit), Error::<Test>::NothingToDo);
			assert_eq!((term(1).vouchers, term(1).pot, term(1).reward), (17, 2_000, 117));
			let marks: Vec<_> =
				jurors(5).iter().map(|who| juror_of(1, *who).unwrap().mark).collect();
			assert_eq!(marks, [Some(3); 5]);
			// The rings of jurors are gone.
			assert_eq!(Rings::state(&jurors_cohort(1)), None);
		});
	}
}

#[test]
fn mint_of_nothing_is_nothing_to_do() {
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		end_term();
		pass(VoidWindow::get());
		assert_noop!(call(0), Error::<Test>::NothingToDo);
		assert_ok!(call(1));
		assert_noop!(call(0), Error::<Test>::NothingToDo);
	});
}
