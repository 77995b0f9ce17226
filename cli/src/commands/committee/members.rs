// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{Context, Error};
use clap::Args;
use sp_core::crypto::Ss58Codec;

/// List the members of the credential committee
#[derive(Args, Debug)]
pub struct Opts {}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let node = context.node().await?;
		let members = node.client.committee().members().await?;
		let members: Vec<_> = members.iter().map(Ss58Codec::to_ss58check).collect();
		context.output.print(&members)
	}
}
