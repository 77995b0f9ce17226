// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::TermOpts, report::date};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::Moment;
use medibloc_sdk::client::Minted;
use serde::Serialize;

/// Mint the vouchers of a term that ended, and open the window to redeem them
///
/// In bounded steps: vouchers for the votes, then the marks of jurors, then the window. Run it until `redeem until` is
/// there; meanwhile the chain builds the ring of the vouchers. Anybody can.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	term: TermOpts,
	/// The most votes or jurors that are gone through
	#[arg(long, value_name = "COUNT", default_value = "64")]
	limit: u32,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	/// The number of vouchers of the term, with the last vote.
	vouchers: Option<u32>,
	/// What each pays, in the smallest unit of MED.
	reward_amount: Option<String>,
	/// The number of jurors who got their deposits back, having no mark.
	released_jurors: usize,
	/// Until when vouchers can be redeemed, with the last step.
	redeem_until: Option<Moment>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let clock = node.client.chain().live_clock().await?;
		let call = node.client.jury().mint(self.term.jury.jury, self.term.term, self.limit);
		let report = |Minted { vouchers, released, redeem_until }| Report {
			vouchers: vouchers.map(|(vouchers, _)| vouchers),
			reward_amount: vouchers.map(|(_, reward)| reward.to_string()),
			released_jurors: released,
			redeem_until: redeem_until.map(|until| date(&clock, until)),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
