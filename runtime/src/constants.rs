// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Numbers that more than one part of the chain, or a tool around it, must agree on.

/// The id of the parachain on its relay chain. This is its one home: chain specifications and
/// network files are checked against it.
pub const PARA_ID: u32 = 2_000;

/// The SS58 address prefix, until one is registered for the network.
pub const SS58_PREFIX: u16 = 42;

/// Amounts of MED, and what storage costs.
pub mod currency {
	/// An amount of MED in its smallest unit.
	pub type Balance = u128;

	/// The ticker.
	pub const SYMBOL: &str = "MED";
	/// The digits after the decimal point.
	pub const DECIMALS: u8 = 12;

	/// One MED.
	pub const MED: Balance = 1_000_000_000_000;
	/// A thousandth of a MED.
	pub const MILLIMED: Balance = MED / 1_000;
	/// A millionth of a MED.
	pub const MICROMED: Balance = MILLIMED / 1_000;

	/// What an account must own to exist.
	pub const EXISTENTIAL_DEPOSIT: Balance = MILLIMED;

	/// The deposit for an entry in storage, unless governance sets another.
	pub const ITEM_DEPOSIT: Balance = 10 * MILLIMED;
	/// The deposit for a byte in storage, unless governance sets another.
	pub const BYTE_DEPOSIT: Balance = 100 * MICROMED;

	/// The deposit for `items` storage entries that hold `bytes` bytes together, of pallets whose
	/// deposits governance does not set.
	pub const fn deposit(items: u32, bytes: u32) -> Balance {
		items as Balance * ITEM_DEPOSIT + bytes as Balance * BYTE_DEPOSIT
	}
}

/// Wall-clock periods in milliseconds, and the pace of blocks.
pub mod time {
	use medibloc_primitives::Moment;

	/// How long an author's slot lasts. A block is authored in each.
	pub const SLOT_DURATION: Moment = 6_000;

	/// A second.
	pub const SECONDS: Moment = 1_000;
	/// A minute.
	pub const MINUTES: Moment = 60 * SECONDS;
	/// An hour.
	pub const HOURS: Moment = 60 * MINUTES;
	/// A day.
	pub const DAYS: Moment = 24 * HOURS;
	/// A year of 365 days.
	pub const YEARS: Moment = 365 * DAYS;

	/// How many blocks are authored in `period`, at one a slot.
	pub const fn blocks_in(period: Moment) -> u32 {
		(period / SLOT_DURATION) as u32
	}
}

/// How blocks follow the relay chain.
pub mod collation {
	/// The relay chain's slot in milliseconds.
	pub const RELAY_CHAIN_SLOT_DURATION_MILLIS: u32 = 6_000;
	/// How many blocks are authored for one relay chain block.
	pub const BLOCK_PROCESSING_VELOCITY: u32 = 1;
	/// How many blocks may await inclusion in the relay chain: asynchronous backing.
	pub const UNINCLUDED_SEGMENT_CAPACITY: u32 = 3;
	/// How many relay chain blocks behind its tip a block is built upon.
	pub const RELAY_PARENT_OFFSET: u32 = 0;
}

#[cfg(test)]
mod tests {
	use super::{currency::*, time::*};

	#[test]
	fn a_med_has_the_stated_decimals() {
		assert_eq!(MED, 10u128.pow(u32::from(DECIMALS)));
	}

	#[test]
	fn blocks_follow_slots() {
		assert_eq!(blocks_in(MINUTES), 10);
	}
}
