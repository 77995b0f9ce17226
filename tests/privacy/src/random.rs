// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Reproducible randomness: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number
//! generators", 2021), seeded by splitmix64.

use core::f64::consts::TAU;

/// A generator that gives the same numbers for the same seed, on every machine.
#[derive(Clone, Debug)]
pub struct Random([u64; 4]);

impl Random {
	/// The generator number `seed`.
	pub fn new(seed: u64) -> Self {
		let mut state = seed;
		Self(core::array::from_fn(|_| {
			state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
			let mut z = state;
			z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
			z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
			z ^ (z >> 31)
		}))
	}

	/// 64 random bits.
	pub fn bits(&mut self) -> u64 {
		let state = &mut self.0;
		let result = state[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
		let t = state[1] << 17;
		state[2] ^= state[0];
		state[3] ^= state[1];
		state[1] ^= state[2];
		state[0] ^= state[3];
		state[2] ^= t;
		state[3] = state[3].rotate_left(45);
		result
	}

	/// A number from 0 to below 1.
	pub fn unit(&mut self) -> f64 {
		(self.bits() >> 11) as f64 / (1u64 << 53) as f64
	}

	/// A number from `from` to below `until`.
	pub fn between(&mut self, from: f64, until: f64) -> f64 {
		from + self.unit() * (until - from)
	}

	/// A whole number from 0 to below `bound`, which is not 0.
	pub fn below(&mut self, bound: usize) -> usize {
		((self.bits() as u128 * bound as u128) >> 64) as usize
	}

	/// True with that probability.
	pub fn chance(&mut self, probability: f64) -> bool {
		self.unit() < probability
	}

	/// A normally distributed number.
	pub fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
		let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
		mean + deviation * radius * (TAU * self.unit()).cos()
	}

	/// A random order.
	pub fn shuffle<T>(&mut self, items: &mut [T]) {
		for last in (1..items.len()).rev() {
			let other = self.below(last + 1);
			items.swap(last, other);
		}
	}

	/// 32 random bytes.
	pub fn bytes(&mut self) -> [u8; 32] {
		let mut bytes = [0; 32];
		for chunk in bytes.chunks_mut(8) {
			chunk.copy_from_slice(&self.bits().to_le_bytes());
		}
		bytes
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_follow_from_the_seed_and_are_spread() {
		let mut random = Random::new(1);
		assert_eq!(random.bits(), Random::new(1).bits());
		assert_ne!(random.bits(), Random::new(2).bits());
		let mut counts = [0u32; 10];
		for _ in 0..100_000 {
			counts[random.below(10)] += 1;
		}
		assert!(counts.iter().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
		let mean = (0..100_000).map(|_| random.normal(3.0, 2.0)).sum::<f64>() / 100_000.0;
		assert!((mean - 3.0).abs() < 0.04, "{mean}");
	}

	#[test]
	fn a_shuffle_keeps_all_items() {
		let mut items: Vec<_> = (0..100).collect();
		Random::new(3).shuffle(&mut items);
		assert_ne!(items, (0..100).collect::<Vec<_>>());
		items.sort_unstable();
		assert_eq!(items, (0..100).collect::<Vec<_>>());
	}
}
