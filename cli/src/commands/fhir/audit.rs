// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{commands::access::whole_log, Context, Error};
use clap::Args;
use medibloc_sdk::fhir::AuditEvent;

/// Show the access log as FHIR AuditEvent
///
/// Prints a list. Always JSON.
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient [default: the account that acts]
	patient: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_or_own(self.patient.as_deref())?;
		let node = context.node().await?;
		let log = whole_log(&node.client, &patient).await?;
		let events = log
			.entries
			.iter()
			.map(|(index, entry)| AuditEvent::new(&node.fhir(), &patient, *index, entry))
			.collect::<Result<Vec<_>, _>>()?;
		context.output.print_json(&events)
	}
}
