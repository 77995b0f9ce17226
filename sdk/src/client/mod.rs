// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A client of the chain: typed calls and reads over a connection to a node.
//!
//! - [`Client::connect`] opens a connection that comes back by itself, and checks that the node is on
//!   the network, and of the kind, that was meant.
//! - What can be done stands by subject: [`Client::credentials`], [`Client::records`],
//!   [`Client::consent`], [`Client::encryption_keys`], [`Client::medipoints`], [`Client::jury`], [`Client::rings`],
//!   [`Client::balances`], [`Client::committee`], [`Client::chain`].
//! - A method that writes gives a [`Call`]; [`Call::submit`] signs and submits it, follows it into a
//!   block, and returns what it brought into being. [`Call::dry_run`] tells what it would cost.
//! - A call that authorises itself is made by nobody: [`Client::general`] gives a [`General`], which is
//!   submitted without a signer.
//! - A hospital acts through its clerks: [`Call::as_proxy_of`] makes a call for another account, and
//!   [`Call::by_multisig`] makes or approves one of a multisig account, or of one that is a proxy.
//! - A method that reads asks the latest finalized block, unless a block is named by `at`.
//!
//! ```no_run
//! use medibloc_primitives::{
//!     consent::{AccessQuery, Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
//!     record::RecordClass,
//!     Jurisdiction,
//! };
//! use medibloc_sdk::client::{Client, Signer, Submit};
//! use std::collections::BTreeSet;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::connect("ws://127.0.0.1:9944").await?;
//! let (patient, doctor) = (Signer::dev("//Eve")?, Signer::dev("//Bob")?);
//!
//! // The patient lets the doctor read laboratory results for a day.
//! let terms = Terms {
//!     effect: Effect::Permit,
//!     scope: Scope::Selected {
//!         classes: BTreeSet::from([RecordClass::Laboratory]).into(),
//!         anchors: Default::default(),
//!     },
//!     actions: BTreeSet::from([Action::Access]).into(),
//!     purposes: BTreeSet::from([Purpose::Treat]).into(),
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
//!     place: Some(Jurisdiction(*b"KR")),
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

mod amount;
mod api;
mod balances;
mod chain;
mod committee;
mod consent;
mod credentials;
mod encryption_keys;
mod error;
mod jury;
mod medipoints;
mod page;
mod records;
mod rings;
mod stored;
mod transactions;
mod transport;
mod version;

pub use amount::Amount;
pub use balances::{Balance, Balances};
pub use chain::{Chain, Constants, Status, Token};
pub use committee::{Closed, Committee, Motion, Proposal};
pub use consent::{Access, AccessLogPage, Consent, LoggedAccess};
pub use credentials::{AuthorityTarget, Credentials};
pub use encryption_keys::{EncryptionKeys, KeyProof, PublishedKey};
pub use error::{ActingError, Error, Failure, Refusal, RpcError, RpcErrorKind};
pub use jury::{
	BallotClosed, BallotDrawn, Certification, EpochBegun, Jury, Minted, RedeemedVouchers,
	SettledJuror, TermCleared,
};
pub use medipoints::{MediPoints, Purchase, Redemption};
pub use page::{BlockRef, Page};
pub use records::Records;
pub use rings::Rings;
pub use stored::{
	Application, Ballot, Deposit, Grant, Locator, OpenRequest, RequestPolicy, Surety, Term,
	WriterPolicy,
};
pub use transactions::{
	Approval, Call, DryRun, General, Multisig, Pending, Proxy, ProxyType, Receipt, Signer,
	SignerError, Submit, Wait, Waiting,
};
pub use transport::{Client, Options};
pub use version::RuntimeVersion;

/// The methods of each module that makes the calls of a pallet.
#[cfg(test)]
const METHODS: [fn(&Client, &tests::Sample) -> Vec<tests::Method>; 8] = [
	balances::methods,
	consent::methods,
	credentials::methods,
	encryption_keys::methods,
	jury::methods,
	medipoints::methods,
	records::methods,
	rings::methods,
];

#[cfg(test)]
pub(crate) mod tests;
