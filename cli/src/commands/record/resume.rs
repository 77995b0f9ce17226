// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	error::Kind,
	record::deliver::{deliver, foresee, Outcome},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::record::Commitment;
use medibloc_sdk::{pipeline::Outbox, vault::Vault};

/// Resume interrupted storing and anchoring of records
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		if self.transaction.dry_run {
			return try_out(context, &vault).await;
		}
		let entries = Outbox::of(&vault).entries()?;
		let online = match entries.iter().any(|entry| entry.anchor().is_some()) {
			true => Some(context.signing_node().await?),
			false => None,
		};
		let (mut reports, mut refused, mut waiting) = (Vec::new(), None, 0);
		for entry in entries {
			let commitment = entry.commitment();
			match deliver(context, &vault, online.as_ref(), &self.transaction, entry).await {
				Ok(Outcome::Added(added)) => reports.push(added),
				Ok(Outcome::Waiting) => waiting += 1,
				Ok(Outcome::Dropped) => context.output.note(unknown(commitment, "is")),
				// One that the chain does not take keeps no other waiting.
				Err(error) if error.kind == Kind::Refused => {
					context.output.note(format!("{commitment:?}: {error}"));
					refused.get_or_insert(error);
				},
				Err(error) => return Err(error),
			}
		}
		// What others have to do was printed.
		if !reports.is_empty() || waiting == 0 {
			context.output.print(&reports)?;
		}
		refused.map_or(Ok(()), Err)
	}
}

/// Prints what would be done with each record. Fails if the chain would refuse one.
async fn try_out(context: &Context, vault: &Vault) -> Result<(), Error> {
	let entries = Outbox::of(vault).peek()?;
	let online = match entries.iter().any(|entry| entry.anchor().is_some()) {
		true => Some(context.signing_node().await?),
		false => None,
	};
	let mut reports = Vec::new();
	for entry in entries {
		match foresee(context, vault, online.as_ref(), &entry).await? {
			Some(pending) => reports.push(pending),
			None => context.output.note(unknown(entry.commitment(), "would be")),
		}
	}
	context.output.print(&reports)?;
	reports.iter().flat_map(|report| &report.anchoring).try_for_each(|tried| tried.ensure_taken())
}

fn unknown(commitment: Commitment, is: &str) -> String {
	format!(
		"{commitment:?} was interrupted before the vault knew it, and {is} dropped: add the file again"
	)
}
