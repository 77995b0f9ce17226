// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{terms::TermsOpts, RequestReport};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
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
struct Report {
	patient: String,
	#[serde(flatten)]
	request: Option<RequestReport>,
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
		// As the chain stores it: `from` is at least the moment of the request.
		let (requester, consent) = (context.own_account()?, node.client.consent().at(sent.block()));
		let stored = consent.open_request(&patient, &requester).await;
		let stored = context.output.or_note("it is requested", stored).flatten();
		let request = stored.map(|stored| RequestReport::new(&requester, &stored));
		context.output.print(&sent.with(Report { patient: patient.to_ss58check(), request }))
	}
}
