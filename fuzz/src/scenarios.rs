// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Scenarios: calls that need others before them, as `scenarios.txt` lists them.
//!
//! They are no more than a help to luck: the values of their calls are made like those of any other.

use crate::{
	entropy::Entropy,
	metadata::{Call, Index},
	reach::Reach,
	scenes::SceneId,
};
use medibloc_runtime::{constants::time::DAYS, Moment};

const TEXT: &str = include_str!("../scenarios.txt");

/// How often a call is tried until the scenario is given up.
const MAX_TRIES: u32 = 40;
/// Of how many scenarios one is chosen.
const CANDIDATES: usize = 2;

/// One step of a scenario.
#[derive(Clone, Copy)]
pub enum Stage {
	/// A call succeeds, with this variant wherever a type has it.
	Call(&'static Call, Option<&'static str>),
	/// So much time passes.
	Later(Passing),
}

/// Time that passes.
#[derive(Clone, Copy)]
pub struct Passing {
	/// How much of it.
	pub time: Moment,
	/// Whether it is of the chain, as if it had made blocks meanwhile; else it stood still.
	pub is_live: bool,
}

/// All scenarios. Panics on a word that is no call that is made and no time: tests see it.
pub fn scenarios(index: &'static Index) -> Vec<Vec<Stage>> {
	let lines = TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
	lines.map(|line| line.split_whitespace().map(|word| stage(index, word)).collect()).collect()
}

fn stage(index: &'static Index, word: &'static str) -> Stage {
	for (sign, is_live) in [('+', false), ('~', true)] {
		let days = word.strip_prefix(sign).and_then(|rest| rest.strip_suffix('d')?.parse().ok());
		if let Some(days) = days {
			return Stage::Later(Passing { time: DAYS.saturating_mul(days), is_live });
		}
	}
	let (name, variant) = match word.split_once('/') {
		Some((name, variant)) => (name, Some(variant)),
		None => (word, None),
	};
	let is_it =
		|call: &&Call| name.split_once('.') == Some((call.pallet, call.variant.name.as_str()));
	let call = index.calls.iter().find(is_it);
	let call = call.unwrap_or_else(|| panic!("{word} is no call that is made, and no time"));
	Stage::Call(call, variant)
}

/// The scenario that is followed, of all of them.
pub struct Following {
	scenarios: Vec<Vec<Stage>>,
	/// What is left of it.
	left: Vec<Stage>,
	tries: u32,
	/// The scene of what succeeded so far.
	pub scene: Option<SceneId>,
}

impl Following {
	/// None of them yet.
	pub fn new(index: &'static Index) -> Self {
		Self { scenarios: scenarios(index), left: Vec::new(), tries: 0, scene: None }
	}

	/// What is to be tried now. A scenario is followed until it is over or given up. Then comes, of a few,
	/// the one whose end was reached least often.
	pub fn stage(&mut self, entropy: &mut Entropy, reach: &Reach) -> Option<Stage> {
		if self.left.is_empty() || self.tries >= MAX_TRIES {
			let picks = [0; CANDIDATES].map(|_| entropy.pick(&self.scenarios));
			let rarest = picks.into_iter().flatten().min_by_key(|stages| match stages.last() {
				Some(Stage::Call(call, _)) => reach.successes(call),
				_ => u64::MAX,
			});
			self.left = rarest?.iter().rev().copied().collect();
			(self.tries, self.scene) = (0, None);
		}
		self.tries = self.tries.saturating_add(1);
		self.left.last().copied()
	}

	/// What was to be tried succeeded.
	pub fn advance(&mut self) {
		self.left.pop();
		self.tries = 0;
	}
}
