// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;
use sp_runtime::Permill;

fn check(set: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		set();
		<Rings as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(|| ());
}

#[test]
#[should_panic(expected = "no step would do anything")]
fn integrity_test_rejects_empty_steps() {
	check(|| KeysPerStep::set(0));
}

#[test]
#[should_panic(expected = "no block would do anything by itself")]
fn integrity_test_rejects_no_queue() {
	check(|| MaxQueued::set(0));
}

#[test]
#[should_panic(expected = "a ring of one hides nobody")]
fn integrity_test_rejects_rings_of_one() {
	check(|| MinPersons::set(1));
}

#[test]
#[should_panic(expected = "nobody could vouch")]
fn integrity_test_rejects_no_vouches() {
	check(|| MaxVouches::set(0));
}

#[test]
#[should_panic(expected = "nobody could be the first to vouch")]
fn integrity_test_rejects_a_share_of_nothing() {
	check(|| MaxShare::set(Permill::from_percent(33)));
}

#[test]
#[should_panic(expected = "no block would have room for proofs that are checked together")]
fn integrity_test_rejects_blocks_without_room() {
	check(|| MaxProofsPerBlock::set(31));
}

#[test]
#[should_panic(expected = "the rings of a full cohort cannot be numbered")]
fn integrity_test_rejects_more_rings_than_can_be_numbered() {
	check(|| MaxMembers::set(255 * 65_536));
}

#[test]
#[should_panic(expected = "no cohort would have enough keys")]
fn integrity_test_rejects_cohorts_that_are_never_large_enough() {
	check(|| {
		MinPersons::set(300);
		MaxMembers::set(299);
	});
}
