// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls that change the chain.

use crate::{error::Kind, Context, Error};
use clap::Args;
use medibloc_sdk::client::{Call, Receipt, Signer, Submit, Wait};
use serde::Serialize;
use sp_core::H256;

/// How to submit.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Transaction")]
pub struct TransactionOpts {
	/// Change nothing: say what it would cost, and whether it would be taken
	#[arg(long)]
	pub dry_run: bool,
	/// Wait until it is in a block, and not until nothing can take it back
	#[arg(long)]
	in_block: bool,
}

/// What came of a transaction.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransactionReport {
	transaction: H256,
	block: H256,
	block_number: u64,
	is_final: bool,
	/// In the smallest unit of MED.
	fee: String,
}

/// A result with what came of the transaction.
#[derive(Debug, Serialize)]
pub struct Sent<R> {
	#[serde(flatten)]
	pub result: R,
	#[serde(flatten)]
	pub transaction: TransactionReport,
}

/// What would come of a transaction.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DryRunReport {
	dry_run: bool,
	/// In the smallest unit of MED.
	fee: String,
	bytes: usize,
	/// `null` if the node does not try out transactions.
	would_succeed: Option<bool>,
	reason: Option<String>,
}

impl TransactionOpts {
	/// Submits a call and gives what it brought into being; in a dry run prints what it would cost,
	/// and gives nothing.
	pub async fn send<T>(
		&self,
		context: &Context,
		signer: &Signer,
		call: &Call<T>,
	) -> Result<Option<Sent<T>>, Error> {
		let wait = if self.in_block { Wait::InBlock } else { Wait::Finalized };
		let submit = Submit { wait, ..Submit::default() };
		if self.dry_run {
			return self.try_out(context, signer, call, &submit).await.map(|()| None);
		}
		let Receipt { value, transaction, block, finalized, fee } =
			call.submit(signer, &submit).await?;
		let transaction = TransactionReport {
			transaction,
			block: block.hash,
			block_number: block.number,
			is_final: finalized,
			fee: fee.to_string(),
		};
		Ok(Some(Sent { result: value, transaction }))
	}

	/// As [`send`](Self::send), and prints what `report` makes of the result.
	pub async fn send_and_print<T, R: Serialize>(
		&self,
		context: &Context,
		signer: &Signer,
		call: &Call<T>,
		report: impl FnOnce(T) -> R,
	) -> Result<(), Error> {
		match self.send(context, signer, call).await? {
			Some(Sent { result, transaction }) => {
				context.output.print(&Sent { result: report(result), transaction })
			},
			None => Ok(()),
		}
	}

	async fn try_out<T>(
		&self,
		context: &Context,
		signer: &Signer,
		call: &Call<T>,
		submit: &Submit,
	) -> Result<(), Error> {
		let tried = call.dry_run(signer, submit).await?;
		let outcome = match tried.validity {
			Err(refusal) => Some(Err(refusal.to_string())),
			Ok(()) => tried.outcome.map(|outcome| outcome.map_err(|error| error.to_string())),
		};
		let reason = outcome.clone().and_then(Result::err);
		context.output.print(&DryRunReport {
			dry_run: true,
			fee: tried.fee.to_string(),
			bytes: tried.length,
			would_succeed: outcome.map(|outcome| outcome.is_ok()),
			reason: reason.clone(),
		})?;
		match reason {
			Some(reason) => {
				let text = format!("the chain would refuse it: {reason}; nothing was changed");
				Err(Error::new(Kind::Refused, text))
			},
			None => Ok(()),
		}
	}
}
