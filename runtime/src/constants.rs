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

	/// More than will be issued for long. Only what must be constant is derived from it.
	pub const ISSUANCE_SCALE: Balance = 10_000_000_000 * MED;

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

/// Messages between chains.
pub mod xcm {
	use super::currency::{Balance, BYTE_DEPOSIT, ITEM_DEPOSIT};

	/// The id of Asset Hub, the reserve of the relay token, on every relay chain that has one.
	pub const ASSET_HUB_PARA_ID: u32 = 1_000;

	/// What delivering a message costs at least, and for each of its bytes: as much as the deposit for
	/// its place in storage, where it waits. While a queue is full, the price rises by the block.
	pub const DELIVERY_BASE_FEE: Balance = ITEM_DEPOSIT;
	/// See [`DELIVERY_BASE_FEE`].
	pub const DELIVERY_BYTE_FEE: Balance = BYTE_DEPOSIT;
}

/// Who authors, what they stake and what they earn.
///
/// Those that the staking pallets keep in storage are what a public network starts with.
pub mod staking {
	use super::{
		currency::{Balance, MED},
		time::{blocks_in, HOURS},
	};
	use sp_runtime::{Perbill, Perquintill};

	/// How many authors are elected.
	pub const SEATS: u32 = 50;
	/// How many authors can be elected, whatever governance sets.
	pub const MAX_SEATS: u32 = 100;
	/// With fewer elected, the authors stay as they are.
	pub const MINIMUM_SEATS: u32 = 4;

	/// How many blocks a session has.
	pub const SESSION_LENGTH: u32 = blocks_in(4 * HOURS);
	/// How many sessions an era has.
	pub const SESSIONS_PER_ERA: u32 = 6;
	/// How many eras pass until what was unbonded is free. An era is a day.
	pub const BONDING_ERAS: u32 = 21;
	/// How many eras a slash can be called off.
	pub const SLASH_DEFER_ERAS: u32 = 20;
	/// In how many eras a reward can be claimed.
	pub const HISTORY_ERAS: u32 = 84;

	/// What a candidate stakes at least.
	pub const MIN_VALIDATOR_BOND: Balance = 100_000 * MED;
	/// What a nominator stakes at least.
	pub const MIN_NOMINATOR_BOND: Balance = 1_000 * MED;
	/// What a pool is founded with at least.
	pub const MIN_POOL_BOND: Balance = 1_000 * MED;
	/// What a member brings into a pool at least.
	pub const MIN_JOIN_BOND: Balance = 10 * MED;
	/// How many pools there can be.
	pub const MAX_POOLS: u32 = 512;

	/// How many candidates there can be. An election looks at all of them.
	pub const MAX_CANDIDATES: u32 = 300;
	/// How many voters an election looks at, candidates included: those with the largest stakes.
	pub const MAX_ELECTING_VOTERS: u32 = 1_000;
	/// How many nominators there can be. Those that do not vote are beside the voters in the state, and
	/// make the proof of an election larger.
	pub const MAX_NOMINATORS: u32 = 10_000;
	/// How many candidates a nominator can back.
	pub const MAX_NOMINATIONS: u32 = 16;

	/// What a candidate keeps of its nominators' rewards at least.
	pub const MIN_COMMISSION: Perbill = Perbill::from_percent(3);
	/// What is minted in a year, of what there is.
	pub const INFLATION: Perquintill = Perquintill::from_percent(7);
	/// The treasury's share of what is minted.
	pub const TREASURY_SHARE_OF_INFLATION: Perquintill = Perquintill::from_percent(20);
	/// The treasury's share of fees. Tips are the author's.
	pub const TREASURY_SHARE_OF_FEES: u32 = 80;
	/// How long an era is paid for at most, in hundredths of the time that its blocks take at one a
	/// slot.
	pub const MAX_PAID_ERA_PERCENT: u64 = 150;

	/// The share of the seats that is kept for institutions, as long as that many stand.
	pub const INSTITUTION_SHARE: Perbill = Perbill::from_percent(20);
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
