// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod advance;
mod appeal;
mod apply;
mod ballot;
mod certify;
mod clear;
mod close;
mod create;
mod decide_appeal;
mod draw;
mod enrol;
mod evidence;
mod forget;
mod keep;
mod leave;
mod list;
mod mint;
mod name;
mod parameters;
mod present;
mod redeem;
mod report;
mod session;
mod settle;
mod show;
mod status;
mod update;
mod void;
mod vote;
mod watch;

use crate::{Context, Error};
use clap::Subcommand;

/// Commands on juries.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Create the jury of a country, as a member of the credential committee
	Create(create::Opts),
	/// Change the appeal authority and the roles of a jury, as a member of the credential committee
	Update(update::Opts),
	/// Void a ballot, as a member of the credential committee
	Void(void::Opts),
	/// Show a jury: its account, epoch and terms, and what holds for all juries
	Show(show::Opts),
	/// List the ballots of a term
	List(list::Opts),
	/// Show a ballot and its votes
	Ballot(ballot::Opts),
	/// Enrol as a juror for the coming epoch
	Enrol(enrol::Opts),
	/// Take the enrolment for the coming epoch back
	Leave(leave::Opts),
	/// Decide how to vote: `medi jury watch` casts the vote
	Vote(vote::Opts),
	/// Open the evidence of a ballot, as a juror
	Evidence(evidence::Opts),
	/// Show what the vault is about to do, and the own deposits
	Status(status::Opts),
	/// Do all that a juror does at its time: commit, reveal, fetch evidence, redeem vouchers
	Watch(watch::Opts),
	/// Redeem the vouchers of a term now instead of at their time
	Redeem(redeem::Opts),
	/// Apply to a jury for a credential, with evidence
	Apply(apply::Opts),
	/// Present the evidence to the ring that was drawn, encrypted
	Present(present::Opts),
	/// Ask for the credential upon a ballot that was approved
	Certify(certify::Opts),
	/// Delete the own evidence of an application, once its ballot and any appeal are decided
	Forget(forget::Opts),
	/// Appeal against a ballot that refused you
	Appeal(appeal::Opts),
	/// Decide an appeal, as the appeal authority
	DecideAppeal(decide_appeal::Opts),
	/// Begin the next epoch of a jury
	Advance(advance::Opts),
	/// Draw the ring of a ballot
	Draw(draw::Opts),
	/// Close a ballot whose time is over: its votes decide
	Close(close::Opts),
	/// Mint the vouchers of a term that ended, and open the window to redeem them
	Mint(mint::Opts),
	/// Give the chain the parameters for terms of more than 767 vouchers, once for all
	Parameters(parameters::Opts),
	/// Settle a juror of a term whose window to redeem is over
	Settle(settle::Opts),
	/// Clear a term away whose window to redeem is over
	Clear(clear::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Create(opts) => opts.run(context).await,
			Self::Update(opts) => opts.run(context).await,
			Self::Void(opts) => opts.run(context).await,
			Self::Show(opts) => opts.run(context).await,
			Self::List(opts) => opts.run(context).await,
			Self::Ballot(opts) => opts.run(context).await,
			Self::Enrol(opts) => opts.run(context).await,
			Self::Leave(opts) => opts.run(context).await,
			Self::Vote(opts) => opts.run(context).await,
			Self::Evidence(opts) => opts.run(context).await,
			Self::Status(opts) => opts.run(context).await,
			Self::Watch(opts) => opts.run(context).await,
			Self::Redeem(opts) => opts.run(context).await,
			Self::Apply(opts) => opts.run(context).await,
			Self::Present(opts) => opts.run(context).await,
			Self::Certify(opts) => opts.run(context).await,
			Self::Forget(opts) => opts.run(context).await,
			Self::Appeal(opts) => opts.run(context).await,
			Self::DecideAppeal(opts) => opts.run(context).await,
			Self::Advance(opts) => opts.run(context).await,
			Self::Draw(opts) => opts.run(context).await,
			Self::Close(opts) => opts.run(context).await,
			Self::Mint(opts) => opts.run(context).await,
			Self::Parameters(opts) => opts.run(context).await,
			Self::Settle(opts) => opts.run(context).await,
			Self::Clear(opts) => opts.run(context).await,
		}
	}
}
