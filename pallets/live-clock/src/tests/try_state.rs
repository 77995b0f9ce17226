// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use frame_support::assert_err;
use sp_runtime::TryRuntimeError;

/// Corrupts the clock of a chain that has gone on for a minute, a day ago.
fn detects(error: &'static str, corrupt: impl FnOnce(&mut Reading)) {
	ExtBuilder.build().execute_with(|| {
		block_at(BEGIN);
		block_after(MINUTE);
		block_after(DAY);
		LiveClock::do_try_state().unwrap();
		Clock::<Test>::mutate(|reading| corrupt(reading.as_mut().unwrap()));
		assert_err!(LiveClock::do_try_state(), TryRuntimeError::Other(error));
	});
}

#[test]
fn a_state_without_a_clock_is_sound() {
	ExtBuilder.build().execute_with(|| LiveClock::do_try_state().unwrap());
}

#[test]
fn a_reading_before_the_beginning_is_detected() {
	detects("the clock was read before it began", |reading| reading.began_at = reading.read_at + 1);
}

#[test]
fn a_reading_after_the_block_is_detected() {
	detects("the clock was read after the block", |reading| reading.read_at += 1);
}

#[test]
fn live_time_ahead_of_the_wall_clock_is_detected() {
	detects("live time runs ahead of the wall clock", |reading| {
		reading.live = LiveMoment::default().after(DAY + MINUTE + 1);
	});
}
