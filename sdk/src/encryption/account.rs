// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Signed encryption keys of accounts.

use super::{Error, PublicKey};
use codec::{DecodeAll, Encode};
use medibloc_primitives::encryption_key::signed_forms;
use sp_core::{crypto::AccountId32, Pair, H256};
use sp_runtime::{traits::Verify, MultiSignature};

/// The encryption key of an account in one epoch.
///
/// Keys of later epochs replace those of earlier ones. The account keeps the secret keys of all
/// epochs as long as something is wrapped for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptionKey {
	/// The hash of the first block of the chain that the account is on.
	pub genesis: H256,
	/// The account.
	pub account: AccountId32,
	/// Counts the keys of the account on this chain, from 0.
	pub epoch: u32,
	/// The key.
	pub key: PublicKey,
}

impl EncryptionKey {
	/// The bytes that the account signs to publish the key.
	pub fn signed_bytes(&self) -> Vec<u8> {
		let [bytes, _] = self.signed_forms();
		bytes
	}

	fn signed_forms(&self) -> [Vec<u8>; 2] {
		signed_forms(&self.genesis, &self.account, self.epoch, self.key.as_bytes())
	}

	/// Signs with the key of the account: sr25519, ed25519 or ecdsa.
	///
	/// # Errors
	///
	/// [`BadSignature`](Error::BadSignature) if the pair is not that of the account.
	pub fn sign<P: Pair>(self, pair: &P) -> Result<SignedEncryptionKey, Error>
	where
		MultiSignature: From<P::Signature>,
	{
		let signature = pair.sign(&self.signed_bytes()).into();
		self.with_signature(signature)
	}

	/// With a signature from elsewhere, such as a wallet, over [`signed_bytes`](Self::signed_bytes)
	/// or, as browser wallets sign, over `<Bytes>`, these bytes and `</Bytes>`.
	///
	/// # Errors
	///
	/// [`BadSignature`](Error::BadSignature).
	pub fn with_signature(self, signature: MultiSignature) -> Result<SignedEncryptionKey, Error> {
		let forms = self.signed_forms();
		if forms.iter().any(|bytes| signature.verify(bytes.as_slice(), &self.account)) {
			Ok(SignedEncryptionKey { key: self, signature })
		} else {
			Err(Error::BadSignature)
		}
	}
}

/// An encryption key whose signature was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedEncryptionKey {
	key: EncryptionKey,
	signature: MultiSignature,
}

impl SignedEncryptionKey {
	/// The key.
	pub fn key(&self) -> &EncryptionKey {
		&self.key
	}

	/// The signature of the account.
	pub fn signature(&self) -> &MultiSignature {
		&self.signature
	}

	/// Takes this key in the place of a known one. Whoever kept an old key cannot bring it back so.
	///
	/// # Errors
	///
	/// [`NotSuccessor`](Error::NotSuccessor) unless it is a key of the same account, on the same
	/// chain, of a later epoch.
	pub fn succeed(self, known: &EncryptionKey) -> Result<Self, Error> {
		let EncryptionKey { genesis, account, epoch, .. } = &self.key;
		if (genesis, account) == (&known.genesis, &known.account) && *epoch > known.epoch {
			Ok(self)
		} else {
			Err(Error::NotSuccessor { known: known.epoch })
		}
	}

	/// The bytes to hand to others: all fields and the signature.
	pub fn to_bytes(&self) -> Vec<u8> {
		let EncryptionKey { genesis, account, epoch, key } = &self.key;
		(genesis, account, epoch, key, &self.signature).encode()
	}

	/// Reads the bytes and checks the signature. Whether genesis and account are those that were
	/// asked for is for the caller to see.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed), [`BadSignature`](Error::BadSignature).
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		type Encoded = (H256, AccountId32, u32, PublicKey, MultiSignature);
		let (genesis, account, epoch, key, signature) =
			Encoded::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?;
		EncryptionKey { genesis, account, epoch, key }.with_signature(signature)
	}
}
