// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{record::RecordReport, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::{crypto::Ss58Codec, H256};

/// List the records and encryption keys in the vault
#[derive(Args, Debug)]
pub struct Opts {}

#[derive(Serialize)]
struct Report {
	records: Vec<RecordReport>,
	keys: Vec<KeyReport>,
}

#[derive(Serialize)]
struct KeyReport {
	account: String,
	epoch: u32,
	/// The key as the `age` tool writes it.
	recipient: String,
	genesis: H256,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		let records = vault.records();
		let records = records.iter().filter_map(|record| vault.record(record));
		let keys = vault.keys();
		let keys = keys.iter().map(|(id, secret)| KeyReport {
			account: id.account.to_ss58check(),
			epoch: id.epoch,
			recipient: secret.public().to_string(),
			genesis: id.genesis,
		});
		context.output.print(&Report {
			records: records.map(|secrets| RecordReport::from(&secrets)).collect(),
			keys: keys.collect(),
		})
	}
}
