// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::GrantReport;
use crate::{Context, Error};
use clap::Args;

/// List the grants of a patient
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient [default: the account that acts]
	patient: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_or_own(self.patient.as_deref())?;
		let node = context.node().await?;
		let consents = node.client.consent().all(&patient).await?;
		let grants: Vec<_> = consents
			.iter()
			.flat_map(|consent| {
				consent.grants.iter().map(|grant| GrantReport::new(&consent.grantee, grant))
			})
			.collect();
		context.output.print(&grants)
	}
}
