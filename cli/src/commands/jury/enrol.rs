// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::JuryOpts, session::ensure_single};
use crate::{context::Node, error::Kind, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::{rings::Cohort, Jurisdiction};
use medibloc_sdk::{
	jury::{self, node::NodeAccount, JurorAccount},
	rings::{RingKeyId, RingKeyUse, RingSecret},
	vault::Change,
};
use serde::Serialize;
use sp_core::crypto::AccountId32;

/// Enrol as a juror for the coming epoch
///
/// Makes a key for that epoch in the vault, and shows it to the chain. The deposit of points is held for the first
/// epoch of a term, and released or burnt when the term is settled. Enrol for each epoch anew; `medi jury watch` does
/// the rest. Whoever has a key can show how its holder voted: it is deleted when the epoch is settled, but not in
/// backups of the vault.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	jury: JuryOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	jury: String,
	epoch: u32,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		ensure_single(context)?;
		let jurisdiction = self.jury.jury;
		let (node, signer) = context.signing_node().await?;
		let account = context.own_account()?;
		let id = coming_key(&node, jurisdiction, &account).await?;
		let vault = context.open_vault_when_free().await?;
		let kept = vault.ring_key(&id);
		let is_new = kept.is_none() && !self.transaction.dry_run;
		let secret = match kept {
			Some(kept) => kept.secret,
			None => RingSecret::random()?,
		};
		if is_new {
			let chain = NodeAccount::unsigned(node.client.clone(), account.clone());
			let enrolled = chain.enrolled(&id.cohort).await.map_err(jury::Error::from)?;
			if enrolled.is_some() {
				return Err(jury::Error::OtherKey(id.cohort).into());
			}
			// Before anything of it leaves the device.
			let change = Change::PutRingKey(id.clone(), secret.clone().into());
			vault.commit(vec![change]).await?;
		}
		let possession = secret.possession(node.client.genesis(), &id.cohort, &account)?;
		let call = node.client.jury().enrol(jurisdiction, secret.public(), possession);
		let jury = jurisdiction.to_string();
		let report = |epoch| Report { jury, epoch };
		let sent = self.transaction.send_and_print(context, &signer, &call, report).await;
		match sent {
			Err(error) if is_new && error.kind == Kind::Refused => {
				vault.commit(vec![Change::ForgetRingKey(id)]).await?;
				Err(error.and("the key that was made for it is deleted"))
			},
			Err(error) if is_new => Err(error.and(
				"the key is in the vault: `medi jury enrol` tries again with it, and `medi jury leave` \
				 deletes it",
			)),
			sent => sent,
		}
	}
}

/// The key of an account for the epoch that jurors enrol for now.
pub async fn coming_key(
	node: &Node,
	jurisdiction: Jurisdiction,
	account: &AccountId32,
) -> Result<RingKeyId, Error> {
	let found = node.client.jury().jury(jurisdiction).await?.ok_or_else(|| {
		let text = format!("{jurisdiction} has no jury: nothing was changed");
		Error::new(Kind::NotFound, text)
	})?;
	let cohort = Cohort::Practitioners { jurisdiction, epoch: found.jury.enrolling() };
	let usage = RingKeyUse::Juror(account.clone());
	Ok(RingKeyId { genesis: node.client.genesis(), cohort, usage })
}
