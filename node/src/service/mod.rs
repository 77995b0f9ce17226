// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Assembly of the node's parts.

mod applications;
mod dev;
mod guards;
mod parachain;
mod relay_watch;
mod seat;

pub use dev::start as start_dev;
pub use parachain::start as start_parachain;

use crate::{
	client::{Backend, BlockImport, Client, Hash, Pool},
	host::Host,
};
use medibloc_runtime::{apis::RuntimeApi, opaque::Block};
use sc_client_api::{Backend as _, StorageProvider};
use sc_consensus::DefaultImportQueue;
use sc_service::{
	ChainType, Configuration, GenesisBlockBuilder, PartialComponents, RpcHandlers, TaskManager,
};
use sc_telemetry::{Telemetry, TelemetryWorker, TelemetryWorkerHandle};
use sp_blockchain::HeaderBackend;
use sp_core::{
	storage::{well_known_keys::CODE, StorageKey},
	traits::CallContext,
	H256,
};
use std::{sync::Arc, time::Duration};

/// The parts that every way of running has.
pub type Parts = PartialComponents<
	Client,
	Backend,
	(),
	DefaultImportQueue<Block>,
	Pool,
	(BlockImport, Option<Telemetry>, Option<TelemetryWorkerHandle>),
>;

/// The interval of checking whether an upgraded runtime was compiled.
const CACHE_PERIOD: Duration = Duration::from_secs(60);

/// Opens the database and builds the parts that work on it. Subcommands need no more.
pub fn new_partial(config: &Configuration, host: &Host) -> Result<Parts, sc_service::Error> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let executor = host.configure(&config.executor);
	let backend = sc_service::new_db_backend::<Block>(config.db_config())?;
	let storage = config
		.chain_spec
		.as_storage_builder()
		.build_storage()
		.map_err(sp_blockchain::Error::Storage)?;
	if let Some(code) = storage.top.get(CODE) {
		host.prepare(code).map_err(sc_service::Error::Other)?;
	}
	guards::ensure_same_genesis(config, &backend, &storage, &executor)?;
	let genesis = GenesisBlockBuilder::new_with_storage(
		storage,
		!config.no_genesis(),
		backend.clone(),
		executor.clone(),
	)?;
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts_with_genesis_builder::<Block, RuntimeApi, _, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor,
			backend,
			genesis,
			true,
		)?;
	let client = Arc::new(client);
	if let Some(code) = code_hash(&client) {
		let best = client.info().best_hash;
		host.compile(code, || client.runtime_version_at(best, CallContext::Offchain))?;
	}
	keep_compiled(&task_manager, client.clone(), host.clone());

	let worker_handle = telemetry.as_ref().map(|(worker, _)| worker.handle());
	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let block_import = BlockImport::new(client.clone(), backend.clone());
	// Nobody signs the blocks of a development chain.
	let import_queue = if is_development(config) {
		sc_consensus_manual_seal::import_queue(
			Box::new(block_import.clone()),
			&task_manager.spawn_essential_handle(),
			config.prometheus_registry(),
		)
	} else {
		parachain::import_queue(
			client.clone(),
			block_import.clone(),
			config,
			telemetry.as_ref().map(Telemetry::handle),
			&task_manager,
		)
	};

	Ok(PartialComponents {
		backend,
		client,
		import_queue,
		keystore_container,
		task_manager,
		transaction_pool,
		select_chain: (),
		other: (block_import, telemetry, worker_handle),
	})
}

/// The hash of the runtime at the best block, if its state is there.
fn code_hash(client: &Client) -> Option<H256> {
	client.storage_hash(client.info().best_hash, &StorageKey(CODE.to_vec())).ok().flatten()
}

/// Records in the cache what is compiled while the node runs: the runtimes of upgrades.
fn keep_compiled(task_manager: &TaskManager, client: Arc<Client>, host: Host) {
	let keep = async move {
		loop {
			futures_timer::Delay::new(CACHE_PERIOD).await;
			if let Some(code) = code_hash(&client) {
				host.record(code);
			}
		}
	};
	task_manager.spawn_handle().spawn_blocking("runtime-cache", None, keep);
}

/// Whether this is a chain that one process makes by itself, without anything that protects it.
pub fn is_development(config: &Configuration) -> bool {
	config.chain_spec.chain_type() == ChainType::Development
}

/// Runs the runtime's offchain workers, if they are enabled.
fn spawn_offchain_workers<Network>(
	config: &Configuration,
	task_manager: &TaskManager,
	client: &Arc<Client>,
	backend: &Arc<Backend>,
	pool: &Arc<Pool>,
	keystore: sp_keystore::KeystorePtr,
	network: Network,
) -> Result<(), sc_service::Error>
where
	Network: sc_offchain::NetworkProvider + Send + Sync + 'static,
{
	use futures::FutureExt;

	if !config.offchain_worker.enabled {
		return Ok(());
	}
	let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
		runtime_api_provider: client.clone(),
		keystore: Some(keystore),
		offchain_db: backend.offchain_storage(),
		transaction_pool: Some(sc_transaction_pool_api::OffchainTransactionPoolFactory::new(
			pool.clone(),
		)),
		network_provider: Arc::new(network),
		is_validator: config.role.is_authority(),
		enable_http_requests: false,
		custom_extensions: |_| Vec::new(),
	})?;
	task_manager.spawn_handle().spawn(
		"offchain-workers-runner",
		"offchain-worker",
		workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
	);
	Ok(())
}

/// Announces what runs and how to reach it.
fn announce(what: &str, genesis: H256, rpc: &RpcHandlers) {
	log::info!("🏥 {what}, genesis {genesis:?}");
	for address in rpc.listen_addresses() {
		let Some(address) = websocket(address) else { continue };
		log::info!("🔌 JSON-RPC: {address}");
		log::info!("🌐 polkadot.js apps: https://polkadot.js.org/apps/?rpc={address}#/explorer");
	}
}

/// The URL of a JSON-RPC listener: `ws://127.0.0.1:9944` for `/ip4/127.0.0.1/tcp/9944/ws`.
fn websocket(address: &sc_network::Multiaddr) -> Option<String> {
	let text = address.to_string();
	let parts: Vec<&str> = text.split('/').skip(1).collect();
	match parts.as_slice() {
		["ip4", host, "tcp", port, ..] => Some(format!("ws://{host}:{port}")),
		["ip6", host, "tcp", port, ..] => Some(format!("ws://[{host}]:{port}")),
		_ => None,
	}
}

/// Turns the SDK's answer to a port in use into what to do about it.
fn explain_rpc_failure(error: sc_service::Error, config_ports: &[u16]) -> sc_service::Error {
	let text = error.to_string();
	if text.contains("Address already in use") {
		sc_service::Error::Other(format!(
			"the JSON-RPC port {} is in use: stop what listens there, or choose another by --rpc-port",
			config_ports.iter().map(u16::to_string).collect::<Vec<_>>().join(", "),
		))
	} else {
		error
	}
}

/// The ports on which JSON-RPC is to be served.
fn rpc_ports(config: &Configuration) -> Vec<u16> {
	let mut ports: Vec<u16> =
		config.rpc.addr.iter().flatten().map(|endpoint| endpoint.listen_addr.port()).collect();
	ports.dedup();
	ports
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn listeners_are_told_as_urls() {
		let url = |text: &str| websocket(&text.parse().unwrap());
		assert_eq!(url("/ip4/127.0.0.1/tcp/9944/ws"), Some("ws://127.0.0.1:9944".into()));
		assert_eq!(url("/ip6/::1/tcp/9944/ws"), Some("ws://[::1]:9944".into()));
		assert_eq!(url("/dns/example.org/tcp/1"), None);
	}
}
