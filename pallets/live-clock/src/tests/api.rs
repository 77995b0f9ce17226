// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn a_client_learns_how_much_of_a_window_is_left() {
	ExtBuilder.build_and_execute(|| {
		let before = LiveClock::live_clock();
		assert_eq!((before.now, before.at), (LiveMoment::default(), 0));
		block_at(BEGIN);
		let deadline = LiveClock::deadline(10 * MINUTE);
		block_after(DAY);
		let clock = LiveClock::live_clock();
		assert_eq!(clock.at, BEGIN + DAY);
		assert_eq!(clock.remaining(deadline), 9 * MINUTE);
		assert_eq!(clock.not_before(deadline), BEGIN + DAY + 9 * MINUTE);
		assert!(clock.is_running);
		assert_eq!(clock.max_step, MINUTE);
		IsStopped::set(true);
		assert!(!LiveClock::live_clock().is_running);
	});
}

#[test]
fn a_window_is_never_over_before_the_stated_time() {
	ExtBuilder.build_and_execute(|| {
		block_at(BEGIN);
		let deadline = LiveClock::deadline(30 * MINUTE);
		let not_before = LiveClock::live_clock().not_before(deadline);
		for elapsed in [6_000, 10 * MINUTE, 1, MINUTE].into_iter().cycle() {
			block_after(elapsed);
			if deadline.is_over(LiveClock::now()) {
				break;
			}
		}
		assert!(Timestamp::get() >= not_before);
	});
}
