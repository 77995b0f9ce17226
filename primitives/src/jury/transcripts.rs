// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transcripts that voters and holders of vouchers hash and prove. `docs/protocols.md` has the bytes.
//!
//! Each hash is under a tag of its own and names the chain, so that nothing made for one use serves
//! another. `genesis` is the hash of the first block.

use super::{BallotId, Vote, VoucherKeys};
use crate::{
	rings::{context, Alias, RingProof},
	Jurisdiction,
};
use codec::Encode;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// The context of a ballot: a member of its ring has one alias in it.
pub fn ballot_context(genesis: H256, ballot: &BallotId) -> [u8; 32] {
	context("jury/ballot", genesis, ballot)
}

/// The commitment to a vote, which the voter opens by all that is hashed.
///
/// It binds the alias, so that whoever copies it under another cannot open it. `salt` is fresh and random:
/// whoever learns it knows the vote before it is revealed, and whoever keeps it can prove the vote.
pub fn commitment(
	genesis: H256,
	ballot: &BallotId,
	alias: &Alias,
	vote: Vote,
	keys: &VoucherKeys,
	salt: &[u8; 32],
) -> H256 {
	let preimage = ("medibloc/jury/vote/v1", genesis, ballot, alias, vote, keys, salt);
	H256(blake2_256(&preimage.encode()))
}

/// The message of the proof that commits to a vote: the call without alias, proof and work. The proof
/// itself shows the alias.
pub fn commit_message(genesis: H256, ballot: &BallotId, commitment: &H256) -> [u8; 32] {
	blake2_256(&("medibloc/jury/commit/v1", genesis, ballot, commitment).encode())
}

/// What the work for a commitment is done over: the call without the work. With the proof, or one work
/// would do for any number of calls with bad proofs.
pub fn commit_work(
	genesis: H256,
	ballot: &BallotId,
	alias: &Alias,
	commitment: &H256,
	proof: &RingProof,
) -> [u8; 32] {
	let call = ("medibloc/jury/commit-work/v1", genesis, ballot, alias, commitment, proof);
	blake2_256(&call.encode())
}

/// What the work for a reveal is done over: the call without the work.
pub fn reveal_work(
	genesis: H256,
	ballot: &BallotId,
	alias: &Alias,
	vote: Vote,
	keys: &VoucherKeys,
	salt: &[u8; 32],
) -> [u8; 32] {
	let call = ("medibloc/jury/reveal-work/v1", genesis, ballot, alias, vote, keys, salt);
	blake2_256(&call.encode())
}

/// The context in which the vouchers of a term are redeemed, by jurors and as surplus: each has one alias
/// in it, and is used up by either.
pub fn redeem_context(genesis: H256, jurisdiction: Jurisdiction, term: u32) -> [u8; 32] {
	context("jury/redeem", genesis, &(jurisdiction, term))
}

/// The message of the proofs by which `juror` redeems vouchers, so that nobody redeems what another shows.
pub fn redeem_message(
	genesis: H256,
	jurisdiction: Jurisdiction,
	term: u32,
	juror: &impl Encode,
) -> [u8; 32] {
	blake2_256(&("medibloc/jury/redeem/v1", genesis, jurisdiction, term, juror).encode())
}

/// The message of the proof that redeems a voucher for `to`, without saying whose it was.
pub fn surplus_message(
	genesis: H256,
	jurisdiction: Jurisdiction,
	term: u32,
	to: &impl Encode,
) -> [u8; 32] {
	blake2_256(&("medibloc/jury/surplus/v1", genesis, jurisdiction, term, to).encode())
}

/// What the work for redeeming a voucher for `to` is done over: the call without the work.
pub fn surplus_work(
	genesis: H256,
	jurisdiction: Jurisdiction,
	term: u32,
	alias: &Alias,
	to: &impl Encode,
	proof: &RingProof,
) -> [u8; 32] {
	let call = ("medibloc/jury/surplus-work/v1", genesis, jurisdiction, term, alias, to, proof);
	blake2_256(&call.encode())
}

/// The ring that judges a ballot, by its place among `rings` eligible ones; `None` if there is none.
/// `randomness` was not known when the ballot was opened.
pub fn draw(genesis: H256, ballot: &BallotId, randomness: H256, rings: u16) -> Option<u16> {
	let [a, b, c, d, e, f, g, h, ..] =
		blake2_256(&("medibloc/jury/draw/v1", genesis, ballot, randomness).encode());
	// Of 2^64 values: the first rings are likelier than the last by no more than 2^-48.
	let place = u64::from_le_bytes([a, b, c, d, e, f, g, h]).checked_rem(rings.into())?;
	u16::try_from(place).ok()
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{collections::BTreeSet, vec, vec::Vec};

	const GENESIS: H256 = H256::repeat_byte(1);
	const BALLOT: BallotId = BallotId { jurisdiction: Jurisdiction(*b"KR"), term: 3, number: 17 };
	const ALIAS: Alias = [2; 32];
	const KEYS: VoucherKeys = [[3; 32], [4; 32]];
	const SALT: [u8; 32] = [5; 32];
	const COMMITMENT: H256 = H256::repeat_byte(6);

	fn proof() -> RingProof {
		vec![7; 785].try_into().unwrap()
	}

	fn hex(bytes: impl AsRef<[u8]>) -> alloc::string::String {
		sp_core::bytes::to_hex(bytes.as_ref(), false)
	}

	/// By Python's hashlib.blake2b(digest_size=32) over the bytes of `docs/protocols.md`.
	#[test]
	fn hashes_are_those_of_another_implementation() {
		let (kr, who) = (Jurisdiction(*b"KR"), [8u8; 32]);
		let found = [
			hex(ballot_context(GENESIS, &BALLOT)),
			hex(commitment(GENESIS, &BALLOT, &ALIAS, Vote::Refuse, &KEYS, &SALT)),
			hex(commit_message(GENESIS, &BALLOT, &COMMITMENT)),
			hex(commit_work(GENESIS, &BALLOT, &ALIAS, &COMMITMENT, &proof())),
			hex(reveal_work(GENESIS, &BALLOT, &ALIAS, Vote::Refuse, &KEYS, &SALT)),
			hex(redeem_context(GENESIS, kr, 3)),
			hex(redeem_message(GENESIS, kr, 3, &who)),
			hex(surplus_message(GENESIS, kr, 3, &who)),
			hex(surplus_work(GENESIS, kr, 3, &ALIAS, &who, &proof())),
		];
		assert_eq!(
			found,
			[
				"0xbc1faae8dbeb3080169bc9ab015808b40878207a62e7fe8736ce651106d1e8b4",
				"0xa56c4386877b5dcfc31e04e2093298be16d387823d807222fa18dcd38796d643",
				"0x4328fde4700ae716af094f7008b70588f2b57662c8ba8853d1a0d2f47fbeceb9",
				"0x399440c846154c8275c6648db21f8a7908be2fb40654c999a9c015c1d4b9ef78",
				"0xd35564f7e9a68c528fd81c7067caef0e1bcc6ea09307907c221b3c09cb4203a6",
				"0xae1178de4428254d4dc0d13a2e5a94223ac6a5b90a3861cd32c77165af14d60c",
				"0x3245da5dde820667eed423ac14c0bfb2ac05bcb36e6a43a46461d619771c8f8a",
				"0xac6b09376c766506a059f0616274a45288d8927c5474d2213595fa86243085db",
				"0x07152c06099fba5bf07c549b70fe32a858433299689c0f77a2a12ba81add6dd7",
			]
		);
		assert_eq!(draw(GENESIS, &BALLOT, H256::repeat_byte(9), 1_000), Some(739));
	}

	#[test]
	fn a_commitment_binds_all_that_is_hashed() {
		let of = |genesis, ballot: &BallotId, alias, vote, keys, salt| {
			commitment(genesis, ballot, &alias, vote, &keys, &salt)
		};
		let other_ballot = BallotId { number: 18, ..BALLOT };
		let other_term = BallotId { term: 4, ..BALLOT };
		let [one, two] = KEYS;
		let all: Vec<_> = vec![
			of(GENESIS, &BALLOT, ALIAS, Vote::Approve, KEYS, SALT),
			of(H256::zero(), &BALLOT, ALIAS, Vote::Approve, KEYS, SALT),
			of(GENESIS, &other_ballot, ALIAS, Vote::Approve, KEYS, SALT),
			of(GENESIS, &other_term, ALIAS, Vote::Approve, KEYS, SALT),
			of(GENESIS, &BALLOT, [9; 32], Vote::Approve, KEYS, SALT),
			of(GENESIS, &BALLOT, ALIAS, Vote::Refuse, KEYS, SALT),
			of(GENESIS, &BALLOT, ALIAS, Vote::Unreadable, KEYS, SALT),
			of(GENESIS, &BALLOT, ALIAS, Vote::Approve, [two, one], SALT),
			of(GENESIS, &BALLOT, ALIAS, Vote::Approve, KEYS, [9; 32]),
		];
		assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
	}

	#[test]
	fn each_ring_is_drawn_about_as_often() {
		let mut counts = [0u32; 7];
		for number in 0..7_000 {
			let ballot = BallotId { number, ..BALLOT };
			counts[usize::from(draw(GENESIS, &ballot, H256::zero(), 7).unwrap())] += 1;
		}
		assert!(counts.iter().all(|count| (850..=1_150).contains(count)), "{counts:?}");
		assert_eq!(draw(GENESIS, &BALLOT, H256::zero(), 0), None);
		assert_eq!(draw(GENESIS, &BALLOT, H256::zero(), 1), Some(0));
	}
}
