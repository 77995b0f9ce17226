// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;

fn check(set: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		set();
		<Seats as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(|| ());
}

#[test]
#[should_panic(expected = "the default schedule is too short")]
fn integrity_test_rejects_a_default_schedule_that_is_too_short() {
	check(|| DefaultSchedule::set(Schedule { session_length: 1, sessions_per_era: 3 }));
}

#[test]
#[should_panic(expected = "there must be blocks in which no session begins")]
fn integrity_test_rejects_sessions_of_one_block() {
	check(|| MinSessionLength::set(1));
}

#[test]
#[should_panic(expected = "an author must have had an era to be silent in")]
fn integrity_test_rejects_no_missed_eras() {
	check(|| MaxMissedEras::set(0));
}
