// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{record::deliver::deliver, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::pipeline::Outbox;

/// Resume interrupted storing and anchoring of records
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		let entries = Outbox::of(&vault).entries()?;
		let online = match entries.iter().any(|entry| entry.anchor().is_some()) {
			true => Some(context.signing_node().await?),
			false => None,
		};
		let mut reports = Vec::new();
		for entry in entries {
			let commitment = entry.commitment();
			match deliver(context, &vault, online.as_ref(), &self.transaction, entry).await? {
				Some(added) => reports.push(added),
				None => context.output.note(format!(
					"{commitment:?} was interrupted before the vault knew it, and is dropped: add \
					 the file again"
				)),
			}
		}
		context.output.print(&reports)
	}
}
