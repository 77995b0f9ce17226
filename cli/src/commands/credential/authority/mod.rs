// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod enact;
mod invalidate;
mod register;
mod remove;
mod set_status;
mod show;
mod veto;

use crate::{commands::committee, context::Node, transaction::TransactionOpts, Context, Error};
use clap::Subcommand;
use medibloc_sdk::client::Call;
use serde::Serialize;
use sp_core::crypto::{AccountId32, Ss58Codec};

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

/// What a proposal is about.
#[derive(Serialize)]
struct About {
	authority: String,
}

/// Proposes a call about an authority to the committee, and prints what came of it.
async fn propose(
	context: &Context,
	transaction: &TransactionOpts,
	authority: &AccountId32,
	call: impl FnOnce(&Node) -> Call<()>,
) -> Result<(), Error> {
	let about = About { authority: authority.to_ss58check() };
	committee::propose(context, transaction, about, call).await
}
