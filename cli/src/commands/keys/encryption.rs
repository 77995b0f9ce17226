// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{context::Node, transaction::TransactionOpts, Context, Error};
use medibloc_sdk::{client::Signer, encryption::EncryptionKey};
use serde::Serialize;
use sp_core::{crypto::Ss58Codec, H256};
use std::path::PathBuf;

/// An encryption key of an account.
#[derive(Serialize)]
pub struct EncryptionKeyReport {
	genesis: H256,
	account: String,
	epoch: u32,
	/// The key as the `age` tool writes it.
	recipient: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	file: Option<PathBuf>,
}

impl EncryptionKeyReport {
	pub fn new(key: &EncryptionKey, file: Option<PathBuf>) -> Self {
		Self {
			genesis: key.genesis,
			account: key.account.to_ss58check(),
			epoch: key.epoch,
			recipient: key.key.to_string(),
			file,
		}
	}
}

/// Publishes a key on the chain.
pub async fn publish(
	context: &Context,
	node: &Node,
	signer: &Signer,
	transaction: &TransactionOpts,
	key: EncryptionKey,
	file: Option<PathBuf>,
) -> Result<(), Error> {
	let keys = node.client.encryption_keys();
	let report = EncryptionKeyReport::new(&key, file);
	let call = if key.account == signer.account() {
		let signature = signer.sign(&key.signed_bytes());
		keys.publish(&key.with_signature(signature)?)
	} else {
		// That of a proxy or a signatory would not be the account's.
		keys.publish_unsigned(&key.key, key.epoch)
	};
	let report = |()| report;
	transaction.send_and_print(context, signer, &call, report).await
}
