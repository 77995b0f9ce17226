// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::Changed;
use crate::{
	codes,
	names::{parse_when, When},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::credential::Role;
use sp_core::{crypto::Ss58Codec, H256};

/// Issue a credential to an applicant, as an authority
///
/// Fails if the applicant has replaced the application by one with other evidence.
#[derive(Args, Debug)]
pub struct Opts {
	/// Applicant to certify
	holder: String,
	/// Role
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	/// Evidence that was judged: the commitment in the application, which it must open
	#[arg(long, value_name = "HASH")]
	evidence: H256,
	/// End: 30d, 1y, or a date
	#[arg(long, value_parser = parse_when)]
	until: When,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let holder = context.account_of(&self.holder)?;
		let (node, signer) = context.signing_node().await?;
		let until = self.until.from(node.client.chain().now().await?);
		let call = node.client.credentials().issue(&holder, self.role, self.evidence, until);
		let report = |serial| Changed { serial, holder: holder.to_ss58check(), role: self.role };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
