// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients and stored data rely on them.

use super::*;
use crate::{reason, Budget, ClaimTerms, Listing, Pot, Sponsorship as Entry};
use frame_support::BoundedVec;
use medibloc_primitives::{hashcash::Hashcash, sponsorship::claim};
use pallet_support::{
	testing::{frozen, frozen_calls, frozen_variants},
	Deposit,
};
use sp_core::{hexdisplay::HexDisplay, H256};

const ID: &str = "0200000000000000";
const BUDGET_HEX: &str = "0100000000000000 0200000000000000 0300000000000000";
const SMALL: Budget<Balance> = Budget { fees: 1, period: 2, deposits: 3 };

#[test]
fn stored_types_are_frozen() {
	let deposit = Deposit::<AccountId, Balance> { payer: None, amount: 5 };
	let deposit_hex = "00 0500000000000000";
	frozen(SMALL, BUDGET_HEX);
	frozen(
		Pot { admin: Some(account(1)), budget: SMALL, listings: 4, deposit: deposit.clone() },
		&format!("01 {} {BUDGET_HEX} 04000000 {deposit_hex}", "01".repeat(32)),
	);
	frozen(
		Pot::<AccountId, _, _> {
			admin: None,
			budget: SMALL,
			listings: 4,
			deposit: deposit.clone(),
		},
		&format!("00 {BUDGET_HEX} 04000000 {deposit_hex}"),
	);
	frozen(
		Listing {
			until: Some(1),
			is_ended: true,
			last: 2,
			spent: 3u64,
			on_hold: 4,
			deposit: deposit.clone(),
		},
		&format!(
			"01 0100000000000000 01 0200000000000000 0300000000000000 0400000000000000 {deposit_hex}"
		),
	);
	frozen(
		Listing { until: None, is_ended: false, last: 2, spent: 3u64, on_hold: 4, deposit },
		&format!("00 00 0200000000000000 0300000000000000 0400000000000000 {deposit_hex}"),
	);
	frozen(Entry { pot: Some(ItemId(2)), listings: 3 }, &format!("01 {ID} 03000000"));
	frozen(Entry { pot: None, listings: 3 }, "00 03000000");
	frozen(ClaimTerms { claims: 1, months: 0x0203 }, "01 0302");
}

#[test]
fn keys_are_frozen() {
	ExtBuilder.build().execute_with(|| {
		let (id, who) = (ItemId(2), account(7));
		assert_eq!(Pots::<Test>::hashed_key_for(id).len(), 32 + 16 + 8);
		assert_eq!(PotAccounts::<Test>::hashed_key_for(&who).len(), 32 + 16 + 32);
		assert_eq!(Listings::<Test>::hashed_key_for(id, &who).len(), 32 + 16 + 8 + 16 + 32);
		assert_eq!(Sponsorships::<Test>::hashed_key_for(&who).len(), 32 + 16 + 32);
		let claims = Claims::<Test>::hashed_key_for((Month(1), 2), [7; 32]);
		assert_eq!(claims.len(), 32 + 16 + 3 + 16 + 32);
		assert_eq!(PUBLIC_POT, ItemId(0));
		// "modl", the id of the pallet, the id of the pot, and zeros.
		let expected = b"modlmed/spon\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
		assert_eq!(AsRef::<[u8]>::as_ref(&money(id)), expected);
	});
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<HoldReason>(&["Pot", "Listing"]);
	frozen_variants::<Event<Test>>(&[
		"PotCreated",
		"Funded",
		"BudgetSet",
		"Withdrawn",
		"PotClosed",
		"Enrolled",
		"Accepted",
		"Ended",
		"Pruned",
		"PublicPotSet",
		"Claimed",
		"ClaimsPruned",
		"Sponsored",
		"DepositPaid",
	]);
	frozen_variants::<Error<Test>>(&[
		"NotFound",
		"NoPermission",
		"CredentialNotLive",
		"IdsExhausted",
		"PeriodTooShort",
		"Expired",
		"ListingNotFound",
		"Ended",
		"AlreadyAccepted",
		"InUse",
		"DepositsHeld",
		"TermsOutOfBounds",
		"AboveLimit",
		"NothingToPrune",
		"NotOver",
	]);
	use reason::*;
	let reasons = [NOT_OFFERED, OTHER_RING, NOT_FRESH, NOT_AFFORDABLE, NOT_MORTAL];
	assert_eq!(reasons, [1, 2, 3, 4, 5]);
}

#[test]
fn calls_are_frozen() {
	let (pot, who) = (ItemId(2), "07".repeat(32));
	let list = || BoundedVec::truncate_from(vec![account(7)]);
	let month = Month(0x0203);
	frozen_calls([
		(Call::<Test>::create_pot { budget: SMALL }, format!("00{BUDGET_HEX}")),
		(Call::fund { pot, amount: 1 }, format!("01{ID}04")),
		(Call::set_budget { pot, budget: SMALL }, format!("02{ID}{BUDGET_HEX}")),
		(Call::enrol { pot, accounts: list(), until: None }, format!("03{ID}04{who}00")),
		(
			Call::enrol { pot, accounts: list(), until: Some(1) },
			format!("03{ID}04{who}010100000000000000"),
		),
		(Call::accept { pot }, format!("04{ID}")),
		(Call::leave { pot }, format!("05{ID}")),
		(Call::remove { pot, accounts: list() }, format!("06{ID}04{who}")),
		(Call::withdraw { pot, amount: 1 }, format!("07{ID}04")),
		(Call::close_pot { pot }, format!("08{ID}")),
		(
			Call::set_public_pot { budget: SMALL, terms: ClaimTerms { claims: 4, months: 0x0506 } },
			format!("09{BUDGET_HEX}040605"),
		),
		(Call::feed { amount: 1 }, "0a04".into()),
		(
			Call::claim {
				account: account(7),
				month,
				number: 8,
				ring: ring_of(Month::new(2026, 11).unwrap()),
				alias: [3; 32],
				proof: BoundedVec::truncate_from(vec![4, 5]),
				hashcash: Hashcash { block: 6, nonce: 7 },
			},
			format!("0b{who}030208 01ea070b0000 {}080405060000000700000000000000", "03".repeat(32)),
		),
		(Call::prune { pot, accounts: list() }, format!("0c{ID}04{who}")),
		(Call::prune_claims { month, number: 8, limit: 4 }, "0d03020804000000".into()),
	]);
}

/// What a prover on a phone and the chain agree on.
#[test]
fn what_a_claim_signs_is_frozen() {
	let (genesis, account, month) = (H256::repeat_byte(1), [2u8; 32], Month(0x0203));
	let hex = |bytes: [u8; 32]| format!("{:?}", HexDisplay::from(&bytes));
	let expect = [
		hex(claim::claim_context(genesis, month, 4)),
		hex(claim::claim_message(genesis, &account, month, 4)),
		hex(claim::claim_work(
			genesis,
			&account,
			month,
			4,
			&ring_of(Month::new(2026, 11).unwrap()),
			&[3; 32],
			&BoundedVec::truncate_from(vec![4, 5]),
		)),
	];
	// By Python's hashlib.blake2b(digest_size=32) over the same bytes.
	assert_eq!(
		expect,
		[
			"2023f380274a35adcbbc410a65868571b38e953aa3318108b67eb10912469667",
			"cca7ae01c8615ad77685ebb51c52d10c950bd8ca773319ea03b32fb4f891fb2c",
			"937da629281379bfe4e5c5b613acc70d0fe4537d08ec1b121f7bba4fb07214c1",
		]
	);
}
