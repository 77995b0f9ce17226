// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use core::num::NonZeroU32;
use frame_support::assert_err;
use sp_runtime::TryRuntimeError;

/// Corrupts a chain after its seventh turn, of which the last four are kept.
fn detects(error: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		blocks_with(1..=7);
		Randomness::do_try_state().unwrap();
		corrupt();
		assert_err!(Randomness::do_try_state(), TryRuntimeError::Other(error));
	});
}

#[test]
fn a_state_without_values_is_sound() {
	ExtBuilder::default().build_and_execute(|| {});
	ExtBuilder::development(1).build_and_execute(|| {});
	ExtBuilder::default().build_and_execute(|| {
		block(Proven::Absent);
	});
}

#[test]
fn another_value_of_the_present_turn_is_detected() {
	let error = "the value of the present turn is not the one kept";
	detects(error, || Values::<Test>::insert(RandomnessTurn(7), value(8)));
	detects(error, || Values::<Test>::remove(RandomnessTurn(7)));
	detects(error, || LastReading::<Test>::mutate(|reading| reading.value = None));
}

#[test]
fn a_value_too_many_is_detected() {
	detects("too many values are kept", || Values::<Test>::insert(RandomnessTurn(3), value(3)));
}

#[test]
fn a_missing_value_is_detected() {
	let error = "a value is missing, or of no turn that was";
	detects(error, || Values::<Test>::remove(RandomnessTurn(5)));
	detects(error, LastReading::<Test>::kill);
}

#[test]
fn a_value_of_a_turn_to_come_is_detected() {
	let error = "a value is missing, or of no turn that was";
	detects(error, || {
		Values::<Test>::remove(RandomnessTurn(4));
		Values::<Test>::insert(RandomnessTurn(8), value(8));
	});
}

#[test]
fn a_development_chain_that_waits_is_detected() {
	detects("a development chain waits for a relay chain", || {
		block(Proven::Absent);
		BlocksPerTurn::<Test>::put(NonZeroU32::MIN);
	});
}
