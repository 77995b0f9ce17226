// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{transaction::TransactionOpts, Context, Error};
use clap::{Args, ValueEnum};
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

#[derive(Clone, Copy, Debug, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
enum Policy {
	/// Every account
	Anyone,
	/// Every account with a valid credential
	Certified,
	/// No account
	Nobody,
}

#[derive(Serialize)]
struct Report {
	policy: Policy,
}

impl From<Policy> for RequestPolicy {
	fn from(policy: Policy) -> Self {
		match policy {
			Policy::Anyone => Self::Anyone,
			Policy::Certified => Self::Certified,
			Policy::Nobody => Self::Nobody,
		}
	}
}

impl From<RequestPolicy> for Policy {
	fn from(policy: RequestPolicy) -> Self {
		match policy {
			RequestPolicy::Anyone => Self::Anyone,
			RequestPolicy::Certified => Self::Certified,
			RequestPolicy::Nobody => Self::Nobody,
		}
	}
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
