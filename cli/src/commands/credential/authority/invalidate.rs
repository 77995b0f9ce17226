// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::propose;
use crate::{names::parse_moment, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::Moment;

/// Announce that what an authority certified since a moment is void, as a member of the credential
/// committee
///
/// Such as since its key was stolen. It can certify nobody any more once that is enacted; until then
/// suspend it. Three quarters of the committee must agree.
#[derive(Args, Debug)]
pub struct Opts {
	/// The authority
	authority: String,
	/// The moment: a date, or milliseconds since 1970
	#[arg(long, value_name = "MOMENT", value_parser = parse_moment)]
	since: Moment,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let authority = context.account_of(&self.authority)?;
		propose(context, &self.transaction, &authority, |node| {
			node.client.credentials().invalidate_since(&authority, self.since)
		})
		.await
	}
}
