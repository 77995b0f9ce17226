// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, names::parse_id, Context, Error};
use clap::Args;
use medibloc_primitives::ItemId;
use medibloc_sdk::fhir::provenances;

/// Show a record as FHIR Provenance
///
/// Prints a list: one resource for each act that the chain knows of. Always JSON.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
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
		let record = node.client.records().record(&subject, self.id).await?.ok_or_else(|| {
			Error::new(Kind::NotFound, format!("the subject has no record {}", self.id.0))
		})?;
		context.output.print_json(&provenances(&node.fhir(), &subject, &record)?)
	}
}
