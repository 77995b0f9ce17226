// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{Changed, TermsReport};
use crate::{error::Kind, names::id_name, transaction::TransactionOpts, Context, Error};
use clap::Args;
use sp_core::crypto::Ss58Codec;

/// Accept a request for a grant
///
/// Without --yes, only shows what is requested.
#[derive(Args, Debug)]
pub struct Opts {
	/// Requesting account
	requester: String,
	/// The terms are read and accepted
	#[arg(long)]
	yes: bool,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let requester = context.account_of(&self.requester)?;
		let node = context.node().await?;
		let consent = node.client.consent();
		if !self.yes {
			let own = context.own_account()?;
			let request = consent.open_request(&own, &requester).await?.ok_or_else(|| {
				let text = format!("{} has no open request", requester.to_ss58check());
				Error::new(Kind::NotFound, text)
			})?;
			context.output.print(&TermsReport::from(&request.terms))?;
			context.output.note("Nothing was granted: say --yes to accept these terms.");
			return Ok(());
		}
		let signer = context.signer(node.is_development)?;
		let call = consent.accept(&requester);
		let report = |id| Changed { grant: id_name(id), grantee: requester.to_ss58check() };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
