// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::verify_offline::RequestOpts;
use crate::{
	names::{id_name, parse_country},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::Jurisdiction;
use serde::Serialize;

/// Log an access, before the data is handed out
///
/// The chain refuses it if the access is not permitted.
#[derive(Args, Debug)]
pub struct Opts {
	/// Patient whose records are accessed
	#[arg(long, value_name = "ACCOUNT")]
	patient: String,
	#[command(flatten)]
	request: RequestOpts,
	/// The country where the data goes, by two letters
	#[arg(long, value_name = "COUNTRY", value_parser = parse_country)]
	place: Jurisdiction,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	/// The position in the log of the patient.
	index: u64,
	grant: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let (node, signer) = context.signing_node().await?;
		let request = self.request.query(Some(self.place));
		let call = node.client.consent().log_access(&patient, &request, self.place);
		self.transaction
			.send_and_print(context, &signer, &call, |logged| Report {
				index: logged.index,
				grant: id_name(logged.grant),
			})
			.await
	}
}
