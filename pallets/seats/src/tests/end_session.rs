// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn forfeited(stash: AccountId, points: u32) -> Event<Test> {
	Event::PointsForfeited { stash, era: ERA, points, median: FULL }
}

fn missed(stash: AccountId) -> Option<u32> {
	MissedEras::<Test>::get().get(&stash).copied()
}

#[test]
fn sessions_are_passed_on_and_judged_only_at_the_end_of_an_era() {
	test(|| {
		Points::mutate(|points| points.insert(2, 0));
		<Seats as SessionManager<_>>::start_session(LAST_SESSION);
		<Seats as SessionManager<_>>::end_session(LAST_SESSION - 1);
		assert_eq!(Sessions::get(), ["start", "end"]);
		assert_eq!(events(), []);
	});
}

#[test]
fn a_silent_author_forfeits_its_points() {
	test(|| {
		end_era(&[(2, 40)]);
		assert_eq!(events(), [forfeited(2, 40)]);
		assert_eq!(Points::get().get(&2), None);
		assert_eq!(Points::get().get(&1), Some(&FULL));
		assert_eq!(missed(2), Some(1));
		assert!(Candidates::get().contains(&2));
	});
}

#[test]
fn an_author_without_any_points_is_silent() {
	test(|| {
		Points::mutate(|points| points.remove(&2));
		<Seats as SessionManager<_>>::end_session(LAST_SESSION);
		assert_eq!(events(), [forfeited(2, 0)]);
	});
}

#[test]
fn half_of_the_median_is_enough() {
	test(|| {
		end_era(&[(2, FULL / 2)]);
		assert_eq!(events(), []);
		end_era(&[(2, FULL / 2 - 1)]);
		assert_eq!(events(), [forfeited(2, FULL / 2 - 1)]);
	});
}

#[test]
fn an_author_that_is_silent_again_is_unseated() {
	test(|| {
		end_era(&[(2, 0)]);
		end_era(&[(2, 0)]);
		assert_eq!(events().last(), Some(&Event::Unseated { stash: 2, era: ERA }));
		assert!(!Candidates::get().contains(&2));
		assert_eq!(missed(2), None);
	});
}

#[test]
fn an_era_that_is_not_silent_forgives() {
	test(|| {
		end_era(&[(2, 0)]);
		end_era(&[]);
		assert_eq!(missed(2), None);
		end_era(&[(2, 0)]);
		assert!(Candidates::get().contains(&2));
	});
}

#[test]
fn an_era_without_a_seat_forgives() {
	test(|| {
		end_era(&[(2, 0)]);
		Authors::set(vec![1, 3, 4, 5]);
		end_era(&[]);
		assert_eq!(missed(2), None);
	});
}

#[test]
fn an_era_in_which_too_little_was_authored_judges_nobody() {
	test(|| {
		end_era(&[(2, 0)]);
		events();
		let few: Vec<_> = (1..=5).map(|who| (who, if who == 2 { 0 } else { 59 })).collect();
		end_era(&few);
		assert_eq!(events(), []);
		assert_eq!(missed(2), Some(1), "neither does it forgive");
	});
}

#[test]
fn nobody_is_silent_where_most_are() {
	test(|| {
		end_era(&[(1, 0), (2, 0), (3, 0)]);
		assert_eq!(events(), []);
	});
}

#[test]
fn one_that_authors_more_than_its_share_silences_nobody() {
	test(|| {
		end_era(&[(1, 10 * FULL)]);
		assert_eq!(events(), []);
	});
}

#[test]
fn nobody_is_unseated_if_too_few_candidates_would_be_left() {
	test(|| {
		Candidates::set(vec![1, 2]);
		end_era(&[(2, 0)]);
		end_era(&[(2, 0)]);
		assert_eq!(events().last(), Some(&Event::Spared { stash: 2, era: ERA }));
		assert!(Candidates::get().contains(&2));
		// As soon as others stand it goes.
		Candidates::set(vec![1, 2, 3]);
		end_era(&[(2, 0)]);
		assert!(!Candidates::get().contains(&2));
	});
}

#[test]
fn the_last_candidate_is_never_unseated() {
	test(|| {
		Minimum::set(0);
		Candidates::set(vec![2]);
		end_era(&[(2, 0)]);
		end_era(&[(2, 0)]);
		assert_eq!(Candidates::get(), [2]);
	});
}

#[test]
fn an_invulnerable_author_is_never_unseated() {
	test(|| {
		Invulnerables::set(vec![2]);
		for _ in 0..3 {
			end_era(&[(2, 0)]);
		}
		assert_eq!(events(), [forfeited(2, 0), forfeited(2, 0), forfeited(2, 0)]);
		assert!(Candidates::get().contains(&2));
	});
}

#[test]
fn one_that_does_not_stand_any_more_is_not_said_to_be_unseated() {
	test(|| {
		end_era(&[(2, 0)]);
		Candidates::mutate(|candidates| candidates.retain(|who| *who != 2));
		events();
		end_era(&[(2, 0)]);
		assert_eq!(events(), [forfeited(2, 0)]);
		assert_eq!(missed(2), None);
	});
}

#[test]
fn a_chain_without_authors_judges_nobody() {
	test(|| {
		Authors::set(vec![]);
		end_era(&[]);
		assert_eq!(events(), []);
	});
}

#[test]
fn a_seat_without_keys_is_silent_and_lost() {
	test(|| {
		Elected::set(Some(vec![1, 2, 3, 4, 5, 6]));
		WithoutKeys::set(vec![6]);
		end_era(&[]);
		assert_eq!(events(), [forfeited(6, 0)]);
		end_era(&[]);
		assert_eq!(events().last(), Some(&Event::Unseated { stash: 6, era: ERA }));
	});
}

#[test]
fn an_elected_stash_that_was_kept_waiting_is_not_silent() {
	test(|| {
		// It has keys, but the authors stayed as they were.
		Elected::set(Some(vec![1, 2, 6]));
		end_era(&[]);
		assert_eq!(events(), []);
	});
}
