// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::name::TermOpts;
use crate::{names::points_name, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::client::SettledJuror;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Settle a juror of a term whose window to redeem is over
///
/// Burns what is left of the deposit. Anybody can; `medi jury clear` does it for all jurors.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	term: TermOpts,
	/// The juror [default: the account that acts]
	#[arg(value_name = "ACCOUNT")]
	juror: Option<String>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	juror: String,
	released_points: String,
	burnt_points: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let juror = context.account_or_own(self.juror.as_deref())?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.jury().settle(self.term.jury.jury, self.term.term, &juror);
		let report = |SettledJuror { released, burnt }| Report {
			juror: juror.to_ss58check(),
			released_points: points_name(released),
			burnt_points: points_name(burnt),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
