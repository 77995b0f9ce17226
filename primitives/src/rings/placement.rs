// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Placement of the members of a cohort in its rings by a random permutation.

use codec::Encode;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// How many rounds the permutation takes.
const ROUNDS: u8 = 8;

/// The placement of `members` keys in as few rings as their capacity allows, of sizes that differ by at
/// most one.
///
/// Position `p` of the order of enrolment goes to slot `permutation(p)`, and slot `s` lies in ring
/// `s % rings` as member `s / rings`. The permutation is a balanced Feistel network over the next power
/// of four (Luby and Rackoff, "How to construct pseudorandom permutations", 1988) with cycle walking
/// (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002), so that it is computed for any
/// position alone, and nothing of it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
	seed: H256,
	members: u32,
	rings: u32,
}

impl Placement {
	/// The placement by `seed` in rings of at most `capacity` members. `None` without members or
	/// capacity.
	pub fn new(seed: H256, members: u32, capacity: u32) -> Option<Self> {
		if members == 0 || capacity == 0 {
			return None;
		}
		Some(Self { seed, members, rings: members.div_ceil(capacity) })
	}

	/// The number of rings.
	pub fn rings(&self) -> u32 {
		self.rings
	}

	/// The number of members of ring `ring`; none if there is no such ring.
	pub fn ring_len(&self, ring: u32) -> u32 {
		match ring < self.rings {
			true => self.members.saturating_sub(ring).div_ceil(self.rings),
			false => 0,
		}
	}

	/// The ring and the place in it of the key at `position` of the order of enrolment; `None` if there
	/// is no such key.
	pub fn place(&self, position: u32) -> Option<(u32, u32)> {
		if position >= self.members {
			return None;
		}
		let slot = self.walk(position, false);
		Some((slot.checked_rem(self.rings)?, slot.checked_div(self.rings)?))
	}

	/// The position in the order of enrolment of member `place` of ring `ring`; `None` if there is none.
	pub fn position(&self, ring: u32, place: u32) -> Option<u32> {
		if ring >= self.rings {
			return None;
		}
		let slot = place.checked_mul(self.rings)?.checked_add(ring)?;
		(slot < self.members).then(|| self.walk(slot, true))
	}

	/// Permutes until the value lies among the members. The domain is at most four times as large, so
	/// that this takes four turns on average, and it always ends where it began a cycle.
	fn walk(&self, from: u32, inverse: bool) -> u32 {
		let mut value = from;
		loop {
			value = self.permute(value, inverse);
			if value < self.members {
				return value;
			}
		}
	}

	/// Half of the bits of the domain.
	fn half_bits(&self) -> u32 {
		(u32::BITS.saturating_sub(self.members.saturating_sub(1).leading_zeros()))
			.div_ceil(2)
			.max(1)
	}

	fn permute(&self, value: u32, inverse: bool) -> u32 {
		let bits = self.half_bits();
		let mask = (1u32 << bits).wrapping_sub(1);
		let (mut left, mut right) = ((value >> bits) & mask, value & mask);
		for turn in 0..ROUNDS {
			let round = if inverse { ROUNDS.saturating_sub(1).saturating_sub(turn) } else { turn };
			if inverse {
				(left, right) = (right ^ (self.round(round, left) & mask), left);
			} else {
				(left, right) = (right, left ^ (self.round(round, right) & mask));
			}
		}
		(left << bits) | right
	}

	fn round(&self, round: u8, half: u32) -> u32 {
		let hash = blake2_256(&("medibloc/rings/placement", self.seed, round, half).encode());
		let [a, b, c, d, ..] = hash;
		u32::from_le_bytes([a, b, c, d])
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{collections::BTreeSet, vec::Vec};

	fn placement(members: u32, capacity: u32) -> Placement {
		Placement::new(H256::repeat_byte(7), members, capacity).unwrap()
	}

	#[test]
	fn every_key_has_a_place_of_its_own_and_is_found_there() {
		for members in [1, 2, 3, 4, 5, 15, 16, 17, 255, 256, 1_000, 2_305] {
			let placement = placement(members, 255);
			let places: BTreeSet<_> = (0..members).map(|p| placement.place(p).unwrap()).collect();
			assert_eq!(places.len() as u32, members);
			for position in 0..members {
				let (ring, place) = placement.place(position).unwrap();
				assert!(place < placement.ring_len(ring));
				assert_eq!(placement.position(ring, place), Some(position));
			}
		}
	}

	#[test]
	fn rings_are_few_and_their_sizes_differ_by_at_most_one() {
		for members in 1..=1_100 {
			let placement = placement(members, 255);
			assert_eq!(placement.rings(), members.div_ceil(255));
			let sizes: Vec<_> = (0..placement.rings()).map(|r| placement.ring_len(r)).collect();
			assert_eq!(sizes.iter().sum::<u32>(), members);
			let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
			assert!(most - least <= 1 && *most <= 255);
		}
	}

	#[test]
	fn nothing_is_placed_outside() {
		let placement = placement(300, 255);
		assert_eq!(placement.place(300), None);
		assert_eq!(placement.position(2, 0), None);
		assert_eq!(placement.position(0, 150), None);
		assert_eq!(placement.position(1, u32::MAX), None);
		assert_eq!(placement.ring_len(2), 0);
		assert_eq!(Placement::new(H256::zero(), 0, 255), None);
		assert_eq!(Placement::new(H256::zero(), 1, 0), None);
	}

	#[test]
	fn another_seed_places_otherwise() {
		let places = |seed| {
			let placement = Placement::new(H256::repeat_byte(seed), 766, 255).unwrap();
			(0..766).map(|p| placement.place(p)).collect::<Vec<_>>()
		};
		let together = places(1).iter().zip(places(2)).filter(|(a, b)| *a == b).count();
		assert!(together < 20, "{together} of 766 stayed where they were");
	}

	/// Keys that enrol one after another are spread over all rings: 383 of 766 that enrol in a row are
	/// not found together.
	#[test]
	fn keys_that_enrol_together_are_spread() {
		for seed in 0..50 {
			let placement = Placement::new(H256::repeat_byte(seed), 766, 255).unwrap();
			assert_eq!(placement.rings(), 4);
			let mut counts = [0u32; 4];
			for position in 0..383 {
				counts[placement.place(position).unwrap().0 as usize] += 1;
			}
			// The deviation of a hypergeometric draw here is 6; six of them are allowed.
			assert!(counts.iter().all(|count| (60..=132).contains(count)), "{counts:?}");
		}
	}
}
