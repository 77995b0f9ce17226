// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, error::Kind, Context, Error};
use clap::Args;
use medibloc_primitives::{
	credential::{CredentialInfo, CredentialState, History, Period, Role, Serial},
	Jurisdiction, Moment,
};
use serde::Serialize;
use sp_core::crypto::{AccountId32, Ss58Codec};

/// Show the credential of an account, and its validity periods
///
/// Fails with exit code 7 if it is not certified now.
#[derive(Args, Debug)]
pub struct Opts {
	/// The account [default: the one that acts]
	holder: Option<String>,
	/// Role
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	serial: Serial,
	holder: String,
	role: Role,
	state: CredentialState,
	issuer: String,
	jurisdiction: Jurisdiction,
	issued_at: Moment,
	expires_at: Moment,
	/// Closed periods.
	history: Vec<PeriodReport>,
	/// The moment from which on the closed periods are complete; none as long as there are none.
	known_since: Option<Moment>,
}

type Periods = History<Vec<Period<AccountId32>>>;

#[derive(Serialize)]
struct PeriodReport {
	serial: Serial,
	issuer: String,
	from: Moment,
	until: Moment,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let holder = context.account_or_own(self.holder.as_deref())?;
		let node = context.node().await?;
		let credentials = node.client.credentials();
		let found = credentials.credential(&holder, self.role).await?;
		let found = found.ok_or_else(|| {
			let text = format!("{} was never certified as {:?}", holder.to_ss58check(), self.role);
			Error::new(Kind::NotFound, text)
		})?;
		let history = credentials.history(&holder, self.role).await?;
		let state = found.state;
		context.output.print(&Report::new(found, history))?;
		match state {
			CredentialState::Active => Ok(()),
			state => Err(Error::new(Kind::No, format!("the credential is not valid: {state:?}"))),
		}
	}
}

impl Report {
	fn new(found: CredentialInfo<AccountId32>, history: Option<Periods>) -> Self {
		Self {
			serial: found.serial,
			holder: found.holder.to_ss58check(),
			role: found.role,
			state: found.state,
			issuer: found.issuer.to_ss58check(),
			jurisdiction: found.jurisdiction,
			issued_at: found.issued_at,
			expires_at: found.expires_at,
			known_since: history.as_ref().map(|history| history.known_since),
			history: history
				.into_iter()
				.flat_map(|history| history.periods)
				.map(PeriodReport::from)
				.collect(),
		}
	}
}

impl From<Period<AccountId32>> for PeriodReport {
	fn from(period: Period<AccountId32>) -> Self {
		let Period { serial, issuer, from, until, .. } = period;
		Self { serial, issuer: issuer.to_ss58check(), from, until }
	}
}
