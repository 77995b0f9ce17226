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
	terms: TermsReport,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let (node, signer) = context.signing_node().await?;
		let terms = self.terms.terms(node.client.chain().now().await?)?;
		let shown = TermsReport::from(&terms);
		let call = node.client.consent().request(&patient, terms);
		let report =
			|lapses_at| Report { patient: patient.to_ss58check(), lapses_at, terms: shown };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
