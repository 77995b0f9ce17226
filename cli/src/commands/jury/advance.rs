// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::name::JuryOpts;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::client::EpochBegun;
use serde::Serialize;

/// Begin the next epoch of a jury
///
/// Once the present one is over: freezes the jurors who enrolled. Anybody can, free of charge.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	jury: JuryOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	epoch: u32,
	term: u32,
	is_last_epoch_of_term: bool,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.jury().advance(self.jury.jury);
		let report = |EpochBegun { epoch, term, is_last }| Report {
			epoch,
			term,
			is_last_epoch_of_term: is_last,
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
