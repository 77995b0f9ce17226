// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	progress::Progress,
	record::{blocking, source::Source, RecordReport},
	Context, Error,
};
use clap::Args;
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_sdk::{record::RecordSecrets, vault::Change};

/// Commit to a file, and keep what opens the commitment in the vault
///
/// Nothing is encrypted or stored: for a system that keeps its files itself.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	source: Source,
	/// The record that this one corrects
	#[arg(long, value_name = "COMMITMENT")]
	previous: Option<Commitment>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let Self { source, previous } = self;
		let vault = context.open_vault().await?;
		let progress = Progress::bytes(&context.output, "committing");
		let origin = source.origin.unwrap_or(Origin::Patient);
		let (record, class) =
			blocking(move || source.commit(origin, previous, None, &progress)).await?;
		let secrets = RecordSecrets::new(&record, class);
		let report = RecordReport::from(&secrets);
		vault.commit(vec![Change::PutRecord(secrets)]).await?;
		context.output.print(&report)
	}
}
