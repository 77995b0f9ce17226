// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin, about points of the owner: some that expired, and a redemption that is
//! due. The stranger has neither points nor MED. The provider earned something in an earlier month, part of
//! it to be claimed. Nobody acts for the owner, and no credential counts here: whoever's was revoked or has
//! run out, and the delegate, have MED and nothing else.

use super::*;
use crate::{Call, Claims};
use frame_support::{traits::fungible::Mutate, BoundedVec};
use medibloc_primitives::hashcash::Hashcash;
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};
use sp_runtime::DispatchError;

const STRANGER: AccountId = 19;
const REVOKED: AccountId = 20;
const EXPIRED: AccountId = 21;
const DELEGATE: AccountId = 22;
const OK: Outcome = Ok(());

struct State {
	id: ItemId,
	month: Month,
}

fn set_up() -> State {
	for who in [REVOKED, EXPIRED, DELEGATE] {
		Balances::set_balance(&who, ENDOWMENT);
	}
	let of = month();
	SponsoredAccounts::set(vec![BOB]);
	buy(ALICE, 3_000);
	acknowledged(DOCTOR, ALICE);
	acknowledged(DOCTOR, BOB);
	Claims::<Test>::insert((DOCTOR, of), [1; 32], ());
	pass_months(1);
	buy(ALICE, 1_000);
	pass_months(20);
	// Of the first month two thousand and of the second one. One thousand of the first expire.
	assert_ok!(Medipoints::hold(&ALICE, JUROR, 1_000));
	let id = redeem(ALICE, 2_500);
	Medipoints::release(&ALICE, JUROR, 1_000);
	pass_months(4);
	buy(DOCTOR, 1_000);
	State { id, month: of }
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let (poor, none) = (no(Error::Insufficient), no(Error::RedemptionNotFound));
	let broke: Outcome = Err(DispatchError::Token(TokenError::FundsUnavailable));
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[STRANGER, REVOKED, EXPIRED, DELEGATE, ALICE, DOCTOR, ADMIN],
		set_up,
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|_| Call::buy { amount: 1_000, min_points: 1_000 },
				[BAD, broke, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|_| Call::redeem { points: 500, min_amount: 0 },
				[BAD, poor, poor, poor, poor, OK, OK, poor, BAD],
			),
			(
				|state: &State| Call::cancel_redemption { id: state.id },
				[BAD, none, none, none, none, OK, none, none, BAD],
			),
			(
				|state: &State| Call::pay { who: ALICE, id: state.id },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(|_| Call::sweep { who: ALICE }, [BAD, OK, OK, OK, OK, OK, OK, OK, BAD]),
			(
				|_| Call::set_rates { buy: 1_100, redeem: 880 },
				[BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD],
			),
			(
				|state: &State| Call::claim_record {
					author: DOCTOR,
					month: state.month,
					ring: ring_of(state.month),
					alias: [2; 32],
					proof: BoundedVec::new(),
					hashcash: Hashcash::default(),
				},
				[BAD; 9],
			),
			(
				|state: &State| Call::prune_claims { author: DOCTOR, month: state.month, limit: 2 },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|_| Call::prune_pairs { pairs: BoundedVec::truncate_from(vec![(DOCTOR, ALICE)]) },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
		],
	);
}
