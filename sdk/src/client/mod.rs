// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A client of the chain: typed calls and reads over a connection to a node.
//!
//! - [`Client::connect`] opens a connection that comes back by itself, and checks that the node is on
//!   the network, and of the kind, that was meant.
//! - What can be done stands by subject: [`Client::credentials`], [`Client::records`],
//!   [`Client::consent`], [`Client::encryption_keys`], [`Client::balances`], [`Client::chain`].
//! - A method that writes gives a [`Call`]; [`Call::submit`] signs and submits it, follows it into a
//!   block, and returns what it brought into being. [`Call::dry_run`] tells what it would cost.
//! - A method that reads asks the latest finalized block, unless a block is named by `at`.
//!
//! ```no_run
//! use medibloc_primitives::{
//!     consent::{AccessQuery, Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
//!     record::RecordClass,
//! };
//! use medibloc_sdk::client::{Client, Signer, Submit};
//! use std::collections::BTreeSet;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::connect("ws://127.0.0.1:9944").await?;
//! let (patient, doctor) = (Signer::dev("//Eve")?, Signer::dev("//Bob")?);
//!
//! // The patient lets the doctor read laboratory results for a day.
//! let too_many = |_| "more than there are";
//! let terms = Terms {
//!     effect: Effect::Permit,
//!     scope: Scope::Selected {
//!         classes: BTreeSet::from([RecordClass::Laboratory]).try_into().map_err(too_many)?,
//!         anchors: Default::default(),
//!     },
//!     actions: BTreeSet::from([Action::Access]).try_into().map_err(too_many)?,
//!     purposes: BTreeSet::from([Purpose::Treat]).try_into().map_err(too_many)?,
//!     from: 0,
//!     until: client.chain().now().await? + 86_400_000,
//!     max_uses: None,
//!     obligations: Obligations::default(),
//!     text: None,
//! };
//! let grant = client.consent().grant(Grantee::Account(doctor.account()), terms);
//! let granted = grant.submit(&patient, &Submit::default()).await?;
//! println!("grant {} in block {}", granted.value.0, granted.block.number);
//!
//! // May the doctor?
//! let request = AccessQuery {
//!     class: RecordClass::Laboratory,
//!     anchor: None,
//!     purpose: Purpose::Treat,
//!     action: Action::Access,
//! };
//! let (patient, doctor) = (patient.account(), doctor.account());
//! let access = client.consent().check_access(&patient, &doctor, &request, None).await?;
//! assert!(access.verdict.is_permit());
//! # Ok(())
//! # }
//! ```
//!
//! # What the chain and the node learn
//!
//! A call is public with the account that signs it. The node that is asked learns who asks (by
//! address) and about whom. A system that trusts no node asks for a proof and checks it with
//! `medibloc-verifier`: [`Consent::proof`].

mod api;
mod balances;
mod call;
mod chain;
mod connect;
mod consent;
mod credentials;
mod dry_run;
mod encryption_keys;
mod error;
mod events;
mod failure;
mod nonce;
mod page;
mod records;
mod refusal;
mod rpc;
mod rpc_error;
mod runtime;
mod signer;
mod stored;
mod submit;
mod version;
mod watch;
mod wire;

pub use balances::{Balance, Balances};
pub use call::Call;
pub use chain::{Chain, Constants, Status, Token};
pub use connect::{Client, Options};
pub use consent::{Access, AccessLogPage, Consent, LoggedAccess};
pub use credentials::Credentials;
pub use dry_run::DryRun;
pub use encryption_keys::{EncryptionKeys, KeyProof, PublishedKey};
pub use error::Error;
pub use failure::Failure;
pub use page::{BlockRef, Page};
pub use records::Records;
pub use refusal::Refusal;
pub use rpc_error::{RpcError, RpcErrorKind};
pub use signer::{Signer, SignerError};
pub use stored::{Application, Grant, Locator, OpenRequest, RequestPolicy};
pub use submit::{Receipt, Submit, Wait};
pub use version::RuntimeVersion;

/// An amount of MED in its smallest unit.
pub type Amount = u128;

#[cfg(test)]
mod tests;
