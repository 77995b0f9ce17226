// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Bounds on the age of a proof.

use crate::Error;
use medibloc_primitives::Moment;

/// The largest lead of a block's clock over the time at which it is made, as `pallet-timestamp`
/// says.
const MAX_DRIFT: Moment = 30_000;

/// Bounds on the age of a proof. All times are milliseconds, moments since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
	/// The present moment by the caller's clock, which must not be the node's.
	pub now: Moment,
	/// The largest time by which the block may be behind `now`. For so long, a revocation may not
	/// be seen. Leave room for finality, which comes some tens of seconds after a block was made.
	pub max_age: Moment,
	/// The largest time by which the block may be ahead of `now`.
	pub max_ahead: Moment,
}

impl Freshness {
	/// Accepts a block of the last `max_age` milliseconds before `now`, and one that is as far ahead
	/// as a block may be when it is made: 30 seconds.
	pub fn new(now: Moment, max_age: Moment) -> Self {
		Self { now, max_age, max_ahead: MAX_DRIFT }
	}

	/// Fails with [`Error::Stale`] or [`Error::Ahead`] unless a block of this time is accepted.
	pub fn check(&self, block_time: Moment) -> Result<(), Error> {
		let age = self.now.saturating_sub(block_time);
		if age > self.max_age {
			return Err(Error::Stale { age, max_age: self.max_age });
		}
		let ahead = block_time.saturating_sub(self.now);
		if ahead > self.max_ahead {
			return Err(Error::Ahead { ahead, max_ahead: self.max_ahead });
		}
		Ok(())
	}
}
