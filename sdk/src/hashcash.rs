// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proof of work for calls that nobody pays for.
//!
//! ```
//! use medibloc_sdk::hashcash;
//! use sp_core::H256;
//! use std::ops::ControlFlow;
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let (call, block, block_hash) = ([1; 32], 1_000, H256::repeat_byte(2));
//! let work = hashcash::work(call, block, block_hash, 12, |progress| {
//!     eprintln!("{} of some {} hashes", progress.done, progress.expected);
//!     ControlFlow::Continue(())
//! })
//! .await
//! .ok_or("cancelled")?;
//! assert!(work.bits(&call, &block_hash) >= 12);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What the named block tells
//!
//! The work names a recent block, and the call is included some blocks later. The difference is the time
//! that the work took, which is the speed of the device: seen over several calls, it would link them.
//! So the call is handed in only when the block is a random number of blocks old, whatever the work took:
//! [`random_age`].

use crate::{blocking, chance};
use medibloc_primitives::hashcash::{Hashcash, MAX_AGE};
use rand_core::RngCore;
use sp_core::H256;
use std::ops::ControlFlow;

/// So many hashes are made between two notices to the observer: some milliseconds.
const NOTICE: u64 = 1 << 14;

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
	/// The number of hashes made so far.
	pub done: u64,
	/// How many it takes on average, 2^difficulty. It may take several times as many: work has no memory.
	pub expected: u64,
}

/// Does the work for `call` (the hash of the call without its proof and work) and the block
/// `block_hash`: some 2^`difficulty` hashes, on a thread for blocking work. `observer` is told of the
/// progress and can end it; then the answer is `None`.
///
/// The result is that of [`Hashcash::work`].
pub async fn work(
	call: [u8; 32],
	block: u32,
	block_hash: H256,
	difficulty: u32,
	observer: impl FnMut(Progress) -> ControlFlow<()> + Send + 'static,
) -> Option<Hashcash> {
	blocking::run(move || search(&call, block, &block_hash, difficulty, observer)).await
}

fn search(
	call: &[u8; 32],
	block: u32,
	block_hash: &H256,
	difficulty: u32,
	mut observer: impl FnMut(Progress) -> ControlFlow<()>,
) -> Option<Hashcash> {
	let expected = 1u64.checked_shl(difficulty).unwrap_or(u64::MAX);
	for nonce in 0..=u64::MAX {
		if nonce % NOTICE == 0 && observer(Progress { done: nonce, expected }).is_break() {
			return None;
		}
		let hashcash = Hashcash { block, nonce };
		if hashcash.bits(call, block_hash) >= difficulty {
			return Some(hashcash);
		}
	}
	None
}

/// How many blocks old the named block is to be when the call is handed in: from a quarter to three
/// quarters of [`MAX_AGE`], each as likely, so that what is left is enough to get into a block.
pub fn random_age(rng: &mut dyn RngCore) -> u32 {
	let age = chance::below(rng, u64::from(MAX_AGE / 2)).saturating_add(u64::from(MAX_AGE / 4));
	u32::try_from(age).unwrap_or(MAX_AGE / 2)
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_core::OsRng;
	use std::sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	};

	const CALL: [u8; 32] = [1; 32];
	const BLOCK: H256 = H256::repeat_byte(2);

	#[tokio::test]
	async fn the_work_is_that_of_the_chain() {
		for difficulty in [0, 1, 7, 13] {
			let found = work(CALL, 5, BLOCK, difficulty, |_| ControlFlow::Continue(())).await;
			assert_eq!(found, Some(Hashcash::work(&CALL, 5, &BLOCK, difficulty)));
		}
	}

	#[tokio::test]
	async fn the_observer_sees_progress_and_can_end_it() {
		let notices = Arc::new(AtomicU64::new(0));
		let seen = notices.clone();
		let found = work(CALL, 5, BLOCK, 200, move |progress| {
			assert_eq!(progress.expected, u64::MAX);
			assert_eq!(progress.done, NOTICE * seen.fetch_add(1, Ordering::Relaxed));
			match progress.done {
				0 | NOTICE => ControlFlow::Continue(()),
				_ => ControlFlow::Break(()),
			}
		});
		assert_eq!(found.await, None);
		assert_eq!(notices.load(Ordering::Relaxed), 3);
	}

	#[test]
	fn the_age_is_in_the_middle_of_what_is_allowed() {
		let ages: Vec<_> = (0..2_000).map(|_| random_age(&mut OsRng)).collect();
		assert_eq!(ages.iter().min(), Some(&16));
		assert_eq!(ages.iter().max(), Some(&47));
	}
}
