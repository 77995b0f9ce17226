// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Repeated submission of a call whose nonce another transaction took first.

use crate::client::error::{Error, Refusal};
use std::time::Duration;
use tokio::time::{sleep, Instant};

/// The most times that a call is signed. So many machines may submit for one account at once.
const MOST: u32 = 64;

/// The longest pause before the second time, in milliseconds; it grows with each.
const PAUSE: u64 = 150;

/// The longest pause before any other time, in milliseconds.
const LONGEST_PAUSE: u64 = 2_000;

/// Whether another transaction took the nonce, so that this one can never be included.
pub(super) fn is_late(error: &Error) -> bool {
	matches!(
		error,
		Error::Refused(Refusal::Stale | Refusal::PriorityTooLow) | Error::Replaced { .. }
	)
}

/// How often a call was signed, and until when that goes on.
pub(super) struct Attempts {
	made: u32,
	deadline: Instant,
}

impl Attempts {
	/// The first one, with a time limit for all.
	pub fn new(timeout: Duration) -> Self {
		Self { made: 1, deadline: Instant::now() + timeout }
	}

	/// The time that is left.
	pub fn left(&self) -> Duration {
		self.deadline.saturating_duration_since(Instant::now())
	}

	/// Pauses before the next one. `false` if there is none.
	pub async fn again(&mut self) -> bool {
		if self.made >= MOST || self.left().is_zero() {
			return false;
		}
		sleep(self.pause()).await;
		self.made = self.made.saturating_add(1);
		!self.left().is_zero()
	}

	/// At random, so that those who collided do not do so again.
	fn pause(&self) -> Duration {
		let most = PAUSE.saturating_mul(u64::from(self.made)).min(LONGEST_PAUSE);
		let mut random = [0; 2];
		// Without random bytes it is the same for all: they collide more often, and no worse.
		let share = match getrandom::fill(&mut random) {
			Ok(()) => u64::from(u16::from_le_bytes(random)),
			Err(_) => u64::from(u16::MAX),
		};
		Duration::from_millis(most.saturating_mul(share) / u64::from(u16::MAX))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[tokio::test]
	async fn attempts_come_to_an_end() {
		let mut last = Attempts { made: MOST, ..Attempts::new(Duration::from_secs(60)) };
		assert!(!last.again().await);
		assert!(!Attempts::new(Duration::ZERO).again().await);
		let mut first = Attempts::new(Duration::from_secs(60));
		assert!(first.again().await);
		assert_eq!(first.made, 2);
		let late = Attempts { made: MOST, ..first };
		assert!(late.pause() <= Duration::from_millis(LONGEST_PAUSE));
	}
}
