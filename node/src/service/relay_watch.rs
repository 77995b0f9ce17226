// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Watch over the relay chain: tells the operator when it stands still, does not know this
//! parachain, knows another one by its id, or has blocks of it that this node does not get. The SDK
//! waits in silence then.

use super::{Client, Hash};
use crate::metrics::RelayMetrics;
use codec::Decode;
use cumulus_primitives_core::{
	relay_chain::{BlockId, OccupiedCoreAssumption},
	ParaId,
};
use cumulus_relay_chain_interface::{RelayChainInterface, RelayChainResult};
use medibloc_runtime::Header;
use sc_service::TaskManager;
use sp_blockchain::HeaderBackend;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};

/// The interval of looking at the relay chain.
const PERIOD: Duration = Duration::from_secs(15);
/// The time that a chain may stand still before the operator is told.
const PATIENCE: Duration = Duration::from_secs(60);
/// The interval of reminders to the operator.
const REMIND: Duration = Duration::from_secs(600);

/// The relay chain's registration of this parachain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Registered {
	/// It has it, as far as can be told.
	Here,
	/// It has no parachain with this id.
	Nowhere,
	/// Its parachain with this id has another genesis.
	Other(Hash),
	/// It has a block of this height, final, that this node has not.
	Ahead(u32),
}

/// An observation of the relay chain, and of this parachain.
struct Sight {
	best: u32,
	/// The best block of this node.
	own: u32,
	/// Nothing is known of it as long as the relay chain is being downloaded.
	registered: Option<Registered>,
}

/// A condition that the operator should know of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
	Stalled,
	NotRegistered,
	OtherGenesis(Hash),
	Behind,
}

#[derive(Debug, PartialEq, Eq)]
enum Notice {
	Stalled { best: u32, for_: Duration },
	Resumed { best: u32, after: Duration },
	NotRegistered,
	OtherGenesis(Hash),
	Behind { own: u32, included: u32, for_: Duration },
}

impl Notice {
	/// The trouble that it shows, if it lasts.
	fn trouble(&self) -> Option<Trouble> {
		match self {
			Self::Stalled { .. } => Some(Trouble::Stalled),
			Self::Resumed { .. } => None,
			Self::NotRegistered => Some(Trouble::NotRegistered),
			Self::OtherGenesis(genesis) => Some(Trouble::OtherGenesis(*genesis)),
			Self::Behind { .. } => Some(Trouble::Behind),
		}
	}
}

/// A height, and since when it is so.
struct Height {
	number: u32,
	since: Instant,
}

impl Height {
	/// Takes note of what it is `now`, and says whether it is another.
	fn note(&mut self, now: Instant, number: u32) -> bool {
		let moved = number != self.number;
		if moved {
			*self = Self { number, since: now };
		}
		moved
	}

	fn idle(&self, now: Instant) -> Duration {
		now.saturating_duration_since(self.since)
	}
}

/// Decides what the operator is told, and when.
struct Watch {
	relay: Height,
	own: Height,
	told: Option<(Trouble, Instant)>,
}

impl Watch {
	fn new(now: Instant) -> Self {
		let start = || Height { number: 0, since: now };
		Self { relay: start(), own: start(), told: None }
	}

	/// The time for which the relay chain has stood still.
	fn idle(&self, now: Instant) -> Duration {
		self.relay.idle(now)
	}

	/// Takes note of what is seen `now`, or that nothing could be seen.
	fn look(&mut self, now: Instant, sight: Option<Sight>) -> Option<Notice> {
		let idle = self.idle(now);
		if let Some(sight) = &sight {
			if self.own.note(now, sight.own) && self.has_told(Trouble::Behind) {
				self.told = None;
			}
			if !matches!(sight.registered, Some(Registered::Ahead(_))) {
				// It waits for nothing.
				self.own.since = now;
			}
			if self.relay.note(now, sight.best) && self.has_told(Trouble::Stalled) {
				self.told = None;
				return Some(Notice::Resumed { best: sight.best, after: idle });
			}
		}
		let notice = if self.idle(now) >= PATIENCE {
			Notice::Stalled { best: self.relay.number, for_: self.idle(now) }
		} else {
			match sight?.registered? {
				Registered::Here => {
					self.told = None;
					return None;
				},
				Registered::Nowhere => Notice::NotRegistered,
				Registered::Other(genesis) => Notice::OtherGenesis(genesis),
				// It gets blocks, if not all of them yet.
				Registered::Ahead(_) if self.own.idle(now) < PATIENCE => return None,
				Registered::Ahead(included) => {
					let (own, for_) = (self.own.number, self.own.idle(now));
					Notice::Behind { own, included, for_ }
				},
			}
		};
		let trouble = notice.trouble();
		if self.told.is_some_and(|(told, at)| Some(told) == trouble && now < at + REMIND) {
			return None;
		}
		self.told = trouble.map(|trouble| (trouble, now));
		Some(notice)
	}

	fn has_told(&self, trouble: Trouble) -> bool {
		self.told.is_some_and(|(told, _)| told == trouble)
	}
}

/// Starts to watch.
pub fn spawn(
	task_manager: &TaskManager,
	relay_chain: Arc<dyn RelayChainInterface>,
	relay_chain_name: String,
	client: Arc<Client>,
	para_id: ParaId,
	metrics: Option<RelayMetrics>,
) {
	let genesis = client.info().genesis_hash;
	let watching = async move {
		let mut watch = Watch::new(Instant::now());
		loop {
			let sight = match see(&*relay_chain, &client, para_id).await {
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
	client: &Client,
	para_id: ParaId,
) -> RelayChainResult<Sight> {
	let own = client.info();
	let best = relay_chain.best_block_hash().await?;
	let best = relay_chain.header(BlockId::Hash(best)).await?.map_or(0, |header| header.number);
	let finalized = relay_chain.finalized_block_hash().await?;
	let is_known =
		relay_chain.header(BlockId::Hash(finalized)).await?.is_some_and(|header| header.number > 0)
			&& !relay_chain.is_major_syncing().await?;
	let registered = if is_known {
		let assumption = OccupiedCoreAssumption::TimedOut;
		let data = relay_chain.persisted_validation_data(finalized, para_id, assumption).await?;
		// Without a state of its own the node is downloading one, and gets no blocks meanwhile.
		let has =
			|hash| own.finalized_state.is_none() || matches!(client.number(hash), Ok(Some(_)));
		Some(
			data.map_or(Registered::Nowhere, |data| {
				judge(&data.parent_head.0, own.genesis_hash, has)
			}),
		)
	} else {
		None
	};
	Ok(Sight { best, own: own.best_number, registered })
}

/// Compares the head that the relay chain has with what the node has: with its genesis, as long as
/// the head is the first one.
fn judge(head: &[u8], genesis: Hash, has: impl Fn(Hash) -> bool) -> Registered {
	match Header::decode(&mut &*head) {
		Ok(header) if header.hash() == genesis || has(header.hash()) => Registered::Here,
		Ok(header) if header.number == 0 => Registered::Other(header.hash()),
		Ok(header) => Registered::Ahead(header.number),
		Err(_) => Registered::Other(Hash::zero()),
	}
}

fn explain(notice: &Notice, relay_chain: &str, para_id: ParaId, genesis: Hash) -> String {
	match notice {
		Notice::Stalled { best, for_ } => format!(
			"⏸ The relay chain {relay_chain} stands still at block {best} for {} s, and this \
			 parachain with it. Nothing is lost: it goes on with the relay chain. If others see the \
			 relay chain move, look at this node's peers, ports and bootnodes, and at whether it has \
			 the specification that others have (arguments after `--`)",
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
		Notice::Behind { own, included, for_ } => format!(
			"🧭 This node stands still at block {own} for {} s, while the relay chain {relay_chain} \
			 includes block {included} of parachain {para_id}: nobody gives it the blocks between. \
			 Look at its peers, ports and bootnodes (arguments before `--`), and at whether it has \
			 the specification that others have: its genesis is {genesis:?}",
			for_.as_secs(),
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
		Some(Sight { best, own: 0, registered: Some(registered) })
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
		assert_eq!(watch.look(start, Some(Sight { best: 1, own: 0, registered: None })), None);
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
		let later = header(1, Hash::zero());
		let judge = |head: &[u8]| judge(head, ours.hash(), |_| false);
		assert_eq!(judge(&ours.encode()), Registered::Here);
		assert_eq!(judge(&other.encode()), Registered::Other(other.hash()));
		assert_eq!(judge(&later.encode()), Registered::Ahead(1));
		assert_eq!(judge(&[1, 2]), Registered::Other(Hash::zero()));
		let has = |hash| hash == later.hash();
		assert_eq!(super::judge(&later.encode(), ours.hash(), has), Registered::Here);
	}

	#[test]
	fn a_node_that_gets_no_blocks_is_told_of_those_that_are_included() {
		let start = Instant::now();
		let mut watch = Watch::new(start);
		let sight =
			|best, own| Some(Sight { best, own, registered: Some(Registered::Ahead(100 + best)) });
		// As long as it gets some, it is on its way.
		assert_eq!(watch.look(start + 30 * SECOND, sight(1, 0)), None);
		assert_eq!(watch.look(start + 40 * SECOND, sight(2, 5)), None);
		assert_eq!(watch.look(start + 90 * SECOND, sight(3, 5)), None);
		let stuck = Notice::Behind { own: 5, included: 104, for_: PATIENCE };
		assert_eq!(watch.look(start + 100 * SECOND, sight(4, 5)), Some(stuck));
		assert_eq!(watch.look(start + 110 * SECOND, sight(5, 5)), None);
		assert_eq!(watch.look(start + 120 * SECOND, sight(6, 6)), None);
		let stuck = Notice::Behind { own: 6, included: 107, for_: PATIENCE };
		assert_eq!(watch.look(start + 180 * SECOND, sight(7, 6)), Some(stuck));
		// From when there was something to wait for.
		assert_eq!(watch.look(start + 230 * SECOND, at(8, Registered::Here)), None);
		assert_eq!(watch.look(start + 280 * SECOND, sight(9, 0)), None);
	}

	#[test]
	fn the_operator_is_told_what_to_do() {
		for (notice, word) in [
			(Notice::Stalled { best: 3, for_: PATIENCE }, "stands still at block 3 for 60 s"),
			(Notice::Resumed { best: 3, after: PATIENCE }, "goes on at block 3"),
			(Notice::NotRegistered, "has no parachain 7"),
			(Notice::OtherGenesis(Hash::zero()), "export-genesis-head"),
			(Notice::Behind { own: 1, included: 9, for_: PATIENCE }, "includes block 9"),
		] {
			let text = explain(&notice, "Relay", ParaId::new(7), Hash::zero());
			assert!(text.contains(word), "{text}");
		}
	}
}
