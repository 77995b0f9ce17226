// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The fewest steps that still fail.

use crate::episode::{Failure, STEP};

/// Leaves out steps, halves first and single ones as often as one can go, as long as what is left fails in the
/// same way. `run` is called at most
/// `most` times.
pub fn shrink(
	bytes: &[u8],
	failure: Box<Failure>,
	most: usize,
	run: &mut dyn FnMut(&[u8]) -> Option<Box<Failure>>,
) -> (Vec<u8>, Box<Failure>) {
	let (genesis, rest) = bytes.split_first().unwrap_or((&0, &[]));
	let mut steps: Vec<&[u8]> = rest.chunks(STEP).take(failure.steps).collect();
	let mut failure = failure;
	let mut left = most;
	let mut size = steps.len().div_ceil(2);
	while size > 0 {
		let before = steps.len();
		let mut at = 0;
		while at < steps.len() && left > 0 {
			left -= 1;
			let mut fewer = steps.clone();
			fewer.drain(at..at.saturating_add(size).min(steps.len()));
			match run(&join(*genesis, &fewer)) {
				Some(same) if same.kind == failure.kind => {
					fewer.truncate(same.steps);
					(steps, failure) = (fewer, same);
				},
				_ => at = at.saturating_add(size),
			}
		}
		if size > 1 || steps.len() == before || left == 0 {
			size /= 2;
		}
	}
	(join(*genesis, &steps), failure)
}

fn join(genesis: u8, steps: &[&[u8]]) -> Vec<u8> {
	[&[genesis][..], &steps.concat()].concat()
}
