// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records: from a file to its commitment.
//!
//! A JSON document of FHIR R4 is a [`Resource`]: one resource, one Bundle, or one line of an NDJSON
//! export ([`Ndjson`]). It is committed to with each of its fields. Any other file is read as a
//! stream of bytes of some [`Kind`] and committed to by its chunks ([`commit_file`]), however large
//! it is. [`Committing`] and [`Verifying`] do the same while the bytes pass on to somewhere else,
//! such as encryption.
//!
//! What comes out is the commitment, to be anchored, and the [`RecordSecrets`] that must be kept to
//! open it again.

mod class;
mod error;
mod fhir;
mod gzip;
mod kind;
mod ndjson;
mod secrets;
mod stream;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use fhir::{Resource, MAX_RESOURCE_LEN};
pub(crate) use kind::has_extension;
pub use kind::{is_json, Kind, HEAD_LEN};
pub use ndjson::Ndjson;
pub use secrets::RecordSecrets;
pub use stream::{commit_file, Committing, Verifying};
