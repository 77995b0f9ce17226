// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Content ids of blocks and files.

use super::Error;
use cid::{Cid, Version};
use multihash::Multihash;
use sha2::{Digest, Sha256};
use sp_core::H256;
use std::{fmt, str::FromStr};

const RAW: u64 = 0x55;
const DAG_PB: u64 = 0x70;
const SHA2_256: u64 = 0x12;

/// The length of a content id in bytes.
pub const CONTENT_ID_LEN: usize = 36;

/// The id of an encrypted file, or of one of its blocks: a CID of version 1 with a SHA-256 hash. As
/// text it is in base 32, `baf...`; as bytes it is 36 of them.
///
/// The id of a file is secret to some degree: who has it can fetch the ciphertext, and see where
/// else it is asked for. On the chain there is only a commitment to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(Cid);

impl ContentId {
	/// Of a block that is data.
	pub(crate) fn of_leaf(block: &[u8]) -> Self {
		Self::new(RAW, block)
	}

	/// Of a block that lists others.
	pub(super) fn of_node(block: &[u8]) -> Self {
		Self::new(DAG_PB, block)
	}

	fn new(codec: u64, block: &[u8]) -> Self {
		// 32 bytes fit into the 64 that a multihash has room for.
		let hash = Multihash::wrap(SHA2_256, &Sha256::digest(block)).unwrap_or_default();
		Self(Cid::new_v1(codec, hash))
	}

	/// Whether it names a block that is data, and not a list of others.
	pub(super) fn is_leaf(&self) -> bool {
		self.0.codec() == RAW
	}

	/// The SHA2-256 digest in it.
	pub fn digest(&self) -> H256 {
		// Every value of this type has one of 32 bytes.
		self.0.hash().digest().try_into().map_or_else(|_| H256::zero(), H256)
	}

	/// The ids that have this digest: of a file of one block, and of a larger one.
	pub fn with_digest(digest: H256) -> [Self; 2] {
		[RAW, DAG_PB].map(|codec| {
			let hash = Multihash::wrap(SHA2_256, digest.as_bytes()).unwrap_or_default();
			Self(Cid::new_v1(codec, hash))
		})
	}

	/// Whether this block has this id.
	pub fn names(&self, block: &[u8]) -> bool {
		*self == Self::new(self.0.codec(), block)
	}

	/// The bytes.
	pub fn to_bytes(self) -> [u8; CONTENT_ID_LEN] {
		// Each of version, codec, hash function and length takes one byte here.
		self.0.to_bytes().try_into().unwrap_or([0; CONTENT_ID_LEN])
	}

	/// Reads the bytes.
	///
	/// # Errors
	///
	/// [`NotContentId`](Error::NotContentId).
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let id: Self = Cid::try_from(bytes).map_err(|_| Error::NotContentId)?.try_into()?;
		// A CID is read from the start of bytes, and numbers in it could be written longer.
		if id.to_bytes() == bytes {
			Ok(id)
		} else {
			Err(Error::NotContentId)
		}
	}
}

impl TryFrom<Cid> for ContentId {
	type Error = Error;

	fn try_from(cid: Cid) -> Result<Self, Error> {
		let is_ours = cid.version() == Version::V1
			&& matches!(cid.codec(), RAW | DAG_PB)
			&& cid.hash().code() == SHA2_256
			&& cid.hash().size() == 32;
		if is_ours {
			Ok(Self(cid))
		} else {
			Err(Error::NotContentId)
		}
	}
}

impl From<ContentId> for Cid {
	fn from(id: ContentId) -> Self {
		id.0
	}
}

impl FromStr for ContentId {
	type Err = Error;

	fn from_str(text: &str) -> Result<Self, Error> {
		Cid::from_str(text).map_err(|_| Error::NotContentId)?.try_into()
	}
}

impl fmt::Display for ContentId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.fmt(f)
	}
}

impl fmt::Debug for ContentId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.fmt(f)
	}
}
