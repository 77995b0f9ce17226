// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::BallotOpts, report::CertificationReport};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::{Args, ValueEnum};
use medibloc_primitives::jury::BallotId;
use serde::Serialize;

/// Decide an appeal, as the appeal authority
///
/// What the votes earn stays the same.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
	/// The decision
	#[arg(value_enum, ignore_case = true)]
	decision: Decision,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Decision {
	/// Approve the application: the credential is issued in the name of the jury
	Overturn,
	/// Leave the decision of the jury in place
	Uphold,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	ballot: BallotId,
	is_overturned: bool,
	#[serde(flatten)]
	certification: CertificationReport,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (ballot, is_overturned) = (self.ballot.ballot, self.decision == Decision::Overturn);
		let (node, signer) = context.signing_node().await?;
		let call = node.client.jury().decide_appeal(ballot, is_overturned);
		let report = |certification: Option<_>| Report {
			ballot,
			is_overturned,
			certification: certification.into(),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
