// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::multisig;
use crate::{Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Show the address and the signatories of a multisig account
#[derive(Args, Debug)]
pub struct Opts {}

#[derive(Serialize)]
struct Report {
	account: String,
	threshold: u16,
	signatories: Vec<String>,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let multisig = multisig(context)?;
		context.output.print(&Report {
			account: multisig.account().to_ss58check(),
			threshold: multisig.threshold(),
			signatories: multisig.signatories().iter().map(Ss58Codec::to_ss58check).collect(),
		})
	}
}
