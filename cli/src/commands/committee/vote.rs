// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::MotionOpts;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::H256;

/// Vote on a motion, as a member
///
/// For it, unless --nay is said. `medi committee list` shows what it would do.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	motion: MotionOpts,
	/// Vote against it
	#[arg(long)]
	nay: bool,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	motion: H256,
	aye: bool,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let committee = node.client.committee();
		let motion = committee.motion(self.motion.motion).await?;
		let call = committee.vote(&motion, !self.nay);
		let report = |()| Report { motion: motion.hash, aye: !self.nay };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
