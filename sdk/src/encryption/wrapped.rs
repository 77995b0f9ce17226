// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Wrapped keys: record secrets, encrypted to one account.

use super::{EncryptionKey, Error, SecretKey};
use crate::record::RecordSecrets;
use codec::{DecodeAll, Encode};
use hpke::{
	aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256, single_shot_open,
	single_shot_seal, Deserializable, Kem, OpModeR, OpModeS, Serializable,
};
use medibloc_primitives::{consent::GrantId, record::Commitment};
use rand_core::OsRng;
use sp_core::H256;
use zeroize::Zeroizing;

const INFO_TAG: &[u8] = b"medibloc/wrapped-key/v1";
const VERSION: u8 = 1;
const ENCAPSULATED_LEN: usize = 32;
const TAG_LEN: usize = 16;

/// The context of a wrapped key. It opens in no other context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub struct WrapContext {
	/// The hash of the first block of the chain that the grant is on.
	pub genesis: H256,
	/// The grant under which the record is shared; `None` if an author hands the record to the
	/// person whom it is about.
	pub grant: Option<GrantId>,
	/// The commitment to the record.
	pub commitment: Commitment,
}

/// The [`RecordSecrets`] of one record, encrypted to the encryption key of one account by HPKE in
/// its base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
///
/// It says nothing about who wrapped it. That the record is genuine follows from its commitment on
/// the chain, against which what is inside is checked.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub struct WrappedKey {
	version: u8,
	epoch: u32,
	encapsulated: [u8; ENCAPSULATED_LEN],
	ciphertext: Vec<u8>,
}

impl WrappedKey {
	/// Wraps the secrets of a record.
	///
	/// # Errors
	///
	/// [`NotForThis`](Error::NotForThis) if the context names another record or chain than the
	/// secrets and the key do; [`NotPublicKey`](Error::NotPublicKey).
	pub fn wrap(
		secrets: &RecordSecrets,
		to: &EncryptionKey,
		context: &WrapContext,
	) -> Result<Self, Error> {
		if secrets.commitment() != context.commitment || to.genesis != context.genesis {
			return Err(Error::NotForThis);
		}
		Self::seal(&secrets.encode(), to, context)
	}

	pub(super) fn seal(
		plaintext: &[u8],
		to: &EncryptionKey,
		context: &WrapContext,
	) -> Result<Self, Error> {
		let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(to.key.as_bytes())
			.map_err(|_| Error::NotPublicKey)?;
		let (encapsulated, ciphertext) =
			single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(
				&OpModeS::Base,
				&public,
				&INFO_TAG.encode(),
				plaintext,
				&associated_data(to.epoch, context),
				&mut OsRng,
			)
			.map_err(|_| Error::NotPublicKey)?;
		Ok(Self {
			version: VERSION,
			epoch: to.epoch,
			encapsulated: encapsulated.to_bytes().into(),
			ciphertext,
		})
	}

	/// The epoch of the encryption key that opens it.
	pub fn epoch(&self) -> u32 {
		self.epoch
	}

	/// Opens it with the secret key of that epoch, and checks that what is inside belongs to the
	/// record of the context.
	///
	/// # Errors
	///
	/// [`NotForThis`](Error::NotForThis).
	pub fn open(&self, key: &SecretKey, context: &WrapContext) -> Result<RecordSecrets, Error> {
		let not_for_this = |_| Error::NotForThis;
		let secret = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(key.expose())
			.map_err(not_for_this)?;
		let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.encapsulated)
			.map_err(not_for_this)?;
		let plaintext = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
			&OpModeR::Base,
			&secret,
			&encapsulated,
			&INFO_TAG.encode(),
			&self.ciphertext,
			&associated_data(self.epoch, context),
		)
		.map_err(not_for_this)?;
		let secrets =
			RecordSecrets::decode(&Zeroizing::new(plaintext)).map_err(|_| Error::NotForThis)?;
		if secrets.commitment() != context.commitment {
			return Err(Error::NotForThis);
		}
		Ok(secrets)
	}

	/// The bytes to hand over. They are not secret, but tell the epoch of the receiver's key.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.encode()
	}

	/// Reads the bytes. Whether they are genuine shows when they are opened.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed).
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		type Encoded = (u8, u32, [u8; ENCAPSULATED_LEN], Vec<u8>);
		let (version, epoch, encapsulated, ciphertext) =
			Encoded::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?;
		let is_possible = (TAG_LEN..=RecordSecrets::MAX_ENCODED_LEN).contains(&ciphertext.len());
		if version != VERSION || !is_possible {
			return Err(Error::Malformed);
		}
		Ok(Self { version, epoch, encapsulated, ciphertext })
	}
}

pub(super) fn associated_data(epoch: u32, context: &WrapContext) -> Vec<u8> {
	(epoch, context).encode()
}
