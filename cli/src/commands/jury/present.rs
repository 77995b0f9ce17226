// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	name::BallotOpts,
	session::{ensure_single, no_ballot},
};
use crate::{error::Kind, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::jury::BallotId;
use medibloc_sdk::jury::node;
use serde::Serialize;
use sp_core::H256;

/// Present the evidence to the ring that was drawn, encrypted
///
/// To all its members, and to nobody else; each of them sees whether it is encrypted to all. It is stored, and its
/// place is told once, while votes can be committed to.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
	/// Go on without the members who have published no encryption key: the others compare it with the
	/// chain
	#[arg(long)]
	despite_missing_keys: bool,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	ballot: BallotId,
	/// The content id of the encrypted evidence.
	content: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		ensure_single(context)?;
		let ballot = self.ballot.ballot;
		let (node, signer) = context.signing_node().await?;
		let (client, applicant) = (&node.client, context.own_account()?);
		let found = client.jury().ballot(ballot).await?.ok_or_else(|| no_ballot(ballot))?;
		let vault = context.open_vault_when_free().await?;
		let evidence = node::kept(&vault, client.genesis(), &applicant, found.evidence).await?;
		let evidence = evidence.ok_or_else(|| {
			Error::new(
				Kind::NotFound,
				format!(
					"this vault has no evidence of ballot {ballot}: the one that applied has; nothing was \
					 changed"
				),
			)
		})?;
		drop(vault);
		let content = match self.transaction.dry_run {
			true => None,
			false => {
				let least = client.jury().settings().await?.min_ring;
				let least = usize::try_from(least).unwrap_or(usize::MAX);
				let (storage, despite) = (context.storage()?, self.despite_missing_keys);
				let sealed = node::seal(client, &storage, ballot, &evidence, least, despite).await;
				Some(sealed.map_err(|error| {
					let hint = matches!(
						&error,
						node::Error::Evidence(medibloc_sdk::jury::evidence::Error::WithoutKey(_))
					);
					match hint {
						true => Error::from(error).and("that is --despite-missing-keys"),
						false => error.into(),
					}
				})?)
			},
		};
		let digest = content.map_or_else(H256::zero, |content| content.digest());
		let call = client.jury().present(ballot, digest);
		let report = |()| Report { ballot, content: content.map(|content| content.to_string()) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
