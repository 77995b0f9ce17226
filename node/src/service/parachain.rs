// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parachain service: a collator or a full node, with a relay chain node beside it.

use super::{
	announce, applications, explain_rpc_failure, guards, is_development, new_partial, relay_watch,
	rpc_ports, seat, spawn_offchain_workers,
};
use crate::{
	client::{Backend, BlockImport, Client, Hash, Pool},
	host::Host,
	metrics::{Metrics, RelayMetrics},
};
use cumulus_client_bootnodes::{start_bootnode_tasks, StartBootnodeTasksParams};
use cumulus_client_cli::CollatorOptions;
use cumulus_client_collator::service::CollatorService;
use cumulus_client_consensus_aura::{
	collators::lookahead::{self, Params},
	equivocation_import_queue::fully_verifying_import_queue,
};
use cumulus_client_service::{
	build_network, build_relay_chain_interface, prepare_node_config, start_relay_chain_tasks,
	BuildNetworkParams, DARecoveryProfile, ParachainTracingExecuteBlock,
	StartRelayChainTasksParams,
};
use cumulus_primitives_core::{
	relay_chain::{CollatorPair, ValidationCode},
	GetParachainInfo, ParaId,
};
use cumulus_relay_chain_interface::RelayChainInterface;
use frame_benchmarking_cli::SUBSTRATE_REFERENCE_HARDWARE;
use medibloc_runtime::{constants::collation::RELAY_CHAIN_SLOT_DURATION_MILLIS, opaque::Block};
use polkadot_omni_node_lib::chain_spec::Extensions;
use prometheus_endpoint::Registry;
use sc_consensus::{DefaultImportQueue, ImportQueue};
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	Litep2pNetworkBackend, NetworkBackend, NetworkBlock, NetworkWorker, PeerId,
};
use sc_service::{Configuration, Error, TaskManager};
use sc_storage_monitor::StorageMonitorParams;
use sc_telemetry::TelemetryHandle;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::sr25519::AuthorityPair;
use sp_core::Encode;
use sp_keystore::KeystorePtr;
use std::{sync::Arc, time::Duration};

const RELAY_CHAIN_SLOT: Duration = Duration::from_millis(RELAY_CHAIN_SLOT_DURATION_MILLIS as u64);

/// The time limit of work on one block.
const AUTHORING_DURATION: Duration = Duration::from_secs(2);

/// Checks blocks as they arrive: their author, and that nobody authors twice.
pub fn import_queue(
	client: Arc<Client>,
	block_import: BlockImport,
	config: &Configuration,
	telemetry: Option<TelemetryHandle>,
	task_manager: &TaskManager,
) -> DefaultImportQueue<Block> {
	fully_verifying_import_queue::<AuthorityPair, _, _, _, _>(
		client,
		block_import,
		|_, _| async { Ok(sp_timestamp::InherentDataProvider::from_system_time()) },
		&task_manager.spawn_essential_handle(),
		config.prometheus_registry(),
		telemetry,
	)
}

/// Starts the node with the network backend that was asked for.
///
/// The chain must not be a development chain, whose blocks nobody signs.
pub async fn start(
	config: Configuration,
	host: &Host,
	relay_config: Configuration,
	options: CollatorOptions,
	hwbench: Option<sc_sysinfo::HwBench>,
	storage_monitor: StorageMonitorParams,
) -> Result<TaskManager, Error> {
	debug_assert!(!is_development(&config));
	match config.network.network_backend {
		NetworkBackendType::Libp2p => {
			start_with::<NetworkWorker<_, _>>(
				config,
				host,
				relay_config,
				options,
				hwbench,
				storage_monitor,
			)
			.await
		},
		NetworkBackendType::Litep2p => {
			start_with::<Litep2pNetworkBackend>(
				config,
				host,
				relay_config,
				options,
				hwbench,
				storage_monitor,
			)
			.await
		},
	}
}

async fn start_with<Net: NetworkBackend<Block, Hash>>(
	config: Configuration,
	host: &Host,
	relay_config: Configuration,
	options: CollatorOptions,
	hwbench: Option<sc_sysinfo::HwBench>,
	storage_monitor: StorageMonitorParams,
) -> Result<TaskManager, Error> {
	let config = prepare_node_config(config);
	let disk_watch = guards::watch_disk(&config, storage_monitor)?;
	let parts = new_partial(&config, host)?;
	let (block_import, mut telemetry, telemetry_worker) = parts.other;
	let mut task_manager = parts.task_manager;
	task_manager.add_child(disk_watch);
	let (client, backend, pool) = (parts.client, parts.backend, parts.transaction_pool);
	let keystore = parts.keystore_container.keystore();
	let registry = config.prometheus_registry().cloned();
	let is_collator = config.role.is_authority();
	let genesis = client.info().genesis_hash;

	let metrics = registry.as_ref().map(Metrics::register).transpose()?;
	seat::spawn(&task_manager, client.clone(), keystore.clone(), metrics.clone(), is_collator);
	applications::spawn(&task_manager, client.clone(), metrics);

	let para_id = para_id(&client, &config)?;
	let fork_id = config.chain_spec.fork_id().map(ToString::to_string);
	let relay_chain_name = relay_config.chain_spec.name().to_string();
	let relay_chain_fork_id = relay_config.chain_spec.fork_id().map(ToString::to_string);
	let (relay_chain, collator_key, relay_chain_network, paranode_rx) =
		build_relay_chain_interface(
			relay_config,
			&config,
			telemetry_worker,
			&mut task_manager,
			options.clone(),
			hwbench.clone(),
		)
		.await
		.map_err(|error| Error::Application(Box::new(error)))?;
	relay_watch::spawn(
		&task_manager,
		relay_chain.clone(),
		relay_chain_name,
		client.clone(),
		para_id,
		registry.as_ref().map(RelayMetrics::register).transpose()?,
	);

	let net_config = FullNetworkConfiguration::<_, _, Net>::new(&config.network, registry.clone());
	let import_queue_service = parts.import_queue.service();
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		build_network(BuildNetworkParams {
			parachain_config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: pool.clone(),
			para_id,
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			relay_chain_interface: relay_chain.clone(),
			import_queue: parts.import_queue,
			metrics: Net::register_notification_metrics(registry.as_ref()),
			gap_sync_body_policy: None,
		})
		.await?;

	spawn_offchain_workers(
		&config,
		&task_manager,
		&client,
		&backend,
		&pool,
		keystore.clone(),
		network.clone(),
	)?;

	let ports = rpc_ports(&config);
	let name = config.chain_spec.name().to_string();
	let advertise_non_global_ips = config.network.allow_non_globals_in_dht;
	let public_addresses = config.network.public_addresses.clone();
	let rpc = sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		rpc_builder: {
			let (client, pool) = (client.clone(), pool.clone());
			Box::new(move |_| {
				crate::rpc::build(client.clone(), pool.clone()).map_err(Error::Application)
			})
		},
		client: client.clone(),
		transaction_pool: pool.clone(),
		task_manager: &mut task_manager,
		config,
		keystore: keystore.clone(),
		backend: backend.clone(),
		network: network.clone(),
		sync_service: sync_service.clone(),
		system_rpc_tx,
		tx_handler_controller,
		telemetry: telemetry.as_mut(),
		tracing_execute_block: Some(Arc::new(ParachainTracingExecuteBlock::new(client.clone()))),
	})
	.map_err(|error| explain_rpc_failure(error, &ports))?;
	let role = if is_collator { "collator" } else { "full node" };
	announce(&format!("{name}: {role} of parachain {para_id}"), genesis, &rpc);

	if let Some(hwbench) = hwbench {
		report_hardware(hwbench, is_collator, telemetry.as_mut(), &task_manager);
	}

	let announce_block: Arc<dyn Fn(Hash, Option<Vec<u8>>) + Send + Sync> = {
		let sync_service = sync_service.clone();
		Arc::new(move |hash, data| sync_service.announce_block(hash, data))
	};
	let overseer_handle =
		relay_chain.overseer_handle().map_err(|error| Error::Application(Box::new(error)))?;
	start_relay_chain_tasks(StartRelayChainTasksParams {
		client: client.clone(),
		announce_block: announce_block.clone(),
		para_id,
		relay_chain_interface: relay_chain.clone(),
		task_manager: &mut task_manager,
		da_recovery_profile: if is_collator {
			DARecoveryProfile::Collator
		} else {
			DARecoveryProfile::FullNode
		},
		import_queue: import_queue_service,
		relay_chain_slot_duration: RELAY_CHAIN_SLOT,
		recovery_handle: Box::new(overseer_handle.clone()),
		sync_service,
		prometheus_registry: registry.as_ref(),
	})?;

	let collator_peer_id = relay_chain_network.local_peer_id();
	start_bootnode_tasks(StartBootnodeTasksParams {
		embedded_dht_bootnode: options.embedded_dht_bootnode,
		dht_bootnode_discovery: options.dht_bootnode_discovery,
		para_id,
		task_manager: &mut task_manager,
		relay_chain_interface: relay_chain.clone(),
		relay_chain_fork_id,
		relay_chain_network,
		request_receiver: paranode_rx,
		parachain_network: network,
		advertise_non_global_ips,
		parachain_genesis_hash: genesis.encode(),
		parachain_fork_id: fork_id,
		parachain_public_addresses: public_addresses,
	});

	if is_collator {
		let collator_key = collator_key
			.ok_or_else(|| Error::Other("a collator needs a key on the relay chain".into()))?;
		start_collating(Collating {
			client,
			backend,
			pool,
			keystore,
			block_import,
			relay_chain,
			para_id,
			collator_key,
			collator_peer_id,
			overseer_handle,
			announce_block,
			registry: registry.as_ref(),
			telemetry: telemetry.as_ref().map(|telemetry| telemetry.handle()),
			task_manager: &task_manager,
		});
	}
	Ok(task_manager)
}

/// The para id of the runtime, which the chain specification must not contradict: a collator of
/// another id would silently build nothing.
fn para_id(client: &Client, config: &Configuration) -> Result<ParaId, Error> {
	let id = client
		.runtime_api()
		.parachain_id(client.info().best_hash)
		.map_err(|error| Error::Application(Box::new(error)))?;
	let stated = Extensions::try_get(&*config.chain_spec).and_then(Extensions::para_id);
	match stated {
		Some(stated) if ParaId::new(stated) != id => Err(Error::Other(format!(
			"the chain specification names para id {stated}, but its runtime is parachain {id}: \
			 make the specification anew from the runtime's preset"
		))),
		_ => Ok(id),
	}
}

fn report_hardware(
	hwbench: sc_sysinfo::HwBench,
	is_collator: bool,
	telemetry: Option<&mut sc_telemetry::Telemetry>,
	task_manager: &TaskManager,
) {
	sc_sysinfo::print_hwbench(&hwbench);
	if is_collator {
		if let Err(error) = SUBSTRATE_REFERENCE_HARDWARE.check_hardware(&hwbench, false) {
			log::warn!("⚠️ This machine is slower than a collator should be: {error}");
		}
	}
	if let Some(telemetry) = telemetry {
		task_manager.spawn_handle().spawn(
			"telemetry_hwbench",
			None,
			sc_sysinfo::initialize_hwbench_telemetry(telemetry.handle(), hwbench),
		);
	}
}

struct Collating<'a> {
	client: Arc<Client>,
	backend: Arc<Backend>,
	pool: Arc<Pool>,
	keystore: KeystorePtr,
	block_import: BlockImport,
	relay_chain: Arc<dyn RelayChainInterface>,
	para_id: ParaId,
	collator_key: CollatorPair,
	collator_peer_id: PeerId,
	overseer_handle: cumulus_relay_chain_interface::OverseerHandle,
	announce_block: Arc<dyn Fn(Hash, Option<Vec<u8>>) + Send + Sync>,
	registry: Option<&'a Registry>,
	telemetry: Option<TelemetryHandle>,
	task_manager: &'a TaskManager,
}

/// Authors blocks in the slots that Aura gives this collator.
fn start_collating(with: Collating<'_>) {
	let proposer = sc_basic_authorship::ProposerFactory::new(
		with.task_manager.spawn_handle(),
		with.client.clone(),
		with.pool,
		with.registry,
		with.telemetry,
	);
	let collator_service =
		CollatorService::new(with.client.clone(), with.announce_block, with.client.clone());
	let code_client = with.client.clone();
	let collating = lookahead::run::<Block, AuthorityPair, _, _, _, _, _, _, _, _>(Params {
		create_inherent_data_providers: |_, ()| async { Ok(()) },
		block_import: with.block_import,
		para_client: with.client,
		para_backend: with.backend,
		relay_client: with.relay_chain,
		code_hash_provider: move |block| {
			code_client.code_at(block).ok().map(|code| ValidationCode::from(code).hash())
		},
		keystore: with.keystore,
		collator_key: with.collator_key,
		collator_peer_id: with.collator_peer_id,
		para_id: with.para_id,
		overseer_handle: with.overseer_handle,
		relay_chain_slot_duration: RELAY_CHAIN_SLOT,
		proposer,
		collator_service,
		authoring_duration: AUTHORING_DURATION,
		reinitialize: false,
		max_pov_percentage: None,
	});
	with.task_manager.spawn_essential_handle().spawn("aura", None, collating);
}
