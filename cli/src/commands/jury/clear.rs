// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::name::TermOpts;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::client::TermCleared;
use serde::Serialize;

/// Clear a term away whose window to redeem is over
///
/// In bounded steps: settles its jurors, removes its ballots, and hands over what is left of its pot. Run it until
/// `remainder amount` is there. Anybody can.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	term: TermOpts,
	/// The most items that are gone through
	#[arg(long, value_name = "COUNT", default_value = "64")]
	limit: u32,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	settled_jurors: usize,
	/// What was left of the pot, with the last step, in the smallest unit of MED.
	remainder_amount: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.jury().clear(self.term.jury.jury, self.term.term, self.limit);
		let report = |TermCleared { settled, remainder }| Report {
			settled_jurors: settled,
			remainder_amount: remainder.map(|remainder| remainder.to_string()),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
