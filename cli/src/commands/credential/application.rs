// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, error::Kind, Context, Error};
use clap::Args;
use medibloc_primitives::{credential::Role, Moment};
use serde::Serialize;
use sp_core::{crypto::Ss58Codec, H256};

/// Show an open application, and the evidence to name when issuing
#[derive(Args, Debug)]
pub struct Opts {
	/// Applicant [default: the account that acts]
	applicant: Option<String>,
	/// Role applied for
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	applicant: String,
	role: Role,
	authority: String,
	evidence: H256,
	applied_at: Moment,
	lapses_at: Moment,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let applicant = context.account_or_own(self.applicant.as_deref())?;
		let node = context.node().await?;
		let found = node.client.credentials().application(&applicant, self.role).await?;
		let applicant = applicant.to_ss58check();
		let found = found.ok_or_else(|| {
			let text = format!("{applicant} has no open application as {:?}", self.role);
			Error::new(Kind::NotFound, text)
		})?;
		context.output.print(&Report {
			applicant,
			role: self.role,
			authority: found.authority.to_ss58check(),
			evidence: found.evidence,
			applied_at: found.applied_at,
			lapses_at: found.expires_at,
		})
	}
}
