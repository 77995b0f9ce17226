// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Record secrets: all that opens a record.

use super::Error;
use crate::{
	encryption::SecretKey,
	storage::{ContentId, CONTENT_ID_LEN},
};
use codec::{Decode, DecodeAll, Encode};
use medibloc_primitives::record::{Commitment, RecordClass};
use medibloc_record_commitment::{Chunks, Manifest, Record, RecordSalt};
use zeroize::Zeroizing;

const VERSION: u8 = 1;

/// All that is needed to find, decrypt and verify a record. Who has it has the record.
///
/// It lies in the vault, and goes to others as a [`WrappedKey`](crate::encryption::WrappedKey).
/// To delete it everywhere, together with the keys of the other recipients of the file, is to erase
/// the record.
#[derive(Clone, Debug)]
pub struct RecordSecrets {
	/// The secret behind the commitment.
	pub salt: RecordSalt,
	/// The description of the record, of which the commitment is made.
	pub manifest: Manifest,
	/// The class that the chain was told.
	pub class: RecordClass,
	/// The key that the file was encrypted to, besides those of its owner.
	pub key: Option<SecretKey>,
	/// The content id of the encrypted file.
	pub content: Option<ContentId>,
}

impl RecordSecrets {
	/// The secrets of a record that was just committed to, not yet encrypted or stored.
	pub fn new(record: &Record, class: RecordClass) -> Self {
		Self::described(record.salt().clone(), record.manifest().clone(), class)
	}

	/// The secrets of a record of which the manifest is at hand.
	pub fn described(salt: RecordSalt, manifest: Manifest, class: RecordClass) -> Self {
		Self { salt, manifest, class, key: None, content: None }
	}

	/// With the key that the file was encrypted to.
	pub fn encrypted_under(self, key: SecretKey) -> Self {
		Self { key: Some(key), ..self }
	}

	/// With the place of the encrypted file.
	pub fn stored_at(self, content: ContentId) -> Self {
		Self { content: Some(content), ..self }
	}

	/// The commitment to the record. Compare it with the anchored one.
	pub fn commitment(&self) -> Commitment {
		self.manifest.commitment()
	}

	/// Whether this is the content of the record: its chunks, and its fields if it has any. For a
	/// file too large for memory use [`Verifying`](super::Verifying).
	///
	/// # Errors
	///
	/// [`Mismatch`](Error::Mismatch).
	pub fn verify(&self, content: &[u8]) -> Result<Record, Error> {
		// The chunks first: they tell whether the content is another one in all cases, while JSON
		// that was changed may not be JSON any more.
		let chunks = Chunks::new(self.salt.clone(), self.manifest.chunk_size, content)?;
		if chunks.root() != self.manifest.chunk_root {
			return Err(Error::Mismatch);
		}
		Record::open(&self.manifest, self.salt.clone(), content).map_err(|_| Error::Mismatch)
	}

	/// The encoding, as `docs/protocols.md` defines it. It is secret.
	pub fn encode(&self) -> Zeroizing<Vec<u8>> {
		let mut bytes = Vec::with_capacity(Self::MAX_ENCODED_LEN);
		(VERSION, self.salt.as_bytes(), &self.manifest, self.class).encode_to(&mut bytes);
		self.key.as_ref().map(SecretKey::expose).encode_to(&mut bytes);
		self.content.map(|content| content.to_bytes()).encode_to(&mut bytes);
		Zeroizing::new(bytes)
	}

	/// Reads the encoding.
	///
	/// # Errors
	///
	/// [`NotSecrets`](Error::NotSecrets).
	pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
		type Encoded =
			(u8, Zeroed, Manifest, RecordClass, Option<Zeroed>, Option<[u8; CONTENT_ID_LEN]>);
		let (version, salt, manifest, class, key, content) =
			Encoded::decode_all(&mut &bytes[..]).map_err(|_| Error::NotSecrets)?;
		if version != VERSION {
			return Err(Error::NotSecrets);
		}
		Ok(Self {
			salt: RecordSalt::from(*salt.0),
			manifest,
			class,
			key: key.map(|key| SecretKey::from(*key.0)),
			content: content
				.map(|bytes| ContentId::from_bytes(&bytes))
				.transpose()
				.map_err(|_| Error::NotSecrets)?,
		})
	}

	/// No encoding is longer.
	pub(crate) const MAX_ENCODED_LEN: usize = 512;
}

/// Bytes that are wiped after decoding.
struct Zeroed(Zeroizing<[u8; 32]>);

impl Decode for Zeroed {
	fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
		let mut bytes = Zeroizing::new([0; 32]);
		input.read(bytes.as_mut())?;
		Ok(Self(bytes))
	}
}
