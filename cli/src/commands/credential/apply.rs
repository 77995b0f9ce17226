// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::{credential::Role, Moment};
use serde::Serialize;
use sp_core::{crypto::Ss58Codec, H256};

/// Apply to an authority for a credential
///
/// A deposit is held until the application is settled.
#[derive(Args, Debug)]
pub struct Opts {
	/// The authority
	authority: String,
	/// Role
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	/// Salted commitment to the evidence, as `medi text hash` or `medi record commit` gives it; the
	/// evidence itself goes to the authority another way
	#[arg(long, value_name = "HASH")]
	evidence: H256,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	authority: String,
	role: Role,
	lapses_at: Moment,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let authority = context.account_of(&self.authority)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.credentials().apply(self.role, &authority, self.evidence);
		let report =
			|lapses_at| Report { authority: authority.to_ss58check(), role: self.role, lapses_at };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
