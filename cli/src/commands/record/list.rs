// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{record::anchored::AnchorReport, Context, Error};
use clap::Args;

/// List the anchored records of a subject
#[derive(Args, Debug)]
pub struct Opts {
	/// Subject of the records: an account, or pseudonym:HASH [default: the account that acts]
	subject: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let node = context.node().await?;
		let mut records = node.client.records().all(&subject).await?;
		// Ids tell the time.
		records.sort_by_key(|record| record.id);
		let records: Vec<_> = records.iter().map(AnchorReport::from).collect();
		context.output.print(&records)
	}
}
