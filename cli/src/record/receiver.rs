// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The encryption keys of those who are given a record.

use super::key_file::read_key_file;
use crate::{context::Node, error::Kind, Context, Error};
use medibloc_sdk::{client::PublishedKey, encryption::SignedEncryptionKey};
use sp_core::crypto::{AccountId32, Ss58Codec};
use std::path::Path;

/// The key that a file holds, or that the named account has published. Asks a node in the second case
/// only, and leaves the connection in `node`.
pub async fn key_of(
	context: &Context,
	node: &mut Option<Node>,
	receiver: &str,
) -> Result<SignedEncryptionKey, Error> {
	let path = Path::new(receiver);
	if path.is_file() {
		return read_key_file(path);
	}
	let account = context.account_of(receiver)?;
	let node = match node {
		Some(node) => node,
		None => node.insert(context.node().await?),
	};
	published(node, &account).await?.ok_or_else(|| {
		Error::new(
			Kind::NotFound,
			format!(
				"{} has published no encryption key: nothing was changed; ask for it, which \
				 `medi keys rotate` makes",
				account.to_ss58check()
			),
		)
	})
}

/// The key that an account has published, if any.
pub async fn published(
	node: &Node,
	account: &AccountId32,
) -> Result<Option<SignedEncryptionKey>, Error> {
	match node.client.encryption_keys().key(account).await? {
		Some(PublishedKey::Signed(key)) => Ok(Some(key)),
		Some(PublishedKey::Unsigned(_)) => Err(Error::bad_input(format!(
			"{} has published its encryption key without a signature, so that the node could have \
			 made it up: nothing was changed",
			account.to_ss58check()
		))),
		None => Ok(None),
	}
}
