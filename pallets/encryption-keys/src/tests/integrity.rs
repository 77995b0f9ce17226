// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;

fn check(step: u32) {
	ExtBuilder.build().execute_with(|| {
		MaxEpochStep::set(step);
		<EncryptionKeys as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(STEP);
}

#[test]
#[should_panic(expected = "no key could replace another")]
fn integrity_test_rejects_no_step() {
	check(0);
}
