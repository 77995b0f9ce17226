// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Withdraw the published encryption key, so that nobody encrypts to it any more
///
/// The secret key stays in the vault. The deposit is paid back.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	withdrawn: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.encryption_keys().withdraw();
		let withdrawn = context.own_account()?.to_ss58check();
		let report = |()| Report { withdrawn };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
