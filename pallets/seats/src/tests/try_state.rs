// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;

fn assert_noticed(message: &'static str, corrupt: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		assert_ok!(Seats::do_try_state());
		corrupt();
		assert_eq!(Seats::do_try_state(), Err(message.into()));
	});
}

#[test]
fn a_schedule_that_is_too_short_is_noticed() {
	assert_noticed("the schedule is too short", || {
		CurrentSchedule::<Test>::put(Schedule { session_length: 1, sessions_per_era: 1 });
	});
}

#[test]
fn an_author_noted_without_having_been_silent_is_noticed() {
	assert_noticed("an author is noted without having been silent", || {
		MissedEras::<Test>::mutate(|missed| missed.try_insert(1, 0).unwrap());
	});
}

#[test]
fn a_corrupt_schedule_does_not_divide_by_zero() {
	use frame_support::traits::Get;
	new_test_ext().execute_with(|| {
		CurrentSchedule::<Test>::put(Schedule { session_length: 0, sessions_per_era: 1 });
		assert_eq!(crate::SessionLength::<Test>::get(), MinSessionLength::get());
	});
}
