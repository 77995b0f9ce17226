// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Development service: the whole chain in one process, without a relay chain.
//!
//! Blocks are sealed on request, and the inherents that the relay chain would provide are made up.
//! The runtime is the one that runs anywhere else, so it sees a clock and a relay chain that follow
//! its rules: at most two blocks in each slot of six seconds.

use super::{
	announce, applications, explain_rpc_failure, guards, new_partial, rpc_ports, seat,
	spawn_offchain_workers, Parts,
};
use crate::{
	cli::DevSeal,
	client::{Client, Hash},
	host::Host,
	metrics::Metrics,
};
use cumulus_client_parachain_inherent::MockValidationDataInherentDataProvider;
use cumulus_primitives_core::{
	relay_chain::{well_known_keys::ACTIVE_CONFIG, HeadData, UpgradeGoAhead},
	AbridgedHostConfiguration, CollectCollationInfo, ParaId,
};
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use futures::{
	future,
	stream::{self, BoxStream},
	StreamExt,
};
use medibloc_runtime::{
	constants::{collation::BLOCK_PROCESSING_VELOCITY, time::SLOT_DURATION, PARA_ID},
	opaque::Block,
	Header,
};
use sc_consensus::LongestChain;
use sc_consensus_manual_seal::{
	consensus::{aura::AuraConsensusDataProvider, ConsensusDataProvider},
	run_manual_seal, EngineCommand, ManualSealParams,
};
use sc_network::{config::FullNetworkConfiguration, Litep2pNetworkBackend};
use sc_service::{Configuration, Error, TaskManager};
use sc_storage_monitor::StorageMonitorParams;
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{digests::CompatibleDigestItem, sr25519::AuthoritySignature};
use sp_core::Encode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Inherents = (sp_timestamp::InherentDataProvider, MockValidationDataInherentDataProvider<()>);

/// The number of blocks that the runtime lets into one slot.
const BLOCKS_PER_SLOT: usize = BLOCK_PROCESSING_VELOCITY as usize + 1;

/// The largest runtime, compressed, that Polkadot and Kusama let a parachain have, in bytes.
const MAX_CODE_SIZE: u32 = 3 * 1024 * 1024;

/// The moment of the first block if no clock makes blocks. The transaction pool takes nothing
/// before it saw one, and sees none that is made before it runs.
const FIRST_BLOCK: Duration = Duration::from_secs(1);

/// Starts a development chain.
pub fn start(
	mut config: Configuration,
	host: &Host,
	seal: DevSeal,
	storage_monitor: StorageMonitorParams,
) -> Result<TaskManager, Error> {
	let disk_watch = guards::watch_disk(&config, storage_monitor)?;
	let Parts {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		transaction_pool,
		other: (_, mut telemetry, _),
		..
	} = new_partial(&config, host)?;
	task_manager.add_child(disk_watch);
	let metrics = config.prometheus_registry().map(Metrics::register).transpose()?;
	let keystore = keystore_container.keystore();
	seat::spawn(&task_manager, client.clone(), keystore, metrics.clone(), false);
	applications::spawn(&task_manager, client.clone(), metrics);

	// Nobody else has this chain.
	config.network.default_peers_set.in_peers = 0;
	config.network.default_peers_set.out_peers = 0;
	let net_config =
		FullNetworkConfiguration::<_, _, Litep2pNetworkBackend>::new(&config.network, None);
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config: &config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			net_config,
			block_announce_validator_builder: None,
			warp_sync_config: None,
			block_relay: None,
			metrics: sc_network::NotificationMetrics::new(None),
			gap_sync_body_policy: None,
		})?;

	spawn_offchain_workers(
		&config,
		&task_manager,
		&client,
		&backend,
		&transaction_pool,
		keystore_container.keystore(),
		network.clone(),
	)?;

	let env = sc_basic_authorship::ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		transaction_pool.clone(),
		config.prometheus_registry(),
		telemetry.as_ref().map(|telemetry| telemetry.handle()),
	);
	let slot_duration = sp_consensus_aura::SlotDuration::from_millis(SLOT_DURATION);
	let consensus_data_provider: Option<Box<dyn ConsensusDataProvider<Block>>> =
		Some(Box::new(AuraConsensusDataProvider::<Block>::new_with_slot_duration(slot_duration)));
	let select_chain = LongestChain::new(backend.clone());
	let create_inherent_data_providers = {
		let client = client.clone();
		move |parent, ()| future::ready(inherents(&client, parent))
	};
	let commands_stream: BoxStream<'static, EngineCommand<Hash>> = match seal {
		DevSeal::Instant => {
			let first = stream::once(async {
				futures_timer::Delay::new(FIRST_BLOCK).await;
				seal_block()
			});
			let pool = transaction_pool.clone();
			let more = transaction_pool
				.import_notification_stream()
				.filter(move |_| future::ready(pool.status().ready > 0))
				.map(|_| seal_block());
			first.chain(more).boxed()
		},
		DevSeal::Every(period) => {
			let period = Duration::from_millis(period.get());
			stream::unfold((), move |()| async move {
				futures_timer::Delay::new(period).await;
				Some((seal_block(), ()))
			})
			.boxed()
		},
	};
	let sealing = run_manual_seal(ManualSealParams {
		block_import: client.clone(),
		env,
		client: client.clone(),
		pool: transaction_pool.clone(),
		select_chain,
		commands_stream,
		consensus_data_provider,
		create_inherent_data_providers,
	});
	task_manager.spawn_essential_handle().spawn_blocking("manual-seal", None, sealing);

	let genesis = client.info().genesis_hash;
	let name = config.chain_spec.name().to_string();
	let ports = rpc_ports(&config);
	let rpc = sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		rpc_builder: {
			let (client, pool) = (client.clone(), transaction_pool.clone());
			Box::new(move |_| {
				crate::rpc::build(client.clone(), pool.clone()).map_err(Error::Application)
			})
		},
		client,
		transaction_pool,
		task_manager: &mut task_manager,
		config,
		keystore: keystore_container.keystore(),
		backend,
		network,
		sync_service,
		system_rpc_tx,
		tx_handler_controller,
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})
	.map_err(|error| explain_rpc_failure(error, &ports))?;
	let pace = match seal {
		DevSeal::Instant => "a block for each transaction".to_string(),
		DevSeal::Every(period) => format!("a block every {period} ms"),
	};
	announce(&format!("{name}: the whole chain in this process, {pace}"), genesis, &rpc);
	Ok(task_manager)
}

/// Asks for a block, which is final at once.
///
/// It may be empty: manual seal takes a block for empty if it has no more extrinsics than there are
/// items of inherent data, and those of a parachain are more than its inherents.
fn seal_block() -> EngineCommand<Hash> {
	EngineCommand::SealNewBlock {
		create_empty: true,
		finalize: true,
		parent_hash: None,
		sender: None,
	}
}

/// The inherents of the block after `parent`, in place of a relay chain and the clock.
fn inherents(client: &Client, parent: Hash) -> Result<Inherents, BoxError> {
	let header = client.header(parent)?.ok_or("the parent block is not in the database")?;
	let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
	let time = block_time(u64::try_from(now)?, &recent_slots(client, &header)?);
	let slot = u32::try_from(time / SLOT_DURATION)?;
	let upgrade_go_ahead = client
		.runtime_api()
		.collect_collation_info(parent, &header)?
		.new_validation_code
		.map(|_| UpgradeGoAhead::GoAhead);
	let host_config = AbridgedHostConfiguration {
		max_code_size: MAX_CODE_SIZE,
		..RelayStateSproofBuilder::default().host_config
	};
	let relay_chain = MockValidationDataInherentDataProvider {
		current_para_block: header.number + 1,
		para_id: ParaId::new(PARA_ID),
		current_para_block_head: Some(HeadData(header.encode())),
		// The slot of the made-up relay chain is its block number: this one.
		relay_offset: slot,
		relay_blocks_per_para_block: 0,
		para_blocks_per_relay_epoch: 10,
		upgrade_go_ahead,
		additional_key_values: Some(vec![(ACTIVE_CONFIG.to_vec(), host_config.encode())]),
		..Default::default()
	};
	Ok((sp_timestamp::InherentDataProvider::new(time.into()), relay_chain))
}

/// The slots of the block with this header and of those before it, latest first: as many as the
/// runtime lets into one slot.
fn recent_slots(client: &Client, header: &Header) -> Result<Vec<u64>, BoxError> {
	let mut slots = Vec::with_capacity(BLOCKS_PER_SLOT);
	let mut header = Some(header.clone());
	while let Some(current) = header.filter(|_| slots.len() < BLOCKS_PER_SLOT) {
		let slot = current.digest.logs.iter().find_map(|item| {
			<sp_runtime::DigestItem as CompatibleDigestItem<AuthoritySignature>>::as_aura_pre_digest(
				item,
			)
		});
		let Some(slot) = slot else { break };
		slots.push(*slot);
		header = client.header(current.parent_hash)?;
	}
	Ok(slots)
}

/// The time of the next block in milliseconds: the wall clock's, unless the runtime would refuse it
/// after blocks in `recent` slots, latest first.
///
/// Time never runs backwards, and a slot that is full is left for the next one.
fn block_time(now: u64, recent: &[u64]) -> u64 {
	let Some(&last) = recent.first() else { return now };
	let full = recent.len() >= BLOCKS_PER_SLOT && recent.iter().all(|slot| *slot == last);
	let earliest = if full { last.saturating_add(1) } else { last };
	now.max(earliest.saturating_mul(SLOT_DURATION))
}

#[cfg(test)]
mod tests {
	use super::*;

	const SLOT: u64 = SLOT_DURATION;

	#[test]
	fn the_clock_is_the_wall_clock_while_slots_have_room() {
		assert_eq!(block_time(100 * SLOT + 5, &[]), 100 * SLOT + 5);
		assert_eq!(block_time(100 * SLOT + 5, &[100, 99]), 100 * SLOT + 5);
		assert_eq!(block_time(101 * SLOT, &[100, 100]), 101 * SLOT);
	}

	#[test]
	fn a_full_slot_moves_the_clock_to_the_next() {
		assert_eq!(block_time(100 * SLOT + 5, &[100, 100]), 101 * SLOT);
		assert_eq!(block_time(100 * SLOT + 5, &[101, 101]), 102 * SLOT);
	}

	#[test]
	fn the_clock_never_runs_backwards() {
		assert_eq!(block_time(100 * SLOT, &[105, 104]), 105 * SLOT);
	}
}
