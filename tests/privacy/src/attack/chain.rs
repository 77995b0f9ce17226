// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Exact inference on each of many small numbers, given their observed sum.

/// The probability that a step gives 0, 1 or 2.
pub type Step = [f64; 3];

/// For each step and each value of it, the probability of the observation if the step gave that value
/// and all others came about by `steps`. `likelihood[sum]` is the probability of the observation given the
/// sum; what is beyond its end cannot have been.
///
/// This is the forward-backward algorithm on the running sum.
pub fn evidence(steps: &[Step], likelihood: &[f64]) -> Vec<[f64; 3]> {
	let size = likelihood.len();
	let mut backward = vec![0.0; (steps.len() + 1) * size];
	backward[steps.len() * size..].copy_from_slice(likelihood);
	for (number, step) in steps.iter().enumerate().rev() {
		let (before, after) = backward.split_at_mut((number + 1) * size);
		let before = &mut before[number * size..];
		for (sum, out) in before.iter_mut().enumerate() {
			*out = step.iter().zip(&after[sum..size]).map(|(p, likely)| p * likely).sum();
		}
	}
	let mut forward = vec![0.0; size];
	if let Some(first) = forward.first_mut() {
		*first = 1.0;
	}
	let mut result = Vec::with_capacity(steps.len());
	for (number, step) in steps.iter().enumerate() {
		let after = &backward[(number + 1) * size..(number + 2) * size];
		result.push([0, 1, 2].map(|value: usize| {
			let shifted = after.get(value..).unwrap_or(&[]);
			forward.iter().zip(shifted).map(|(before, after)| before * after).sum()
		}));
		for sum in (0..size).rev() {
			forward[sum] =
				(0..3.min(sum + 1)).map(|value| step[value] * forward[sum - value]).sum();
		}
	}
	result
}

/// The probabilities of the sum of the first 0, 1, 2, .. steps: `sums[steps][sum]`.
pub fn running_sums(steps: &[Step]) -> Vec<Vec<f64>> {
	let mut sums = vec![vec![1.0]];
	for step in steps {
		let last: &[f64] = sums.last().map_or(&[], |last| last);
		let mut next = vec![0.0; last.len() + 2];
		for (sum, probability) in last.iter().enumerate() {
			for (value, p) in step.iter().enumerate() {
				next[sum + value] += probability * p;
			}
		}
		sums.push(next);
	}
	sums
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Against all combinations of values.
	#[test]
	fn evidence_is_that_of_all_combinations() {
		let steps = [[0.2, 0.3, 0.5], [0.1, 0.0, 0.9], [0.6, 0.4, 0.0], [0.25, 0.25, 0.5]];
		let likelihood = [0.0, 0.1, 0.0, 0.7, 1.0, 0.2];
		let found = evidence(&steps, &likelihood);
		for (number, found) in found.iter().enumerate() {
			for (value, found) in found.iter().enumerate() {
				let mut expected = 0.0;
				for code in 0..81usize {
					let values: Vec<_> = (0..4).map(|digit| code / 3usize.pow(digit) % 3).collect();
					if values[number] != value {
						continue;
					}
					let others = (0..4).filter(|other| *other != number);
					let probability: f64 =
						others.map(|other| steps[other][values[other]]).product();
					let sum: usize = values.iter().sum();
					expected += probability * likelihood.get(sum).copied().unwrap_or(0.0);
				}
				assert!((found - expected).abs() < 1e-12);
			}
		}
	}

	#[test]
	fn running_sums_are_those_of_dice() {
		let sums = running_sums(&[[0.5, 0.5, 0.0]; 3]);
		assert_eq!(sums[2], [0.25, 0.5, 0.25, 0.0, 0.0]);
		assert_eq!(sums[3][..4], [0.125, 0.375, 0.375, 0.125]);
	}
}
