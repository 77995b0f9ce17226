// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	codes, commands::committee::propose, error::Kind, transaction::TransactionOpts, Context, Error,
};
use clap::Args;
use medibloc_primitives::credential::Role;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Revoke a credential in the place of its issuer, as a member of the credential committee
///
/// Its issuer must be suspended or removed. What is proposed names the present credential: one that is
/// issued meanwhile is not revoked.
#[derive(Args, Debug)]
pub struct Opts {
	/// The holder
	holder: String,
	/// Role
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	#[command(flatten)]
	transaction: TransactionOpts,
}

/// What the proposal is about.
#[derive(Serialize)]
struct About {
	holder: String,
	role: Role,
	serial: u32,
	authority: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let holder = context.account_of(&self.holder)?;
		let node = context.node().await?;
		let found = node.client.credentials().credential(&holder, self.role).await?;
		let found = found.ok_or_else(|| {
			let text = format!("{} was never certified as {:?}", holder.to_ss58check(), self.role);
			Error::new(Kind::NotFound, text)
		})?;
		let about = About {
			holder: holder.to_ss58check(),
			role: self.role,
			serial: found.serial,
			authority: found.issuer.to_ss58check(),
		};
		propose(context, &self.transaction, about, |node| {
			node.client.credentials().force_revoke(found.serial)
		})
		.await
	}
}
