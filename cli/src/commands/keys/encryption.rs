// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{context::Node, transaction::TransactionOpts, Context, Error};
use medibloc_sdk::{
	client::Signer,
	encryption::{EncryptionKey, SignedEncryptionKey},
};
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
	key: &SignedEncryptionKey,
	file: Option<PathBuf>,
) -> Result<(), Error> {
	let call = node.client.encryption_keys().publish(key);
	let report = |()| EncryptionKeyReport::new(key.key(), file);
	transaction.send_and_print(context, signer, &call, report).await
}
