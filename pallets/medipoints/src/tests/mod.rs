// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod api;
mod arbitrage;
mod buy;
mod cancel_redemption;
mod claim_record;
mod encoding;
mod errors;
mod expiry;
mod farming;
mod integrity;
mod lots;
mod model;
mod mutate;
mod origins;
mod pay;
mod prune_claims;
mod prune_pairs;
mod redeem;
mod rewards;
mod set_rates;
mod sweep;
mod try_state;

use crate::{mock::*, Accounts, Error, Event, Rates, Redemptions, Totals};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	points::{Points, PointsHold, POINT},
	record::RecordClass,
	ItemId, Moment, Month, PointsInspect, PointsMutate, RecordRewards, ScoreMutate,
};
use sp_runtime::{DispatchResult, TokenError};

const CLASS: RecordClass = RecordClass::Laboratory;
const JUROR: PointsHold = PointsHold::Juror;

/// Buys that many points for what they cost.
fn buy(who: AccountId, points: Points) {
	let amount = Medipoints::price_up(points, Rates::<Test>::get().buy);
	assert_ok!(Medipoints::buy(signed(who), amount, points));
}

/// Reserves points and gives the id.
fn redeem(who: AccountId, points: Points) -> ItemId {
	assert_ok!(Medipoints::redeem(signed(who), points, 0));
	Redemptions::<Test>::get(who).last().unwrap().id
}

/// Sets the rates, whatever they were.
fn force_rates(buy: Balance, redeem: Balance) {
	Rates::<Test>::put(crate::types::Rates { buy, redeem, set_at: 1 });
}

/// The lots of an account: the month, the points and what is set aside for them.
fn lots(who: AccountId) -> Vec<(Month, Points, Balance)> {
	let account = Accounts::<Test>::get(who);
	account.lots.iter().map(|lot| (lot.month, lot.points, lot.backing)).collect()
}

fn spendable(who: AccountId) -> Points {
	Medipoints::spendable(&who)
}

fn held(who: AccountId) -> Points {
	Medipoints::held(&who, JUROR)
}

fn reserve() -> Balance {
	free(Medipoints::reserve())
}

fn acknowledged(author: AccountId, subject: AccountId) {
	Medipoints::acknowledged(&author, &subject, CLASS);
}
