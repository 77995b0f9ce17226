// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::Changed;
use crate::{codes, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::credential::Role;
use sp_core::crypto::Ss58Codec;

/// Revoke a credential for good, as its issuer
#[derive(Args, Debug)]
pub struct Opts {
	/// The holder
	holder: String,
	/// Role
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let holder = context.account_of(&self.holder)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.credentials().revoke(&holder, self.role);
		let report = |serial| Changed { serial, holder: holder.to_ss58check(), role: self.role };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
