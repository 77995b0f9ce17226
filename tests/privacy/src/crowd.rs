// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Anonymity sets of rings whose cohort an attacker fills with its own keys, and shares of a ring that keys
//! enrolled together get.

use crate::random::Random;
use medibloc_primitives::rings::Placement;
use sp_core::H256;

/// How many keys that are not the attacker's lie with the victim's in its ring, the victim's not counted.
///
/// The victim enrols in the middle of `attackers` keys in a row, which begin at `from` of `members`.
pub fn strangers(
	seed: H256,
	members: u32,
	capacity: u32,
	attackers: u32,
	from: u32,
) -> Option<u32> {
	let placement = Placement::new(seed, members, capacity)?;
	let victim = from + attackers / 2;
	let (ring, _) = placement.place(victim)?;
	let others = (0..placement.ring_len(ring))
		.filter_map(|place| placement.position(ring, place))
		.filter(|position| *position != victim)
		.filter(|position| !(from..=from + attackers).contains(position));
	Some(others.count() as u32)
}

/// The same if rings were filled in the order of enrolment.
pub fn strangers_in_order(members: u32, capacity: u32, attackers: u32, from: u32) -> u32 {
	let victim = from + attackers / 2;
	let first = victim / capacity * capacity;
	let ring = first..members.min(first + capacity);
	ring.filter(|position| !(from..=from + attackers).contains(position)).count() as u32
}

/// The least, the mean and the most over many seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
	/// The least.
	pub least: u32,
	/// The mean.
	pub mean: f64,
	/// The most.
	pub most: u32,
}

/// The range of what `of` says for `seeds` seeds.
pub fn range(seeds: usize, random: &mut Random, of: impl Fn(H256) -> Option<u32>) -> Option<Range> {
	let found: Vec<_> = (0..seeds).filter_map(|_| of(H256(random.bytes()))).collect();
	Some(Range {
		least: *found.iter().min()?,
		mean: found.iter().map(|count| f64::from(*count)).sum::<f64>() / found.len() as f64,
		most: *found.iter().max()?,
	})
}

/// How many of `together` jurors who enrol in a row are in the ring that holds most of them.
pub fn most_together(seed: H256, members: u32, capacity: u32, together: u32) -> Option<u32> {
	let placement = Placement::new(seed, members, capacity)?;
	let mut counts = vec![0u32; placement.rings() as usize];
	for position in 0..together {
		let (ring, _) = placement.place(position)?;
		counts[ring as usize] += 1;
	}
	counts.into_iter().max()
}

#[cfg(test)]
mod tests {
	use super::*;

	/// One institution, 766 keys, one victim, and nobody else: no placement can hide the victim. So
	/// `pallet-rings` does not build such a cohort.
	#[test]
	fn a_cohort_of_one_institution_hides_nobody() {
		assert_eq!(strangers(H256::zero(), 767, 767, 766, 0), Some(0));
	}

	/// Filled in order, the victim's ring would hold the attacker's keys alone, however many others there are.
	#[test]
	fn in_order_the_victim_would_be_alone() {
		assert_eq!(strangers_in_order(7_670, 767, 766, 767), 0);
		assert_eq!(strangers_in_order(2_301, 767, 766, 767), 0);
	}

	/// With as many strangers as an institution may have keys twice, two thirds of the ring are strangers.
	#[test]
	fn placed_at_random_the_victim_is_among_strangers() {
		let mut random = Random::new(1);
		let cases = [(1_534, 330, 430), (2_299, 450, 560), (7_670, 650, 725)];
		for (members, least, most) in cases {
			let found = range(15, &mut random, |seed| strangers(seed, members, 767, 766, 100));
			let found = found.unwrap();
			assert!(found.least > least && found.most < most, "{members}: {found:?}");
		}
	}

	/// A quarter of 1,000 jurors who enrol in a row never had a third of a ring.
	#[test]
	fn jurors_who_enrol_together_are_spread() {
		let mut random = Random::new(2);
		let found = range(100, &mut random, |seed| most_together(seed, 1_000, 255, 250)).unwrap();
		assert!(found.least >= 63 && found.most < 84, "{found:?}");
	}
}
