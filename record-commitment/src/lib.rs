// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Commitments to health records, and proofs of their parts.
//!
//! The chain holds the commitment to a record; the record, its [`Manifest`] and its [`RecordSalt`]
//! stay with the patient. From them anyone can prove a single field of a document, a chunk of a
//! large file, or that a record is one of an anchored [`Batch`], and disclose nothing else.
//! `docs/protocols.md` gives every byte, for those who implement it in another language.
//!
//! ```
//! use medibloc_primitives::record::Origin;
//! use medibloc_record_commitment::{RecordBuilder, RecordSalt, Schema};
//!
//! let schema = Schema::from_name("fhir-r4/Observation").unwrap();
//! let document = br#"{"resourceType":"Observation","status":"final","valueInteger":42}"#;
//! let record = RecordBuilder::new(schema, Origin::Clinician)
//!     .commit_json(RecordSalt::random().unwrap(), document)
//!     .unwrap();
//!
//! let proof = record.fields().unwrap().prove("/valueInteger").unwrap();
//! assert_eq!(proof.value, "42");
//! assert!(proof.verify(record.manifest()));
//! ```
//!
//! Without the feature `std` everything works but reading JSON and drawing random salts.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub mod batch;
pub mod chunks;
mod error;
pub mod fields;
mod hash;
#[cfg(feature = "std")]
mod json;
pub mod manifest;
mod record;
pub mod salt;
pub mod schema;
pub mod text;
pub mod tree;

pub use batch::{Batch, BatchProof};
pub use chunks::{ChunkHasher, ChunkProof, ChunkSummary, Chunker, Chunks};
pub use error::Error;
pub use fields::{Field, FieldProof, Fields};
pub use manifest::Manifest;
pub use record::{Record, RecordBuilder};
pub use salt::RecordSalt;
pub use schema::Schema;
pub use text::TextSalt;

#[cfg(test)]
#[cfg(feature = "std")]
mod tests;
