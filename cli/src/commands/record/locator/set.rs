// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{AnchorOpts, Changed};
use crate::{names::id_name, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::record::Commitment;

/// State the content id of an encrypted record, as a salted commitment, as its author or subject
///
/// A deposit is held until the locator is removed. The content id itself never goes on the chain.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	anchor: AnchorOpts,
	/// Salted hash of the content id, as a text is hashed
	#[arg(long, value_name = "HASH")]
	content: Commitment,
	/// Size of the encrypted record in bytes
	#[arg(long, value_name = "BYTES")]
	size: u64,
	/// Number of copies
	#[arg(long, value_name = "COUNT", default_value_t = 1)]
	replicas: u8,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = self.anchor.subject(context)?;
		let (node, signer) = context.signing_node().await?;
		let (id, content) = (self.anchor.id, self.content);
		let records = node.client.records();
		let call = records.set_locator(&subject, id, content, self.size, self.replicas);
		let report = |()| Changed { record: id_name(id) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
