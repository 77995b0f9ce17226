// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod audit;
mod consent;
mod provenance;

use crate::{Context, Error};
use clap::Subcommand;

/// Commands that speak FHIR.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Show a record as FHIR Provenance
	Provenance(provenance::Opts),
	/// Show grants as FHIR Consent
	Consent(consent::Opts),
	/// Show the access log as FHIR AuditEvent
	Audit(audit::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Provenance(opts) => opts.run(context).await,
			Self::Consent(opts) => opts.run(context).await,
			Self::Audit(opts) => opts.run(context).await,
		}
	}
}
