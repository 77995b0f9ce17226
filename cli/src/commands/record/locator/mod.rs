// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod confirm_restored;
mod remove;
mod report_corruption;
mod set;
mod show;

use crate::{names::parse_id, Context, Error};
use clap::{Args, Subcommand};
use medibloc_primitives::{record::Subject, ItemId};
use serde::Serialize;
use sp_core::crypto::AccountId32;

/// Commands on locators.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Show the locator of a record
	Show(show::Opts),
	/// State the content id of an encrypted record, as a salted commitment, as its author or subject
	Set(set::Opts),
	/// Remove the locator of a record, and get its deposit back
	Remove(remove::Opts),
	/// Report that an encrypted record is missing or damaged
	ReportCorruption(report_corruption::Opts),
	/// Confirm that an encrypted record is there again
	ConfirmRestored(confirm_restored::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Show(opts) => opts.run(context).await,
			Self::Set(opts) => opts.run(context).await,
			Self::Remove(opts) => opts.run(context).await,
			Self::ReportCorruption(opts) => opts.run(context).await,
			Self::ConfirmRestored(opts) => opts.run(context).await,
		}
	}
}

/// A record of the chain.
#[derive(Args, Debug)]
struct AnchorOpts {
	/// The record
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
}

impl AnchorOpts {
	fn subject(&self, context: &Context) -> Result<Subject<AccountId32>, Error> {
		context.subject_or_own(self.subject.as_deref())
	}
}

/// A record whose locator was changed.
#[derive(Serialize)]
struct Changed {
	record: String,
}
