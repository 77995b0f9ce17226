// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::MAX_FURTHER_KEYS;
use frame_support::traits::Hooks;

fn check(max: u32) {
	ExtBuilder.build().execute_with(|| {
		MaxKeys::set(max);
		<Passkeys as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(MAX);
	check(1);
	check(MAX_FURTHER_KEYS);
}

#[test]
#[should_panic(expected = "no key could be added")]
fn integrity_test_rejects_no_keys() {
	check(0);
}

#[test]
#[should_panic(expected = "more keys than an account has room for")]
fn integrity_test_rejects_more_keys_than_there_is_room_for() {
	check(MAX_FURTHER_KEYS + 1);
}
