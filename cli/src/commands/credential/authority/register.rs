// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::propose;
use crate::{codes, names::parse_country, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::{credential::Role, Jurisdiction};

/// Register an authority, as a member of the credential committee
#[derive(Args, Debug)]
pub struct Opts {
	/// The account that is to certify others
	authority: String,
	/// Roles that it may certify, separated by commas
	#[arg(
		long = "role",
		value_name = "ROLES",
		ignore_case = true,
		value_delimiter = ',',
		required = true,
		value_parser = codes::role()
	)]
	roles: Vec<Role>,
	/// The country where its credentials are valid, by two letters
	#[arg(long, value_name = "COUNTRY", value_parser = parse_country)]
	jurisdiction: Jurisdiction,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let authority = context.account_of(&self.authority)?;
		let (roles, jurisdiction) = (self.roles, self.jurisdiction);
		propose(context, &self.transaction, &authority, |node| {
			node.client.credentials().register_authority(&authority, roles, jurisdiction)
		})
		.await
	}
}
