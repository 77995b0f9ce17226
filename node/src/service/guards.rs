// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Guards against a wrong database and a full disk.

use super::is_development;
use crate::client::Backend;
use medibloc_runtime::opaque::Block;
use sc_client_api::Backend as _;
use sc_executor::RuntimeVersionOf;
use sc_service::{BuildGenesisBlock, Configuration, Error, GenesisBlockBuilder, TaskManager};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sp_blockchain::HeaderBackend;
use sp_core::storage::Storage;
use std::sync::Arc;

/// Fails if the database holds another chain than the specification describes. The SDK would go on
/// with the one in the database, and the node would be alone with it.
pub fn ensure_same_genesis(
	config: &Configuration,
	backend: &Arc<Backend>,
	storage: &Storage,
	executor: &(impl RuntimeVersionOf + Clone),
) -> Result<(), Error> {
	let Some(stored) = backend.blockchain().hash(0)? else { return Ok(()) };
	let (block, _) = GenesisBlockBuilder::<Block, _, _>::new_with_storage(
		storage.clone(),
		false,
		backend.clone(),
		executor.clone(),
	)?
	.build_genesis_block()?;
	let described = block.header.hash();
	if described == stored {
		return Ok(());
	}
	let differ = format!(
		"the database in {} holds a chain with genesis {stored:?}, but the chain specification \
		 describes one with genesis {described:?}",
		config.base_path.path().display(),
	);
	if is_development(config) {
		// As after each change of the runtime. It is nobody else's chain.
		log::warn!("🧪 Going on with the chain of an earlier build: {differ}");
		return Ok(());
	}
	Err(Error::Other(format!(
		"{differ}: take the specification that the database was made with, another --base-path, or \
		 delete the database by `purge-chain`"
	)))
}

/// Ends the node in time before the disk is full: by what is given back, which the service takes among
/// its own tasks. To be called before the database is opened, which on a full disk ends the process
/// without a word.
pub fn watch_disk(
	config: &Configuration,
	params: StorageMonitorParams,
) -> Result<TaskManager, Error> {
	let tasks = TaskManager::new(config.tokio_handle.clone(), None)?;
	let Some(path) = config.database.path() else { return Ok(tasks) };
	let path = std::path::absolute(path)?;
	// At the first start there is no folder of the database yet.
	let folder = path.ancestors().find(|folder| folder.exists()).unwrap_or(&path);
	StorageMonitorService::try_spawn(
		params.clone(),
		folder.to_path_buf(),
		&tasks.spawn_essential_handle(),
	)
	.map_err(|error| {
		Error::Other(format!(
			"the disk with the database {} is full ({error}): free or add space, move --base-path, \
			 prune (--state-pruning, --blocks-pruning, from an empty database), or set another \
			 --db-storage-threshold than {} MiB",
			path.display(),
			params.threshold,
		))
	})?;
	Ok(tasks)
}
