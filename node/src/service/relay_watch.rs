// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tells the operator when the relay chain stands still, does not know this parachain, or knows
//! another one by its id. The SDK waits in silence then, and the parachain stands still.

use super::Hash;
use crate::metrics::RelayMetrics;
use codec::Decode;
use cumulus_primitives_core::{
	relay_chain::{BlockId, OccupiedCoreAssumption},
	ParaId,
};
use cumulus_relay_chain_interface::{RelayChainInterface, RelayChainResult};
use medibloc_runtime::Header;
use sc_service::TaskManager;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};

/// How often the relay chain is looked at.
const PERIOD: Duration = Duration::from_secs(15);
/// How long the relay chain may stand still before the operator is told.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often the operator is reminded.
const REMIND: Duration = Duration::from_secs(600);

/// What the relay chain says of this parachain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Registered {
	/// It has it, as far as can be told.
	Here,
	/// It has no parachain with this id.
	Nowhere,
	/// Its parachain with this id has another genesis.
	Other(Hash),
}

/// What was seen of the relay chain.
struct Sight {
	best: u32,
	/// Nothing is known of it as long as the relay chain is being downloaded.
	registered: Option<Registered>,
}

/// What the operator should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
	Stalled,
	Registered(Registered),
}

#[derive(Debug, PartialEq, Eq)]
enum Notice {
	Stalled { best: u32, for_: Duration },
	Resumed { best: u32, after: Duration },
	NotRegistered,
	OtherGenesis(Hash),
}

/// Decides what the operator is told, and when.
struct Watch {
	best: u32,
	changed: Instant,
	told: Option<(Trouble, Instant)>,
}

impl Watch {
	fn new(now: Instant) -> Self {
		Self { best: 0, changed: now, told: None }
	}

	/// How long the relay chain has stood still.
	fn idle(&self, now: Instant) -> Duration {
		now.saturating_duration_since(self.changed)
	}

	/// Takes note of what is seen `now`, or that nothing could be seen.
	fn look(&mut self, now: Instant, sight: Option<Sight>) -> Option<Notice> {
		let idle = self.idle(now);
		let moved = sight.as_ref().is_some_and(|sight| sight.best != self.best);
		if let Some(sight) = sight.as_ref().filter(|_| moved) {
			self.best = sight.best;
			self.changed = now;
			if matches!(self.told, Some((Trouble::Stalled, _))) {
				self.told = None;
				return Some(Notice::Resumed { best: sight.best, after: idle });
			}
		}
		let trouble = if self.idle(now) >= PATIENCE {
			Trouble::Stalled
		} else {
			match sight.and_then(|sight| sight.registered) {
				Some(Registered::Here) => {
					self.told = None;
					return None;
				},
				Some(registered) => Trouble::Registered(registered),
				None => return None,
			}
		};
		if self.told.is_some_and(|(told, at)| told == trouble && now < at + REMIND) {
			return None;
		}
		self.told = Some((trouble, now));
		match trouble {
			Trouble::Stalled => Some(Notice::Stalled { best: self.best, for_: self.idle(now) }),
			Trouble::Registered(Registered::Nowhere) => Some(Notice::NotRegistered),
			Trouble::Registered(Registered::Other(genesis)) => Some(Notice::OtherGenesis(genesis)),
			Trouble::Registered(Registered::Here) => None,
		}
	}
}

/// Starts to watch.
pub fn spawn(
	task_manager: &TaskManager,
	relay_chain: Arc<dyn RelayChainInterface>,
	relay_chain_name: String,
	para_id: ParaId,
	genesis: Hash,
	metrics: Option<RelayMetrics>,
) {
	let watching = async move {
		let mut watch = Watch::new(Instant::now());
		loop {
			let sight = match see(&*relay_chain, para_id, genesis).await {
				Ok(sight) => Some(sight),
				Err(error) => {
					log::debug!("The relay chain cannot be looked at: {error}");
					None
				},
			};
			let now = Instant::now();
			if let Some(notice) = watch.look(now, sight) {
				let text = explain(&notice, &relay_chain_name, para_id, genesis);
				match notice {
					Notice::Resumed { .. } => log::info!("{text}"),
					_ => log::warn!("{text}"),
				}
			}
			if let Some(metrics) = &metrics {
				metrics.idle.set(watch.idle(now).as_secs());
			}
			futures_timer::Delay::new(PERIOD).await;
		}
	};
	task_manager.spawn_handle().spawn("relay-chain-watch", None, watching);
}

async fn see(
	relay_chain: &dyn RelayChainInterface,
	para_id: ParaId,
	genesis: Hash,
) -> RelayChainResult<Sight> {
	let best = relay_chain.best_block_hash().await?;
	let best = relay_chain.header(BlockId::Hash(best)).await?.map_or(0, |header| header.number);
	let finalized = relay_chain.finalized_block_hash().await?;
	let is_known =
		relay_chain.header(BlockId::Hash(finalized)).await?.is_some_and(|header| header.number > 0)
			&& !relay_chain.is_major_syncing().await?;
	let registered = if is_known {
		let assumption = OccupiedCoreAssumption::TimedOut;
		let data = relay_chain.persisted_validation_data(finalized, para_id, assumption).await?;
		Some(data.map_or(Registered::Nowhere, |data| judge(&data.parent_head.0, genesis)))
	} else {
		None
	};
	Ok(Sight { best, registered })
}

/// Compares the head that the relay chain has with the genesis: as long as it is the first one.
fn judge(head: &[u8], genesis: Hash) -> Registered {
	match Header::decode(&mut &*head) {
		Ok(header) if header.number == 0 && header.hash() != genesis => {
			Registered::Other(header.hash())
		},
		Ok(_) => Registered::Here,
		Err(_) => Registered::Other(Hash::zero()),
	}
}

fn explain(notice: &Notice, relay_chain: &str, para_id: ParaId, genesis: Hash) -> String {
	match notice {
		Notice::Stalled { best, for_ } => format!(
			"⏸ The relay chain {relay_chain} stands still at block {best} for {} s, and this \
			 parachain with it. Nothing is lost: it goes on with the relay chain. If others see the \
			 relay chain move, look at this node's peers, ports and bootnodes (arguments after `--`)",
			for_.as_secs(),
		),
		Notice::Resumed { best, after } => format!(
			"▶ The relay chain {relay_chain} goes on at block {best}, after {} s",
			after.as_secs(),
		),
		Notice::NotRegistered => format!(
			"🚫 The relay chain {relay_chain} has no parachain {para_id}, so that no block is made: \
			 it is the wrong relay chain (`-- --chain <its specification>`), or the parachain is not \
			 registered or not onboarded there yet",
		),
		Notice::OtherGenesis(other) => format!(
			"🚫 The relay chain {relay_chain} has another parachain {para_id}: its genesis is \
			 {other:?}, ours {genesis:?}. One of them was made from another chain specification: \
			 compare with `export-genesis-head`",
		),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use sp_runtime::traits::Header as _;

	const SECOND: Duration = Duration::from_secs(1);

	fn at(best: u32, registered: Registered) -> Option<Sight> {
		Some(Sight { best, registered: Some(registered) })
	}

	#[test]
	fn a_relay_chain_that_moves_is_not_spoken_of() {
		let start = Instant::now();
		let mut watch = Watch::new(start);
		for minute in 1..60 {
			let now = start + 60 * SECOND * minute;
			assert_eq!(watch.look(now, at(minute, Registered::Here)), None);
			assert_eq!(watch.idle(now), Duration::ZERO);
		}
	}

	#[test]
	fn a_stall_is_told_once_in_a_while_until_it_is_over() {
		let start = Instant::now();
		let mut watch = Watch::new(start);
		assert_eq!(watch.look(start, at(7, Registered::Here)), None);
		assert_eq!(watch.look(start + PATIENCE - SECOND, at(7, Registered::Here)), None);
		let stalled = Notice::Stalled { best: 7, for_: PATIENCE };
		// Also if it cannot be asked any more.
		assert_eq!(watch.look(start + PATIENCE, None), Some(stalled));
		assert_eq!(watch.look(start + PATIENCE + REMIND - SECOND, None), None);
		let reminder = Notice::Stalled { best: 7, for_: PATIENCE + REMIND };
		assert_eq!(watch.look(start + PATIENCE + REMIND, None), Some(reminder));
		let over = start + PATIENCE + REMIND + SECOND;
		let resumed = Notice::Resumed { best: 8, after: PATIENCE + REMIND + SECOND };
		assert_eq!(watch.look(over, at(8, Registered::Here)), Some(resumed));
		assert_eq!(watch.look(over + SECOND, at(8, Registered::Here)), None);
	}

	#[test]
	fn a_relay_chain_without_the_parachain_is_told() {
		let start = Instant::now();
		let mut watch = Watch::new(start);
		assert_eq!(watch.look(start, Some(Sight { best: 1, registered: None })), None);
		let notice = watch.look(start + SECOND, at(2, Registered::Nowhere));
		assert_eq!(notice, Some(Notice::NotRegistered));
		assert_eq!(watch.look(start + 2 * SECOND, at(3, Registered::Nowhere)), None);
		let other = Hash::repeat_byte(1);
		let notice = watch.look(start + 3 * SECOND, at(4, Registered::Other(other)));
		assert_eq!(notice, Some(Notice::OtherGenesis(other)));
		assert_eq!(watch.look(start + 4 * SECOND, at(5, Registered::Here)), None);
	}

	#[test]
	fn a_head_of_another_chain_is_recognised_while_it_is_the_first() {
		let header = |number, root| {
			Header::new(number, Hash::zero(), root, Hash::zero(), Default::default())
		};
		let ours = header(0, Hash::repeat_byte(1));
		let other = header(0, Hash::repeat_byte(2));
		assert_eq!(judge(&ours.encode(), ours.hash()), Registered::Here);
		assert_eq!(judge(&other.encode(), ours.hash()), Registered::Other(other.hash()));
		assert_eq!(judge(&header(1, Hash::zero()).encode(), ours.hash()), Registered::Here);
		assert_eq!(judge(&[1, 2], ours.hash()), Registered::Other(Hash::zero()));
	}

	#[test]
	fn the_operator_is_told_what_to_do() {
		for (notice, word) in [
			(Notice::Stalled { best: 3, for_: PATIENCE }, "stands still at block 3 for 60 s"),
			(Notice::Resumed { best: 3, after: PATIENCE }, "goes on at block 3"),
			(Notice::NotRegistered, "has no parachain 7"),
			(Notice::OtherGenesis(Hash::zero()), "export-genesis-head"),
		] {
			let text = explain(&notice, "Relay", ParaId::new(7), Hash::zero());
			assert!(text.contains(word), "{text}");
		}
	}
}
