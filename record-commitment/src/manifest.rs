// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Manifest of a record: the preimage of its commitment.
//!
//! A commitment hides the record: every manifest holds the root over at least one chunk leaf, an
//! empty record included, and every chunk leaf is salted with 256 bits that nobody can tell from
//! random without the [`RecordSalt`](crate::RecordSalt). So neither `chunk_root` nor the commitment
//! can be computed from a guess of the content, however small the choice is, and the manifest needs
//! no salt of its own. Whoever is shown the manifest, as with every proof, learns the schema, the
//! origin, the length and the roots, but no content.

use crate::{chunks, hash::tagged, schema::Schema, Error};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use medibloc_primitives::record::{Commitment, Origin};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

const TAG: &[u8] = b"medibloc/record/manifest/v1";

/// The version of the manifest, and of all that lies under it. No other version decodes.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(into = "u8", try_from = "u8")]
pub enum Version {
	/// The version that this crate implements.
	#[default]
	#[codec(index = 1)]
	V1,
}

impl From<Version> for u8 {
	fn from(version: Version) -> Self {
		match version {
			Version::V1 => 1,
		}
	}
}

impl TryFrom<u8> for Version {
	type Error = &'static str;

	fn try_from(version: u8) -> Result<Self, Self::Error> {
		match version {
			1 => Ok(Version::V1),
			_ => Err("unknown version of the manifest"),
		}
	}
}

/// Describes a record. Kept off the chain, which knows only its hash.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
	/// The version of the manifest.
	pub version: Version,
	/// The kind of document.
	pub schema: Schema,
	/// The origin of the record.
	pub origin: Origin,
	/// The length of the plaintext.
	pub byte_length: u64,
	/// The length of each chunk but the last.
	pub chunk_size: u32,
	/// The Merkle root over the salted chunks of the plaintext.
	pub chunk_root: H256,
	/// The Merkle root over the salted fields, if the record is a JSON document.
	pub field_root: Option<H256>,
	/// The commitment to the record that this one corrects.
	pub previous: Option<Commitment>,
}

impl Manifest {
	/// The commitment, which goes on the chain.
	pub fn commitment(&self) -> Commitment {
		tagged(TAG, self)
	}

	/// The number of chunks, which is never zero.
	pub fn chunk_count(&self) -> Result<u32, Error> {
		chunks::count(self.byte_length, self.chunk_size)
	}
}
