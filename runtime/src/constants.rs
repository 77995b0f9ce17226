// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Constants that more than one part of the chain, or a tool around it, must agree on.

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

	/// The least balance of an account: what its entry costs, of 32 bytes of key and 80 of balances and
	/// counters, so that filling the state with accounts is no cheaper than with anything else.
	pub const EXISTENTIAL_DEPOSIT: Balance = deposit(1, 112);
}

/// Wall-clock periods in milliseconds, and the pace of blocks.
pub mod time {
	use medibloc_primitives::Moment;

	/// The duration of an author's slot. A block is authored in each.
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

	/// The number of blocks authored in `period`, at one a slot.
	pub const fn blocks_in(period: Moment) -> u32 {
		(period / SLOT_DURATION) as u32
	}
}

/// The pace of blocks against the relay chain.
pub mod collation {
	/// The relay chain's slot in milliseconds.
	pub const RELAY_CHAIN_SLOT_DURATION_MILLIS: u32 = 6_000;
	/// The number of blocks authored for one relay chain block.
	pub const BLOCK_PROCESSING_VELOCITY: u32 = 1;
	/// The number of blocks that may await inclusion in the relay chain: asynchronous backing.
	pub const UNINCLUDED_SEGMENT_CAPACITY: u32 = 3;
	/// The number of relay chain blocks behind its tip on which a block is built.
	pub const RELAY_PARENT_OFFSET: u32 = 0;
}

/// Messages between chains.
pub mod xcm {
	use super::currency::{Balance, BYTE_DEPOSIT, ITEM_DEPOSIT};

	/// The id of Asset Hub, the reserve of the relay token, on every relay chain that has one.
	pub const ASSET_HUB_PARA_ID: u32 = 1_000;

	/// The least price of delivering a message, and of each of its bytes: as much as the deposit
	/// for its place in storage, where it waits. While a queue is full, the price rises by the
	/// block.
	pub const DELIVERY_BASE_FEE: Balance = ITEM_DEPOSIT;
	/// See [`DELIVERY_BASE_FEE`].
	pub const DELIVERY_BYTE_FEE: Balance = BYTE_DEPOSIT;
}

/// Staking: authors, stakes and rewards.
///
/// Those that the staking pallets keep in storage are what a public network starts with.
pub mod staking {
	use super::{
		currency::{Balance, MED},
		time::{blocks_in, HOURS},
	};
	use sp_runtime::{Perbill, Percent, Perquintill};

	/// The number of elected authors.
	pub const SEATS: u32 = 50;
	/// The most authors that can be elected, whatever governance sets.
	pub const MAX_SEATS: u32 = 100;
	/// With fewer elected, the authors stay as they are.
	pub const MINIMUM_SEATS: u32 = 4;

	/// The number of blocks in a session.
	pub const SESSION_LENGTH: u32 = blocks_in(4 * HOURS);
	/// The number of sessions in an era.
	pub const SESSIONS_PER_ERA: u32 = 6;
	/// The number of eras until unbonded stake is free. An era is a day.
	pub const BONDING_ERAS: u32 = 21;
	/// The number of eras in which a slash can be called off.
	pub const SLASH_DEFER_ERAS: u32 = 20;
	/// In how many eras a reward can be claimed.
	pub const HISTORY_ERAS: u32 = 84;

	/// The least stake of a candidate.
	pub const MIN_VALIDATOR_BOND: Balance = 100_000 * MED;
	/// The least stake of a nominator.
	pub const MIN_NOMINATOR_BOND: Balance = 1_000 * MED;
	/// The least amount that a pool is founded with.
	pub const MIN_POOL_BOND: Balance = 1_000 * MED;
	/// The least amount that a member brings into a pool.
	pub const MIN_JOIN_BOND: Balance = 10 * MED;

	/// How full a list of stakers must be before anybody can chill those below its least stake.
	pub const CHILL_THRESHOLD: Percent = Percent::from_percent(75);
	/// The largest number of candidates. An election looks at all of them.
	pub const MAX_CANDIDATES: u32 = 300;
	/// The most voters in an election, candidates included: those with the largest stakes.
	pub const MAX_ELECTING_VOTERS: u32 = 1_000;
	/// The largest number of nominators. Those that do not vote are beside the voters in the state,
	/// and make the proof of an election larger.
	pub const MAX_NOMINATORS: u32 = 10_000;
	/// The most candidates that a nominator can back.
	pub const MAX_NOMINATIONS: u32 = 16;

	/// The least share that a candidate keeps of its nominators' rewards.
	pub const MIN_COMMISSION: Perbill = Perbill::from_percent(3);
	/// The inflation a year.
	pub const INFLATION: Perquintill = Perquintill::from_percent(7);
	/// The treasury's share of what is minted.
	pub const TREASURY_SHARE_OF_INFLATION: Perquintill = Perquintill::from_percent(20);
	/// The treasury's share of fees. Tips are the author's.
	pub const TREASURY_SHARE_OF_FEES: u32 = 80;
	/// The longest time for which an era is paid, in hundredths of the time that its blocks take at
	/// one a slot.
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
