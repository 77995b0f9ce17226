// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Scenarios: calls that need others before them, as `scenarios.txt` lists them.
//!
//! They are no more than a help to luck: the values of their calls are made like those of any other.

use crate::{
	entropy::Entropy,
	metadata::{Call, Index},
	scenes::SceneId,
};
use medibloc_runtime::{constants::time::DAYS, Moment};

const TEXT: &str = include_str!("../scenarios.txt");

/// How often a call is tried until the scenario is given up.
const MAX_TRIES: u32 = 40;

/// One step of a scenario.
#[derive(Clone, Copy)]
pub enum Stage {
	/// A call succeeds.
	Call(&'static Call),
	/// So much time passes.
	Later(Moment),
}

/// All scenarios. Panics on a word that is no call that is made and no time: tests see it.
pub fn scenarios(index: &'static Index) -> Vec<Vec<Stage>> {
	let lines = TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
	lines.map(|line| line.split_whitespace().map(|word| stage(index, word)).collect()).collect()
}

fn stage(index: &'static Index, word: &str) -> Stage {
	let days = word.strip_prefix('+').and_then(|rest| rest.strip_suffix('d')?.parse().ok());
	if let Some(days) = days {
		return Stage::Later(DAYS.saturating_mul(days));
	}
	let is_it =
		|call: &&Call| word.split_once('.') == Some((call.pallet, call.variant.name.as_str()));
	let call = index.calls.iter().find(is_it);
	Stage::Call(call.unwrap_or_else(|| panic!("{word} is no call that is made, and no time")))
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

	/// What is to be tried now.
	pub fn stage(&mut self, entropy: &mut Entropy) -> Option<Stage> {
		if self.left.is_empty() || self.tries >= MAX_TRIES {
			self.left = entropy.pick(&self.scenarios)?.iter().rev().copied().collect();
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
