// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::propose;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;

/// Call off what is announced against an authority, as a member of the credential committee
///
/// More than a quarter of the committee is enough.
#[derive(Args, Debug)]
pub struct Opts {
	/// The authority
	authority: String,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let authority = context.account_of(&self.authority)?;
		propose(context, &self.transaction, &authority, |node| {
			node.client.credentials().veto(&authority)
		})
		.await
	}
}
