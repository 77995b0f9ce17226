// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Attack on the surplus that went to fresh accounts, by the times of redemption.
//!
//! Whether what lies near to an account's own redemptions grows with its surplus is learned by linear
//! regression from terms whose truth is known. If it does not, the slope is 0 and nothing follows.

use super::view::{JurorView, View};
use crate::truth::Truth;

/// How many features there are.
const FEATURES: usize = 2;

fn features(juror: &JurorView) -> [f64; FEATURES] {
	[juror.near as f64, juror.same_hour as f64]
}

/// A line that predicts a feature from the surplus.
#[derive(Clone, Copy, Default)]
struct Line {
	slope: f64,
	at_zero: f64,
	variance: f64,
}

/// What the times of redemptions say of the surplus.
pub struct Surpluses {
	lines: [Line; FEATURES],
}

/// The observations from which it is learned.
#[derive(Default)]
pub struct Lessons(Vec<(f64, [f64; FEATURES])>);

impl Lessons {
	/// Learns from a term whose truth is known.
	pub fn learn(&mut self, view: &View, truth: &Truth) {
		let at_mark = view.jurors.iter().zip(&truth.surplus).filter(|(juror, _)| juror.at_mark);
		self.0.extend(at_mark.map(|(juror, surplus)| (f64::from(*surplus), features(juror))));
	}

	/// What was learned.
	pub fn surpluses(&self) -> Surpluses {
		let count = self.0.len().max(1) as f64;
		let mean = self.0.iter().map(|(surplus, _)| surplus).sum::<f64>() / count;
		let spread = self.0.iter().map(|(surplus, _)| (surplus - mean).powi(2)).sum::<f64>();
		let lines = core::array::from_fn(|feature| {
			let level = self.0.iter().map(|(_, found)| found[feature]).sum::<f64>() / count;
			let together: f64 =
				self.0.iter().map(|(surplus, found)| (surplus - mean) * found[feature]).sum();
			let slope = if spread > 0.0 { together / spread } else { 0.0 };
			let at_zero = level - slope * mean;
			let rest = |(surplus, found): &(f64, [f64; FEATURES])| {
				(found[feature] - at_zero - slope * surplus).powi(2)
			};
			// Half a unit at the least: numbers are whole.
			let variance = (self.0.iter().map(rest).sum::<f64>() / count).max(0.25);
			Line { slope, at_zero, variance }
		});
		Surpluses { lines }
	}
}

impl Surpluses {
	/// How likely it is to see what was seen of the juror, if its surplus was that much.
	pub fn likelihood(&self, juror: &JurorView, surplus: usize) -> f64 {
		let found = features(juror);
		let exponent: f64 = self
			.lines
			.iter()
			.zip(found)
			.map(|(line, found)| {
				(found - line.at_zero - line.slope * surplus as f64).powi(2) / line.variance
			})
			.sum();
		(-exponent / 2.0).exp()
	}
}
