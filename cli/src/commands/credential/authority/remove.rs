// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::propose;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;

/// Announce the removal of an authority, as a member of the credential committee
///
/// What it issued has no effect once that is enacted. Three quarters of the committee must agree.
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
			node.client.credentials().remove_authority(&authority)
		})
		.await
	}
}
