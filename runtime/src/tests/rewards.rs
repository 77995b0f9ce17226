// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounting of rewards: minting, slashing and splitting, to the last unit.

use super::authoring::*;
use crate::{
	configs::{
		monetary::{DealWithFees, TreasuryAccount},
		staking::{nominal_era_duration, FixedInflation},
	},
	constants::{currency::MED, staking::*, time::*},
	*,
};
use frame_support::{
	assert_ok,
	traits::{fungible::Balanced, OnUnbalanced},
	weights::Weight,
};
use pallet_session::historical::IdentificationTuple;
use pallet_staking::Event as StakingEvent;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Eve, EveStash};
use sp_runtime::Perbill;
use sp_staking::{
	offence::{OffenceDetails, OnOffenceHandler},
	EraPayout,
};

/// Money that exists is somebody's.
fn assert_accounted() {
	let owned: Balance = frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free + account.data.reserved)
		.sum();
	assert_eq!(owned, Balances::total_issuance());
}

fn treasury() -> Balance {
	Balances::free_balance(TreasuryAccount::get())
}

/// The payouts of the ended eras, to stakers and to the treasury.
fn paid(chain: &Chain) -> Vec<(Balance, Balance)> {
	chain
		.told()
		.into_iter()
		.filter_map(|event| match event {
			StakingEvent::<Runtime>::EraPaid { validator_payout, remainder, .. } => {
				Some((validator_payout, remainder))
			},
			_ => None,
		})
		.collect()
}

#[test]
fn a_year_mints_the_stated_share_of_the_issuance() {
	on("development", |_| {
		let issuance = 1_000_000 * MED;
		let (stakers, treasury) = (0..365)
			.map(|_| FixedInflation::era_payout(0, issuance, DAYS))
			.fold((0, 0), |sum, era| (sum.0 + era.0, sum.1 + era.1));
		let minted = stakers + treasury;
		let stated = INFLATION * issuance;
		assert!(stated.abs_diff(minted) < MED, "{minted} instead of {stated}");
		assert!((TREASURY_SHARE_OF_INFLATION * stated).abs_diff(treasury) < MED);
	});
}

#[test]
fn an_era_that_stalls_mints_no_more_than_the_limit() {
	on("local_testnet", |chain| {
		chain.eras(1);
		chain.stall(30 * DAYS);
		chain.eras(1);
		let issuance = Balances::total_issuance();
		let (stakers, treasury) = *paid(chain).last().unwrap();
		let limit = nominal_era_duration() * MAX_PAID_ERA_PERCENT / 100;
		let (most, _) = FixedInflation::era_payout(0, issuance, limit);
		assert!(stakers <= most);
		assert!(treasury < stakers);
		assert!(stakers > most * 99 / 100, "the limit was reached");
	});
}

#[test]
fn an_era_mints_for_the_treasury_at_once_and_for_stakers_at_the_payout() {
	on("local_testnet", |chain| {
		chain.eras(1);
		let (issuance, treasury_before) = (Balances::total_issuance(), treasury());
		chain.events.clear();
		chain.eras(1);
		let (stakers, remainder) = paid(chain)[0];
		assert!(remainder > 0);
		assert_eq!(treasury(), treasury_before + remainder);
		assert_eq!(Balances::total_issuance(), issuance + remainder);

		System::reset_events();
		let ended = era() - 1;
		for author in [Alice, Bob] {
			let stash = account(author);
			assert_ok!(Staking::payout_stakers(signed(&account(Eve)), stash, ended));
		}
		let rewarded: Balance = System::events()
			.into_iter()
			.filter_map(|record| match record.event {
				RuntimeEvent::Staking(StakingEvent::Rewarded { amount, .. }) => Some(amount),
				_ => None,
			})
			.sum();
		assert_eq!(Balances::total_issuance(), issuance + remainder + rewarded);
		// What rounding leaves is not minted.
		assert!(rewarded <= stakers && stakers - rewarded < MED);
		assert_accounted();
	});
}

#[test]
fn a_payout_is_made_once() {
	on("local_testnet", |chain| {
		chain.eras(2);
		let payout = || Staking::payout_stakers(signed(&account(Eve)), account(Alice), era() - 1);
		assert_ok!(payout());
		let issuance = Balances::total_issuance();
		assert!(payout().is_err());
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

#[test]
fn the_nominators_of_one_author_are_paid_page_by_page() {
	on("local_testnet", |chain| {
		for index in 0..100 {
			let nominator = newcomer(index);
			bond(&nominator, MIN_NOMINATOR_BOND);
			nominate(&nominator, &[account(Alice)]);
		}
		chain.eras(3);
		let ended = era() - 1;
		let alice = account(Alice);
		assert_eq!(Staking::api_eras_stakers_page_count(ended, alice.clone()), 2);
		for _ in 0..2 {
			assert!(Staking::api_pending_rewards(ended, alice.clone()));
			assert_ok!(Staking::payout_stakers(signed(&account(Eve)), alice.clone(), ended));
		}
		assert!(!Staking::api_pending_rewards(ended, alice));
		assert_accounted();
	});
}

#[test]
fn no_candidate_takes_less_than_the_least_commission() {
	on("local_testnet", |_| {
		for (_, prefs) in pallet_staking::Validators::<Runtime>::iter() {
			assert_eq!(prefs.commission, MIN_COMMISSION);
		}
		let prefs =
			pallet_staking::ValidatorPrefs { commission: Perbill::from_percent(2), blocked: false };
		frame_support::assert_noop!(
			Staking::validate(signed(&account(Alice)), prefs),
			pallet_staking::Error::<Runtime>::CommissionTooLow
		);
	});
}

#[test]
fn a_slash_goes_to_the_treasury_when_it_can_no_longer_be_called_off() {
	on("local_testnet", |chain| {
		chain.eras(1);
		let (bob, nominator) = (account(Bob), account(EveStash));
		let exposure = Staking::eras_stakers(era(), &bob);
		let staked = |who: &AccountId| Staking::ledger(who.clone().into()).unwrap().total;
		let (own, backing) = (staked(&bob), staked(&nominator));
		let fraction = Perbill::from_percent(10);
		<Staking as OnOffenceHandler<AccountId, IdentificationTuple<Runtime>, Weight>>::on_offence(
			&[OffenceDetails { offender: (bob.clone(), ()), reporters: vec![] }],
			&[fraction],
			Session::current_index(),
		);
		assert_eq!(staked(&bob), own);

		chain.events.clear();
		let (issuance, treasury_before) = (Balances::total_issuance(), treasury());
		chain.eras(SLASH_DEFER_ERAS + 1);
		let slashed: Balance = chain
			.told()
			.into_iter()
			.filter_map(|event| match event {
				StakingEvent::<Runtime>::Slashed { amount, .. } => Some(amount),
				_ => None,
			})
			.sum();
		assert_eq!(own - staked(&bob), fraction * exposure.own);
		assert!(staked(&nominator) < backing);
		assert!(slashed.abs_diff(fraction * exposure.total) < 1_000);

		let minted: Balance = paid(chain).into_iter().map(|(_, remainder)| remainder).sum();
		assert_eq!(treasury(), treasury_before + minted + slashed);
		assert_eq!(Balances::total_issuance(), issuance + minted);
		assert_accounted();
	});
}

#[test]
fn what_was_unbonded_is_free_after_as_many_eras_as_stated() {
	on("local_testnet", |chain| {
		let who = account(EveStash);
		assert_ok!(Staking::unbond(signed(&who), MIN_NOMINATOR_BOND));
		let held = || Staking::ledger(who.clone().into()).unwrap().total;
		let before = held();
		chain.eras(BONDING_ERAS - 1);
		assert_ok!(Staking::withdraw_unbonded(signed(&who), 0));
		assert_eq!(held(), before);
		chain.eras(1);
		assert_ok!(Staking::withdraw_unbonded(signed(&who), 0));
		assert_eq!(held(), before - MIN_NOMINATOR_BOND);
	});
}

#[test]
fn the_treasury_has_its_share_of_fees_and_the_author_the_tip() {
	on("development", |chain| {
		chain.slot();
		let author = account(Alice);
		// The author is known within the block only.
		let digest = System::digest();
		System::initialize(&(System::block_number() + 1), &Default::default(), &digest);
		assert_eq!(Authorship::author(), Some(author.clone()));
		let (own, treasury_before) = (Balances::free_balance(&author), treasury());
		let issuance = Balances::total_issuance();
		let (fee, tip) = (Balances::issue(100 * MED), Balances::issue(7 * MED));
		DealWithFees::on_unbalanceds([fee, tip].into_iter());
		assert_eq!(treasury(), treasury_before + 80 * MED);
		assert_eq!(Balances::free_balance(&author), own + 27 * MED);
		assert_eq!(Balances::total_issuance(), issuance + 107 * MED);
	});
}

#[test]
fn the_treasury_is_there_from_the_genesis() {
	on("development", |_| assert!(treasury() > 0));
}
