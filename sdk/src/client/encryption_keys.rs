// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption keys of accounts.

use super::{
	api, error::Error, page::BlockRef, stored::StoredKey, transactions::Call, transport::Client,
};
use crate::encryption::{EncryptionKey, PublicKey, SignedEncryptionKey};
use medibloc_verifier::encryption_key;
use sp_core::{crypto::AccountId32, Bytes, H256};
use sp_runtime::MultiSignature;

/// The key that an account has published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishedKey {
	/// With the signature of the account, which was checked. No node can have made it up; that it was
	/// neither replaced nor withdrawn since, only a proof tells.
	Signed(SignedEncryptionKey),
	/// Without a signature, as of an account that has no key pair. **Take it from a proof only**
	/// ([`EncryptionKeys::proof`]): the node that gave this answer could have put in a key of its own.
	Unsigned(EncryptionKey),
}

/// A proof of the key of an account, for [`medibloc_verifier::encryption_key::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyProof {
	/// The block whose state it is of.
	pub block: BlockRef,
	/// The trie nodes.
	pub nodes: Vec<Bytes>,
}

/// Encryption keys of accounts: what [`Client::encryption_keys`] gives.
#[derive(Clone, Copy, Debug)]
pub struct EncryptionKeys<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl Client {
	/// To which keys to encrypt for whom.
	pub fn encryption_keys(&self) -> EncryptionKeys<'_> {
		EncryptionKeys { client: self, at: None }
	}
}

impl<'a> EncryptionKeys<'a> {
	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}

	/// Publishes a key that the account signed, in the place of the one before it. A deposit is held
	/// until the key is withdrawn. Keep the secrets of earlier keys: what was encrypted to them opens
	/// with nothing else.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, key: medibloc_sdk::encryption::PublicKey,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	/// use medibloc_sdk::encryption::EncryptionKey;
	///
	/// let keys = client.encryption_keys();
	/// let epoch = keys.next_epoch(&patient.account()).await?;
	/// let key = EncryptionKey { genesis: client.genesis(), account: patient.account(), epoch, key };
	/// let signature = patient.sign(&key.signed_bytes());
	/// if let Ok(signed) = key.with_signature(signature) {
	///     keys.publish(&signed).submit(&patient, &Submit::default()).await?;
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub fn publish(&self, key: &SignedEncryptionKey) -> Call<()> {
		let EncryptionKey { key: public, epoch, .. } = key.key();
		self.publish_key(public, *epoch, Some(key.signature().clone()))
	}

	/// Publishes a key without a signature, for an account that has no key pair, such as a multisig.
	/// Others can take it from a proof only.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, key: medibloc_sdk::encryption::PublicKey,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let call = client.encryption_keys().publish_unsigned(&key, 0).encode().await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn publish_unsigned(&self, key: &PublicKey, epoch: u32) -> Call<()> {
		self.publish_key(key, epoch, None)
	}

	fn publish_key(
		&self,
		key: &PublicKey,
		epoch: u32,
		signature: Option<MultiSignature>,
	) -> Call<()> {
		let signature = signature.map(Into::into);
		let call = api::tx().encryption_keys().publish(*key.as_bytes(), epoch, signature);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Withdraws the key of the signer, so that nobody encrypts to it any more.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.encryption_keys().withdraw().submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn withdraw(&self) -> Call<()> {
		Call::new(self.client, api::tx().encryption_keys().withdraw(), |_| Ok(()))
	}

	/// The key that `account` has published; `None` if it never did, or withdrew it.
	///
	/// # Errors
	///
	/// [`Decode`](Error::Decode) if the key or its signature is not genuine, and those of asking the
	/// node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::PublishedKey;
	///
	/// if let Some(PublishedKey::Signed(signed)) = client.encryption_keys().key(&doctor).await? {
	///     println!("encrypt to {}", signed.key().key);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn key(&self, account: &AccountId32) -> Result<Option<PublishedKey>, Error> {
		match self.stored(account).await? {
			Some(stored) => self.genuine(account, stored),
			None => Ok(None),
		}
	}

	/// The key of an entry, whose signature was checked.
	fn genuine(
		&self,
		account: &AccountId32,
		StoredKey { epoch, published }: StoredKey,
	) -> Result<Option<PublishedKey>, Error> {
		let Some(published) = published else { return Ok(None) };
		let fake = |error: crate::encryption::Error| Error::decode("state_getStorage", error);
		let key = EncryptionKey {
			genesis: self.client.genesis(),
			account: account.clone(),
			epoch,
			key: PublicKey::try_from(published.key).map_err(fake)?,
		};
		Ok(Some(match published.signature {
			Some(signature) => PublishedKey::Signed(key.with_signature(signature).map_err(fake)?),
			None => PublishedKey::Unsigned(key),
		}))
	}

	/// The key that `account` has published, and the epoch of the last one, which stays when it is
	/// withdrawn; `None` if there never was one.
	///
	/// # Errors
	///
	/// As [`key`](Self::key).
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// if let Some((epoch, None)) = client.encryption_keys().last(&doctor).await? {
	///     println!("the key of epoch {epoch} was withdrawn");
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn last(
		&self,
		account: &AccountId32,
	) -> Result<Option<(u32, Option<PublishedKey>)>, Error> {
		let Some(stored) = self.stored(account).await? else { return Ok(None) };
		Ok(Some((stored.epoch, self.genuine(account, stored)?)))
	}

	/// The epoch of the key that `account` can publish next.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let epoch = client.encryption_keys().next_epoch(&patient).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn next_epoch(&self, account: &AccountId32) -> Result<u32, Error> {
		let stored = self.stored(account).await?;
		Ok(stored.map_or(0, |stored| stored.epoch.saturating_add(1)))
	}

	/// A proof of the key of `account`, or that there is none, for whoever trusts no node.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32, state_root: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let proof = client.encryption_keys().proof(&doctor).await?;
	/// // The state root of a finalized block must come from elsewhere, such as a light client.
	/// let proven = medibloc_verifier::encryption_key::verify(state_root, &doctor, &proof.nodes);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn proof(&self, account: &AccountId32) -> Result<KeyProof, Error> {
		let block = match self.at {
			Some(hash) => BlockRef { hash, number: self.client.number(hash).await? },
			None => self.client.finalized().await?,
		};
		let nodes = self.client.read_proof(&encryption_key::keys(account), block.hash).await?;
		Ok(KeyProof { block, nodes })
	}

	async fn stored(&self, account: &AccountId32) -> Result<Option<StoredKey>, Error> {
		let address = api::storage().encryption_keys().keys();
		self.client.read(address, (account.clone().into(),), self.at).await
	}
}

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, sample: &super::tests::Sample) -> Vec<super::tests::Method> {
	super::tests::methods!(client.encryption_keys():
		publish(&sample.signed),
		withdraw(),
	)
}
