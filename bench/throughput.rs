// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Throughput of one core from commitments to verified proofs of inclusion, in records a second.
//!
//! `cargo run --release -p medibloc-record-commitment --example throughput [RECORDS] [ROUNDS]`

use medibloc_record_commitment::{
	batch::{Verifier, MAX_RECORDS},
	Batch,
};
use rustix::time::{clock_gettime, ClockId};
use sp_core::H256;
use std::{env, hint::black_box, time::Duration};

fn argument(position: usize, default: u32) -> u32 {
	env::args().nth(position).and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// The time that this thread has been on a core, which other processes do not add to.
fn core_time() -> Duration {
	clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap_or_default()
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
	let start = core_time();
	let result = work();
	(result, core_time().saturating_sub(start))
}

fn main() {
	let records = argument(1, 65_536).clamp(1, MAX_RECORDS);
	let rounds = argument(2, 9).max(1);
	let commitments: Vec<_> = (0..records)
		.map(|index| H256(sp_crypto_hashing::blake2_256(&index.to_le_bytes())))
		.collect();

	let mut rates: [Vec<u64>; 4] = Default::default();
	for _ in 0..rounds {
		let input = black_box(commitments.clone());
		let (batch, build) = timed(|| Batch::new(input).expect("the count is in range"));
		let root = batch.root();
		let proofs =
			|| (0..records).map(|index| batch.prove(index).expect("the index is in range"));
		let (_, prove) = timed(|| proofs().for_each(|proof| drop(black_box(proof))));
		let (_, together) = timed(|| {
			let mut verifier = Verifier::new(root, records).expect("the count is in range");
			proofs().for_each(|proof| assert!(verifier.verify(&proof)));
		});
		let (_, apart) = timed(|| proofs().for_each(|proof| assert!(proof.verify(&root))));
		for (rates, time) in
			rates.iter_mut().zip([build, build + prove, build + together, build + apart])
		{
			rates.push((f64::from(records) / time.as_secs_f64()) as u64);
		}
	}

	println!("{records} records, median of {rounds} rounds (lowest to highest), records/s");
	let stages = [
		"build",
		"build and prove",
		"build, prove and verify with one verifier",
		"build, prove and verify each proof by itself",
	];
	for (stage, mut rates) in stages.into_iter().zip(rates) {
		rates.sort_unstable();
		let median = rates[rates.len() / 2];
		println!("{stage:46}{median:>12}  ({} to {})", rates[0], rates[rates.len() - 1]);
	}
}
