// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::credential::Role;
use serde::Serialize;

/// Withdraw an application
#[derive(Args, Debug)]
pub struct Opts {
	/// Role applied for
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	withdrawn: Role,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.credentials().withdraw_application(self.role);
		let report = |()| Report { withdrawn: self.role };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
