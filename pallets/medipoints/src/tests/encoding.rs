// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients and stored data rely on them.

use super::*;
use crate::{
	types, Account, Call, Claims, Daily, Holds, Lot, Pair, Pending, Redemption, RewardTable,
};
use frame_support::{traits::ConstU32, BoundedVec};
use medibloc_primitives::{hashcash::Hashcash, points::claim};
use pallet_support::testing::{frozen, frozen_calls, frozen_variants};
use sp_core::{hexdisplay::HexDisplay, H256};

const LOT: Lot<u128> = Lot { month: Month(0x0203), points: 4, backing: 5 };
const LOT_HEX: &str = "0302 0400000000000000 05000000000000000000000000000000";

#[test]
fn stored_types_are_frozen() {
	frozen(LOT, LOT_HEX);
	frozen(
		Account {
			lots: BoundedVec::truncate_from(vec![LOT]),
			score: 6,
			authored: Daily { day: 7, points: 8 },
			contributed: Daily { day: 9, points: 10 },
		},
		&format!(
			"04 {LOT_HEX} 0600000000000000 07000000 0800000000000000 09000000 0a00000000000000"
		),
	);
	frozen(
		BoundedVec::<_, ConstU32<26>>::truncate_from(vec![LOT, LOT]),
		&format!("08 {LOT_HEX} {LOT_HEX}"),
	);
	frozen(
		Redemption {
			id: ItemId(1),
			lots: BoundedVec::truncate_from(vec![LOT]),
			promised: 2u128,
			due: 3,
		},
		&format!("0100000000000000 04 {LOT_HEX} 02000000000000000000000000000000 0300000000000000"),
	);
	frozen(
		types::Rates { buy: 1u128, redeem: 2, set_at: 3 },
		"01000000000000000000000000000000 02000000000000000000000000000000 0300000000000000",
	);
	frozen(
		types::Totals { issued: 1, spent: 2, backing: 3u128, promised: 4 },
		"0100000000000000 0200000000000000 03000000000000000000000000000000 \
		 04000000000000000000000000000000",
	);
	frozen(Pair { month: Month(0x0203), points: 4, is_pending: true }, "0302 0400000000000000 01");
	frozen(types::Pending { claims: 1, points: 2 }, "01000000 0200000000000000");
	let table = RewardTable { acknowledged: [1; 18], contributed: [2; 18] };
	let hex = "0100000000000000".repeat(18) + &"0200000000000000".repeat(18);
	frozen(table, &hex);
	frozen(PointsHold::Juror, "00");
	frozen(PointsHold::Labeller, "01");
}

#[test]
fn keys_are_frozen() {
	ExtBuilder.build().execute_with(|| {
		let tail =
			|key: Vec<u8>, skip: usize| format!("{:?}", HexDisplay::from(&&key[32 + skip..]));
		assert_eq!(tail(Holds::<Test>::hashed_key_for(1, JUROR), 16), "010000000000000000");
		let pending = Pending::<Test>::hashed_key_for((1, Month(0x0203)));
		assert_eq!(tail(pending, 16), "0100000000000000 0302".replace(' ', ""));
		let claims = Claims::<Test>::hashed_key_for((1, Month(0x0203)), [7; 32]);
		assert_eq!(claims.len(), 32 + 16 + 10 + 16 + 32);
	});
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<Event<Test>>(&[
		"Bought",
		"Earned",
		"Expired",
		"Held",
		"Released",
		"Burnt",
		"RedemptionRequested",
		"Redeemed",
		"RedemptionCancelled",
		"RatesSet",
		"Claimed",
		"ClaimsPruned",
		"PairsPruned",
		"ScoreCredited",
	]);
	frozen_variants::<Error<Test>>(&[
		"Insufficient",
		"PurchaseTooSmall",
		"TooFewPoints",
		"Overflow",
		"ReserveNotFunded",
		"RedemptionTooSmall",
		"TooLittle",
		"TooManyRedemptions",
		"IdsExhausted",
		"RedemptionNotFound",
		"NotDue",
		"Expired",
		"NothingToPrune",
		"NotOver",
		"RedeemAboveBuy",
		"RateOutOfBounds",
		"TooSoon",
		"StepTooLarge",
	]);
}

#[test]
fn calls_are_frozen() {
	let (id, month) = (ItemId(2), Month(0x0203));
	let (account, item) = ("0100000000000000", "0200000000000000");
	let ring = ring_of(Month::new(2026, 11).unwrap());
	frozen_calls([
		(Call::<Test>::buy { amount: 1, min_points: 2 }, "000408".to_string()),
		(Call::redeem { points: 1, min_amount: 2 }, "010408".into()),
		(Call::cancel_redemption { id }, format!("02{item}")),
		(Call::pay { who: 1, id }, format!("03{account}{item}")),
		(Call::sweep { who: 1 }, format!("04{account}")),
		(Call::set_rates { buy: 1, redeem: 2 }, format!("05{account}{item}")),
		(
			Call::claim_record {
				author: 1,
				month,
				ring,
				alias: [3; 32],
				proof: BoundedVec::truncate_from(vec![4, 5]),
				hashcash: Hashcash { block: 6, nonce: 7 },
			},
			format!("06{account}030201ea070b0000{}080405060000000700000000000000", "03".repeat(32)),
		),
		(Call::prune_claims { author: 1, month, limit: 4 }, format!("07{account}030204000000")),
		(
			Call::prune_pairs { pairs: BoundedVec::truncate_from(vec![(1, 2)]) },
			format!("0804{account}{item}"),
		),
	]);
}

/// What a prover on a phone and the chain agree on.
#[test]
fn what_a_claim_signs_is_frozen() {
	let (genesis, author, month) = (H256::repeat_byte(1), [2u8; 32], Month(0x0203));
	let hex = |bytes: [u8; 32]| format!("{:?}", HexDisplay::from(&bytes));
	let expect = [
		hex(claim::claim_context(genesis, &author, month)),
		hex(claim::claim_message(genesis, &author, month)),
		hex(claim::claim_work(
			genesis,
			&author,
			month,
			&ring_of(Month::new(2026, 11).unwrap()),
			&[3; 32],
			&BoundedVec::truncate_from(vec![4, 5]),
		)),
	];
	// By Python's hashlib.blake2b(digest_size=32) over the same bytes.
	assert_eq!(
		expect,
		[
			"ef1fb3db34b41bbae334965654e57e55ca50005137d26de4909c3f692f3329e0",
			"5560f1a8157a892aa4a49fe14a454fde4ea0c1a761c54412abad55e3db2f9b9f",
			"08a854d2bd6a79a6d327e0a2e965d7a81fc23f4362918da66934c6f1b1faa4c4",
		]
	);
}
