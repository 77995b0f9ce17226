// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The node of MediBloc's parachain.

#![deny(missing_docs)]
// The errors of the SDK are what they are.
#![allow(clippy::result_large_err)]

mod cache;
mod chain_spec;
mod cli;
mod client;
mod command;
mod host;
mod key_files;
mod metrics;
mod rpc;
mod service;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		},
	}
}
