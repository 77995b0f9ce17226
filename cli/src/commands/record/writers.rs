// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{choice::choice, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::client::WriterPolicy;
use serde::Serialize;

/// Set the policy on those who write records about yourself
///
/// Authors correct what they wrote whatever this says. Without a policy, shows the present one.
#[derive(Args, Debug)]
pub struct Opts {
	/// Providers of care who may write new records and co-sign
	policy: Option<Policy>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

choice! {
	Policy for WriterPolicy {
		/// Every provider with a valid credential
		Certified,
		/// Those of them whom a grant that permits something names
		Consented,
		/// No provider
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
		let records = node.client.records();
		let Some(policy) = self.policy else {
			let policy = records.writer_policy(&context.own_account()?).await?;
			return context.output.print(&Report { policy: policy.into() });
		};
		let signer = context.signer(node.is_development)?;
		let call = records.set_writer_policy(policy.into());
		let report = |()| Report { policy };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
