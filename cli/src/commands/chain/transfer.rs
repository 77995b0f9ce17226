// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{names::parse_amount, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::client::Amount;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Transfer MED to another account
///
/// The account that pays stays open, unless --allow-death is said.
#[derive(Args, Debug)]
pub struct Opts {
	/// Receiving account
	to: String,
	/// Amount in MED, such as 1.5
	#[arg(value_name = "AMOUNT", value_parser = parse_amount, required_unless_present = "all")]
	amount: Option<Amount>,
	/// All that can be transferred. An account with deposits keeps the least balance of an account
	#[arg(long, conflicts_with = "amount")]
	all: bool,
	/// Close the account if too little is left in it; that little is lost
	#[arg(long)]
	allow_death: bool,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	to: String,
	/// In the smallest unit of MED.
	amount: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let to = context.account_of(&self.to)?;
		let (node, signer) = context.signing_node().await?;
		let balances = node.client.balances();
		let report = |amount: Amount| Report { to: to.to_ss58check(), amount: amount.to_string() };
		let Some(amount) = self.amount else {
			let call = balances.transfer_all(&to, !self.allow_death);
			return self.transaction.send_and_print(context, &signer, &call, report).await;
		};
		let call = if self.allow_death {
			balances.transfer_allow_death(&to, amount)
		} else {
			balances.transfer(&to, amount)
		};
		self.transaction.send_and_print(context, &signer, &call, |()| report(amount)).await
	}
}
