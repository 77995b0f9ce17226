// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use crate::{ClaimTerms, Current, Listing, Pot, Sponsorship as Entry, Terms};
use frame_support::assert_err;
use pallet_support::MutateDeposit;
use sp_runtime::TryRuntimeError;

/// Corrupts the state of a chain on which a pot and the public pot have a beneficiary each.
fn detects(error: &'static str, corrupt: impl FnOnce(ItemId)) {
	ExtBuilder.build().execute_with(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		succeed(Tx::new(PATIENT, store(1, 100)));
		public_pot(10_000);
		assert_ok!(Sponsorship::list(PUBLIC_POT, &OTHER, None));
		check_state();
		corrupt(pot);
		assert_err!(Sponsorship::do_try_state(), TryRuntimeError::Other(error));
	});
}

fn change(pot: ItemId, who: AccountId, change: impl FnOnce(&mut ListingOf<Test>)) {
	Listings::<Test>::mutate(pot, who, |listing| change(listing.as_mut().unwrap()));
}

fn change_pot(pot: ItemId, change: impl FnOnce(&mut crate::types::PotOf<Test>)) {
	Pots::<Test>::mutate(pot, |pot| change(pot.as_mut().unwrap()));
}

#[test]
fn a_fee_between_blocks_is_detected() {
	detects("a fee waits to be settled", |pot| Current::<Test>::put((PATIENT, pot)));
}

#[test]
fn accounts_that_do_not_name_their_pots_are_detected() {
	const ERROR: &str = "the account of a pot does not name it";
	detects(ERROR, |pot| PotAccounts::<Test>::remove(money(pot)));
	detects(ERROR, |pot| PotAccounts::<Test>::insert(money(pot), PUBLIC_POT));
	detects("an account names no pot", |pot| PotAccounts::<Test>::insert(STRANGER, pot));
}

#[test]
fn a_pot_without_an_admin_and_a_public_one_with_one_are_detected() {
	const ERROR: &str = "a pot has no admin, or the public pot has one";
	detects(ERROR, |pot| change_pot(pot, |pot| pot.admin = None));
	detects(ERROR, |_| change_pot(PUBLIC_POT, |pot| pot.admin = Some(HOSPITAL)));
}

#[test]
fn a_budget_without_a_period_is_detected() {
	detects("a budget has no period", |pot| change_pot(pot, |pot| pot.budget.period = 0));
}

#[test]
fn too_many_claims_are_detected() {
	detects("persons have too many claims", |_| {
		Terms::<Test>::put(ClaimTerms { claims: 9, months: 1 });
	});
}

#[test]
fn a_listing_of_no_pot_is_detected() {
	detects("a listing is of no pot", |pot| {
		let listing = listing(pot, &PATIENT);
		Listings::<Test>::insert(ItemId(7), PATIENT, Listing { on_hold: 0, ..listing });
	});
}

#[test]
fn fees_of_a_time_to_come_are_detected() {
	detects("a fee is of a time to come", |pot| {
		change(pot, PATIENT, |listing| listing.last = NOW + 1);
	});
}

#[test]
fn wrong_counts_of_listings_are_detected() {
	const OF_POT: &str = "a pot counts other listings than it has";
	for listings in [0, 2] {
		detects(OF_POT, |pot| change_pot(pot, |pot| pot.listings = listings));
	}
	const OF_ACCOUNT: &str = "an account counts other listings than it has";
	for listings in [0, 2] {
		detects(OF_ACCOUNT, |pot| {
			Sponsorships::<Test>::insert(PATIENT, Entry { pot: Some(pot), listings });
		});
	}
	detects(OF_ACCOUNT, |_| {
		Sponsorships::<Test>::insert(STRANGER, Entry { pot: None, listings: 0 });
	});
	detects("a listed account does not know of it", |_| Sponsorships::<Test>::remove(PATIENT));
}

#[test]
fn a_beneficiary_without_a_reference_is_detected() {
	detects("a beneficiary has no reference", |_| {
		System::inc_providers(&PATIENT);
		System::dec_sufficients(&PATIENT);
	});
}

#[test]
fn a_pot_that_pays_for_whom_it_does_not_list_is_detected() {
	const ERROR: &str = "the pot of an account does not list it";
	detects(ERROR, |_| {
		Sponsorships::<Test>::insert(PATIENT, Entry { pot: Some(PUBLIC_POT), listings: 1 });
	});
	detects(ERROR, |pot| change(pot, PATIENT, |listing| listing.is_ended = true));
}

#[test]
fn holds_that_differ_from_the_deposits_are_detected() {
	const ERROR: &str = "what is on hold is not what the deposits say";
	detects(ERROR, |pot| change_pot(pot, |pot| pot.deposit.amount += 1));
	detects(ERROR, |_| leak_hold(HoldReason::Pot, &STRANGER));
	detects(ERROR, |pot| change(pot, PATIENT, |listing| listing.deposit.amount -= 1));
	detects(ERROR, |pot| leak_hold(HoldReason::Listing, &money(pot)));
	detects("a deposit was paid by no account", |pot| {
		let admin = Some(account(99));
		change_pot(pot, |pot| *pot = Pot { admin, ..pot.clone() });
		let deposit = pallet_support::Deposit { payer: None, amount: 300 };
		Balances::refund_deposit(HoldReason::Pot, Some(&HOSPITAL), &deposit).unwrap();
	});
}

#[test]
fn a_pot_with_more_on_hold_than_it_accounts_for_is_detected() {
	const ERROR: &str = "a pot has more on hold than it accounts for";
	detects(ERROR, |pot| leak_hold(items::HoldReason::Item, &money(pot)));
	detects(ERROR, |pot| change(pot, PATIENT, |listing| listing.on_hold -= 1));
	detects(ERROR, |_| leak_hold(items::HoldReason::Bond, &money(PUBLIC_POT)));
}

#[test]
fn claims_of_a_month_to_come_are_detected() {
	detects("a claim is of a month to come", |_| {
		Claims::<Test>::insert((Sponsorship::month().after(1), 0), [1; 32], ());
	});
}
