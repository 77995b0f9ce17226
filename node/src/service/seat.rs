// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A collator's seat among the authors, and the blocks that it authors, in the log and for Prometheus.

use crate::{
	client::{Client, Hash},
	metrics::Metrics,
};
use futures::{stream, Stream, StreamExt};
use medibloc_runtime::{opaque::Block, BlockNumber};
use sc_client_api::{BlockImportNotification, BlockchainEvents, FinalityNotification};
use sc_service::TaskManager;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus::BlockOrigin;
use sp_consensus_aura::{sr25519::AuthorityId, AuraApi};
use sp_core::crypto::{key_types::AURA, ByteArray};
use sp_keystore::KeystorePtr;
use std::{collections::HashMap, sync::Arc};

/// A collator's seat among the authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seat {
	/// It has no session keys that could have one.
	NoKeys,
	/// None of its keys is among the authors'.
	Vacant,
	/// It authors in its slots.
	Taken,
}

impl Seat {
	/// The message to the operator when this holds, after it was `before`.
	fn tell(self, before: Option<Self>) -> Option<&'static str> {
		if before == Some(self) {
			return None;
		}
		Some(match self {
			Self::NoKeys => {
				"🗝 This collator has no session keys, so that it cannot author: `make keys` makes \
				 them and says how to register them, see docs/collator.md"
			},
			Self::Vacant if before == Some(Self::Taken) => {
				"🪑 This collator lost its seat: its stash was not elected, was chilled, or has \
				 other session keys now"
			},
			Self::Vacant => {
				"🪑 This collator has session keys, but no seat: it authors once its stash is elected \
				 and the session of that era has begun"
			},
			Self::Taken => "🪑 This collator has a seat: it authors in its slots",
		})
	}
}

enum Event {
	Imported(BlockImportNotification<Block>),
	Finalized(FinalityNotification<Block>),
}

/// Starts to follow the chain. The log is told only of a collator's seat.
pub fn spawn(
	task_manager: &TaskManager,
	client: Arc<Client>,
	keystore: KeystorePtr,
	metrics: Option<Metrics>,
	is_collator: bool,
) {
	if metrics.is_none() && !is_collator {
		return;
	}
	// From now on: no block of this node's may be missed.
	let events = stream::select(
		client.import_notification_stream().map(Event::Imported),
		client.finality_notification_stream().map(Event::Finalized),
	);
	let follower = Follower {
		client,
		keystore,
		metrics,
		is_collator,
		seat: None,
		looked_at: None,
		finalized: 0,
		unfinalized: HashMap::new(),
	};
	task_manager.spawn_handle().spawn_blocking("medibloc-seat", None, follower.run(events));
}

struct Follower {
	client: Arc<Client>,
	keystore: KeystorePtr,
	metrics: Option<Metrics>,
	is_collator: bool,
	seat: Option<Seat>,
	/// The best block when it was last looked at.
	looked_at: Option<Hash>,
	/// The last block whose finality was told of: maybe before its import.
	finalized: BlockNumber,
	/// The blocks of this node that are not finalized yet.
	unfinalized: HashMap<Hash, BlockNumber>,
}

impl Follower {
	async fn run(mut self, events: impl Stream<Item = Event>) {
		futures::pin_mut!(events);
		self.look();
		while let Some(event) = events.next().await {
			match event {
				Event::Imported(block) => self.imported(&block),
				Event::Finalized(block) => self.finalized(&block),
			}
			self.look();
		}
	}

	fn imported(&mut self, block: &BlockImportNotification<Block>) {
		let number = block.header.number;
		if block.origin != BlockOrigin::Own || self.unfinalized.contains_key(&block.hash) {
			return;
		}
		let is_finalized = number <= self.finalized
			&& matches!(self.client.hash(number), Ok(Some(hash)) if hash == block.hash);
		if let Some(metrics) = &self.metrics {
			metrics.authored.inc();
			metrics.finalized.inc_by(u64::from(is_finalized));
		}
		if number > self.finalized {
			self.unfinalized.insert(block.hash, number);
		}
	}

	fn finalized(&mut self, block: &FinalityNotification<Block>) {
		self.finalized = block.header.number;
		let hashes = block.tree_route.iter().chain([&block.hash]);
		let own = hashes.filter(|hash| self.unfinalized.remove(hash).is_some()).count();
		if let Some(metrics) = &self.metrics {
			metrics.finalized.inc_by(own as u64);
		}
		// What others were preferred to.
		self.unfinalized.retain(|_, number| *number > block.header.number);
	}

	/// Looks at the state of the chain, unless it is the same as before.
	fn look(&mut self) {
		let info = self.client.info();
		if self.looked_at == Some(info.best_hash) {
			return;
		}
		self.looked_at = Some(info.best_hash);
		// There is no state while it is being downloaded.
		match self.client.runtime_api().authorities(info.best_hash) {
			Ok(authors) => self.judge(&authors),
			Err(error) => log::debug!("The authors at {} are unknown: {error}", info.best_hash),
		}
	}

	fn judge(&mut self, authors: &[AuthorityId]) {
		let keys = match self.keystore.keys(AURA) {
			Ok(keys) => keys,
			Err(error) => {
				log::warn!(
					"🗝 The keystore cannot be read, so that no block can be signed: {error}"
				);
				return;
			},
		};
		let seat = seat(&keys, authors);
		if let Some(metrics) = &self.metrics {
			metrics.keys.set(keys.len() as u64);
			metrics.seat.set(u64::from(seat == Seat::Taken));
			metrics.authors.set(authors.len() as u64);
		}
		if let Some(text) = seat.tell(self.seat).filter(|_| self.is_collator) {
			if seat == Seat::Taken {
				log::info!("{text}");
			} else {
				log::warn!("{text}");
			}
		}
		self.seat = Some(seat);
	}
}

fn seat(keys: &[Vec<u8>], authors: &[AuthorityId]) -> Seat {
	if keys.is_empty() {
		Seat::NoKeys
	} else if authors.iter().any(|author| keys.contains(&author.to_raw_vec())) {
		Seat::Taken
	} else {
		Seat::Vacant
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn author(number: u8) -> AuthorityId {
		AuthorityId::from_slice(&[number; 32]).unwrap()
	}

	#[test]
	fn a_seat_is_had_by_any_key_among_the_authors() {
		let authors = [author(1), author(2)];
		let key = |number| author(number).to_raw_vec();
		assert_eq!(seat(&[], &authors), Seat::NoKeys);
		assert_eq!(seat(&[key(3)], &authors), Seat::Vacant);
		assert_eq!(seat(&[key(3), key(2)], &authors), Seat::Taken);
		assert_eq!(seat(&[key(3)], &[]), Seat::Vacant);
	}

	#[test]
	fn the_operator_is_told_of_each_change_once() {
		use Seat::*;
		assert!(NoKeys.tell(None).unwrap().contains("make keys"));
		assert_eq!(NoKeys.tell(Some(NoKeys)), None);
		assert!(Vacant.tell(Some(NoKeys)).unwrap().contains("no seat"));
		assert!(Taken.tell(Some(Vacant)).unwrap().contains("has a seat"));
		assert_eq!(Taken.tell(Some(Taken)), None);
		assert!(Vacant.tell(Some(Taken)).unwrap().contains("lost its seat"));
	}
}
