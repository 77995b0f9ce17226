// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Costs of the chunk size for large files: time of one core, and memory.
//!
//! `cargo run --release -p medibloc-record-commitment --example chunks [MEGABYTES] [ROUNDS]`

use medibloc_record_commitment::{chunks::DEFAULT_CHUNK_SIZE, ChunkHasher, Chunker};
use rustix::time::{clock_gettime, ClockId};
use std::{env, hint::black_box, time::Duration};

/// As much as is encrypted at a time.
const PIECE: usize = 1 << 16;

/// A leaf, and as much again for the tree above all of them.
const BYTES_A_LEAF: u64 = 64;

fn argument(position: usize, default: usize) -> usize {
	env::args().nth(position).and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// The time that this thread has been on a core, which other processes do not add to.
fn core_time() -> Duration {
	clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap_or_default()
}

fn main() {
	let content = vec![0x5a; argument(1, 100) * 1_000_000];
	let rounds = argument(2, 9).max(1);
	println!("{} bytes, median of {rounds} rounds (lowest to highest), ms", content.len());
	println!("chunk size     chunks  tree, bytes  with the tree     the root alone");
	for chunk_size in [DEFAULT_CHUNK_SIZE, 1 << 14, 1 << 16] {
		let mut times: [Vec<u128>; 2] = Default::default();
		let mut count = 0;
		for _ in 0..rounds {
			let start = core_time();
			let mut chunker =
				Chunker::new([7; 32].into(), chunk_size).expect("the size is allowed");
			for piece in content.chunks(PIECE) {
				chunker.update(black_box(piece)).expect("the file is not too long");
			}
			let chunks = chunker.finish().expect("the file is not too long");
			let built = core_time();
			let mut hasher =
				ChunkHasher::new([7; 32].into(), chunk_size).expect("the size is allowed");
			for piece in content.chunks(PIECE) {
				hasher.update(black_box(piece)).expect("the file is not too long");
			}
			assert_eq!(hasher.finish(), Ok(chunks.summary()));
			let times_now = [built.saturating_sub(start), core_time().saturating_sub(built)];
			for (times, time) in times.iter_mut().zip(times_now) {
				times.push(time.as_millis());
			}
			count = chunks.count();
		}
		let shown = times.map(|mut times| {
			times.sort_unstable();
			let (median, last) = (times[times.len() / 2], times[times.len() - 1]);
			format!("{median} ({} to {last})", times[0])
		});
		let tree = u64::from(count) * BYTES_A_LEAF;
		println!("{chunk_size:10} {count:10} {tree:12}  {:16}  {}", shown[0], shown[1]);
	}
}
