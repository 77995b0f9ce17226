// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	names::{parse_id, subject_name},
	record::anchored::{anchored, AnchorReport},
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use serde::Serialize;

/// Show an anchored record
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
}

#[derive(Serialize)]
struct Report {
	subject: String,
	#[serde(flatten)]
	record: AnchorReport,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let node = context.node().await?;
		let record = anchored(&node, &subject, self.id).await?;
		let record = AnchorReport::from(&record);
		context.output.print(&Report { subject: subject_name(&subject), record })
	}
}
