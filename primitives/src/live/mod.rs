// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Live time: the clock of windows within which somebody must act.
//!
//! Validity (until, expiry, months of points) is a [`Moment`] of wall-clock time. A window to dispute,
//! reveal, review, deliver or appeal is live time: it advances with each block by at most a minute, and
//! not while safe mode stops calls, so that no outage eats a window. A [`LiveMoment`] is a type of its
//! own, so that the two clocks cannot be mixed up:
//!
//! ```compile_fail,E0308
//! use medibloc_primitives::{live::LiveMoment, Moment};
//!
//! let (deadline, now): (LiveMoment, Moment) = (LiveMoment::default(), 1_800_000_000_000);
//! assert!(deadline < now);
//! ```

pub(crate) mod api;

pub use api::*;

use crate::Moment;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A point in live time: milliseconds since the clock of the chain began.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(transparent)]
pub struct LiveMoment(u64);

impl LiveMoment {
	/// The point in live time that many milliseconds after its beginning.
	pub const fn from_millis(millis: u64) -> Self {
		Self(millis)
	}

	/// Milliseconds since the beginning of live time.
	pub const fn as_millis(self) -> u64 {
		self.0
	}

	/// The end of a window of `period` milliseconds that opens now; the end of time if it is later.
	pub const fn after(self, period: Moment) -> Self {
		Self(self.0.saturating_add(period))
	}

	/// The live time from now to `later`, in milliseconds; none if it is not later.
	pub const fn until(self, later: Self) -> Moment {
		later.0.saturating_sub(self.0)
	}

	/// Whether a window that ends here is over at `now`. Its last moment is the one before.
	pub const fn is_over(self, now: Self) -> bool {
		self.0 <= now.0
	}
}

/// The clock of windows within which somebody must act. Answered by `pallet-live-clock`.
pub trait LiveTime {
	/// Live time in this block. Before the timestamp of the block is set, as in `on_initialize` and in
	/// the transaction pool, that of the block before.
	fn now() -> LiveMoment;

	/// The end of a window of `period` milliseconds that opens now.
	fn deadline(period: Moment) -> LiveMoment {
		Self::now().after(period)
	}

	/// Moves the clock, so that a benchmark can let a window pass.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_now(now: LiveMoment);
}

/// The live clock of a block, as far as a client needs it to tell how much of a window is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct LiveClock {
	/// Live time.
	pub now: LiveMoment,
	/// The wall-clock time of the block.
	pub at: Moment,
	/// Whether the clock goes. In safe mode it does not.
	pub is_running: bool,
	/// By how many milliseconds a block advances it at most.
	pub max_step: Moment,
}

impl LiveClock {
	/// The live time left of a window, in milliseconds: as long in wall-clock time if the chain
	/// goes on without interruption, and longer if not.
	pub const fn remaining(&self, deadline: LiveMoment) -> Moment {
		self.now.until(deadline)
	}

	/// The wall-clock time before which the window is not over, whatever happens.
	pub const fn not_before(&self, deadline: LiveMoment) -> Moment {
		self.at.saturating_add(self.remaining(deadline))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const OPENED: LiveMoment = LiveMoment::from_millis(1_000);

	#[test]
	fn a_window_is_open_up_to_the_moment_before_its_end() {
		let deadline = OPENED.after(500);
		assert_eq!(deadline.as_millis(), 1_500);
		assert!(!deadline.is_over(OPENED));
		assert!(!deadline.is_over(LiveMoment::from_millis(1_499)));
		assert!(deadline.is_over(deadline));
		assert!(deadline.is_over(deadline.after(1)));
	}

	#[test]
	fn a_window_without_length_is_over_at_once() {
		assert!(OPENED.after(0).is_over(OPENED));
	}

	#[test]
	fn a_window_beyond_the_end_of_time_ends_there() {
		assert_eq!(OPENED.after(u64::MAX).as_millis(), u64::MAX);
	}

	#[test]
	fn what_is_left_is_never_negative() {
		assert_eq!(OPENED.until(OPENED.after(7)), 7);
		assert_eq!(OPENED.after(7).until(OPENED), 0);
	}

	#[test]
	fn a_client_learns_what_is_left_and_when_it_is_over_at_the_earliest() {
		let clock = LiveClock { now: OPENED, at: 9_000, is_running: false, max_step: 60 };
		assert_eq!(clock.remaining(OPENED.after(500)), 500);
		assert_eq!(clock.not_before(OPENED.after(500)), 9_500);
		assert_eq!(clock.remaining(LiveMoment::default()), 0);
		assert_eq!(clock.not_before(LiveMoment::from_millis(u64::MAX)), u64::MAX);
	}

	#[test]
	fn live_moments_are_encoded_as_plain_numbers() {
		assert_eq!(OPENED.encode(), 1_000u64.encode());
		assert_eq!(LiveMoment::max_encoded_len(), 8);
		let clock = LiveClock { now: OPENED, at: 2, is_running: true, max_step: 3 };
		assert_eq!(clock.encode(), (1_000u64, 2u64, true, 3u64).encode());
	}
}
