// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::name::JuryOpts;
use crate::{codes, commands::committee, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::credential::Role;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Create the jury of a country, as a member of the credential committee
///
/// Its account, which `medi jury show` tells, must have been registered as an authority for the roles in that
/// country, and hold the least balance of an account.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	jury: JuryOpts,
	/// The authority that decides appeals, and that is applied to where there are too few jurors
	#[arg(long, value_name = "ACCOUNT")]
	appeal_authority: String,
	/// Roles that applications are judged for, separated by commas
	#[arg(
		long = "role",
		value_name = "ROLES",
		ignore_case = true,
		value_delimiter = ',',
		default_value = "Practitioner",
		value_parser = codes::role()
	)]
	roles: Vec<Role>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct About {
	jury: String,
	appeal_authority: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (jury, authority) = (self.jury.jury, context.account_of(&self.appeal_authority)?);
		let about = About { jury: jury.to_string(), appeal_authority: authority.to_ss58check() };
		committee::propose(context, &self.transaction, about, |node| {
			node.client.jury().create(jury, &authority, self.roles)
		})
		.await
	}
}
