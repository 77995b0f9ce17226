// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Table of refusals: transactions that no pot pays for, of a signer without MED and of one with it.

use super::*;
use crate::Budget;
use frame_support::BoundedVec;
use sp_runtime::generic::Era;

/// A case: what is changed before, and what is sent by whom.
type Case = (&'static str, fn(ItemId), fn(AccountId) -> Tx);

const ANY: fn(AccountId) -> Tx = |who| Tx::new(who, overstate());

const CASES: &[Case] = &[
	("a tip", |_| (), |who| Tx::new(who, overstate()).tip(1)),
	(
		"a transfer",
		|_| (),
		|who| {
			let (dest, value) = (STRANGER, ED);
			Tx::new(who, pallet_balances::Call::transfer_allow_death { dest, value })
		},
	),
	("an operational call", |_| (), |who| Tx::new(who, items::Call::urgent {})),
	(
		"a batch",
		|_| (),
		|who| Tx::new(who, pallet_utility::Call::batch { calls: vec![overstate()] }),
	),
	(
		"a batch of all",
		|_| (),
		|who| Tx::new(who, pallet_utility::Call::batch_all { calls: vec![overstate()] }),
	),
	(
		"a call of a derived account",
		|_| (),
		|who| {
			let call = Box::new(overstate());
			Tx::new(who, pallet_utility::Call::as_derivative { index: 0, call })
		},
	),
	(
		"a call for another",
		|_| (),
		|who| {
			let (real, call) = (RICH, Box::new(overstate()));
			Tx::new(who, pallet_proxy::Call::proxy { real, force_proxy_type: None, call })
		},
	),
	("a remark", |_| (), |who| Tx::new(who, frame_system::Call::remark { remark: vec![0; 10] })),
	(
		"the acceptance of a pot without an offer",
		|_| (),
		|who| Tx::new(who, Call::accept { pot: PUBLIC_POT }),
	),
	("the end of another's listing", |_| (), |who| Tx::new(who, Call::leave { pot: PUBLIC_POT })),
	(
		"a call of the pot's admin",
		|_| (),
		|who| {
			let accounts = BoundedVec::truncate_from(vec![OTHER]);
			Tx::new(who, Call::enrol { pot: PUBLIC_POT, accounts, until: None })
		},
	),
	(
		"a budget without fees",
		|pot| {
			let budget = Budget { fees: 0, ..BUDGET };
			assert_ok!(Sponsorship::set_budget(signed(HOSPITAL), pot, budget));
		},
		ANY,
	),
	(
		"a pot with no more than deposits",
		|pot| {
			let all = free(&money(pot)) - ED;
			assert_ok!(Sponsorship::withdraw(signed(HOSPITAL), pot, all));
		},
		ANY,
	),
	(
		"a listing that the admin ended",
		|pot| {
			let list = BoundedVec::truncate_from(vec![PATIENT, RICH]);
			assert_ok!(Sponsorship::remove(signed(HOSPITAL), pot, list));
		},
		ANY,
	),
	("a listing that has run out", |_| pass(10 * DAY), ANY),
];

/// A pot that lists the patient, who has nothing, and somebody rich who accepted; both for ten days.
fn set_up() -> ItemId {
	public_pot(10_000);
	let pot = pot();
	let list = accounts([PATIENT, RICH]);
	assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, list, Some(NOW + 10 * DAY)));
	assert_ok!(Sponsorship::accept(signed(RICH), pot));
	pot
}

#[test]
fn what_no_pot_pays_is_refused_of_whoever_has_nothing() {
	for (name, change, tx) in CASES {
		ExtBuilder.build_and_execute(|| {
			let pot = set_up();
			succeed(ANY(PATIENT));
			change(pot);
			let tx = tx(PATIENT);
			assert_eq!(tx.validate(), Err(InvalidTransaction::Payment.into()), "{name}");
			refuse(&tx, InvalidTransaction::Payment);
		});
	}
}

#[test]
fn what_no_pot_pays_is_paid_by_a_signer_who_can() {
	for (name, change, tx) in CASES {
		ExtBuilder.build_and_execute(|| {
			let pot = set_up();
			change(pot);
			let (before, spent) = (free(&money(pot)), listing(pot, &RICH).spent);
			let (tx, wealth) = (tx(RICH), free(&RICH));
			let applied = tx.apply();
			let fee = tx.actual_fee(&applied);
			assert!(free(&RICH) <= wealth - fee, "{name}");
			assert_eq!(free(&money(pot)), before, "{name}");
			assert_eq!(listing(pot, &RICH).spent, spent, "{name}");
		});
	}
}

#[test]
fn an_account_that_no_pot_lists_is_refused() {
	ExtBuilder.build_and_execute(|| {
		pot();
		refuse(&ANY(PATIENT), InvalidTransaction::Payment);
	});
}

#[test]
fn another_does_not_sign_for_a_beneficiary() {
	ExtBuilder.build_and_execute(|| {
		set_up();
		// Nor is the nonce of one that of another.
		refuse(&ANY(PATIENT).nonce(0), InvalidTransaction::Stale);
		let later = ANY(PATIENT).nonce(7);
		assert!(later.validate().is_ok());
		assert_eq!(later.apply(), Err(InvalidTransaction::Future.into()));
		refuse(&ANY(OTHER), InvalidTransaction::Payment);
		// Of a block to come.
		refuse(&ANY(PATIENT).era(Era::mortal(4, 2)), InvalidTransaction::AncientBirthBlock);
	});
}
