// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption of shares by HPKE (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
//! ChaCha20-Poly1305.

use crate::{Error, PublicKey, SecretKey};
use codec::{Decode, Encode};
use hpke::{
	aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256, single_shot_open,
	single_shot_seal, Deserializable, Kem, OpModeR, OpModeS, Serializable,
};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

const ENCAPSULATED_LEN: usize = 32;
const TAG_LEN: usize = 16;
const SCALAR_LEN: usize = 32;

type KemPublic = <X25519HkdfSha256 as Kem>::PublicKey;
type KemSecret = <X25519HkdfSha256 as Kem>::PrivateKey;
type KemEncapsulated = <X25519HkdfSha256 as Kem>::EncappedKey;

/// The encoding of a scalar, encrypted to one key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Sealed {
	encapsulated: [u8; ENCAPSULATED_LEN],
	ciphertext: [u8; SCALAR_LEN + TAG_LEN],
}

impl Sealed {
	/// Encrypts to a key. With `from`, whoever opens it knows whose key sealed it.
	pub(crate) fn seal(
		plaintext: &[u8; SCALAR_LEN],
		from: Option<&SecretKey>,
		to: &PublicKey,
		info: &[u8],
		context: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		let mode = match from {
			None => OpModeS::Base,
			Some(key) => OpModeS::Auth((secret(key)?, public(&key.public())?)),
		};
		let (encapsulated, ciphertext) = single_shot_seal::<
			ChaCha20Poly1305,
			HkdfSha256,
			X25519HkdfSha256,
			_,
		>(&mode, &public(to)?, info, plaintext, context, rng)
		.map_err(|_| Error::BadKey)?;
		Ok(Self {
			encapsulated: encapsulated.to_bytes().into(),
			ciphertext: ciphertext.try_into().map_err(|_| Error::Malformed)?,
		})
	}

	/// Decrypts what was sealed with the same `info` and `context`, and `from` that key.
	pub(crate) fn open(
		&self,
		from: Option<&PublicKey>,
		to: &SecretKey,
		info: &[u8],
		context: &[u8],
	) -> Result<Zeroizing<[u8; SCALAR_LEN]>, Error> {
		let mode = match from {
			None => OpModeR::Base,
			Some(key) => OpModeR::Auth(public(key)?),
		};
		let encapsulated =
			KemEncapsulated::from_bytes(&self.encapsulated).map_err(|_| Error::NotForThis)?;
		let plaintext = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
			&mode,
			&secret(to)?,
			&encapsulated,
			info,
			&self.ciphertext,
			context,
		)
		.map_err(|_| Error::NotForThis)?;
		let plaintext = Zeroizing::new(plaintext);
		let scalar = plaintext.as_slice().try_into().map_err(|_| Error::Malformed)?;
		Ok(Zeroizing::new(scalar))
	}
}

fn public(key: &PublicKey) -> Result<KemPublic, Error> {
	KemPublic::from_bytes(key.as_bytes()).map_err(|_| Error::BadKey)
}

fn secret(key: &SecretKey) -> Result<KemSecret, Error> {
	KemSecret::from_bytes(key.expose()).map_err(|_| Error::BadKey)
}
