// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::name::BallotOpts;
use crate::{commands::committee, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::jury::BallotId;
use serde::Serialize;

/// Void a ballot, as a member of the credential committee
///
/// The fee is paid back, the ballot counts for nobody, and a credential that was issued upon it is revoked. Until
/// vouchers are minted for its term.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct About {
	ballot: BallotId,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let ballot = self.ballot.ballot;
		committee::propose(context, &self.transaction, About { ballot }, |node| {
			node.client.jury().void(ballot)
		})
		.await
	}
}
