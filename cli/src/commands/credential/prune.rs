// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::credential::Role;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Remove a lapsed application, or a credential that ended long ago, of any account
///
/// Deposits go back to whoever paid them.
#[derive(Args, Debug)]
pub struct Opts {
	/// The holder or applicant
	holder: String,
	/// The role
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	pruned: String,
	role: Role,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let holder = context.account_of(&self.holder)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.credentials().prune(&holder, self.role);
		let report = |()| Report { pruned: holder.to_ss58check(), role: self.role };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
