// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{terms::TermsOpts, TermsReport};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::Moment;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Request a grant from a patient
///
/// A deposit is held until the request is settled.
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient
	patient: String,
	#[command(flatten)]
	terms: TermsOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	patient: String,
	lapses_at: Moment,
	#[serde(flatten)]
	terms: Option<TermsReport>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let (node, signer) = context.signing_node().await?;
		let terms = self.terms.terms(node.client.chain().now().await?)?;
		let call = node.client.consent().request(&patient, terms);
		let Some(sent) = self.transaction.send(context, &signer, &call).await? else {
			return Ok(());
		};
		let consent = node.client.consent().at(sent.transaction.block());
		let stored = consent.open_request(&patient, &context.own_account()?).await;
		let request = context.output.or_note("it is requested", stored).flatten();
		let report = Report {
			patient: patient.to_ss58check(),
			lapses_at: sent.result,
			terms: request.map(|request| TermsReport::from(&request.terms)),
		};
		context.output.print(&sent.with(report))
	}
}
