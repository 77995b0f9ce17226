// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::OnInitialize;

#[test]
fn live_time_begins_with_the_first_block() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(LiveClock::now(), LiveMoment::default());
		assert!(!Clock::<Test>::exists());
		block_at(BEGIN);
		assert_eq!(live(), 0);
		block_after(6_000);
		assert_eq!(live(), 6_000);
	});
}

#[test]
fn a_clock_that_is_stopped_from_the_beginning_begins_all_the_same() {
	ExtBuilder.build_and_execute(|| {
		IsStopped::set(true);
		block_at(BEGIN);
		block_after(6_000);
		assert_eq!(live(), 0);
		IsStopped::set(false);
		block_after(6_000);
		assert_eq!(live(), 6_000);
	});
}

#[test]
fn live_time_is_wall_clock_time_while_blocks_come_in_time() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		for elapsed in [1, 2_999, 6_000, 12_000, MINUTE - 1, MINUTE] {
			let before = live();
			block_after(elapsed);
			assert_eq!(live() - before, elapsed);
		}
		assert_eq!(live(), Timestamp::get() - BEGIN);
	});
}

#[test]
fn a_block_advances_live_time_by_a_minute_at_most() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		for elapsed in [MINUTE + 1, DAY, 365 * DAY] {
			let before = live();
			block_after(elapsed);
			assert_eq!(live() - before, MINUTE);
		}
	});
}

#[test]
fn a_window_outlasts_an_outage_of_a_day() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		block_after(6_000);
		let deadline = LiveClock::deadline(60 * MINUTE);
		block_after(6_000);
		block_after(DAY);
		assert!(!deadline.is_over(LiveClock::now()));
		// Of the hour 6 s and the one step of the outage have passed.
		assert_eq!(LiveClock::now().until(deadline), 59 * MINUTE - 6_000);
		let mut blocks = 0;
		while !deadline.is_over(LiveClock::now()) {
			block_after(6_000);
			blocks += 1;
		}
		assert_eq!(blocks, 589);
	});
}

#[test]
fn a_chain_that_limps_through_an_outage_loses_no_more_than_its_blocks() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		// One block an hour for a day.
		for _ in 0..24 {
			block_after(60 * MINUTE);
		}
		assert_eq!(live(), 24 * MINUTE);
	});
}

#[test]
fn live_time_stands_still_while_calls_are_stopped() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		block_after(6_000);
		IsStopped::set(true);
		for _ in 0..14_400 {
			block_after(6_000);
		}
		assert_eq!(live(), 6_000);
		IsStopped::set(false);
		// What passed meanwhile is not made up for.
		block_after(6_000);
		assert_eq!(live(), 12_000);
	});
}

#[test]
fn blocks_that_share_a_timestamp_take_no_step_and_write_nothing() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		block_after(6_000);
		let reading = Clock::<Test>::get();
		for _ in 0..12 {
			block_after(0);
			assert_eq!(Clock::<Test>::get(), reading);
		}
		block_after(6_000);
		assert_eq!(live(), 12_000);
	});
}

#[test]
fn twelve_blocks_a_slot_make_live_time_no_faster() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		for index in 0..120 {
			block_after(if index % 12 == 0 { 6_000 } else { 0 });
		}
		assert_eq!(live(), 60_000);
	});
}

#[test]
fn a_wall_clock_that_was_set_back_does_not_take_live_time_back() {
	ExtBuilder.build().execute_with(|| {
		block_at(BEGIN);
		block_after(6_000);
		// Root can set any storage.
		pallet_timestamp::Now::<Test>::put(BEGIN - DAY);
		block_at(BEGIN - DAY + 6_000);
		assert_eq!(live(), 6_000);
		block_at(BEGIN + 18_000);
		assert_eq!(live(), 18_000);
		LiveClock::do_try_state().unwrap();
	});
}

#[test]
fn within_a_block_both_clocks_change_with_the_timestamp() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		let number = System::block_number() + 1;
		System::set_block_number(number);
		LiveClock::on_initialize(number);
		assert_eq!((live(), Timestamp::get()), (0, BEGIN));
		Timestamp::set(RuntimeOrigin::none(), BEGIN + 6_000).unwrap();
		assert_eq!((live(), Timestamp::get()), (6_000, BEGIN + 6_000));
	});
}

#[test]
fn live_time_at_the_end_of_time_stays_there() {
	ExtBuilder.build().execute_with(|| {
		let live = LiveMoment::from_millis(u64::MAX);
		Clock::<Test>::put(Reading { began_at: 0, read_at: BEGIN, live });
		block_at(BEGIN + 6_000);
		assert_eq!(LiveClock::now(), live);
	});
}
