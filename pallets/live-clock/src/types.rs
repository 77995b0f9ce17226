// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use codec::{Decode, Encode, MaxEncodedLen};
use medibloc_primitives::{LiveMoment, Moment};
use scale_info::TypeInfo;

/// A reading of the clock at a moment of wall-clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Reading {
	/// The wall-clock time of the first block that knew the clock.
	pub began_at: Moment,
	/// The wall-clock time of this reading.
	pub read_at: Moment,
	/// Live time then.
	pub live: LiveMoment,
}

impl Reading {
	/// The first reading.
	pub(crate) fn first(now: Moment) -> Self {
		Self { began_at: now, read_at: now, live: LiveMoment::default() }
	}

	/// The reading after this one, with a step of at most `max_step`. `None` if it would show the same.
	pub(crate) fn next(self, now: Moment, max_step: Moment) -> Option<Self> {
		let elapsed = now.checked_sub(self.read_at).filter(|elapsed| *elapsed > 0)?;
		Some(Self { read_at: now, live: self.live.after(elapsed.min(max_step)), ..self })
	}
}
