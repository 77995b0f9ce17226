// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, Context, Error};
use clap::Args;
use medibloc_primitives::{
	credential::{Announcement, AuthorityStatus, Role, Sanction},
	Jurisdiction, LiveMoment, Moment,
};
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Show an authority: its roles, jurisdiction and status, and what is announced against it
#[derive(Args, Debug)]
pub struct Opts {
	/// The authority [default: the account that acts]
	authority: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	authority: String,
	roles: Vec<Role>,
	jurisdiction: Jurisdiction,
	status: &'static str,
	registered_at: Moment,
	removed_at: Option<Moment>,
	invalid_since: Option<Moment>,
	announced: Option<Announced>,
}

/// A sanction that is not in effect yet.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Announced {
	sanction: &'static str,
	since: Option<Moment>,
	/// The end of the window for a veto, in live time.
	due_at: LiveMoment,
}

impl From<Announcement> for Announced {
	fn from(Announcement { sanction, due_at }: Announcement) -> Self {
		let (sanction, since) = match sanction {
			Sanction::Removal => ("Removal", None),
			Sanction::Invalidation { since } => ("Invalidation", Some(since)),
		};
		Self { sanction, since, due_at }
	}
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let account = context.account_or_own(self.authority.as_deref())?;
		let node = context.node().await?;
		let credentials = node.client.credentials();
		let found = credentials.authority(&account).await?.ok_or_else(|| {
			let text = format!("{} is no authority, and never was", account.to_ss58check());
			Error::new(Kind::NotFound, text)
		})?;
		let announced = credentials.sanction(&account).await?;
		context.output.print(&Report {
			authority: account.to_ss58check(),
			removed_at: found.removed_at(),
			roles: found.roles.into_iter().collect(),
			jurisdiction: found.jurisdiction,
			status: match found.status {
				AuthorityStatus::Active => "Active",
				AuthorityStatus::Suspended => "Suspended",
				AuthorityStatus::Removed { .. } => "Removed",
			},
			registered_at: found.registered_at,
			invalid_since: found.invalid_since,
			announced: announced.map(Announced::from),
		})
	}
}
