// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{choice::choice, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::client::RequestPolicy;
use serde::Serialize;

/// Set the policy on requests for grants
///
/// Access itself is denied whatever this says, until a grant permits it. Without a policy, shows the
/// present one.
#[derive(Args, Debug)]
pub struct Opts {
	/// Accounts that may send requests
	policy: Option<Policy>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

choice! {
	Policy for RequestPolicy {
		/// Every account
		Anyone,
		/// Every account with a valid credential
		Certified,
		/// No account
		Nobody,
	}
}

#[derive(Serialize)]
struct Report {
	policy: Policy,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let node = context.node().await?;
		let consent = node.client.consent();
		let Some(policy) = self.policy else {
			let policy = consent.default_of(&context.own_account()?).await?;
			return context.output.print(&Report { policy: policy.into() });
		};
		let signer = context.signer(node.is_development)?;
		let call = consent.set_default(policy.into());
		let report = |policy: RequestPolicy| Report { policy: policy.into() };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
