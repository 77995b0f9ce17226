// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random blocks, outages and stops against a plain reference, which keeps every block and adds them
//! up anew. After each block:
//!
//! 1. `do_try_state` passes;
//! 2. the clock shows what the reference adds up;
//! 3. live time never goes back, and never by more than wall-clock time forward;
//! 4. a window that is over had at least as many open blocks as it has longest steps, and lasted at
//!    least its length.

use super::*;
use medibloc_primitives::Moment;
use proptest::{collection::vec, prelude::*};

/// A block: how long after the one before, and whether calls were stopped in it.
#[derive(Clone, Copy, Debug)]
struct Block {
	elapsed: Moment,
	is_stopped: bool,
}

fn block() -> impl Strategy<Value = Block> {
	let elapsed = prop_oneof![
		6 => Just(6_000),
		2 => Just(0),
		2 => 1..2 * MINUTE,
		1 => MINUTE - 1..=MINUTE + 1,
		1 => Just(DAY),
	];
	(elapsed, prop::bool::weighted(0.2))
		.prop_map(|(elapsed, is_stopped)| Block { elapsed, is_stopped })
}

/// The sum over all blocks but the first.
fn reference(blocks: &[Block]) -> u64 {
	let counted = blocks.iter().skip(1).filter(|block| !block.is_stopped);
	counted.map(|block| if block.elapsed > MINUTE { MINUTE } else { block.elapsed }).sum()
}

fn run(blocks: &[Block], window: Moment) {
	// Which block opened the window, and when it is over.
	let mut opened = None;
	for (index, block) in blocks.iter().enumerate() {
		let (live_before, wall_before) = (live(), Timestamp::get());
		IsStopped::set(block.is_stopped);
		block_after(block.elapsed);
		LiveClock::do_try_state().unwrap();
		assert_eq!(live(), reference(&blocks[..=index]));
		assert!(live() >= live_before);
		if index > 0 {
			assert!(live() - live_before <= Timestamp::get() - wall_before);
		}
		let (first, at, deadline) =
			*opened.get_or_insert((index, Timestamp::get(), LiveClock::deadline(window)));
		if deadline.is_over(LiveClock::now()) {
			let open = blocks[first + 1..=index].iter().filter(|block| !block.is_stopped).count();
			assert!(open as u64 * MINUTE >= window);
			assert!(Timestamp::get() - at >= window);
			opened = None;
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn the_clock_shows_what_the_blocks_add_up_to(
		blocks in vec(block(), 1..80),
		window in 0..20 * MINUTE,
	) {
		ExtBuilder.build_and_execute(|| run(&blocks, window));
	}
}
