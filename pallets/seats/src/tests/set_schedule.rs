// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{SessionLength, SessionsPerEra};
use frame_support::traits::Get;
use sp_runtime::{BuildStorage, Perbill, Percent};

const SCHEDULE: Schedule<u64> = Schedule { session_length: 4, sessions_per_era: 7 };

#[test]
fn set_schedule_binds_the_numbers_that_others_are_configured_with() {
	test(|| {
		assert_eq!(SessionLength::<Test>::get(), 10);
		assert_eq!(SessionsPerEra::<Test>::get(), 3);
		assert_ok!(Seats::set_schedule(RuntimeOrigin::signed(ADMIN), SCHEDULE));
		assert_eq!(SessionLength::<Test>::get(), 4);
		assert_eq!(SessionsPerEra::<Test>::get(), 7);
		assert_eq!(events(), [Event::ScheduleSet { schedule: SCHEDULE }]);
	});
}

#[test]
fn set_schedule_rejects_what_leaves_no_room_for_transactions() {
	test(|| {
		for (session_length, sessions_per_era) in [(1, 3), (0, 3), (10, 0)] {
			let schedule = Schedule { session_length, sessions_per_era };
			assert_noop!(
				Seats::set_schedule(RuntimeOrigin::signed(ADMIN), schedule),
				Error::<Test>::TooShort
			);
		}
	});
}

/// The staking and the session pallet count with them.
#[test]
fn the_numbers_are_at_least_their_minima_whatever_is_stored() {
	sp_io::TestExternalities::default().execute_with(|| {
		CurrentSchedule::<Test>::put(Schedule { session_length: 0, sessions_per_era: 0 });
		assert_eq!(SessionLength::<Test>::get(), 2);
		assert_eq!(SessionsPerEra::<Test>::get(), 1);
	});
}

#[test]
fn the_genesis_sets_schedule_commission_and_chill_threshold() {
	let genesis = crate::GenesisConfig::<Test> {
		schedule: Some(SCHEDULE),
		min_commission: Perbill::from_percent(3),
		chill_threshold: Some(Percent::from_percent(75)),
	};
	sp_io::TestExternalities::from(genesis.build_storage().unwrap()).execute_with(|| {
		assert_eq!(CurrentSchedule::<Test>::get(), SCHEDULE);
		assert_eq!(MinCommission::get(), Perbill::from_percent(3));
		assert_eq!(ChillThreshold::get(), Some(Percent::from_percent(75)));
	});
}

#[test]
#[should_panic(expected = "the schedule at genesis must be valid")]
fn the_genesis_rejects_an_invalid_schedule() {
	let schedule = Some(Schedule { session_length: 0, sessions_per_era: 1 });
	drop(crate::GenesisConfig::<Test> { schedule, ..Default::default() }.build_storage());
}
