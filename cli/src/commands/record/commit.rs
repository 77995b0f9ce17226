// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	progress::observer,
	record::{
		source::{KindOpts, SourceFile},
		RecordReport,
	},
	Context, Error,
};
use clap::Args;
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_sdk::{pipeline, vault::Change};

/// Commit to a file, and keep what opens the commitment in the vault
///
/// Nothing is encrypted or stored: for a system that keeps its files itself.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	file: SourceFile,
	#[command(flatten)]
	kind: KindOpts,
	/// The record that this one corrects
	#[arg(long, value_name = "COMMITMENT")]
	previous: Option<Commitment>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let Self { file, kind, previous } = self;
		let vault = context.open_vault().await?;
		let origin = kind.origin.unwrap_or(Origin::Patient);
		let observer = observer(&context.output);
		let file = file.in_class(kind.class);
		let secrets = pipeline::commit(file, origin, previous, &observer).await?;
		let report = RecordReport::from(&secrets);
		vault.commit(vec![Change::PutRecord(secrets)]).await?;
		context.output.print(&report)
	}
}
