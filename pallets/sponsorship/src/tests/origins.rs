// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin, about a pot of the hospital. The owner is its beneficiary, with an
//! offer of another pot and one ended listing that is to be pruned. The revoked account administers a pot and
//! is certified no more; the listing of the expired one has run out. The provider is the hospital. Nobody acts
//! for the owner: the delegate has MED and nothing else, as the stranger.

use super::*;
use crate::ClaimTerms;
use frame_support::BoundedVec;
use medibloc_primitives::{credential::Role, hashcash::Hashcash};
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const OK: Outcome = Ok(());

struct State {
	/// The hospital's.
	pot: ItemId,
	/// On offer to the owner and others.
	offer: ItemId,
	/// Without any listing.
	empty: ItemId,
}

fn set_up() -> State {
	Certified::mutate(|certified| certified.push((REVOKED, Role::Institution)));
	let (pot, offer, empty) = (pot(), pot(), pot());
	for (account, until) in [(PATIENT, None), (OTHER, None), (EXPIRED, Some(NOW + DAY))] {
		let list = accounts([account]);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, list, until));
	}
	for (account, until) in [(PATIENT, None), (EXPIRED, Some(NOW + DAY))] {
		let list = accounts([account]);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), offer, list, until));
	}
	public_pot(10_000);
	Claims::<Test>::insert((Month(1), 0), [1; 32], ());
	Certified::mutate(|certified| certified.retain(|(who, _)| *who != REVOKED));
	pass(DAY);
	endow(&PATIENT, 10_000);
	endow(&EXPIRED, 10_000);
	State { pot, offer, empty }
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let (not_live, other) = (no(Error::CredentialNotLive), no(Error::NoPermission));
	let (unlisted, ended) = (no(Error::ListingNotFound), no(Error::Ended));
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[STRANGER, REVOKED, EXPIRED, DELEGATE, PATIENT, HOSPITAL, GOVERNANCE],
		set_up,
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|_| Call::create_pot { budget: BUDGET },
				[BAD, not_live, not_live, not_live, not_live, not_live, OK, not_live, BAD],
			),
			(
				|state: &State| Call::fund { pot: state.pot, amount: 100 },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|state: &State| Call::set_budget { pot: state.pot, budget: BUDGET },
				[BAD, other, other, other, other, other, OK, other, BAD],
			),
			(
				|state: &State| {
					let accounts = BoundedVec::truncate_from(vec![THIRD]);
					Call::enrol { pot: state.pot, accounts, until: None }
				},
				[BAD, other, other, other, other, other, OK, other, BAD],
			),
			(
				|state: &State| Call::accept { pot: state.offer },
				[BAD, unlisted, unlisted, ended, unlisted, OK, unlisted, unlisted, BAD],
			),
			(
				|state: &State| Call::leave { pot: state.pot },
				[BAD, unlisted, unlisted, OK, unlisted, OK, unlisted, unlisted, BAD],
			),
			(
				|state: &State| {
					let accounts = BoundedVec::truncate_from(vec![PATIENT]);
					Call::remove { pot: state.pot, accounts }
				},
				[BAD, other, other, other, other, other, OK, other, BAD],
			),
			(
				|state: &State| Call::withdraw { pot: state.pot, amount: 100 },
				[BAD, other, other, other, other, other, OK, other, BAD],
			),
			(
				|state: &State| Call::close_pot { pot: state.empty },
				[BAD, other, other, other, other, other, OK, other, BAD],
			),
			(
				|_| Call::set_public_pot {
					budget: BUDGET,
					terms: ClaimTerms { claims: 1, months: 1 },
				},
				[BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD],
			),
			(|_| Call::feed { amount: 100 }, [BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD]),
			(
				|_| Call::claim {
					account: THIRD,
					month: Sponsorship::month(),
					number: 0,
					ring: ring_of(Sponsorship::month()),
					alias: [2; 32],
					proof: BoundedVec::new(),
					hashcash: Hashcash::default(),
				},
				[BAD; 9],
			),
			(
				|state: &State| {
					let accounts = BoundedVec::truncate_from(vec![EXPIRED]);
					Call::prune { pot: state.pot, accounts }
				},
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|_| Call::prune_claims { month: Month(1), number: 0, limit: 2 },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
		],
	);
}
