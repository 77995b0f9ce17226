// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Episodes one after the other, from a seed.

use crate::{
	entropy::seeded,
	episode::{run, Failure, STEP},
	reach::Reach,
	shrink::shrink,
};
use std::{
	collections::BTreeMap,
	panic::resume_unwind,
	sync::{
		atomic::{AtomicU64, Ordering},
		Mutex, PoisonError,
	},
	thread,
	time::{Duration, Instant},
};

/// The stack of a thread that runs blocks: unoptimised code takes much of it.
const STACK: usize = 256 << 20;
/// The most kinds of failures until a run ends.
const MAX_KINDS: usize = 12;

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum End {
	/// After so many episodes.
	Episodes(u64),
	/// After so much time.
	Time(Duration),
}

/// What is run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
	/// The seed that every episode follows from, together with its number.
	pub seed: u64,
	/// The number of steps in an episode.
	pub steps: usize,
	/// The number of episodes at a time.
	pub jobs: usize,
	/// When it ends.
	pub end: End,
}

/// A failure and how to see it again.
#[derive(Clone, Debug)]
pub struct Found {
	/// The number of the episode.
	pub episode: u64,
	/// What [`run`] is given.
	pub bytes: Vec<u8>,
	/// What happened.
	pub failure: Box<Failure>,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Outcome {
	/// What was reached.
	pub reach: Reach,
	/// The first failure of each kind.
	pub found: BTreeMap<String, Found>,
}

/// Runs the plan.
pub fn drive(plan: &Plan) -> Outcome {
	let next = AtomicU64::new(0);
	let started = Instant::now();
	let outcome = Mutex::new(Outcome::default());
	let worker = || loop {
		let episode = next.fetch_add(1, Ordering::Relaxed);
		let is_over = match plan.end {
			End::Episodes(count) => episode >= count,
			End::Time(time) => started.elapsed() >= time,
		};
		if is_over
			|| outcome.lock().unwrap_or_else(PoisonError::into_inner).found.len() >= MAX_KINDS
		{
			break;
		}
		let bytes = bytes_of(plan, episode);
		let result = run(&bytes);
		let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
		match result {
			Ok(life) => outcome.reach.add(life.reach),
			Err(failure) => {
				let found = Found { episode, bytes, failure };
				let first =
					outcome.found.entry(found.failure.kind.clone()).or_insert(found.clone());
				if found.episode < first.episode {
					*first = found;
				}
			},
		}
	};
	thread::scope(|scope| {
		let workers: Vec<_> = (0..plan.jobs.max(1)).map(|_| spawn(scope, worker)).collect();
		for worker in workers {
			worker.join().unwrap_or_else(|panic| resume_unwind(panic));
		}
	});
	outcome.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The bytes of an episode.
pub fn bytes_of(plan: &Plan, episode: u64) -> Vec<u8> {
	seeded(plan.seed, episode, plan.steps.saturating_mul(STEP).saturating_add(1))
}

/// Makes a failure as small as `most` runs allow.
pub fn smallest(found: &Found, most: usize) -> Found {
	let (bytes, failure) =
		shrink(&found.bytes, found.failure.clone(), most, &mut |bytes| run(bytes).err());
	Found { episode: found.episode, bytes, failure }
}

/// Does something on a stack that is large enough for blocks.
pub fn on_large_stack<T: Send>(what: impl FnOnce() -> T + Send) -> T {
	thread::scope(|scope| spawn(scope, what).join().unwrap_or_else(|panic| resume_unwind(panic)))
}

fn spawn<'scope, T: Send + 'scope>(
	scope: &'scope thread::Scope<'scope, '_>,
	what: impl FnOnce() -> T + Send + 'scope,
) -> thread::ScopedJoinHandle<'scope, T> {
	thread::Builder::new()
		.stack_size(STACK)
		.spawn_scoped(scope, what)
		.expect("the system can start a thread")
}
