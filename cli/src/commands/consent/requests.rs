// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::RequestReport;
use crate::{Context, Error};
use clap::Args;

/// List the open requests to a patient
///
/// Lapsed ones are among them until they are settled or pruned.
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
		let requests: Vec<_> = consents
			.iter()
			.filter_map(|consent| {
				let (requester, request) = (consent.grantee.account()?, consent.request.as_ref()?);
				Some(RequestReport::new(requester, request))
			})
			.collect();
		context.output.print(&requests)
	}
}
