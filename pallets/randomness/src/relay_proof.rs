// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of the state of a relay chain, for tests and benchmarks.

use alloc::vec::Vec;
use cumulus_pallet_parachain_system::RelayChainStateProof;
use cumulus_primitives_core::ParaId;
use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;
use sp_trie::{trie_types::TrieDBMutBuilderV1, MemoryDB, StorageProof, TrieMut};

/// The state root and the proof of a relay chain that stores nothing but these entries.
pub(crate) fn prove(entries: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> (H256, StorageProof) {
	let (mut db, mut root) = (MemoryDB::<BlakeTwo256>::new(&[0]), H256::default());
	let mut trie = TrieDBMutBuilderV1::<BlakeTwo256>::new(&mut db, &mut root).build();
	for (key, value) in entries {
		trie.insert(&key, &value).expect("the trie is in memory");
	}
	drop(trie);
	(root, StorageProof::new(db.drain().into_values().map(|(node, _)| node)))
}

/// The proof as the runtime is given it.
pub(crate) fn checked((root, proof): (H256, StorageProof)) -> RelayChainStateProof {
	RelayChainStateProof::new(ParaId::from(1), root, proof).expect("the root is in the proof")
}
