// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{Context, Error};
use clap::Args;
use medibloc_sdk::client::Constants;
use serde::Serialize;

const DAY: u64 = 86_400_000;

/// Show the limits and periods of the chain
#[derive(Args, Debug)]
pub struct Opts {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	token: String,
	decimals: u8,
	/// In the smallest unit.
	existential_deposit: String,
	max_block_bytes: u32,
	request_lifetime_days: u64,
	log_retention_days: u64,
	history_retention_days: u64,
	max_grant_duration_days: u64,
	max_grants_per_grantee: u32,
	max_co_signers: u32,
	max_listed_records: u32,
	surety_days: u64,
	max_batch_records: u32,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let node = context.node().await?;
		let chain = node.client.chain();
		let token = chain.token().await?;
		let Constants {
			existential_deposit,
			max_block_length,
			request_lifetime,
			log_retention,
			max_grant_duration,
			max_grants,
			max_co_signers,
			max_listed,
			surety_period,
			max_batch,
			history_retention,
		} = chain.constants().await?;
		context.output.print(&Report {
			token: token.symbol,
			decimals: token.decimals,
			existential_deposit: existential_deposit.to_string(),
			max_block_bytes: max_block_length,
			request_lifetime_days: request_lifetime / DAY,
			log_retention_days: log_retention / DAY,
			history_retention_days: history_retention / DAY,
			max_grant_duration_days: max_grant_duration / DAY,
			max_grants_per_grantee: max_grants,
			max_co_signers,
			max_listed_records: max_listed,
			surety_days: surety_period / DAY,
			max_batch_records: max_batch,
		})
	}
}
