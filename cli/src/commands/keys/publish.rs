// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::encryption::publish;
use crate::{error::Kind, transaction::TransactionOpts, Context, Error};
use clap::Args;

/// Publish the latest encryption key of the account that the vault has
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let vault = context.open_vault().await?;
		let key = vault.current_key(&node.client.genesis(), &context.own_account()?).ok_or_else(
			|| {
				Error::new(
				Kind::NotFound,
				"the vault has no encryption key of the account on this chain: make one by `medi \
				 keys rotate`",
			)
			},
		)?;
		publish(context, &node, &signer, &self.transaction, key, None).await
	}
}
