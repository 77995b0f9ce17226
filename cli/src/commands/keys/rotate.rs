// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::encryption::{publish, EncryptionKeyReport};
use crate::{
	files::{ensure_new, write_new},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_sdk::{
	encryption::{EncryptionKey, SecretKey},
	vault::{Change, KeyId},
};
use std::path::PathBuf;

/// Make the next encryption key of the account, and publish it
///
/// The secret key is kept in the vault, beside those of earlier epochs, which still open what was
/// encrypted to them. A deposit is held for the first key that is published.
#[derive(Args, Debug)]
pub struct Opts {
	/// File for the signed public key, to be handed to others; it is not secret
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: Option<PathBuf>,
	/// Do not publish it, and with --genesis do not ask a node at all
	#[arg(long, requires = "out")]
	no_publish: bool,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		if let Some(out) = &self.out {
			ensure_new(out)?;
		}
		let node = match (self.no_publish, context.settings.genesis) {
			(true, Some(_)) => None,
			_ => Some(context.node().await?),
		};
		// Where no node is asked, nothing tells whether the chain is one for development.
		let signer = context.signer(node.as_ref().is_some_and(|node| node.is_development))?;
		let account = context.own_account()?;
		if self.out.is_some() && account != signer.account() {
			return Err(Error::bad_input(
				"a proxy or a multisig account signs no encryption key for others to take from a file: \
				 nothing was changed; leave out --out, and they take it from the chain by a proof",
			));
		}
		let genesis = match &node {
			Some(node) => node.client.genesis(),
			None => context.settings.genesis.unwrap_or_default(),
		};
		let vault = context.open_vault().await?;
		let known = vault.current_key(&genesis, &account);
		let next = match known {
			Some(key) => key
				.epoch
				.checked_add(1)
				.ok_or_else(|| Error::from(medibloc_sdk::vault::Error::NoMoreEpochs))?,
			None => 0,
		};
		let epoch = match (&node, self.no_publish) {
			// The vault may be an older one than the chain has seen keys of.
			(Some(node), false) => {
				next.max(node.client.encryption_keys().next_epoch(&account).await?)
			},
			_ => next,
		};
		let secret = SecretKey::random()?;
		let key = EncryptionKey { genesis, account, epoch, key: secret.public() };
		if !self.transaction.dry_run {
			// Before anybody encrypts to it.
			vault.commit(vec![Change::PutKey(KeyId::from(&key), secret)]).await?;
			if let Some(out) = &self.out {
				let signature = signer.sign(&key.signed_bytes());
				let signed = key.clone().with_signature(signature)?;
				write_new(out, format!("0x{}\n", hex::encode(signed.to_bytes())).as_bytes())?;
			}
		}
		match node.filter(|_| !self.no_publish) {
			Some(node) => {
				let published =
					publish(context, &node, &signer, &self.transaction, key, self.out).await;
				published.map_err(|error| {
					match self.transaction.dry_run {
					true => error,
					false => error.and(
						"the key is in the vault, and not published: `medi keys publish` tries again",
					),
				}
				})
			},
			None => context.output.print(&EncryptionKeyReport::new(&key, self.out)),
		}
	}
}
