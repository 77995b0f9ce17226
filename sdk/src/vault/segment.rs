// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Segments: the files of a vault, each with changes.

use super::{
	envelope::{self, Hash, Kind},
	password::{open, seal},
	state::Change,
	Error,
};
use age::{x25519, Decryptor, Encryptor};
use codec::{Decode, Encode};
use std::{io, iter, path::Path};
use zeroize::Zeroizing;

/// The name of a vault, drawn when it was made.
pub(super) type VaultId = [u8; 16];

/// The header of a segment, inside its encryption.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(super) struct Header {
	pub(super) vault: VaultId,
	pub(super) number: u64,
	/// Whether it holds the full state, so that those before it do not count.
	pub(super) is_full: bool,
	/// The hash of the segment before, without its first line; zeros for the first.
	pub(super) previous: Hash,
}

impl Header {
	/// The name of the file.
	pub(super) fn name(&self) -> String {
		format!("{:016x}.{}", self.number, if self.is_full { FULL } else { DELTA })
	}
}

const FULL: &str = "full";
const DELTA: &str = "delta";

/// The number of the segment with this name, and whether it is full.
pub(super) fn parse_name(name: &str) -> Option<(u64, bool)> {
	let (number, kind) = name.split_once('.')?;
	let is_full = match kind {
		FULL => true,
		DELTA => false,
		_ => return None,
	};
	let parsed = u64::from_str_radix(number, 16).ok()?;
	(format!("{parsed:016x}") == number).then_some((parsed, is_full))
}

/// The whole file, and the hash that the next one names.
pub(super) fn write(
	header: &Header,
	changes: &[Change],
	key: &x25519::Identity,
) -> Result<(Vec<u8>, Hash), Error> {
	let plaintext = encode(header, changes);
	let recipient = key.to_public();
	// Writing to memory does not fail, nor does encryption to one recipient.
	let ciphertext = Encryptor::with_recipients(iter::once(&recipient as _))
		.map_err(io::Error::other)
		.and_then(|encryptor| seal(encryptor, &plaintext))
		.map_err(|_| Error::Random)?;
	let file = envelope::seal(Kind::Segment, format(changes), &ciphertext);
	Ok((file, envelope::hash(&ciphertext)))
}

/// The format of a file with these changes.
pub(super) fn format(changes: &[Change]) -> u32 {
	changes.iter().map(Change::format).max().unwrap_or(envelope::FIRST_FORMAT)
}

/// The content of a file, which is at `path`, and the hash that the next one names.
pub(super) fn read(
	file: &[u8],
	key: &x25519::Identity,
	path: &Path,
) -> Result<(Header, Vec<Change>, Hash), Error> {
	let ciphertext = envelope::open(Kind::Segment, file, path)?;
	let plaintext = Decryptor::new_buffered(ciphertext)
		.and_then(|decryptor| decryptor.decrypt(iter::once(key as _)))
		.map_err(io::Error::other)
		.and_then(|reader| open(reader, ciphertext.len()))
		.map_err(|_| Error::damaged(path, "it is not encrypted with the key of this vault"))?;
	let (header, changes) =
		decode(&plaintext).ok_or_else(|| Error::damaged(path, "its content makes no sense"))?;
	Ok((header, changes, envelope::hash(ciphertext)))
}

/// The header, then the changes one after the other.
pub(super) fn encode(header: &impl Encode, changes: &[Change]) -> Zeroizing<Vec<u8>> {
	const MOST_OF_A_CHANGE: usize = 640;
	let mut bytes = Vec::with_capacity(128 + changes.len().saturating_mul(MOST_OF_A_CHANGE));
	header.encode_to(&mut bytes);
	for change in changes {
		change.encode_to(&mut bytes);
	}
	Zeroizing::new(bytes)
}

pub(super) fn decode<H: Decode>(mut bytes: &[u8]) -> Option<(H, Vec<Change>)> {
	let header = H::decode(&mut bytes).ok()?;
	let mut changes = Vec::new();
	while !bytes.is_empty() {
		changes.push(Change::decode(&mut bytes)?);
	}
	Some((header, changes))
}
