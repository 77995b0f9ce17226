// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod enact;
mod invalidate;
mod register;
mod remove;
mod set_status;
mod show;
mod veto;

use crate::{context::Node, transaction::TransactionOpts, Context, Error};
use clap::Subcommand;
use medibloc_sdk::client::{Call, Proposal};
use serde::Serialize;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};

/// Commands on authorities.
///
/// They are proposed to the credential committee by a member. If one member is as many as must agree,
/// they are made at once; otherwise the others vote by `medi committee vote`. A removal or an
/// invalidation is only announced by it, and enacted after a delay in which it can be vetoed.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Show an authority: its roles, jurisdiction and status, and what is announced against it
	Show(show::Opts),
	/// Register an authority, as a member of the credential committee
	Register(register::Opts),
	/// Activate or suspend an authority, as a member of the credential committee
	SetStatus(set_status::Opts),
	/// Announce the removal of an authority, as a member of the credential committee
	Remove(remove::Opts),
	/// Announce that what an authority certified since a moment is void, as a member of the credential
	/// committee
	Invalidate(invalidate::Opts),
	/// Enact what is announced against an authority, when it can no longer be vetoed
	Enact(enact::Opts),
	/// Call off what is announced against an authority, as a member of the credential committee
	Veto(veto::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Show(opts) => opts.run(context).await,
			Self::Register(opts) => opts.run(context).await,
			Self::SetStatus(opts) => opts.run(context).await,
			Self::Remove(opts) => opts.run(context).await,
			Self::Invalidate(opts) => opts.run(context).await,
			Self::Enact(opts) => opts.run(context).await,
			Self::Veto(opts) => opts.run(context).await,
		}
	}
}

/// The outcome of a call that was proposed to the committee.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Proposed {
	authority: String,
	/// Whether the call was made.
	executed: bool,
	/// The motion that members vote on.
	motion: Option<H256>,
	/// The number of members that must agree.
	threshold: Option<u32>,
	/// The commands for the members.
	next: Option<String>,
}

/// Proposes a call to the committee, and prints what came of it.
pub(super) async fn propose(
	context: &Context,
	transaction: &TransactionOpts,
	authority: &AccountId32,
	call: impl FnOnce(&Node) -> Call<()>,
) -> Result<(), Error> {
	let (node, signer) = context.signing_node().await?;
	let call = call(&node);
	let call = node.client.committee().propose(&call, &context.own_account()?).await?;
	let authority = authority.to_ss58check();
	let report = |proposal| match proposal {
		Proposal::Executed(()) => {
			Proposed { authority, executed: true, motion: None, threshold: None, next: None }
		},
		Proposal::Open { hash, threshold, .. } => {
			let next = format!(
				"{threshold} members, the proposer included, run `medi committee vote {hash:?}`, then \
				 anybody runs `medi committee close {hash:?}`"
			);
			Proposed {
				authority,
				executed: false,
				motion: Some(hash),
				threshold: Some(threshold),
				next: Some(next),
			}
		},
	};
	transaction.send_and_print(context, &signer, &call, report).await
}
