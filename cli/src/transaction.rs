// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions of commands.

use crate::{error::Kind, Context, Error};
use clap::Args;
use medibloc_sdk::client::{Approval, Call, Multisig, Receipt, Signer, Submit, Wait, Waiting};
use serde::Serialize;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};

/// The options of submitting.
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

/// The outcome of a transaction.
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

impl<R> Sent<R> {
	/// The block that the transaction is in.
	pub fn block(&self) -> H256 {
		self.transaction.block
	}

	/// With something else as the result.
	pub fn with<S>(self, result: S) -> Sent<S> {
		Sent { result, transaction: self.transaction }
	}
}

/// The expected outcome of a transaction.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DryRunReport {
	dry_run: bool,
	/// In the smallest unit of MED.
	fee: String,
	bytes: usize,
	/// `null` if the node does not try out transactions.
	would_succeed: Option<bool>,
	reason: Option<String>,
}

impl DryRunReport {
	/// Fails if the chain would refuse it.
	pub fn ensure_taken(&self) -> Result<(), Error> {
		match &self.reason {
			Some(reason) => {
				let text = format!("the chain would refuse it: {reason}; nothing was changed");
				Err(Error::new(Kind::Refused, text))
			},
			None => Ok(()),
		}
	}
}

/// A call of a multisig account that others have to approve.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WaitingReport {
	multisig: String,
	call_hash: H256,
	call: String,
	threshold: u16,
	/// The approvers so far.
	approvals: Vec<String>,
	/// The number of approvals still missing.
	missing: usize,
	/// The command for each of the other signatories; as many of them must run it as are missing.
	next: Vec<NextApproval>,
}

#[derive(Serialize)]
struct NextApproval {
	account: String,
	command: String,
}

impl WaitingReport {
	fn new(multisig: &Multisig, waiting: Waiting) -> Self {
		let Waiting { call_hash, call, approvals } = waiting;
		let call = format!("0x{}", hex::encode(call));
		let threshold = multisig.threshold();
		let address = |account: &AccountId32| account.to_ss58check();
		let others = multisig.signatories().iter().filter(|other| !approvals.contains(other));
		let next = others.map(|account| {
			let rest = multisig.signatories().iter().filter(|other| *other != account);
			let rest = rest.map(address).collect::<Vec<_>>().join(",");
			let account = address(account);
			let command = format!(
				"medi multisig approve {call} --multisig {threshold}:{rest} --account {account}"
			);
			NextApproval { account, command }
		});
		Self {
			multisig: address(&multisig.account()),
			call_hash,
			next: next.collect(),
			threshold,
			missing: usize::from(threshold).saturating_sub(approvals.len()),
			approvals: approvals.iter().map(address).collect(),
			call,
		}
	}
}

impl TransactionOpts {
	/// Submits a call for the account that acts, and gives what it brought into being. In a dry run
	/// prints what it would cost, and gives nothing; the same where other signatories of a multisig
	/// account have to approve: prints what they have to do.
	pub async fn send<T: 'static>(
		&self,
		context: &Context,
		signer: &Signer,
		call: &Call<T>,
	) -> Result<Option<Sent<T>>, Error> {
		let multisig = context.multisig()?;
		let delegate = multisig.as_ref().map_or(signer.account(), Multisig::account);
		let call = proxied(context, &delegate, call).await?;
		match multisig {
			Some(multisig) => self.approve(context, signer, &multisig, &call).await,
			None => self.submit(context, signer, &call).await,
		}
	}

	/// Approves a call of a multisig account, and makes it if nobody else has to approve.
	pub async fn approve<T: 'static>(
		&self,
		context: &Context,
		signer: &Signer,
		multisig: &Multisig,
		call: &Call<T>,
	) -> Result<Option<Sent<T>>, Error> {
		let call = call.by_multisig(multisig, &signer.account()).await?;
		let Some(Sent { result, transaction }) = self.submit(context, signer, &call).await? else {
			return Ok(None);
		};
		match result {
			Approval::Executed(result) => Ok(Some(Sent { result, transaction })),
			Approval::Waiting(waiting) => {
				let result = WaitingReport::new(multisig, waiting);
				context.output.note(
					"Approved, and not made yet: others have to run one of the commands of `next`.",
				);
				context.output.print(&Sent { result, transaction })?;
				Ok(None)
			},
		}
	}

	/// Submits a call as it is, for whoever signs.
	pub async fn submit<T>(
		&self,
		context: &Context,
		signer: &Signer,
		call: &Call<T>,
	) -> Result<Option<Sent<T>>, Error> {
		if self.dry_run {
			let tried = try_out(signer, call).await?;
			context.output.print(&tried)?;
			return tried.ensure_taken().map(|()| None);
		}
		let wait = if self.in_block { Wait::InBlock } else { Wait::Finalized };
		let submit = Submit { wait, ..Submit::default() };
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
	pub async fn send_and_print<T: 'static, R: Serialize>(
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
}

/// A call for the account that whoever signs represents, if there is one; `delegate` is its proxy.
async fn proxied<T: 'static>(
	context: &Context,
	delegate: &AccountId32,
	call: &Call<T>,
) -> Result<Call<T>, Error> {
	match context.represented()? {
		Some(account) => Ok(call.as_proxy_of(&account, delegate).await?),
		None => Ok(call.clone()),
	}
}

/// What a call for the account that acts would cost, and whether it would be taken.
pub async fn foresee<T: 'static>(
	context: &Context,
	signer: &Signer,
	call: &Call<T>,
) -> Result<DryRunReport, Error> {
	let Some(multisig) = context.multisig()? else {
		return try_out(signer, &proxied(context, &signer.account(), call).await?).await;
	};
	let call = proxied(context, &multisig.account(), call).await?;
	try_out(signer, &call.by_multisig(&multisig, &signer.account()).await?).await
}

/// What a call would cost, and whether it would be taken.
async fn try_out<T>(signer: &Signer, call: &Call<T>) -> Result<DryRunReport, Error> {
	let tried = call.dry_run(signer, &Submit::default()).await?;
	let outcome = match tried.validity {
		Err(refusal) => Some(Err(refusal.to_string())),
		Ok(()) => tried.outcome.map(|outcome| outcome.map_err(|error| error.to_string())),
	};
	Ok(DryRunReport {
		dry_run: true,
		fee: tried.fee.to_string(),
		bytes: tried.length,
		would_succeed: outcome.as_ref().map(Result::is_ok),
		reason: outcome.and_then(Result::err),
	})
}
