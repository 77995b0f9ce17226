// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;

fn check(set: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		set();
		<Credentials as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(|| ());
}

#[test]
#[should_panic(expected = "a credential must be renewed")]
fn integrity_test_rejects_no_acts() {
	check(|| MaxActs::set(0));
}

#[test]
#[should_panic(expected = "not so often that an interval fills its history")]
fn integrity_test_rejects_as_many_acts_as_a_history_holds() {
	check(|| MaxActs::set(MaxHistory::get()));
}

#[test]
#[should_panic(expected = "somebody must be able to certify")]
fn integrity_test_rejects_no_authorities() {
	check(|| MaxAuthorities::set(0));
}

#[test]
#[should_panic(expected = "an application must live to be granted")]
fn integrity_test_rejects_applications_without_lifetime() {
	check(|| ApplicationLifetime::set(0));
}

#[test]
#[should_panic(expected = "outlast the application for it")]
fn integrity_test_rejects_a_validity_shorter_than_an_application() {
	check(|| MaxValidity::set(ApplicationLifetime::get() - 1));
}

#[test]
#[should_panic(expected = "must still be answered for")]
fn integrity_test_rejects_a_retention_shorter_than_the_validity() {
	check(|| HistoryRetention::set(MaxValidity::get() - 1));
}
