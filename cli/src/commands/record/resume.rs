// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	record::{outbox::Outbox, seal::store, RecordReport},
	Context, Error,
};
use clap::Args;

/// Go on with records whose storing was interrupted
#[derive(Args, Debug)]
pub struct Opts {}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		let mut reports = Vec::new();
		for entry in Outbox::of(&context.settings.vault).entries()? {
			let commitment = entry.task.commitment;
			match store(context, &vault, entry).await? {
				Some((entry, secrets)) => {
					entry.finish()?;
					reports.push(RecordReport::from(&secrets));
				},
				None => context.output.note(format!(
					"{commitment:?} was interrupted before the vault knew it, and is dropped: add \
					 the file again"
				)),
			}
		}
		context.output.print(&reports)
	}
}
