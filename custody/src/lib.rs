// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Custody of the key of a record: it exists only as shares that keepers release against a logged
//! access.
//!
//! # Overview
//!
//! - The patient's client draws a secret, seals the secrets of the record under it ([`SealedRecord`]),
//!   splits it so that any `threshold` of the keepers restore it ([`split`]), and hands each keeper its
//!   share, sealed to the keeper's key ([`SealedShare`]). The [`Policy`] names all of this, and its id
//!   binds every message.
//! - A keeper opens and checks its share, decides on each ask from finalized state ([`decide`]), and
//!   wraps the share to the asker's published key ([`Release`]).
//! - The asker checks each release, learns which keeper lied, and restores the secret ([`combine`]).
//! - Keepers that leave hand on to others without the patient ([`reshare`]).
//!
//! Nothing here reads or writes anything. `docs/protocols.md` gives every byte, so that a keeper can be
//! written in another language; `docs/decisions/0053-custody.md` gives the attacks.

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod decision;
mod error;
mod key;
mod policy;
mod polynomial;
mod record;
mod release;
pub mod reshare;
mod sealed;
mod share;
#[cfg(test)]
mod tests;

pub use decision::{
	decide, Ask, Facts, LoggedEntry, Refusal, MAX_ENTRY_AGE, MAX_HEAD_AGE, MAX_LEAD,
};
pub use error::Error;
pub use key::{PublicKey, SecretKey};
pub use policy::{Keeper, Policy, PolicyId, Record, MAX_KEEPERS};
pub use polynomial::{Commitments, Share};
pub use record::{SealedRecord, Secret};
pub use release::{combine, Access, Release, ReleaseContext};
pub use share::{split, SealedShare, Split};
