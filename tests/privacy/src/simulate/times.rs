// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Times of day at which people and their machines act.

use super::World;
use crate::{
	protocol::{COMMIT_WINDOW, DAY, HOUR, REVEAL_WINDOW},
	setting::{Machine, Sending},
	transcript::Time,
};

impl World<'_> {
	/// A moment at which a juror works, on the day `day` or after.
	pub(super) fn habit(&mut self, juror: usize, day: Time) -> Time {
		let hour = self.random.normal(self.jurors[juror].hour, 1.0).rem_euclid(24.0);
		let at = (day / DAY).floor() * DAY + hour * HOUR;
		if at < day {
			at + DAY
		} else {
			at
		}
	}

	/// When a juror decides on a ballot that was opened at that time.
	fn decision(&mut self, juror: usize, opened_at: Time) -> Time {
		let mut day = opened_at;
		while self.random.chance(0.3) && day + 2.0 * DAY < opened_at + COMMIT_WINDOW {
			day += DAY;
		}
		self.habit(juror, day)
	}

	/// When the commitment is sent, and when it is opened.
	pub(super) fn vote_times(&mut self, juror: usize, opened_at: Time) -> (Time, Time) {
		let decided = self.decision(juror, opened_at);
		let end = opened_at + COMMIT_WINDOW;
		let sent = match self.setting.sending {
			Sending::AtOnce => decided,
			Sending::AfterDecision => self.random.between(decided, end),
			Sending::SecondHalf => {
				let slot = self.random.between(opened_at + COMMIT_WINDOW / 2.0, end);
				if slot < decided {
					self.random.between(decided, end)
				} else {
					slot
				}
			},
		};
		let revealed = self.random.between(end, end + REVEAL_WINDOW);
		let (sent, revealed) = (self.awake(juror, sent), self.awake(juror, revealed));
		(sent.min(end - 1.0), revealed.min(end + REVEAL_WINDOW - 1.0))
	}

	/// The first moment from `at` on at which the juror's machine is on.
	pub(super) fn awake(&mut self, juror: usize, at: Time) -> Time {
		let Machine::Hours(hours) = self.setting.machine else { return at };
		let from = self.jurors[juror].hour - hours / 2.0;
		let into = (at / HOUR - from).rem_euclid(24.0);
		if into < hours {
			at
		} else {
			at + (24.0 - into) * HOUR + self.random.between(0.0, 600.0)
		}
	}
}
