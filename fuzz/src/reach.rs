// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Coverage of a run: calls that succeeded, runtime APIs that answered and decoders that decoded.

use crate::metadata::{index, Call};
use sp_runtime::DispatchError;
use std::{collections::BTreeMap, fmt};

/// The fate of the calls of one kind.
#[derive(Clone, Debug, Default)]
pub struct Fate {
	/// How many succeeded.
	pub succeeded: u64,
	/// How many were refused, by the reason.
	pub refused: BTreeMap<String, u64>,
	/// How many were not decoded: the bytes were well-formed by the metadata, but beyond a bound.
	pub undecodable: u64,
}

impl Fate {
	/// How many there were.
	pub fn made(&self) -> u64 {
		self.succeeded + self.undecodable + self.refused.values().sum::<u64>()
	}
}

/// What was reached.
#[derive(Clone, Debug, Default)]
pub struct Reach {
	/// The fate of each call.
	pub calls: BTreeMap<(&'static str, &'static str), Fate>,
	/// How often each method of a runtime API answered, and how often it refused its arguments.
	pub queries: BTreeMap<String, (u64, u64)>,
	/// The number of blocks.
	pub blocks: u64,
	/// The number of steps.
	pub steps: u64,
}

impl Reach {
	/// The fate of a call.
	pub fn of(&mut self, call: &'static Call) -> &mut Fate {
		self.calls.entry((call.pallet, call.variant.name.as_str())).or_default()
	}

	/// How often a call succeeded.
	pub fn successes(&self, call: &Call) -> u64 {
		let fate = self.calls.get(&(call.pallet, call.variant.name.as_str()));
		fate.map(|fate| fate.succeeded).unwrap_or_default()
	}

	/// Adds what another reached.
	pub fn add(&mut self, other: Reach) {
		for (call, fate) in other.calls {
			let sum = self.calls.entry(call).or_default();
			sum.succeeded += fate.succeeded;
			sum.undecodable += fate.undecodable;
			for (reason, count) in fate.refused {
				*sum.refused.entry(reason).or_default() += count;
			}
		}
		for (method, (answered, refused)) in other.queries {
			let sum = self.queries.entry(method).or_default();
			sum.0 += answered;
			sum.1 += refused;
		}
		self.blocks += other.blocks;
		self.steps += other.steps;
	}

	/// The calls of this project that never succeeded.
	pub fn never_succeeded(&self) -> Vec<String> {
		let ours = index().calls.iter().filter(|call| call.is_ours);
		ours.filter(|call| self.successes(call) == 0)
			.map(|call| format!("{}.{}", call.pallet, call.variant.name))
			.collect()
	}

	/// The methods of runtime APIs that never answered.
	pub fn never_answered(&self) -> Vec<String> {
		let answered = |method: &str| self.queries.get(method).is_some_and(|counts| counts.0 > 0);
		let mut silent: Vec<_> = index().queries.iter().map(|query| query.method.clone()).collect();
		silent.dedup();
		silent.retain(|method| !answered(method));
		silent
	}

	/// Of a hundred calls, those that were not decoded.
	pub fn undecodable_percent(&self) -> u64 {
		let made: u64 = self.calls.values().map(Fate::made).sum();
		let undecodable: u64 = self.calls.values().map(|fate| fate.undecodable).sum();
		(undecodable * 100).checked_div(made).unwrap_or_default()
	}
}

impl fmt::Display for Reach {
	fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
		writeln!(out, "{:<48} {:>8}  refused", "call", "ok")?;
		for ((pallet, call), fate) in &self.calls {
			let mut reasons: Vec<_> = fate.refused.iter().collect();
			reasons.sort_by_key(|(_, count)| core::cmp::Reverse(**count));
			let mut reasons: Vec<_> =
				reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
			if fate.undecodable > 0 {
				reasons.push(format!("{} undecodable", fate.undecodable));
			}
			let name = format!("{pallet}.{call}");
			writeln!(out, "{name:<48} {:>8}  {}", fate.succeeded, reasons.join(", "))?;
		}
		writeln!(out, "\n{:<64} {:>8} {:>8}", "runtime API", "answered", "refused")?;
		for (method, (answered, refused)) in &self.queries {
			writeln!(out, "{method:<64} {answered:>8} {refused:>8}")?;
		}
		write!(out, "\n{} blocks, {} steps", self.blocks, self.steps)
	}
}

/// The name of an error, without what differs from one case to the next.
pub fn reason(error: &DispatchError) -> String {
	match error {
		DispatchError::Module(error) => {
			index().error(error.index, error.error.first().copied().unwrap_or_default())
		},
		other => format!("{other:?}"),
	}
}
