// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The recipients of evidence: all members of a ring, none hidden and none left to chance.

use super::Error;
use crate::encryption::{EncryptionKey, PublicKey, SignedEncryptionKey};
use age::EncryptError;
use age_core::{
	format::{FileKey, Stanza, FILE_KEY_BYTES},
	primitives::{aead_encrypt, hkdf},
};
use base64::{prelude::BASE64_STANDARD_NO_PAD, Engine};
use codec::{Decode, Encode, Input};
use secrecy::ExposeSecret;
use sp_core::{crypto::AccountId32, H256};
use sp_runtime::MultiSignature;
use std::collections::HashSet;
use x25519_dalek::{x25519, X25519_BASEPOINT_BYTES};
use zeroize::Zeroizing;

/// The name of a stanza of a recipient with an X25519 key.
const X25519_TAG: &str = "X25519";

/// The label of the key that wraps the file key, as in <https://c2sp.org/age#x25519-recipient-stanza>.
const X25519_LABEL: &[u8] = b"age-encryption.org/v1/X25519";

/// The label of the ephemeral secret.
const EPHEMERAL_LABEL: &[u8] = b"medibloc/evidence/ephemeral/v1";

/// A member of a ring, and the encryption key that it has published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
	/// The account of the member.
	pub account: AccountId32,
	/// The epoch of the key; of the last one, if it was withdrawn.
	pub epoch: u32,
	/// The key; `None` if there is none, or it was withdrawn. Take it from a signed key or from a
	/// storage proof.
	pub key: Option<PublicKey>,
	/// The signature of the account over the key, if it has one. With it, a juror knows the key for
	/// genuine also when the member has replaced it since.
	pub signature: Option<MultiSignature>,
}

impl Recipient {
	/// Whether the account signed the key, on the chain with this first block.
	pub(super) fn is_signed(&self, genesis: H256) -> bool {
		let Self { account, epoch, key, signature } = self;
		let (Some(key), Some(signature)) = (key, signature) else { return false };
		let key = EncryptionKey { genesis, account: account.clone(), epoch: *epoch, key: *key };
		key.with_signature(signature.clone()).is_ok()
	}
}

impl From<&SignedEncryptionKey> for Recipient {
	fn from(signed: &SignedEncryptionKey) -> Self {
		let EncryptionKey { account, epoch, key, .. } = signed.key();
		Self {
			account: account.clone(),
			epoch: *epoch,
			key: Some(*key),
			signature: Some(signed.signature().clone()),
		}
	}
}

impl Encode for Recipient {
	fn encode(&self) -> Vec<u8> {
		(&self.account, self.epoch, self.key, &self.signature).encode()
	}
}

impl Decode for Recipient {
	fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
		type Encoded = (AccountId32, u32, Option<[u8; 32]>, Option<MultiSignature>);
		let (account, epoch, key, signature) = Encoded::decode(input)?;
		let key = key.map(PublicKey::try_from).transpose().map_err(|_| "no usable key")?;
		Ok(Self { account, epoch, key, signature })
	}
}

/// The recipients of evidence, in the order of their accounts.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub struct Recipients(Vec<Recipient>);

impl Recipients {
	/// All members of a ring, if all have a key.
	///
	/// # Errors
	///
	/// [`WithoutKey`](Error::WithoutKey), which names those who have none;
	/// [`TwiceNamed`](Error::TwiceNamed), [`NoRecipients`](Error::NoRecipients).
	pub fn complete(members: Vec<Recipient>) -> Result<Self, Error> {
		let without: Vec<_> = members
			.iter()
			.filter(|member| member.key.is_none())
			.map(|member| member.account.clone())
			.collect();
		if !without.is_empty() {
			return Err(Error::WithoutKey(without));
		}
		Self::despite(members)
	}

	/// All members of a ring, also if some have no key. They are named, and each juror compares with the
	/// chain whether they have none.
	///
	/// # Errors
	///
	/// [`TwiceNamed`](Error::TwiceNamed), [`NoRecipients`](Error::NoRecipients) if nobody has a key.
	pub fn despite(mut members: Vec<Recipient>) -> Result<Self, Error> {
		members.sort_by(|one, other| one.account.cmp(&other.account));
		for pair in members.windows(2) {
			if let [one, other] = pair {
				if one.account == other.account {
					return Err(Error::TwiceNamed(one.account.clone()));
				}
			}
		}
		if members.iter().all(|member| member.key.is_none()) {
			return Err(Error::NoRecipients);
		}
		Ok(Self(members))
	}

	/// All members that were named.
	pub fn members(&self) -> &[Recipient] {
		&self.0
	}

	/// The part of the header that belongs to them.
	pub(super) fn stanzas(&self, file_key: &[u8; FILE_KEY_BYTES]) -> Vec<Stanza> {
		self.0.iter().filter_map(|member| member.key).map(|key| stanza(file_key, &key)).collect()
	}
}

impl Decode for Recipients {
	fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
		let members = Vec::<Recipient>::decode(input)?;
		let sorted = Self::despite(members.clone()).map_err(|_| "no recipients")?;
		match sorted.0 == members {
			true => Ok(sorted),
			false => Err("recipients are not in order".into()),
		}
	}
}

/// A recipient as `age` has it, but that its ephemeral secret is
/// `HKDF-SHA-256(file key, salt: public key, info: label)` instead of random. The file key is, and is known
/// to recipients alone; so nobody else knows the ephemeral secret, and each recipient knows all of them.
fn stanza(file_key: &[u8; FILE_KEY_BYTES], to: &PublicKey) -> Stanza {
	let secret = Zeroizing::new(hkdf(to.as_bytes(), EPHEMERAL_LABEL, file_key));
	let ephemeral = x25519(*secret, X25519_BASEPOINT_BYTES);
	// Never zero: public keys of small order are refused as keys.
	let shared = Zeroizing::new(x25519(*secret, *to.as_bytes()));
	let salt = [ephemeral, *to.as_bytes()].concat();
	let key = Zeroizing::new(hkdf(&salt, X25519_LABEL, &*shared));
	Stanza {
		tag: X25519_TAG.into(),
		args: vec![BASE64_STANDARD_NO_PAD.encode(ephemeral)],
		body: aead_encrypt(&key, file_key),
	}
}

/// All recipients at once, for `age`.
pub(super) struct RingRecipient<'a>(pub(super) &'a Recipients);

impl age::Recipient for RingRecipient<'_> {
	fn wrap_file_key(
		&self,
		file_key: &FileKey,
	) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
		Ok((self.0.stanzas(file_key.expose_secret()), HashSet::new()))
	}
}
