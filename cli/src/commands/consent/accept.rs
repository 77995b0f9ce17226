// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{print_grant, RequestReport};
use crate::{error::Kind, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::consent::Grantee;
use sp_core::{crypto::Ss58Codec, H256};

/// Accept a request for a grant
///
/// Without --terms, only shows what is requested, with the hash of it. What the requester changes after
/// that is not accepted.
#[derive(Args, Debug)]
pub struct Opts {
	/// Requesting account
	requester: String,
	/// Hash of the terms that you have read and accept, as they were shown
	#[arg(long, value_name = "HASH")]
	terms: Option<H256>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let requester = context.account_of(&self.requester)?;
		let patient = context.own_account()?;
		let node = context.node().await?;
		let consent = node.client.consent();
		let Some(terms) = self.terms else {
			let request = consent.open_request(&patient, &requester).await?.ok_or_else(|| {
				let text = format!("{} has no open request", requester.to_ss58check());
				Error::new(Kind::NotFound, text)
			})?;
			context.output.print(&RequestReport::new(&requester, &request))?;
			context.output.note(format!(
				"Nothing was granted: say --terms {:?} to accept these terms.",
				request.terms.hash()
			));
			return Ok(());
		};
		let signer = context.signer(node.is_development)?;
		let call = consent.accept(&requester, terms);
		let sent = self.transaction.send(context, &signer, &call).await?;
		print_grant(context, &node, &Grantee::Account(requester), sent).await
	}
}
