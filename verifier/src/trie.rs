// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Reader of the state in a storage proof.

use crate::{keys::Item, Error};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeAll};
use core::cell::Cell;
use hash_db::{HashDBRef, Prefix};
use sp_core::{Bytes, H256};
use sp_crypto_hashing::blake2_256;
use sp_trie::{DBValue, LayoutV1, Trie, TrieDBBuilder, TrieError};

// The runtime knows the keys of proofs by this crate. There the host hashes, under another name.
#[cfg(not(substrate_runtime))]
use sp_core::Blake2Hasher as Hasher;
#[cfg(substrate_runtime)]
use sp_runtime::traits::BlakeTwo256 as Hasher;

type Layout = LayoutV1<Hasher>;

/// The nodes of a proof under the root that they are to be read under.
///
/// A node is found only by the hash that it has, so none can be passed off as another.
pub(crate) struct Witness {
	root: H256,
	nodes: BTreeMap<H256, Node>,
}

struct Node {
	bytes: Vec<u8>,
	used: Cell<bool>,
}

impl Witness {
	/// Fails if a node is there twice.
	pub fn new(root: H256, proof: &[Bytes]) -> Result<Self, Error> {
		let mut nodes = BTreeMap::new();
		for Bytes(bytes) in proof {
			let node = Node { bytes: bytes.clone(), used: Cell::new(false) };
			if nodes.insert(H256(blake2_256(bytes)), node).is_some() {
				return Err(Error::Superfluous);
			}
		}
		Ok(Self { root, nodes })
	}

	/// The value under `key`, which is one of `item`; `None` if the proof shows that there is none.
	pub fn read(&self, item: Item, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
		let trie = TrieDBBuilder::<Layout>::new(self, &self.root).build();
		trie.get(key).map_err(|error| match *error {
			TrieError::<Layout>::InvalidStateRoot(_) => Error::OtherState,
			TrieError::<Layout>::IncompleteDatabase(_) => Error::Incomplete(item),
			_ => Error::Malformed(item),
		})
	}

	/// Fails if there are nodes that nothing read so far needed.
	pub fn ensure_used_up(&self) -> Result<(), Error> {
		if self.nodes.values().all(|node| node.used.get()) {
			Ok(())
		} else {
			Err(Error::Superfluous)
		}
	}
}

impl HashDBRef<Hasher, DBValue> for Witness {
	fn get(&self, hash: &H256, _: Prefix) -> Option<DBValue> {
		let node = self.nodes.get(hash)?;
		node.used.set(true);
		Some(node.bytes.clone())
	}

	fn contains(&self, hash: &H256, prefix: Prefix) -> bool {
		self.get(hash, prefix).is_some()
	}
}

/// Decodes the whole of what is stored as `item`.
pub(crate) fn decode<T: Decode>(item: Item, value: &[u8]) -> Result<T, Error> {
	T::decode_all(&mut &value[..]).map_err(|_| Error::Malformed(item))
}
