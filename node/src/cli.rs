// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Command line of the node.

use crate::{cache::CacheArgs, host::Host};
use clap::{Args, CommandFactory, FromArgMatches, Parser};
use polkadot_omni_node_lib::CliConfig;
use sc_cli::{CliConfiguration, Database, SubstrateCli};
use sc_service::Configuration;
use sc_storage_monitor::StorageMonitorParams;
use std::{num::NonZeroU64, sync::OnceLock};

/// The most requests in one JSON-RPC batch, unless told otherwise.
const RPC_MAX_BATCH_LEN: &str = "100";
/// The largest JSON-RPC request in megabytes, unless told otherwise. A runtime upgrade fits.
const RPC_MAX_REQUEST_SIZE_MB: &str = "8";
/// The default limit of JSON-RPC connections.
const RPC_MAX_CONNECTIONS: &str = "256";
/// The database, of the subcommands too: the one that the weights of the runtime are set for.
const DATABASE: &str = "paritydb";
/// Manual seal tells of each block at the level `info`, as others do already.
const LOG_FILTER: &str = "sc_consensus_manual_seal=warn";
/// The time between the blocks of a development chain, unless told otherwise.
const DEV_BLOCK_TIME: NonZeroU64 = NonZeroU64::new(3_000).expect("3,000 is not 0");

/// The subcommands.
#[derive(Debug, clap::Subcommand)]
// There is one, and it is read once.
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
	/// Create, inspect and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Build, check and convert chain specifications.
	ChainSpecBuilder(chain_spec_builder::ChainSpecBuilder),

	/// Print the specification of a chain that this node knows, such as `dev` or `local`.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Validate blocks of the database.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Export blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Export the state of a block into a chain specification.
	ExportState(sc_cli::ExportStateCmd),

	/// Import blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Undo blocks that are not finalized.
	Revert(sc_cli::RevertCmd),

	/// Delete the chain's database.
	PurgeChain(cumulus_client_cli::PurgeChainCmd),

	/// Export the genesis head, with which the parachain is registered.
	#[command(alias = "export-genesis-state")]
	ExportGenesisHead(cumulus_client_cli::ExportGenesisHeadCommand),

	/// Export the validation code, with which the parachain is registered.
	ExportGenesisWasm(cumulus_client_cli::ExportGenesisWasmCommand),

	/// Measure the runtime and the machine.
	#[command(subcommand)]
	Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}

/// Block production without a relay chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DevSeal {
	/// One whenever a transaction arrives.
	Instant,
	/// One every so many milliseconds.
	Every(NonZeroU64),
}

/// The whole chain in one process.
#[derive(Debug, Args)]
pub struct DevArgs {
	/// Milliseconds between two blocks of a development chain [default: 3000].
	///
	/// Below 3000 the clock of the chain runs ahead of the wall clock: a block moves it on by at
	/// least half a slot of six seconds.
	#[arg(long, value_name = "MILLISECONDS", conflicts_with = "instant_seal")]
	pub dev_block_time: Option<NonZeroU64>,

	/// Make a first, empty block, then one whenever a transaction arrives.
	#[arg(long)]
	pub instant_seal: bool,
}

/// The node's arguments.
#[derive(Debug, Parser)]
#[command(
	propagate_version = true,
	args_conflicts_with_subcommands = true,
	subcommand_negates_reqs = true
)]
pub struct Cli {
	/// The subcommand.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	#[command(flatten)]
	pub run: cumulus_client_cli::RunCmd,

	#[command(flatten)]
	pub dev: DevArgs,

	/// Do not measure the machine at the start.
	#[arg(long)]
	pub no_hardware_benchmarks: bool,

	#[command(flatten)]
	pub cache: CacheArgs,

	#[command(flatten)]
	pub storage_monitor: StorageMonitorParams,

	/// Arguments of the relay chain node, after `--`.
	#[arg(raw = true)]
	pub relay_chain_args: Vec<String>,

	#[arg(skip)]
	host: OnceLock<Host>,
}

impl Cli {
	/// Reads the arguments of the process, with this project's defaults; ends it if they are wrong.
	pub fn parse_args() -> Self {
		let mut cli = Self::from_arg_matches(&Self::described().get_matches())
			.unwrap_or_else(|error| error.exit());
		// First, so that `--log` prevails.
		cli.run.base.shared_params.log.insert(0, LOG_FILTER.into());
		cli
	}

	/// The command line with this project's defaults.
	fn described() -> clap::Command {
		Self::setup_command(Self::command())
			.mut_arg("rpc_max_batch_request_len", |arg| arg.default_value(RPC_MAX_BATCH_LEN))
			.mut_arg("rpc_max_request_size", |arg| arg.default_value(RPC_MAX_REQUEST_SIZE_MB))
			.mut_arg("rpc_max_connections", |arg| arg.default_value(RPC_MAX_CONNECTIONS))
			.mut_arg("database", |arg| arg.default_value(DATABASE))
			.mut_subcommands(|command| {
				let has_database = command.get_arguments().any(|arg| arg.get_id() == "database");
				if has_database {
					command.mut_arg("database", |arg| arg.default_value(DATABASE))
				} else {
					command
				}
			})
	}

	/// The executor of the runtime.
	pub fn host(&self) -> &Host {
		self.host.get_or_init(|| Host::new(self.cache.cache()))
	}

	/// The block production of a development chain.
	pub fn dev_seal(&self) -> Option<DevSeal> {
		if self.dev.instant_seal {
			Some(DevSeal::Instant)
		} else if let Some(period) = self.dev.dev_block_time {
			Some(DevSeal::Every(period))
		} else {
			self.run.base.is_dev().unwrap_or(false).then_some(DevSeal::Every(DEV_BLOCK_TIME))
		}
	}
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"MediBloc Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		format!(
			"{}\n\nArguments after -- go to the relay chain node:\n{} [ARGS] -- [RELAY CHAIN ARGS]",
			env!("CARGO_PKG_DESCRIPTION"),
			Self::executable_name()
		)
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		concat!(env!("CARGO_PKG_REPOSITORY"), "/issues").into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		crate::chain_spec::load(id, self.host())
	}
}

/// The self-description of the command line's relay chain part.
pub struct RelayChainCliConfig;

/// The arguments after `--`.
pub type RelayChainCli = polkadot_omni_node_lib::cli::RelayChainCli<RelayChainCliConfig>;

/// Reads the arguments after `--`, with this project's default for the database.
pub fn relay_chain_cli(cli: &Cli, config: &Configuration) -> RelayChainCli {
	let mut relay_cli = RelayChainCli::new(config, cli.relay_chain_args.iter());
	let database = &mut relay_cli.base.base.import_params.database_params.database;
	database.get_or_insert(Database::ParityDb);
	relay_cli
}

impl CliConfig for RelayChainCliConfig {
	fn impl_version() -> String {
		Cli::impl_version()
	}

	fn author() -> String {
		Cli::author()
	}

	fn support_url() -> String {
		Cli::support_url()
	}

	fn copyright_start_year() -> u16 {
		2026
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use medibloc_runtime::constants::PARA_ID;
	use std::{fs, path::Path};
	use toml::{Table, Value};

	/// The entries of a list of tables.
	fn entries<'a>(table: &'a Table, name: &str) -> Vec<&'a Table> {
		let list = table.get(name).and_then(Value::as_array).unwrap();
		list.iter().map(|entry| entry.as_table().unwrap()).collect()
	}

	fn text<'a>(table: &'a Table, name: &str) -> &'a str {
		table.get(name).and_then(Value::as_str).unwrap()
	}

	fn arguments(table: &Table) -> impl Iterator<Item = String> + '_ {
		let given = ["default_args", "args"].into_iter().filter_map(move |name| table.get(name));
		given.flat_map(|list| list.as_array().unwrap()).map(|word| word.as_str().unwrap().into())
	}

	/// `tests/network` starts the networks, which takes a relay chain. That this node understands what
	/// they tell it, is known without.
	#[test]
	fn the_networks_of_zombienet_are_of_this_node() {
		let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../zombienet");
		let mut count = 0;
		for file in fs::read_dir(&folder).unwrap() {
			let path = file.unwrap().path();
			let network: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
			let relay = network.get("relaychain").and_then(Value::as_table).unwrap();
			let validators = entries(relay, "nodes").len();
			for parachain in entries(&network, "parachains") {
				assert_eq!(parachain.get("id").and_then(Value::as_integer), Some(PARA_ID.into()));
				assert_eq!(text(parachain, "default_command"), "medibloc-node");
				let (chain, spec) =
					(text(parachain, "chain"), text(parachain, "chain_spec_command"));
				let spec = spec
					.replace("{{mainCommand}}", "medibloc-node")
					.replace("{{chainName}}", chain);
				Cli::described().try_get_matches_from(spec.split_whitespace()).unwrap();
				let collators = entries(parachain, "collators");
				let mut names: Vec<_> =
					collators.iter().map(|collator| text(collator, "name")).collect();
				for collator in &collators {
					let words = ["medibloc-node".into(), "--chain".into(), chain.into()]
						.into_iter()
						.chain(arguments(parachain))
						.chain(arguments(collator));
					Cli::described().try_get_matches_from(words).unwrap();
				}
				names.sort_unstable();
				names.dedup();
				assert_eq!(names.len(), collators.len(), "{}", path.display());
				// Fewer do not make a relay chain that finalizes.
				assert!(validators >= 2, "{}", path.display());
			}
			count += 1;
		}
		assert!(count >= 2);
	}

	#[test]
	fn the_command_line_is_consistent() {
		Cli::described().debug_assert();
	}
}
