// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::AnchorOpts;
use crate::{error::Kind, names::id_name, Context, Error};
use clap::Args;
use medibloc_primitives::{record::Commitment, Moment};
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Show the locator of a record
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	anchor: AnchorOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	record: String,
	content: Commitment,
	size: u64,
	replicas: u8,
	corrupted_at: Option<Moment>,
	payer: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = self.anchor.subject(context)?;
		let node = context.node().await?;
		let found = node.client.records().locator(&subject, self.anchor.id).await?;
		let locator = found.ok_or_else(|| {
			let text = format!("record {} has no locator", id_name(self.anchor.id));
			Error::new(Kind::NotFound, text)
		})?;
		context.output.print(&Report {
			record: id_name(self.anchor.id),
			content: locator.content,
			size: locator.size,
			replicas: locator.replicas,
			corrupted_at: locator.corrupted_at,
			payer: locator.deposit.payer.map(|payer| payer.to_ss58check()),
		})
	}
}
