// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::verify_offline::RequestOpts;
use crate::{files, Context, Error};
use clap::{Args, ValueHint};
use serde::Serialize;
use sp_core::H256;
use std::path::PathBuf;

/// Save a consent proof, which anybody can check without trust in the node
///
/// `medi access verify-offline` checks it, given the hash of the block from a source that is trusted.
#[derive(Args, Debug)]
pub struct Opts {
	/// Patient whose records are accessed
	#[arg(long, value_name = "ACCOUNT")]
	patient: String,
	/// Accessor [default: the account that acts]
	#[arg(long, value_name = "ACCOUNT")]
	accessor: Option<String>,
	#[command(flatten)]
	request: RequestOpts,
	/// File for the proof
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	block: H256,
	file: PathBuf,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let patient = context.account_of(&self.patient)?;
		let accessor = context.account_or_own(self.accessor.as_deref())?;
		let node = context.node().await?;
		let consent = node.client.consent();
		let proof = consent.proof(&patient, &accessor, &self.request.query(None)).await?;
		files::write_json(&self.out, &proof)?;
		context.output.print(&Report { block: proof.block_hash, file: self.out })
	}
}
