// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Verification of a node's answers on consent, accesses, records and keys, without trust in the
//! node.
//!
//! A system that holds health data and trusts no node asks any node for `medibloc_consentProof` and
//! gives the answer to a [`ConsentProof`]. What must come from elsewhere, such as a light client of
//! the relay chain, is one hash: that of a finalized block, or its state root ([`Trusted`]).
//!
//! - *The proof is checked*: every fact is read under the state root. A proof that was tampered
//!   with, cut short or padded, or that is of other parties, another block or another chain, is
//!   refused; [`Error`] tells which.
//! - *The runtime's own rule is applied*: `medibloc_primitives` decides, here as in the runtime, from
//!   all that the rule asks for: the time, the grants to each circle that the accessor may be in,
//!   its credentials with the authorities behind them, the class of the record.
//! - *Absence is proven*: where nothing is stored, the proof shows that.
//! - *An old proof is refused*: it says what held at its block, and consent may have been revoked
//!   since. The caller tells the time and the age that it accepts ([`Freshness`]).
//!
//! ```
//! # use medibloc_verifier::*;
//! # use medibloc_primitives::{consent::*, record::RecordClass};
//! # fn example(
//! #     answer: &str, hash: sp_core::H256, patient: AccountId32, accessor: AccountId32, now: u64,
//! # ) -> Result<(), Box<dyn std::error::Error>> {
//! let proof: ConsentProof = serde_json::from_str(answer)?;
//! let request = AccessQuery {
//!     class: RecordClass::Laboratory,
//!     anchor: None,
//!     purpose: Purpose::Treat,
//!     action: Action::Access,
//!     place: Some(medibloc_primitives::Jurisdiction(*b"KR")),
//! };
//! let proven = proof.verify(&Trusted::Block(hash), &Question { patient, accessor, request })?;
//! let decision = proven.decide(&Freshness::new(now, 60_000))?;
//! if decision.verdict.is_permit() { /* hand the data out */ }
//! # Ok(())
//! # }
//! ```
//!
//! A [`RecordProof`] shows a record and what became of it: corrected, retracted, erased, or written by
//! somebody whose credential was declared void. It shows a batch of records with its author as well. [`record`]
//! checks proofs of the fields, chunks and batches
//! of records; [`access_log`] those
//! of entries in the access log; [`encryption_key`] those of the key to encrypt to. `docs/protocols.md`
//! gives every byte, for those who implement this in another language.
//!
//! Needs neither a node nor the host functions of one, and is `no_std` without the feature `std`: so
//! each build of the runtime compiles it, for a machine without an operating system.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub mod access_log;
mod answer;
mod decision;
pub mod encryption_key;
mod error;
mod facts;
mod freshness;
pub mod keys;
mod provenance;
pub mod record;
mod trie;
mod trust;

pub use answer::{ConsentProof, EncodedHeader, Key, RecordProof};
pub use decision::{Decision, Proven, Question};
pub use error::Error;
pub use facts::{consent_keys, Certification, ProvenFacts, StoredGrant, StoredGrants};
pub use freshness::Freshness;
pub use keys::Item;
pub use provenance::{
	batch_keys, record_keys, Author, AuthorCertification, ProvenBatch, ProvenRecord, RecordStatus,
};
pub use sp_core::crypto::AccountId32;
pub use trust::Trusted;

/// Amounts of MED, in its smallest unit.
pub type Balance = u128;

#[cfg(test)]
#[cfg(feature = "std")]
mod tests;
