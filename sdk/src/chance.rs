// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random times and orders, which tell nothing of whoever draws them.

use medibloc_primitives::LiveMoment;
use rand_core::RngCore;

/// A number below `bound`, each as likely; 0 if the bound is 0. The bias is below 2^-64 of the bound.
pub(crate) fn below(rng: &mut dyn RngCore, bound: u64) -> u64 {
	let (high, low) = (u128::from(rng.next_u64()), u128::from(rng.next_u64()));
	let bound = u128::from(bound);
	// The high 64 bits of a product of 192: bound times a fraction of 128 bits.
	let carried = high.saturating_mul(bound).saturating_add(low.saturating_mul(bound) >> 64);
	u64::try_from(carried >> 64).unwrap_or_default()
}

/// A moment from `start` on and before `end`, each as likely; `start` if there is none.
pub(crate) fn moment(rng: &mut dyn RngCore, start: LiveMoment, end: LiveMoment) -> LiveMoment {
	start.after(below(rng, start.until(end)))
}

/// Puts the items into a random order, each as likely (Fisher and Yates, after Durstenfeld).
pub(crate) fn shuffle<T>(rng: &mut dyn RngCore, items: &mut [T]) {
	for last in (1..items.len()).rev() {
		let bound = u64::try_from(last).unwrap_or_default().saturating_add(1);
		let other = usize::try_from(below(rng, bound)).unwrap_or_default();
		items.swap(last, other);
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_core::OsRng;
	use std::collections::BTreeMap;

	/// A source of numbers whose bits are all the same.
	struct Constant(u64);

	impl RngCore for Constant {
		fn next_u32(&mut self) -> u32 {
			unreachable!("not used")
		}

		fn next_u64(&mut self) -> u64 {
			self.0
		}

		fn fill_bytes(&mut self, _: &mut [u8]) {
			unreachable!("not used")
		}

		fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), rand_core::Error> {
			unreachable!("not used")
		}
	}

	#[test]
	fn numbers_reach_from_nothing_to_right_below_the_bound() {
		for bound in [1, 2, 3, 1_000, u64::MAX] {
			assert_eq!(below(&mut Constant(0), bound), 0);
			assert_eq!(below(&mut Constant(u64::MAX), bound), bound - 1);
		}
		assert_eq!(below(&mut Constant(u64::MAX), 0), 0);
		assert_eq!(below(&mut Constant(u64::MAX / 2), 1_000), 499);
	}

	/// By the chi-squared statistic, which exceeds 149 with 99 degrees of freedom once in a thousand
	/// runs; 200 it exceeds in less than one of a hundred million.
	#[test]
	fn moments_are_uniform_over_their_window() {
		let (start, end) = (LiveMoment::from_millis(7_000), LiveMoment::from_millis(7_100));
		let mut counts = BTreeMap::<u64, f64>::new();
		for _ in 0..100_000 {
			*counts.entry(moment(&mut OsRng, start, end).as_millis()).or_default() += 1.0;
		}
		assert_eq!(counts.len(), 100);
		assert!(counts.keys().all(|moment| (7_000..7_100).contains(moment)));
		let chi: f64 = counts.values().map(|count| (count - 1_000.0).powi(2) / 1_000.0).sum();
		assert!(chi < 200.0, "{chi}");
	}

	#[test]
	fn a_window_that_is_over_gives_its_start() {
		let (late, early) = (LiveMoment::from_millis(9), LiveMoment::from_millis(3));
		assert_eq!(moment(&mut OsRng, late, early), late);
	}

	/// All 24 orders of four, by the same statistic: 80 with 23 degrees of freedom is less than one of
	/// ten million.
	#[test]
	fn each_order_is_as_likely() {
		let mut counts = BTreeMap::<[u8; 4], f64>::new();
		for _ in 0..24_000 {
			let mut order = [0, 1, 2, 3];
			shuffle(&mut OsRng, &mut order);
			*counts.entry(order).or_default() += 1.0;
		}
		assert_eq!(counts.len(), 24);
		let chi: f64 = counts.values().map(|count| (count - 1_000.0).powi(2) / 1_000.0).sum();
		assert!(chi < 80.0, "{chi}");
		shuffle(&mut OsRng, &mut [0u8; 0]);
	}
}
