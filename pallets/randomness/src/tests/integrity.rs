// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;

fn check(max_turns: u32) {
	ExtBuilder::default().build().execute_with(|| {
		MaxTurns::set(max_turns);
		<Randomness as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(4);
}

#[test]
#[should_panic(expected = "no value would be kept")]
fn integrity_test_rejects_no_values() {
	check(0);
}

#[test]
#[should_panic(expected = "turns that passed would be taken for turns to come")]
fn integrity_test_rejects_values_of_half_of_all_turns() {
	check(u32::MAX / 2 - crate::DELAY);
}
