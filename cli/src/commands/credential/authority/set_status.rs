// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::propose;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::{Args, ValueEnum};
use medibloc_sdk::client::AuthorityTarget;

/// Activate or suspend an authority, as a member of the credential committee
#[derive(Args, Debug)]
pub struct Opts {
	/// The authority
	authority: String,
	/// New status of the authority
	status: Status,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Status {
	/// It may act
	Active,
	/// It may not act for a time; what it issued stays valid
	Suspended,
}

impl From<Status> for AuthorityTarget {
	fn from(status: Status) -> Self {
		match status {
			Status::Active => Self::Active,
			Status::Suspended => Self::Suspended,
		}
	}
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let authority = context.account_of(&self.authority)?;
		propose(context, &self.transaction, &authority, |node| {
			node.client.credentials().set_authority_status(&authority, self.status.into())
		})
		.await
	}
}
