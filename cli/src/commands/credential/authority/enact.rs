// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Enact what is announced against an authority, when it can no longer be vetoed
#[derive(Args, Debug)]
pub struct Opts {
	/// The authority
	authority: String,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	enacted: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let authority = context.account_of(&self.authority)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.credentials().enact(&authority);
		let report = |()| Report { enacted: authority.to_ss58check() };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
