// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;

fn check(max_step: u64) {
	ExtBuilder.build().execute_with(|| {
		MaxStep::set(max_step);
		<LiveClock as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(MINUTE);
}

#[test]
#[should_panic(expected = "live time would stand still")]
fn integrity_test_rejects_no_step() {
	check(0);
}
