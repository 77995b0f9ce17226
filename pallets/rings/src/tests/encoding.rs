// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients and stored data rely on them.

use super::*;
use crate::{Call, Enrolment, Keys, Members, Progress, Reserved, Rings as BuiltRings, Vouch};
use medibloc_primitives::{
	rings::{CohortInfo, RingInfo},
	RandomnessTurn,
};
use pallet_support::{
	testing::{frozen, frozen_calls, frozen_variants},
	Deposit,
};
use sp_core::H256;
use sp_io::hashing::blake2_128;

#[test]
fn cohorts_are_frozen() {
	frozen(JURORS, "00 4b52 01000000");
	frozen(DECEMBER, "01 e707 0c");
	frozen(VOUCHERS, "02 4b52 01000000");
	frozen(ring(&DECEMBER, 2), "01 e707 0c 0200");
	for (index, state) in [
		CohortState::Open,
		CohortState::Frozen,
		CohortState::Built,
		CohortState::TooSmall,
		CohortState::Retired,
	]
	.into_iter()
	.enumerate()
	{
		frozen(state, &format!("0{index}"));
	}
}

#[test]
fn stored_types_are_frozen() {
	let ones = "01".repeat(32);
	let seed = H256::repeat_byte(1);
	for (stage, encoded) in [
		(Stage::Open, "00"),
		(Stage::Frozen { turn: RandomnessTurn(5) }, "01 05000000"),
		(Stage::Placed { seed }, &format!("02 {ones}")),
		(Stage::Built { seed }, &format!("03 {ones}")),
		(Stage::TooSmall, "04"),
		(Stage::Retired, "05"),
	] {
		frozen(stage, encoded);
	}
	frozen(
		Standing { stage: Stage::TooSmall, members: 2, rings: 3, frozen_at: Some(4) },
		"04 02000000 0300 01 0400000000000000",
	);
	frozen(Enrolment { cohort: JURORS, position: Some(2) }, "00 4b52 01000000 01 02000000");
	frozen(Enrolment { cohort: JURORS, position: None }, "00 4b52 01000000 00");
	frozen(Progress { added: 2, commitment: [1; 848] }, &format!("02000000 {}", "01".repeat(848)));
	frozen(
		Vouch { serial: 3, deposit: Deposit { payer: Some(5u64), amount: 6u64 } },
		"03000000 01 0500000000000000 0600000000000000",
	);
}

#[test]
fn reported_types_are_frozen() {
	let state = CohortState::Built;
	let info = CohortInfo { state, members: 1, rings: 2, built: 3, frozen_at: Some(4) };
	let expected = [2, 1, 0, 0, 0, 2, 0, 3, 0, 1, 4, 0, 0, 0, 0, 0, 0, 0];
	assert_eq!(info.encode(), expected);
	let info = RingInfo { commitment: vec![1, 2], len: 3, members: vec![[7; 32]] };
	assert_eq!(info.encode(), [&[8, 1, 2, 3, 0, 0, 0, 4][..], &[7; 32]].concat());
}

#[test]
fn the_keys_of_what_is_stored_are_frozen() {
	let hashed = |key: &[u8]| [&blake2_128(key)[..], key].concat();
	let cohort = hashed(&JURORS.encode());
	assert_eq!(Cohorts::<Test>::hashed_key_for(JURORS)[32..], cohort);
	assert_eq!(Keys::<Test>::hashed_key_for([7; 32])[32..], hashed(&[7; 32]));
	let member = [&cohort[..], &[2, 1, 0, 0]].concat();
	assert_eq!(Members::<Test>::hashed_key_for(JURORS, 0x0102)[32..], member);
	let ring = [&cohort[..], &[2, 1]].concat();
	assert_eq!(BuiltRings::<Test>::hashed_key_for(JURORS, 0x0102)[32..], ring);
	let reserved = [&cohort[..], &hashed(&[7; 32])].concat();
	assert_eq!(Reserved::<Test>::hashed_key_for(JURORS, [7; 32])[32..], reserved);
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<HoldReason>(&["Vouch"]);
	frozen_variants::<Event<Test>>(&[
		"Opened",
		"Enrolled",
		"Removed",
		"Vouched",
		"Frozen",
		"FellShort",
		"DrawnAnew",
		"Placed",
		"RingBuilt",
		"Built",
		"Retired",
		"Forgotten",
		"ParametersProvided",
	]);
	frozen_variants::<Error<Test>>(&[
		"CohortNotFound",
		"AlreadyExists",
		"NotOpen",
		"Full",
		"InvalidKey",
		"KeyTaken",
		"BadPossession",
		"NotEnrolled",
		"NotReserved",
		"CredentialNotLive",
		"TooManyVouches",
		"NotVouched",
		"NoPermission",
		"VouchedOnly",
		"NotPersons",
		"NotDue",
		"NotDrawn",
		"NothingToBuild",
		"NotOver",
		"AlreadyRetired",
		"ShareTooLarge",
		"ParametersMissing",
		"WrongParameters",
		"KnownParameters",
	]);
}

#[test]
fn calls_are_frozen() {
	let (cohort, encoded) = (DECEMBER, "01e7070c");
	let calls = [
		(
			Call::<Test>::vouch { key: [1; 32], possession: [2; 64] },
			format!("00{}{}", "01".repeat(32), "02".repeat(64)),
		),
		(Call::withdraw_vouch { key: [1; 32] }, format!("01{}", "01".repeat(32))),
		(Call::freeze { cohort }, format!("02{encoded}")),
		(Call::build { cohort }, format!("03{encoded}")),
		(Call::retire { cohort }, format!("04{encoded}")),
		(
			Call::provide_parameters { index: 2, chunk: vec![3].try_into().unwrap() },
			"0502000403".into(),
		),
	];
	frozen_calls(calls);
}
