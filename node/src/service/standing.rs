// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Follows what this node has a part in: the blocks it authors, its seat, and who waits for a
//! credential. Tells Prometheus, and tells the operator of a collator in the log.

use super::{Client, Hash};
use crate::metrics::Metrics;
use codec::Decode;
use frame_support::storage::StoragePrefixedMap;
use futures::{stream, Stream, StreamExt};
use medibloc_runtime::{opaque::Block, AccountId, Balance, BlockNumber, Moment, Runtime};
use pallet_credentials::{Application, Applications};
use sc_client_api::{
	BlockImportNotification, BlockchainEvents, FinalityNotification, StorageKey, StorageProvider,
};
use sc_service::TaskManager;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus::BlockOrigin;
use sp_consensus_aura::{sr25519::AuthorityId, AuraApi};
use sp_core::{
	crypto::{key_types::AURA, ByteArray},
	storage::StorageData,
};
use sp_keystore::KeystorePtr;
use std::{
	collections::HashMap,
	sync::Arc,
	time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Counting applications takes at most one part in so many of the time.
const COUNTING_SHARE: u32 = 20;

/// What a collator's keys entitle it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
	NoKeys,
	NoSeat,
	Seated,
}

impl Standing {
	/// What to tell the operator when it is so, after it was `before`.
	fn tell(self, before: Option<Self>) -> Option<&'static str> {
		if before == Some(self) {
			return None;
		}
		Some(match self {
			Self::NoKeys => {
				"🗝 This collator has no session keys, so that it cannot author: `make keys` makes \
				 them and says how to register them, see docs/collator.md"
			},
			Self::NoSeat if before == Some(Self::Seated) => {
				"🪑 This collator lost its seat: its stash was not elected, was chilled, or has \
				 other session keys now"
			},
			Self::NoSeat => {
				"🪑 This collator has session keys, but no seat: it authors once its stash is elected \
				 and the session of that era has begun"
			},
			Self::Seated => "🪑 This collator has a seat: it authors in its slots",
		})
	}
}

enum Event {
	Imported(BlockImportNotification<Block>),
	Finalized(FinalityNotification<Block>),
}

/// Starts to follow the chain. The log is told only of a collator's standing.
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
		standing: None,
		looked_at: None,
		finalized: 0,
		unfinalized: HashMap::new(),
		count_from: Instant::now(),
	};
	task_manager.spawn_handle().spawn_blocking("medibloc-standing", None, follower.run(events));
}

struct Follower {
	client: Arc<Client>,
	keystore: KeystorePtr,
	metrics: Option<Metrics>,
	is_collator: bool,
	standing: Option<Standing>,
	/// The best block when it was last looked at.
	looked_at: Option<Hash>,
	/// The last block whose finality was told of: maybe before its import.
	finalized: BlockNumber,
	/// The blocks of this node that are not finalized yet.
	unfinalized: HashMap<Hash, BlockNumber>,
	/// When applications may be counted again.
	count_from: Instant,
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
		self.count_applications(info.finalized_hash);
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
		let standing = standing(&keys, authors);
		if let Some(metrics) = &self.metrics {
			metrics.keys.set(keys.len() as u64);
			metrics.seat.set(u64::from(standing == Standing::Seated));
			metrics.authors.set(authors.len() as u64);
		}
		if let Some(text) = standing.tell(self.standing).filter(|_| self.is_collator) {
			if standing == Standing::Seated {
				log::info!("{text}");
			} else {
				log::warn!("{text}");
			}
		}
		self.standing = Some(standing);
	}

	fn count_applications(&mut self, at: Hash) {
		let Some(metrics) = &self.metrics else { return };
		let started = Instant::now();
		if started < self.count_from {
			return;
		}
		let prefix = StorageKey(Applications::<Runtime>::final_prefix().to_vec());
		match self.client.storage_pairs(at, Some(&prefix), None) {
			Ok(pairs) => {
				let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
				let now = Moment::try_from(now.as_millis()).unwrap_or(Moment::MAX);
				let count = pairs.filter(|(_, value)| is_pending(value, now)).count();
				metrics.applications.set(count as u64);
			},
			Err(error) => log::debug!("The applications at {at} are unknown: {error}"),
		}
		self.count_from = Instant::now() + started.elapsed() * COUNTING_SHARE;
	}
}

fn standing(keys: &[Vec<u8>], authors: &[AuthorityId]) -> Standing {
	if keys.is_empty() {
		Standing::NoKeys
	} else if authors.iter().any(|author| keys.contains(&author.to_raw_vec())) {
		Standing::Seated
	} else {
		Standing::NoSeat
	}
}

/// Whether an application can still be granted. One that a later runtime stores in another way counts.
fn is_pending(value: &StorageData, now: Moment) -> bool {
	Application::<AccountId, Balance>::decode(&mut value.0.as_slice())
		.map_or(true, |application| now < application.expires_at)
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use sp_core::H256;

	fn author(number: u8) -> AuthorityId {
		AuthorityId::from_slice(&[number; 32]).unwrap()
	}

	#[test]
	fn a_seat_is_had_by_any_key_among_the_authors() {
		let authors = [author(1), author(2)];
		let key = |number| author(number).to_raw_vec();
		assert_eq!(standing(&[], &authors), Standing::NoKeys);
		assert_eq!(standing(&[key(3)], &authors), Standing::NoSeat);
		assert_eq!(standing(&[key(3), key(2)], &authors), Standing::Seated);
		assert_eq!(standing(&[key(3)], &[]), Standing::NoSeat);
	}

	#[test]
	fn the_operator_is_told_of_each_change_once() {
		use Standing::*;
		assert!(NoKeys.tell(None).unwrap().contains("make keys"));
		assert_eq!(NoKeys.tell(Some(NoKeys)), None);
		assert!(NoSeat.tell(Some(NoKeys)).unwrap().contains("no seat"));
		assert!(Seated.tell(Some(NoSeat)).unwrap().contains("has a seat"));
		assert_eq!(Seated.tell(Some(Seated)), None);
		assert!(NoSeat.tell(Some(Seated)).unwrap().contains("lost its seat"));
	}

	#[test]
	fn applications_wait_until_they_expire() {
		let application = Application {
			authority: AccountId::new([1; 32]),
			evidence: H256::zero(),
			applied_at: 1_000,
			expires_at: 2_000,
			deposit: 0u128,
		};
		let stored = StorageData(application.encode());
		assert!(is_pending(&stored, 1_999));
		assert!(!is_pending(&stored, 2_000));
		assert!(is_pending(&StorageData(vec![0]), 2_000));
	}
}
