// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	names::{id_name, parse_amount, parse_id, parse_points, points_name},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::{Args, Subcommand};
use medibloc_primitives::{
	points::{Month, Points, PointsHold},
	ItemId, Moment,
};
use medibloc_sdk::client::Amount;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Commands on MediPoints.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Show the points of an account by month, what is held and reserved, and its score
	Show(Show),
	/// Buy points with MED
	Buy(Buy),
	/// Reserve points to be redeemed for MED
	Redeem(Redeem),
	/// Take points back that wait to be redeemed
	Cancel(Cancel),
	/// Pay a redemption that is due, to whose it is
	Pay(Pay),
	/// Clear the points of an account that have expired
	Sweep(Sweep),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Show(opts) => opts.run(context).await,
			Self::Buy(opts) => opts.run(context).await,
			Self::Redeem(opts) => opts.run(context).await,
			Self::Cancel(opts) => opts.run(context).await,
			Self::Pay(opts) => opts.run(context).await,
			Self::Sweep(opts) => opts.run(context).await,
		}
	}
}

/// Show the points of an account by month, what is held and reserved, and its score
///
/// Points cannot be transferred. Those of a month expire 24 months after it; the oldest are spent first.
#[derive(Args, Debug)]
pub struct Show {
	/// The account [default: the one that acts]
	#[arg(value_name = "ACCOUNT")]
	holder: Option<String>,
}

#[derive(Serialize)]
struct Shown {
	account: String,
	spendable: String,
	score: String,
	lots: Vec<ShownLot>,
	held: Vec<ShownHold>,
	reserved: Vec<ShownRedemption>,
}

#[derive(Serialize)]
struct ShownLot {
	month: Month,
	points: String,
	expires_at: Moment,
}

#[derive(Serialize)]
struct ShownHold {
	reason: PointsHold,
	points: String,
}

#[derive(Serialize)]
struct ShownRedemption {
	id: String,
	points: String,
	/// In the smallest unit of MED.
	amount: String,
	due_at: Moment,
}

impl Show {
	async fn run(self, context: &Context) -> Result<(), Error> {
		let account = context.account_or_own(self.holder.as_deref())?;
		let node = context.node().await?;
		let (points, _) = node.client.medipoints().points(&account).await?;
		let (lots, held) = (points.lots.into_iter(), points.held.into_iter());
		context.output.print(&Shown {
			account: account.to_ss58check(),
			spendable: points_name(points.spendable),
			score: points_name(points.score),
			lots: lots
				.map(|lot| ShownLot {
					month: lot.month,
					points: points_name(lot.amount),
					expires_at: lot.expires_at,
				})
				.collect(),
			held: held
				.map(|(reason, points)| ShownHold { reason, points: points_name(points) })
				.collect(),
			reserved: points
				.reserved
				.into_iter()
				.map(|redemption| ShownRedemption {
					id: id_name(redemption.id),
					points: points_name(redemption.points),
					amount: redemption.promised.to_string(),
					due_at: redemption.due,
				})
				.collect(),
		})
	}
}

/// Buy points with MED
///
/// No more is taken than the points cost.
#[derive(Args, Debug)]
pub struct Buy {
	/// Amount in MED, such as 1.5
	#[arg(value_name = "AMOUNT", value_parser = parse_amount)]
	amount: Amount,
	/// Fail if it buys fewer points than this, as when the rate has changed
	#[arg(long, value_name = "POINTS", value_parser = parse_points, default_value = "0")]
	min_points: Points,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Bought {
	points: String,
	/// In the smallest unit of MED.
	amount: String,
}

impl Buy {
	async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.medipoints().buy(self.amount, self.min_points);
		let report = |bought: medibloc_sdk::client::Purchase| Bought {
			points: points_name(bought.points),
			amount: bought.paid.to_string(),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}

/// Reserve points to be redeemed for MED
///
/// What is paid for them is fixed now, and paid by `medi points pay` once it is due.
#[derive(Args, Debug)]
pub struct Redeem {
	/// Points, such as 12.5
	#[arg(value_name = "POINTS", value_parser = parse_points)]
	points: Points,
	/// Fail if less MED than this would be paid for them
	#[arg(long, value_name = "AMOUNT", value_parser = parse_amount, default_value = "0")]
	min_amount: Amount,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Reserved {
	id: String,
	/// In the smallest unit of MED.
	amount: String,
	due_at: Moment,
}

impl Redeem {
	async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.medipoints().redeem(self.points, self.min_amount);
		let report = |redemption: medibloc_sdk::client::Redemption| Reserved {
			id: id_name(redemption.id),
			amount: redemption.promised.to_string(),
			due_at: redemption.due,
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}

/// Take points back that wait to be redeemed
///
/// They keep their months; those that have expired meanwhile end.
#[derive(Args, Debug)]
pub struct Cancel {
	/// The redemption
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Moved {
	points: String,
}

impl Cancel {
	async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.medipoints().cancel_redemption(self.id);
		let report = |points| Moved { points: points_name(points) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}

/// Pay a redemption that is due, to whose it is
#[derive(Args, Debug)]
pub struct Pay {
	/// The redemption
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// Whose it is [default: the account that acts]
	#[arg(long, value_name = "ACCOUNT")]
	to: Option<String>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Paid {
	/// In the smallest unit of MED.
	amount: String,
}

impl Pay {
	async fn run(self, context: &Context) -> Result<(), Error> {
		let who = context.account_or_own(self.to.as_deref())?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.medipoints().pay(&who, self.id);
		let report = |amount: Amount| Paid { amount: amount.to_string() };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}

/// Clear the points of an account that have expired
///
/// They cannot be spent before either.
#[derive(Args, Debug)]
pub struct Sweep {
	/// The account [default: the one that acts]
	#[arg(value_name = "ACCOUNT")]
	who: Option<String>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Sweep {
	async fn run(self, context: &Context) -> Result<(), Error> {
		let who = context.account_or_own(self.who.as_deref())?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.medipoints().sweep(&who);
		let report = |points| Moved { points: points_name(points) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
