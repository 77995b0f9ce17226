// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Execution of the command line.

use crate::{
	cli::{relay_chain_cli, Cli, RelayChainCli, Subcommand},
	host::HostFunctions,
	key_files::{self, ensure_readable},
	service,
};
use frame_benchmarking_cli::{BenchmarkCmd, SUBSTRATE_REFERENCE_HARDWARE};
use futures::future::{select, Either};
use medibloc_runtime::opaque::Block;
use sc_cli::{
	CliConfiguration, Database, DefaultConfigurationValues, Result, Runner, Signals, SubstrateCli,
};
use sc_service::{
	config::{RpcConfiguration, RpcMethods},
	Configuration, TaskManager,
};
use sp_runtime::traits::HashingFor;
use std::pin::pin;

/// Runs a subcommand of the SDK that works on the chain's database.
macro_rules! with_chain {
	($cli:ident, $command:ident, |$parts:ident, $config:ident| $body:expr) => {{
		let runner = runner_with_parity_db(&$cli, $command)?;
		runner.async_run(|$config| {
			let $parts = service::new_partial(&$config, $cli.host())?;
			let task_manager = $parts.task_manager;
			Ok(($body, task_manager))
		})
	}};
}

/// Runs a subcommand of the SDK. Where it has no option for the database, the SDK would take RocksDB.
fn runner_with_parity_db<C, D>(cli: &Cli, command: &C) -> Result<Runner<Cli>>
where
	C: CliConfiguration<D>,
	D: DefaultConfigurationValues,
{
	let mut runner = cli.create_runner(command)?;
	if command.database()?.is_none() {
		let config = runner.config_mut();
		let folder = config.base_path.config_dir(config.chain_spec.id());
		config.database = command.database_config(&folder, 0, Database::ParityDb)?;
	}
	Ok(runner)
}

/// Reads the command line and does what it says.
pub fn run() -> Result<()> {
	let cli = Cli::parse_args();
	match &cli.subcommand {
		Some(Subcommand::Key(command)) => command.run(&cli),
		Some(Subcommand::ChainSpecBuilder(command)) => {
			command.run().map_err(|error| sc_cli::Error::Application(error.into()))
		},
		Some(Subcommand::ExportChainSpec(command)) => {
			let spec = cli.load_spec(&command.chain)?;
			command.run(spec)
		},
		Some(Subcommand::CheckBlock(command)) => with_chain!(cli, command, |parts, config| {
			command.run(parts.client, parts.import_queue)
		}),
		Some(Subcommand::ExportBlocks(command)) => with_chain!(cli, command, |parts, config| {
			command.run(parts.client, config.database)
		}),
		Some(Subcommand::ExportState(command)) => with_chain!(cli, command, |parts, config| {
			command.run(parts.client, config.chain_spec)
		}),
		Some(Subcommand::ImportBlocks(command)) => {
			ensure_readable(command.input.as_deref(), "the argument of `import-blocks`")?;
			with_chain!(cli, command, |parts, config| {
				command.run(parts.client, parts.import_queue)
			})
		},
		Some(Subcommand::Revert(command)) => with_chain!(cli, command, |parts, config| {
			command.run(parts.client, parts.backend, None)
		}),
		Some(Subcommand::PurgeChain(command)) => {
			let runner = cli.create_runner(command)?;
			let mut relay_cli = relay_chain_cli(&cli, runner.config());
			runner.sync_run(|config| {
				match relay_config(&mut relay_cli, &config) {
					Ok(relay_config) => command.run(config, relay_config),
					// A development chain has no relay chain whose data could be deleted too.
					Err(_) if !command.relaychain => command.base.run(config.database),
					Err(error) => Err(error),
				}
			})
		},
		Some(Subcommand::ExportGenesisHead(command)) => {
			let runner = runner_with_parity_db(&cli, command)?;
			runner.sync_run(|config| command.run(service::new_partial(&config, cli.host())?.client))
		},
		Some(Subcommand::ExportGenesisWasm(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run(&*config.chain_spec))
		},
		Some(Subcommand::Benchmark(command)) => benchmark(&cli, command),
		None => start(cli),
	}
}

fn benchmark(cli: &Cli, command: &BenchmarkCmd) -> Result<()> {
	match command {
		// The runtime is given by a file, or is the one of the chain: see `make bench-weights`.
		BenchmarkCmd::Pallet(command) => {
			let chain = command.shared_params.chain.as_ref();
			let spec = chain.map(|chain| cli.load_spec(chain)).transpose()?;
			command.run_with_spec::<HashingFor<Block>, HostFunctions>(spec)
		},
		BenchmarkCmd::Block(command) => {
			let runner = runner_with_parity_db(cli, command)?;
			runner.sync_run(|config| command.run(service::new_partial(&config, cli.host())?.client))
		},
		BenchmarkCmd::Overhead(command) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| {
				command.run_with_default_builder_and_spec::<Block, HostFunctions>(Some(
					config.chain_spec,
				))
			})
		},
		BenchmarkCmd::Machine(command) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run(&config, SUBSTRATE_REFERENCE_HARDWARE.clone()))
		},
		_ => Err("this node measures `pallet`, `block`, `overhead` and `machine`".into()),
	}
}

fn start(cli: Cli) -> Result<()> {
	let password = cli.run.base.keystore_params.password_filename.as_deref();
	ensure_readable(password, "--password-filename")?;
	let mut runner = cli.create_runner(&cli.run.normalize()).map_err(explain_node_key)?;
	key_files::read(&mut runner.config_mut().network.node_key)?;
	let relay_cli = relay_chain_cli(&cli, runner.config());
	runner.run_node_until_exit(|config| async move {
		let tokio = config.tokio_handle.clone();
		// The SDK heeds signals only once the service runs, and warp sync waits before for the relay
		// chain to be synced.
		let stop = Signals::capture()?.future();
		match select(pin!(start_service(cli, relay_cli, config)), stop).await {
			Either::Left((service, _)) => service,
			// The SDK was told too, and ends what it is given.
			Either::Right(_) => Ok(TaskManager::new(tokio, None).map_err(sc_service::Error::from)?),
		}
	})
}

async fn start_service(
	cli: Cli,
	mut relay_cli: RelayChainCli,
	mut config: Configuration,
) -> Result<TaskManager> {
	insist_on_rpc_port(&mut config.rpc);
	if let Some(seal) = cli.dev_seal() {
		if !cli.relay_chain_args.is_empty() {
			let text = "a development chain has no relay chain: leave out what stands after `--`";
			return Err(text.into());
		}
		return service::start_dev(config, cli.host(), seal, cli.storage_monitor.clone())
			.map_err(Into::into);
	}
	if service::is_development(&config) {
		return Err(
			"a development chain is made by one process alone: start it by --dev, or choose \
		            another chain, such as --chain local"
				.into(),
		);
	}
	if !config.role.is_authority() {
		trust_nobody(&mut config.rpc);
	}
	let hwbench = (!cli.no_hardware_benchmarks).then(|| {
		config.database.path().map(|path| {
			// There is no such folder at the first start, and without it the disk is not measured. Should
			// this fail, opening the database says why.
			let _ = std::fs::create_dir_all(path);
			sc_sysinfo::gather_hwbench(Some(path), &SUBSTRATE_REFERENCE_HARDWARE)
		})
	});
	let relay_config = relay_config(&mut relay_cli, &config)?;
	service::start_parachain(
		config,
		cli.host(),
		relay_config,
		cli.run.collator_options(),
		hwbench.flatten(),
		cli.storage_monitor.clone(),
	)
	.await
	.map_err(Into::into)
}

fn relay_config(cli: &mut RelayChainCli, config: &Configuration) -> Result<Configuration> {
	let network = &mut cli.base.base.network_params;
	let made = key_files::read_option(&mut network.node_key_params)
		.and_then(|()| SubstrateCli::create_configuration(cli, cli, config.tokio_handle.clone()));
	made.map_err(|error| {
		let error = error.to_string();
		format!(
			"the relay chain's arguments are wrong: {}. They stand after `--`, and name the \
			 relay chain by `--chain <its specification>`",
			error.trim_end_matches('.'),
		)
		.into()
	})
}

/// A node that was told a port listens there or not at all: an integrator that connects to the port
/// must not find another node.
fn insist_on_rpc_port(rpc: &mut RpcConfiguration) {
	for endpoint in rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
	}
}

/// The SDK lets whoever connects from this machine call unsafe methods, unless told otherwise. To a
/// full node that may be the whole world, through a proxy.
fn trust_nobody(rpc: &mut RpcConfiguration) {
	for endpoint in rpc.addr.iter_mut().flatten() {
		if matches!(endpoint.rpc_methods, RpcMethods::Auto) {
			endpoint.rpc_methods = RpcMethods::Safe;
		}
	}
}

/// A collator must be found under the same identity after each restart, so it makes none up.
fn explain_node_key(error: sc_cli::Error) -> sc_cli::Error {
	match error {
		sc_cli::Error::NetworkKeyNotFound(path) => format!(
			"a collator needs a lasting network key, and there is none at {}: make it once by \
			 `medibloc-node key generate-node-key` with the same --chain and --base-path",
			path.display(),
		)
		.into(),
		error => error,
	}
}
