// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};

/// List the motions of the credential committee, and what they would do
#[derive(Args, Debug)]
pub struct Opts {}

#[derive(Serialize)]
struct Report {
	motion: H256,
	/// The call, in the words of the chain.
	call: String,
	threshold: u32,
	ayes: Vec<String>,
	nays: Vec<String>,
	/// The block from which on members who did not vote no longer count.
	end: u32,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let node = context.node().await?;
		let committee = node.client.committee();
		let addresses =
			|accounts: &[AccountId32]| accounts.iter().map(Ss58Codec::to_ss58check).collect();
		let mut reports = Vec::new();
		for motion in committee.motions().await? {
			let (_, call) = node.client.call_of(committee.call(motion.hash).await?).await?;
			reports.push(Report {
				motion: motion.hash,
				call,
				threshold: motion.threshold,
				ayes: addresses(&motion.ayes),
				nays: addresses(&motion.nays),
				end: motion.end,
			});
		}
		context.output.print(&reports)
	}
}
