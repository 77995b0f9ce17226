// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Call;
use codec::Encode;
use pallet_support::testing::{frozen, frozen_calls, frozen_variants};
use sp_runtime::BoundedBTreeMap;

#[test]
fn stored_types_are_frozen() {
	frozen(Schedule { session_length: 5u32, sessions_per_era: 2 }, "05000000 02000000");
	test(|| {
		MissedEras::<Test>::mutate(|missed| missed.try_insert(7, 2).unwrap());
		let stored: BoundedBTreeMap<AccountId, u32, MaxAuthors> = MissedEras::<Test>::get();
		assert_eq!(stored.encode(), [4, 7, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0]);
	});
}

#[test]
fn calls_are_frozen() {
	let schedule = Schedule { session_length: 5, sessions_per_era: 2 };
	let call = Call::<Test>::set_schedule { schedule };
	let displace = Call::<Test>::displace { weakest: 6, entrant: 50 };
	frozen_calls([
		(call, "00 0500000000000000 02000000".into()),
		(displace, "01 0600000000000000 3200000000000000".into()),
	]);
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<Event<Test>>(&[
		"ScheduleSet",
		"KeysMissing",
		"AuthorsKept",
		"PointsForfeited",
		"Unseated",
		"Spared",
		"Displaced",
	]);
	frozen_variants::<Error<Test>>(&[
		"TooShort",
		"NotFound",
		"NotFull",
		"AlreadyExists",
		"Seated",
		"StakeTooSmall",
		"NotWeakest",
	]);
}
