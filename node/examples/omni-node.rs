// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The stock omni-node of polkadot-sdk, to show that the runtime runs under it unchanged.
//!
//! `omni-node --dev --chain <specification with the runtime>`; the end-to-end tests start it.

// The error of the SDK is what it is.
#![allow(clippy::result_large_err)]

use polkadot_omni_node_lib::{
	chain_spec::DiskChainSpecLoader, run, runtime::DefaultRuntimeResolver, CliConfig, RunConfig,
};

struct Stock;

impl CliConfig for Stock {
	fn impl_version() -> String {
		env!("CARGO_PKG_VERSION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		env!("CARGO_PKG_REPOSITORY").into()
	}

	fn copyright_start_year() -> u16 {
		2026
	}
}

fn main() -> sc_cli::Result<()> {
	run::<Stock>(RunConfig::new(Box::new(DefaultRuntimeResolver), Box::new(DiskChainSpecLoader)))
}
