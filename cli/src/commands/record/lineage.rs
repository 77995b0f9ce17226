// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, names::parse_id, record::anchored::AnchorReport, Context, Error};
use clap::Args;
use medibloc_primitives::ItemId;

/// Show all versions of a record, the oldest first
#[derive(Args, Debug)]
pub struct Opts {
	/// Any version of the record
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let node = context.node().await?;
		let versions = node.client.records().lineage(&subject, self.id).await?;
		if versions.is_empty() {
			let text = format!("the subject has no record {}", self.id.0);
			return Err(Error::new(Kind::NotFound, text));
		}
		let versions: Vec<_> = versions.iter().map(AnchorReport::from).collect();
		context.output.print(&versions)
	}
}
