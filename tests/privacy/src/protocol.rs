// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Contexts, aliases, commitments and marks of the protocol.

use crate::{
	setting::Mark,
	transcript::{Time, Vote},
};
use codec::Encode;
use medibloc_primitives::rings::{context, Alias, RingKey};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// From how many ballots of a juror on it counts how often the juror was with the majority.
pub const MIN_BALLOTS: u32 = 20;

/// How many vouchers are redeemed in a call, to the own account.
pub const BATCH: usize = 32;

/// Seconds of a day.
pub const DAY: Time = 86_400.0;

/// Seconds of an hour.
pub const HOUR: Time = 3_600.0;

/// How long commitments are taken.
pub const COMMIT_WINDOW: Time = 4.0 * DAY;

/// How long votes can be revealed.
pub const REVEAL_WINDOW: Time = 2.0 * DAY;

/// The term whose transcript is made.
pub const TERM: u32 = 7;

/// The context of a ballot.
pub fn ballot_context(genesis: H256, ballot: u32) -> [u8; 32] {
	context("jury/ballot", genesis, &ballot)
}

/// A context for all ballots, as it must not be.
pub fn reused_context(genesis: H256) -> [u8; 32] {
	context("jury/term", genesis, &TERM)
}

/// The context in which vouchers are redeemed.
pub fn voucher_context(genesis: H256) -> [u8; 32] {
	context("jury/voucher", genesis, &TERM)
}

/// An ideal key: nothing about the secret follows from it.
pub fn key(secret: &[u8; 32]) -> RingKey {
	blake2_256(&("medibloc/privacy/key", secret).encode())
}

/// An ideal alias: random for each secret and context.
pub fn alias(secret: &[u8; 32], context: &[u8; 32]) -> Alias {
	blake2_256(&("medibloc/privacy/alias", secret, context).encode())
}

/// The commitment to a vote.
pub fn commitment(
	genesis: H256,
	ballot: u32,
	alias: &Alias,
	vote: Vote,
	keys: &[RingKey; 2],
	salt: &[u8; 32],
) -> [u8; 32] {
	blake2_256(&("medibloc/jury/vote/v1", genesis, ballot, alias, vote as u8, keys, salt).encode())
}

/// How many units a juror may redeem to the own account whose rings judged that many ballots that paid.
pub fn mark(rule: Mark, ballots: u32) -> u32 {
	match rule {
		Mark::Protocol if ballots < MIN_BALLOTS => ballots,
		Mark::Protocol => ballots * 3 / 2,
		Mark::Halves(halves) => ballots * halves / 2,
		Mark::None => u32::MAX,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_mark_counts_presence_alone_where_ballots_are_few() {
		let marks = [0, 1, 2, 19, 20, 21, 40].map(|ballots| mark(Mark::Protocol, ballots));
		assert_eq!(marks, [0, 1, 2, 19, 30, 31, 60]);
		assert_eq!([1, 3].map(|ballots| mark(Mark::Halves(3), ballots)), [1, 4]);
	}

	#[test]
	fn an_alias_is_the_same_for_the_same_context_alone() {
		let genesis = H256::repeat_byte(1);
		let of = |secret, context| alias(&[secret; 32], &context);
		assert_eq!(of(1, ballot_context(genesis, 1)), of(1, ballot_context(genesis, 1)));
		assert_ne!(of(1, ballot_context(genesis, 1)), of(1, ballot_context(genesis, 2)));
		assert_ne!(of(1, ballot_context(genesis, 1)), of(2, ballot_context(genesis, 1)));
		assert_ne!(of(1, ballot_context(genesis, 1)), of(1, ballot_context(H256::zero(), 1)));
		assert_ne!(of(1, reused_context(genesis)), of(1, voucher_context(genesis)));
	}

	/// A commitment that is copied cannot be opened under another alias.
	#[test]
	fn a_commitment_binds_the_alias() {
		let genesis = H256::repeat_byte(1);
		let commit =
			|alias, vote| commitment(genesis, 1, &[alias; 32], vote, &[[3; 32], [4; 32]], &[5; 32]);
		assert_ne!(commit(1, Vote::Approve), commit(2, Vote::Approve));
		assert_ne!(commit(1, Vote::Approve), commit(1, Vote::Refuse));
	}
}
