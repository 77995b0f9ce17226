// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A juror's client over nodes and a storage.
//!
//! - [`NodeChain`] is the chain as everybody sees it, [`NodeAccount`] as the juror's account does.
//!   [`juror`] takes one of each, over two connections.
//! - [`Shelf`] keeps the encrypted evidence that was fetched from the storage.
//! - [`keep`] keeps the evidence of an applicant, [`seal`] encrypts it to the ring that was drawn, and
//!   [`open`] opens it for a juror.
//!
//! ```no_run
//! # async fn example(
//! #     vault: medibloc_sdk::vault::Vault, signer: medibloc_sdk::client::Signer,
//! #     storage: medibloc_sdk::storage::Storage,
//! # ) -> Result<(), Box<dyn std::error::Error>> {
//! use medibloc_sdk::{
//!     client::Client,
//!     jury::node::{juror, NodeAccount, NodeChain, Shelf},
//! };
//! use std::sync::Arc;
//!
//! let own = Client::connect("wss://node.example.org").await?;
//! let anonymous = Client::connect("wss://another.example.net").await?;
//! let chain = NodeChain::new(anonymous);
//! let settings = chain.settings().await?;
//! let shelf = Arc::new(Shelf::of(&vault, chain.clone(), storage));
//! let juror = juror(vault, chain, NodeAccount::new(own, signer))?
//!     .with_settings(settings)
//!     .with_shelf(shelf);
//! let step = juror.step().await?;
//! println!("{:?}, and on at {:?}", step.events, step.next);
//! # Ok(())
//! # }
//! ```

mod account;
mod chain;
mod error;
mod evidence;
mod kept;
mod shelf;
#[cfg(test)]
mod tests;
mod work;

pub use account::NodeAccount;
pub use chain::NodeChain;
pub use error::Error;
pub use evidence::{members, open, seal};
pub use kept::{forget, keep, kept};
pub use shelf::Shelf;

use super::Juror;
use crate::vault::Vault;
use std::sync::Arc;

/// A juror's client whose votes and whose account are handed in over two connections.
///
/// # Errors
///
/// [`SameConnection`](Error::SameConnection), [`OtherChain`](Error::OtherChain).
pub fn juror(vault: Vault, chain: NodeChain, account: NodeAccount) -> Result<Juror, Error> {
	if chain.client().is_same(account.client()) {
		return Err(Error::SameConnection);
	}
	let (ours, other) = (chain.client().genesis(), account.client().genesis());
	if ours != other {
		return Err(Error::OtherChain { ours, other });
	}
	Ok(Juror::new(vault, Arc::new(chain), Arc::new(account)))
}
