// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::MotionOpts;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_sdk::client::Closed;
use serde::Serialize;
use sp_core::H256;

/// Close a motion that is decided, or whose time is over
///
/// If enough members agreed, it takes effect. Anybody may do this.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	motion: MotionOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	motion: H256,
	/// Whether it took effect.
	executed: bool,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let committee = node.client.committee();
		let motion = committee.motion(self.motion.motion).await?;
		let call = committee.close(&motion).await?;
		let report = |closed| Report { motion: motion.hash, executed: closed == Closed::Executed };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
