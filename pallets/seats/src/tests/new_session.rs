// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn new_session() -> Option<Vec<AccountId>> {
	<Seats as SessionManager<_>>::new_session(1)
}

#[test]
fn the_elected_are_passed_on() {
	test(|| {
		Elected::set(Some(vec![6, 7, 8]));
		assert_eq!(new_session(), Some(vec![6, 7, 8]));
		assert_eq!(events(), []);
	});
}

#[test]
fn a_stash_without_keys_is_told_of_and_left_out() {
	test(|| {
		Elected::set(Some(vec![6, 7, 8]));
		WithoutKeys::set(vec![7]);
		assert_eq!(new_session(), Some(vec![6, 8]));
		assert_eq!(events(), [Event::KeysMissing { stash: 7 }]);
	});
}

#[test]
fn the_authors_stay_if_fewer_than_the_minimum_have_keys() {
	test(|| {
		Elected::set(Some(vec![6, 7, 8]));
		WithoutKeys::set(vec![6, 7]);
		assert_eq!(new_session(), None);
		assert_eq!(events().last(), Some(&Event::AuthorsKept { elected: 3, ready: 1 }));
	});
}

#[test]
fn the_authors_stay_if_none_has_keys_and_no_minimum_is_set() {
	test(|| {
		Minimum::set(0);
		Elected::set(Some(vec![6]));
		WithoutKeys::set(vec![6]);
		assert_eq!(new_session(), None);
	});
}

#[test]
fn an_author_that_purged_its_keys_is_told_of_where_nobody_is_elected() {
	test(|| {
		WithoutKeys::set(vec![2]);
		assert_eq!(new_session(), None);
		assert_eq!(events(), [Event::KeysMissing { stash: 2 }]);
	});
}

#[test]
fn the_genesis_passes_on_who_has_keys() {
	test(|| {
		assert_eq!(<Seats as SessionManager<_>>::new_session_genesis(0), None);
		Elected::set(Some(vec![6]));
		assert_eq!(<Seats as SessionManager<_>>::new_session_genesis(0), Some(vec![6]));
	});
}

#[test]
#[should_panic(expected = "must have session keys")]
fn the_genesis_rejects_a_stash_without_keys() {
	test(|| {
		Elected::set(Some(vec![6, 7]));
		WithoutKeys::set(vec![7]);
		<Seats as SessionManager<_>>::new_session_genesis(0);
	});
}
