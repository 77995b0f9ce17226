// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Show the balance of an account in MED
#[derive(Args, Debug)]
pub struct Opts {
	/// The account [default: the one that acts]
	#[arg(value_name = "ACCOUNT")]
	holder: Option<String>,
}

/// In the smallest unit of MED.
#[derive(Serialize)]
struct Report {
	account: String,
	free: String,
	held: String,
	frozen: String,
	nonce: u64,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let account = context.account_or_own(self.holder.as_deref())?;
		let node = context.node().await?;
		let balance = node.client.balances().balance(&account).await?;
		context.output.print(&Report {
			account: account.to_ss58check(),
			free: balance.free.to_string(),
			held: balance.held.to_string(),
			frozen: balance.frozen.to_string(),
			nonce: balance.nonce,
		})
	}
}
