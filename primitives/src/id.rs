// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Identifiers that the chain issues without keeping a counter.

use crate::Moment;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Identifies a thing by the time, block and event that brought it into being.
///
/// Layout, from the highest bit: 32 bits of seconds since the Unix epoch, the low 12 bits of the
/// block number, 20 bits of the index of the event in the block. The chain hands out at most one id
/// an event, so an id is unique as long as fewer than 4,096 blocks share a second. Nothing is read
/// or written to issue one, ids sort by time, and a caller can never choose one.
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
pub struct ItemId(pub u64);

impl ItemId {
	const BLOCK_BITS: u32 = 12;
	const EVENT_BITS: u32 = 20;

	/// The id of what the event with index `event` of block `block`, executed at `now`, brings into
	/// being.
	///
	/// `None` if the time is past the year 2106 or the block already holds 2^20 events.
	pub fn new(now: Moment, block: u32, event: u32) -> Option<Self> {
		let seconds = u32::try_from(now / 1_000).ok()?;
		if event >> Self::EVENT_BITS != 0 {
			return None;
		}
		let block = block & ((1 << Self::BLOCK_BITS) - 1);
		Some(Self(
			(u64::from(seconds) << (Self::BLOCK_BITS + Self::EVENT_BITS))
				| (u64::from(block) << Self::EVENT_BITS)
				| u64::from(event),
		))
	}

	/// The moment of issue, rounded down to a second.
	pub fn issued_at(self) -> Moment {
		(self.0 >> (Self::BLOCK_BITS + Self::EVENT_BITS)).saturating_mul(1_000)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ids_tell_their_time_and_sort_by_it() {
		let first = ItemId::new(1_700_000_000_999, 7, 3).unwrap();
		let second = ItemId::new(1_700_000_001_000, 8, 0).unwrap();
		assert_eq!(first.issued_at(), 1_700_000_000_000);
		assert!(first < second);
	}

	#[test]
	fn ids_of_one_second_differ_by_block_and_event() {
		let id = |block, event| ItemId::new(1_000, block, event).unwrap();
		assert_ne!(id(1, 0), id(2, 0));
		assert_ne!(id(1, 0), id(1, 1));
		assert_ne!(id(1, (1 << 20) - 1), id(2, 0));
	}

	#[test]
	fn new_rejects_what_does_not_fit() {
		assert_eq!(ItemId::new((u64::from(u32::MAX) + 1) * 1_000, 0, 0), None);
		assert_eq!(ItemId::new(0, 0, 1 << 20), None);
	}
}
