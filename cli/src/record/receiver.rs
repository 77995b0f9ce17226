// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption keys of receivers.

use crate::{context::Node, error::Kind, Context, Error};
use medibloc_sdk::{
	encryption::SignedEncryptionKey,
	pipeline::{published_key, read_key},
};
use sp_core::crypto::Ss58Codec;
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
		return Ok(read_key(path)?);
	}
	let account = context.account_of(receiver)?;
	let node = match node {
		Some(node) => node,
		None => node.insert(context.node().await?),
	};
	published_key(&node.client, &account).await?.ok_or_else(|| {
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
