// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A larger stake displaces the weakest of a full list, and nobody else.

use super::*;

/// Who displaces has nothing to do with either.
fn displace(weakest: AccountId, entrant: AccountId) -> frame_support::dispatch::DispatchResult {
	Seats::displace(signed(40u64), weakest, entrant).map(|_| ()).map_err(|error| error.error)
}

#[test]
fn the_weakest_candidate_without_a_seat_makes_room() {
	test(|| {
		assert_ok!(displace(6, 50));
		assert_eq!(events(), [Event::Displaced { stash: 6, entrant: 50 }]);
		assert_eq!(Candidates::get(), [1, 2, 3, 4, 5, 7, 8]);
		assert_eq!(Nominators::get(), [21, 22, 23, 24, 25]);
	});
}

#[test]
fn the_weakest_nominator_makes_room() {
	test(|| {
		assert_ok!(displace(21, 50));
		assert_eq!(Nominators::get(), [22, 23, 24, 25]);
		assert_eq!(Candidates::get().len(), 8);
	});
}

#[test]
fn a_nominator_displaces_a_candidate_whose_place_it_wants() {
	test(|| {
		assert_ok!(displace(6, 25));
	});
}

#[test]
fn displace_rejects_a_list_with_room() {
	test(|| {
		IsFull::set(false);
		assert_noop!(displace(6, 50), Error::<Test>::NotFull);
		assert_noop!(displace(21, 50), Error::<Test>::NotFull);
	});
}

#[test]
fn displace_rejects_who_is_on_no_list() {
	test(|| {
		assert_noop!(displace(40, 50), Error::<Test>::NotFound);
	});
}

#[test]
fn displace_rejects_an_entrant_on_the_same_list() {
	test(|| {
		assert_noop!(displace(6, 7), Error::<Test>::AlreadyExists);
		assert_noop!(displace(21, 22), Error::<Test>::AlreadyExists);
		assert_noop!(displace(21, 21), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn displace_rejects_the_elected_and_the_invulnerable() {
	test(|| {
		assert_noop!(displace(1, 50), Error::<Test>::Seated);
		Invulnerables::set(vec![6]);
		assert_noop!(displace(6, 50), Error::<Test>::Seated);
	});
}

#[test]
fn displace_rejects_a_stake_that_is_not_larger() {
	test(|| {
		Nominators::set(vec![50, 51]);
		assert_noop!(displace(50, 49), Error::<Test>::StakeTooSmall);
		// As large is not larger.
		Nominators::set(vec![50, 51]);
		Candidates::set(vec![7]);
		assert_noop!(displace(50, 7), Error::<Test>::StakeTooSmall);
	});
}

#[test]
fn displace_rejects_who_is_not_the_weakest() {
	test(|| {
		assert_noop!(displace(7, 50), Error::<Test>::NotWeakest);
		assert_noop!(displace(22, 50), Error::<Test>::NotWeakest);
	});
}
