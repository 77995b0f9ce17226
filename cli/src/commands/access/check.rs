// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::verify_offline::{ensure_permit, QueryOpts, VerdictReport};
use crate::{names::parse_moment, Context, Error};
use clap::Args;
use medibloc_primitives::Moment;
use serde::Serialize;
use sp_core::H256;

/// Check whether an access to records is permitted
///
/// A denial in force denies whatever it touches, whether it was given to the account, to it as an
/// institution or to one of its roles, and whatever else permits it. Fails with exit code 7 if access
/// is denied, or if it is not known any more whether it was permitted.
#[derive(Args, Debug)]
pub struct Opts {
	/// Patient whose records are accessed
	#[arg(long, value_name = "ACCOUNT")]
	patient: String,
	/// Accessor [default: the account that acts]
	#[arg(long, value_name = "ACCOUNT")]
	accessor: Option<String>,
	#[command(flatten)]
	request: QueryOpts,
	/// Moment to decide for, such as 2027-01-31T12:00:00Z [default: now]
	#[arg(long, value_name = "MOMENT", value_parser = parse_moment)]
	at: Option<Moment>,
}

#[derive(Serialize)]
struct Report {
	#[serde(flatten)]
	verdict: VerdictReport,
	block: H256,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let accessor = context.account_or_own(self.accessor.as_deref())?;
		let node = context.node().await?;
		let consent = node.client.consent();
		let request = self.request.into();
		let access = consent.check_access(&patient, &accessor, &request, self.at).await?;
		let verdict = VerdictReport::from(&access.verdict);
		context.output.print(&Report { verdict, block: access.block.hash })?;
		ensure_permit(&access.verdict)
	}
}
