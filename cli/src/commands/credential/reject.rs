// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::credential::Role;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Reject an application, as the authority
#[derive(Args, Debug)]
pub struct Opts {
	/// Applicant
	applicant: String,
	/// Role applied for
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	rejected: String,
	role: Role,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let applicant = context.account_of(&self.applicant)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.credentials().reject_application(&applicant, self.role);
		let report = |()| Report { rejected: applicant.to_ss58check(), role: self.role };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
