// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{enrol::coming_key, name::JuryOpts, session::ensure_single};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::{
	jury::{self, node::NodeAccount, JurorAccount},
	vault::Change,
};
use serde::Serialize;

/// Take the enrolment for the coming epoch back
///
/// Its key is deleted from the vault, so that `medi jury watch` does not enrol it again. The deposit is released if it
/// was the first epoch of the term.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	jury: JuryOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	jury: String,
	/// Whether the chain knew of the enrolment.
	was_enrolled: bool,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		ensure_single(context)?;
		let jurisdiction = self.jury.jury;
		let (node, signer) = context.signing_node().await?;
		let account = context.own_account()?;
		let id = coming_key(&node, jurisdiction, &account).await?;
		// Held, so that nothing enrols the key again meanwhile.
		let vault = context.open_vault_when_free().await?;
		let jury = jurisdiction.to_string();
		let chain = NodeAccount::unsigned(node.client.clone(), account);
		let enrolled = chain.enrolled(&id.cohort).await.map_err(jury::Error::from)?;
		let forget = vec![Change::ForgetRingKey(id.clone())];
		if enrolled.is_none() && vault.ring_key(&id).is_some() && !self.transaction.dry_run {
			vault.commit(forget).await?;
			return context.output.print(&Report { jury, was_enrolled: false });
		}
		let call = node.client.jury().leave(jurisdiction);
		let Some(sent) = self.transaction.send(context, &signer, &call).await? else {
			return Ok(());
		};
		vault.commit(forget).await?;
		context.output.print(&sent.with(Report { jury, was_enrolled: true }))
	}
}
