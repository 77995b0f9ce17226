// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{names::parse_id, Context, Error};
use clap::Args;
use medibloc_primitives::ItemId;
use medibloc_sdk::fhir::{Consent, ConsentFacts};

/// Show grants as FHIR Consent
///
/// Prints a list. Always JSON. `medi consent grant --fhir` takes such a resource.
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient [default: the account that acts]
	patient: Option<String>,
	/// This grant alone
	#[arg(long, value_name = "ID", value_parser = parse_id)]
	grant: Option<ItemId>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_or_own(self.patient.as_deref())?;
		let node = context.node().await?;
		let now = node.client.chain().now().await?;
		let consents = node.client.consent().all(&patient).await?;
		let facts = consents.into_iter().flat_map(|consent| {
			let grants = consent.grants.into_iter();
			let (patient, grantee) = (patient.clone(), consent.grantee);
			grants.map(move |grant| {
				let facts = ConsentFacts::of_grant(patient.clone(), grantee.clone(), &grant);
				(grant.id, facts)
			})
		});
		let resources = facts
			.filter(|(id, _)| self.grant.is_none_or(|grant| grant == *id))
			.map(|(_, facts)| Consent::new(&node.fhir(), &facts, now))
			.collect::<Result<Vec<_>, _>>()?;
		context.output.print_json(&resources)
	}
}
