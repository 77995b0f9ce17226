// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! In-memory state that records the reads, writes and proof of a benchmarked call.
//!
//! The SDK's own benchmarking state sizes the proof before the new state root is computed, so that
//! the nodes beside what is inserted or removed are missing in it. Here the proof is what a collator
//! would send: it is sized once the root is there.

use sp_core::{
	storage::{ChildInfo, StateVersion, TrackedStorageKey},
	H256,
};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{
	Backend, BackendTransaction, ChildStorageCollection, InMemoryBackend, IterArgs,
	StateMachineStats, StorageCollection, StorageIterator, TrieBackend, TrieBackendBuilder,
	TrieBackendStorage, UsageInfo,
};
use sp_trie::{recorder::Recorder, DBValue, HashDBT, MerkleValue, PrefixedMemoryDB};
use std::{
	cell::{Cell, RefCell},
	collections::{BTreeMap, BTreeSet},
	mem,
	sync::{Arc, Mutex},
};

type Key = Vec<u8>;
type Error = String;
type Trie = TrieBackend<Nodes, BlakeTwo256>;

/// The cost of one call.
#[derive(Clone, Debug, Default)]
pub struct Cost {
	/// The keys that it read.
	pub reads: BTreeSet<Key>,
	/// The writes; removed entries without a value.
	pub writes: BTreeMap<Key, Option<Vec<u8>>>,
	/// The bytes of the proof as they were before the new root was computed.
	pub recorded: usize,
	/// The bytes of the proof.
	pub proof: usize,
}

/// The nodes of the state at the start, and those since.
#[derive(Clone)]
pub struct Nodes {
	base: Arc<InMemoryBackend<BlakeTwo256>>,
	new: Arc<Mutex<PrefixedMemoryDB<BlakeTwo256>>>,
}

impl TrieBackendStorage<BlakeTwo256> for Nodes {
	fn get(&self, hash: &H256, prefix: (&[u8], Option<u8>)) -> Result<Option<DBValue>, Error> {
		let new = self.new.lock().expect("no other thread");
		let node = HashDBT::get(&*new, hash, prefix);
		Ok(node.or_else(|| HashDBT::get(self.base.backend_storage(), hash, prefix)))
	}
}

pub struct State {
	nodes: Nodes,
	root: Cell<H256>,
	recorder: RefCell<Recorder<BlakeTwo256>>,
	whitelist: RefCell<Vec<TrackedStorageKey>>,
	reads: RefCell<BTreeSet<Key>>,
	touched: RefCell<BTreeSet<Key>>,
	size_at_start: Cell<Option<usize>>,
	cost: RefCell<Cost>,
}

impl core::fmt::Debug for State {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "State({:?})", self.root.get())
	}
}

impl State {
	pub fn new(entries: BTreeMap<Key, Vec<u8>>) -> Self {
		let base = InMemoryBackend::from((entries, StateVersion::V1));
		let root = Cell::new(*base.root());
		let nodes = Nodes { base: Arc::new(base), new: Default::default() };
		Self {
			nodes,
			root,
			recorder: Default::default(),
			whitelist: Default::default(),
			reads: Default::default(),
			touched: Default::default(),
			size_at_start: Default::default(),
			cost: Default::default(),
		}
	}

	/// The cost of the last call.
	pub fn cost(&self) -> Cost {
		self.cost.borrow().clone()
	}

	/// Every key read or written since the start, in the preparation of calls too.
	pub fn touched(&self) -> BTreeSet<Key> {
		self.touched.borrow().clone()
	}

	fn trie(&self) -> Trie {
		TrieBackendBuilder::new(self.nodes.clone(), self.root.get())
			.with_recorder(self.recorder.borrow().clone())
			.build()
	}

	fn note_read(&self, key: &[u8]) {
		self.reads.borrow_mut().insert(key.to_vec());
		self.touched.borrow_mut().insert(key.to_vec());
	}

	/// The size of the proof of all that was recorded, as it is sent: without the hashes that
	/// follow from other nodes.
	fn size(&self) -> usize {
		let proof = self.recorder.borrow().to_storage_proof();
		proof.encoded_compact_size::<BlakeTwo256>(self.root.get()).unwrap_or_default()
	}

	fn size_since_start(&self) -> usize {
		self.size().saturating_sub(self.size_at_start.get().unwrap_or_default())
	}

	fn is_counted(&self, key: &[u8]) -> bool {
		!self.whitelist.borrow().iter().any(|listed| listed.key == key)
	}

	fn finish_call(&self, changes: StorageCollection) {
		let mut cost = self.cost.borrow_mut();
		cost.proof = self.size_since_start();
		cost.writes = changes.into_iter().filter(|(key, _)| self.is_counted(key)).collect();
		self.size_at_start.set(None);
	}
}

impl Backend<BlakeTwo256> for State {
	type Error = Error;
	type TrieBackendStorage = Nodes;
	type RawIter = Iter;

	fn storage(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
		self.note_read(key);
		self.trie().storage(key)
	}

	fn storage_hash(&self, key: &[u8]) -> Result<Option<H256>, Error> {
		self.note_read(key);
		self.trie().storage_hash(key)
	}

	fn closest_merkle_value(&self, key: &[u8]) -> Result<Option<MerkleValue<H256>>, Error> {
		self.trie().closest_merkle_value(key)
	}

	fn child_closest_merkle_value(
		&self,
		child: &ChildInfo,
		key: &[u8],
	) -> Result<Option<MerkleValue<H256>>, Error> {
		self.trie().child_closest_merkle_value(child, key)
	}

	fn child_storage(&self, child: &ChildInfo, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
		self.trie().child_storage(child, key)
	}

	fn child_storage_hash(&self, child: &ChildInfo, key: &[u8]) -> Result<Option<H256>, Error> {
		self.trie().child_storage_hash(child, key)
	}

	fn next_storage_key(&self, key: &[u8]) -> Result<Option<Key>, Error> {
		self.note_read(key);
		self.trie().next_storage_key(key)
	}

	fn next_child_storage_key(&self, child: &ChildInfo, key: &[u8]) -> Result<Option<Key>, Error> {
		self.trie().next_child_storage_key(child, key)
	}

	fn storage_root<'a>(
		&self,
		delta: impl Iterator<Item = (&'a [u8], Option<&'a [u8]>)>,
		version: StateVersion,
	) -> (H256, BackendTransaction<BlakeTwo256>) {
		self.trie().storage_root(delta, version)
	}

	fn child_storage_root<'a>(
		&self,
		child: &ChildInfo,
		delta: impl Iterator<Item = (&'a [u8], Option<&'a [u8]>)>,
		version: StateVersion,
	) -> (H256, bool, BackendTransaction<BlakeTwo256>) {
		self.trie().child_storage_root(child, delta, version)
	}

	fn raw_iter(&self, args: IterArgs) -> Result<Iter, Error> {
		self.trie().raw_iter(args).map(Iter)
	}

	fn register_overlay_stats(&self, _: &StateMachineStats) {}

	fn usage_info(&self) -> UsageInfo {
		UsageInfo::empty()
	}

	fn wipe(&self) -> Result<(), Error> {
		mem::take(&mut *self.nodes.new.lock().expect("no other thread"));
		self.root.set(*self.nodes.base.root());
		self.recorder.take();
		Ok(())
	}

	fn commit(
		&self,
		root: H256,
		transaction: BackendTransaction<BlakeTwo256>,
		changes: StorageCollection,
		_: ChildStorageCollection,
	) -> Result<(), Error> {
		self.touched.borrow_mut().extend(changes.iter().map(|(key, _)| key.clone()));
		if self.size_at_start.get().is_some() {
			self.finish_call(changes);
		}
		self.nodes.new.lock().expect("no other thread").consolidate(transaction);
		self.root.set(root);
		self.recorder.take();
		Ok(())
	}

	fn read_write_count(&self) -> (u32, u32, u32, u32) {
		Default::default()
	}

	/// Comes between the preparation of a call and its start.
	fn reset_read_write_count(&self) {
		self.reads.take();
	}

	fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
		self.whitelist.borrow().clone()
	}

	fn set_whitelist(&self, whitelist: Vec<TrackedStorageKey>) {
		*self.whitelist.borrow_mut() = whitelist;
	}

	/// Is asked twice, when a call starts and when it ends.
	fn proof_size(&self) -> Option<u32> {
		if self.size_at_start.get().is_none() {
			self.size_at_start.set(Some(self.size()));
		} else {
			let reads = self.reads.borrow();
			let counted = reads.iter().filter(|key| self.is_counted(key));
			*self.cost.borrow_mut() = Cost {
				reads: counted.cloned().collect(),
				recorded: self.size_since_start(),
				..Default::default()
			};
		}
		Some(0)
	}

	fn get_read_and_written_keys(&self) -> Vec<(Key, u32, u32, bool)> {
		Vec::new()
	}
}

pub struct Iter(<Trie as Backend<BlakeTwo256>>::RawIter);

impl StorageIterator<BlakeTwo256> for Iter {
	type Backend = State;
	type Error = Error;

	fn next_key(&mut self, state: &State) -> Option<Result<Key, Error>> {
		self.0.next_key(&state.trie())
	}

	fn next_pair(&mut self, state: &State) -> Option<Result<(Key, Vec<u8>), Error>> {
		self.0.next_pair(&state.trie())
	}

	fn was_complete(&self) -> bool {
		self.0.was_complete()
	}
}
