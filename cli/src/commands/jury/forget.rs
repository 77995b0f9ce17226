// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::session::ensure_single;
use crate::{error::Kind, Context, Error};
use clap::Args;
use medibloc_sdk::jury::node;
use serde::Serialize;
use sp_core::H256;

/// Delete the own evidence of an application, once its ballot and any appeal are decided
///
/// The file beside the vault and its key, for good. What the ring was shown stays where the storage keeps it, readable
/// by its members.
#[derive(Args, Debug)]
pub struct Opts {
	/// The salted commitment to the evidence, which `medi jury apply` printed
	evidence: H256,
}

#[derive(Serialize)]
struct Report {
	/// The salted commitment to the evidence that was deleted.
	forgotten: H256,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		ensure_single(context)?;
		let node = context.node().await?;
		let (genesis, applicant) = (node.client.genesis(), context.own_account()?);
		let vault = context.open_vault_when_free().await?;
		if node::kept(&vault, genesis, &applicant, self.evidence).await?.is_none() {
			let text =
				format!("there is no evidence {:?} of this account in the vault", self.evidence);
			return Err(Error::new(Kind::NotFound, text));
		}
		node::forget(&vault, genesis, &applicant, self.evidence).await?;
		context.output.print(&Report { forgotten: self.evidence })
	}
}
