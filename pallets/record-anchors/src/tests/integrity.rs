// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	ExtBuilder.build().execute_with(<RecordAnchors as Hooks<u64>>::integrity_test);
}

#[test]
#[should_panic(expected = "no record of a batch above MAX_RECORDS can be proven")]
fn integrity_test_rejects_batches_of_which_no_record_can_be_proven() {
	ExtBuilder.build().execute_with(|| {
		MaxBatch::set(u32::MAX);
		<RecordAnchors as Hooks<u64>>::integrity_test();
	});
}

#[test]
#[should_panic(expected = "MaxListed is at least 1")]
fn integrity_test_rejects_empty_lists() {
	ExtBuilder.build().execute_with(|| {
		MaxListed::set(0);
		<RecordAnchors as Hooks<u64>>::integrity_test();
	});
}

#[test]
#[should_panic(expected = "MaxCoSigners is at least 1")]
fn integrity_test_rejects_no_co_signers() {
	ExtBuilder.build().execute_with(|| {
		MaxCoSigners::set(0);
		<RecordAnchors as Hooks<u64>>::integrity_test();
	});
}
