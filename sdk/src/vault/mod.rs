// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Vault: record secrets, keys and unfinished work, in a folder under a password.
//!
//! A vault is a folder with
//!
//! - `vault.key`: the master key of the vault, an `age` identity, encrypted with the password;
//! - `<number>.full` and `<number>.delta`: the content, encrypted to the master key, as one full
//!   state and the changes since then, in the order of their numbers;
//! - `lock`: held by the process that has the vault open.
//!
//! Each file is an `age` file behind one line that says what it is, with a version and a hash. So a
//! damaged file is told from a wrong password, and the stock `age` tool can open all of them:
//! `tail -n +2 vault.key | age -d > identity`, then `tail -n +2 <file> | age -d -i identity`.
//!
//! A change is a new file that appears complete or not at all, on the disk before the call returns.
//! A call that fails has changed nothing, unless its error says otherwise. When something is
//! deleted, the content is written anew without it and the older files are removed; copies that the
//! file system or a backup keeps are beyond its reach.
//!
//! Each file names the vault, its number, and the hash of the file before. So files cannot be
//! swapped, left out, or brought in from another vault. Whoever can write to the folder can still
//! put back an older state of the whole folder, or remove the newest changes.

mod account;
mod envelope;
mod error;
mod password;
mod segment;
mod state;
mod store;
#[cfg(test)]
mod tests;

pub use account::AccountSeed;
pub use error::Error;
pub use password::Password;
pub use state::{Change, KeyId, TaskId};

use crate::{
	blocking,
	encryption::{EncryptionKey, SecretKey},
	record::RecordSecrets,
	rings::{ends_at, KeptRingKey, RingKeyId, RingSecret},
};
use medibloc_primitives::{record::Commitment, rings::RingKey, Moment};
use sp_core::{crypto::AccountId32, H256};
use std::{
	fmt,
	path::{Path, PathBuf},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::{ClosedStore, Store};
use zeroize::Zeroizing;

/// An open vault. Clones are the same vault; it is closed when the last of them is dropped.
///
/// Its whole content is in memory, about 500 bytes a record, wiped when the vault is closed. Calls
/// that write finish even if their future is dropped.
#[derive(Clone, Debug)]
pub struct Vault(Arc<Mutex<Store>>);

impl Vault {
	/// Makes an empty vault in a new or empty folder.
	///
	/// # Errors
	///
	/// [`Exists`](Error::Exists), [`EmptyPassword`](Error::EmptyPassword), and those of writing:
	/// [`Full`](Error::Full), [`ReadOnly`](Error::ReadOnly), [`Write`](Error::Write).
	pub async fn create(folder: impl AsRef<Path>, password: Password) -> Result<Self, Error> {
		let folder = folder.as_ref().to_owned();
		blocking::run(move || Store::create(&folder, &password)).await.map(Self::from)
	}

	/// Opens a vault for this process alone.
	///
	/// # Errors
	///
	/// [`NotFound`](Error::NotFound), [`Locked`](Error::Locked),
	/// [`WrongPassword`](Error::WrongPassword), [`Damaged`](Error::Damaged),
	/// [`Newer`](Error::Newer), [`Read`](Error::Read), [`ReadOnly`](Error::ReadOnly). The vault is
	/// left as it is.
	pub async fn open(folder: impl AsRef<Path>, password: Password) -> Result<Self, Error> {
		let folder = folder.as_ref().to_owned();
		blocking::run(move || Store::open(&folder, &password)).await.map(Self::from)
	}

	/// Makes a vault in a new or empty folder with the content of a backup, under a master key and
	/// a password of its own.
	///
	/// # Errors
	///
	/// Those of [`create`](Self::create); about the backup: [`Read`](Error::Read),
	/// [`WrongPassword`](Error::WrongPassword), [`Damaged`](Error::Damaged),
	/// [`Newer`](Error::Newer).
	pub async fn restore(
		backup: impl AsRef<Path>,
		backup_password: Password,
		folder: impl AsRef<Path>,
		password: Password,
	) -> Result<Self, Error> {
		let (backup, folder) = (backup.as_ref().to_owned(), folder.as_ref().to_owned());
		blocking::run(move || Store::restore(&backup, &backup_password, &folder, &password))
			.await
			.map(Self::from)
	}

	/// Writes the whole content into one new file under a password. If the process is killed meanwhile, an
	/// unfinished file may be left beside it, whose name begins with `.medibloc-tmp-`.
	///
	/// # Errors
	///
	/// [`Exists`](Error::Exists), [`EmptyPassword`](Error::EmptyPassword), and those of writing.
	pub async fn export(&self, backup: impl AsRef<Path>, password: Password) -> Result<(), Error> {
		let backup = backup.as_ref().to_owned();
		self.run(move |store| store.export(&backup, &password)).await
	}

	/// Replaces the password. The master key stays: an old copy of the folder still opens with the
	/// old password, and then opens what it holds. To change the master key as well, export and
	/// restore.
	///
	/// # Errors
	///
	/// [`EmptyPassword`](Error::EmptyPassword), and those of writing.
	pub async fn change_password(&self, password: Password) -> Result<(), Error> {
		self.run(move |store| store.change_password(&password)).await
	}

	/// Makes all of these changes, in this order, or none. They are on the disk when this returns.
	///
	/// # Errors
	///
	/// Those of writing: [`Full`](Error::Full), [`ReadOnly`](Error::ReadOnly),
	/// [`Write`](Error::Write). [`Unsettled`](Error::Unsettled) and
	/// [`NotErased`](Error::NotErased) say themselves what was changed.
	pub async fn commit(&self, changes: Vec<Change>) -> Result<(), Error> {
		self.run(move |store| store.commit(changes)).await
	}

	/// Makes and keeps the encryption key of the next epoch of an account; the first is epoch 0.
	/// The earlier ones are kept.
	///
	/// # Errors
	///
	/// Those of [`commit`](Self::commit), and [`NoMoreEpochs`](Error::NoMoreEpochs).
	pub async fn rotate_key(
		&self,
		genesis: H256,
		account: AccountId32,
	) -> Result<EncryptionKey, Error> {
		self.run(move |store| {
			let epoch = match store.state().current_key(&genesis, &account) {
				Some((id, _)) => id.epoch.checked_add(1).ok_or(Error::NoMoreEpochs)?,
				None => 0,
			};
			let secret = SecretKey::random().map_err(|_| Error::Random)?;
			let key = EncryptionKey { genesis, account, epoch, key: secret.public() };
			store.commit(vec![Change::PutKey(KeyId::from(&key), secret)])?;
			Ok(key)
		})
		.await
	}

	/// The vault for later, when this one is closed, so that other processes can open it meanwhile.
	pub fn closed(&self) -> ClosedVault {
		ClosedVault(self.lock().closed())
	}

	/// The folder, in its normal form: the same path however the vault was named.
	pub fn folder(&self) -> PathBuf {
		self.lock().folder().to_owned()
	}

	/// The secrets of a record.
	pub fn record(&self, commitment: &Commitment) -> Option<RecordSecrets> {
		self.lock().state().record(commitment).cloned()
	}

	/// The commitments of all records, sorted.
	pub fn records(&self) -> Vec<Commitment> {
		self.lock().state().records().copied().collect()
	}

	/// The secret key of an account in one epoch.
	pub fn key(&self, id: &KeyId) -> Option<SecretKey> {
		self.lock().state().key(id).cloned()
	}

	/// The latest encryption key of an account.
	pub fn current_key(&self, genesis: &H256, account: &AccountId32) -> Option<EncryptionKey> {
		let store = self.lock();
		let (id, secret) = store.state().current_key(genesis, account)?;
		Some(EncryptionKey {
			genesis: id.genesis,
			account: id.account.clone(),
			epoch: id.epoch,
			key: secret.public(),
		})
	}

	/// All secret keys of accounts, to try on a file.
	pub fn keys(&self) -> Vec<(KeyId, SecretKey)> {
		let store = self.lock();
		let keys = store.state().keys();
		keys.map(|(id, secret)| (id.clone(), secret.clone())).collect()
	}

	/// Makes and keeps the key of a member of a ring, unless there is one with this identity. Answers
	/// the public key to enrol.
	///
	/// # Errors
	///
	/// Those of [`commit`](Self::commit).
	pub async fn make_ring_key(&self, id: RingKeyId) -> Result<RingKey, Error> {
		self.run(move |store| {
			if let Some(key) = store.state().ring_key(&id) {
				return Ok(key.secret.public());
			}
			let secret = RingSecret::random().map_err(|_| Error::Random)?;
			let public = secret.public();
			let key = KeptRingKey { ends_at: ends_at(&id.cohort), ..secret.into() };
			store.commit(vec![Change::PutRingKey(id, key)])?;
			Ok(public)
		})
		.await
	}

	/// Deletes the keys of members of rings whose time was over at `now`, and answers which. They are in
	/// no file of the vault any more then.
	///
	/// Take `now` from a finalized block: a device whose clock is ahead would delete keys that are still
	/// needed.
	///
	/// # Errors
	///
	/// Those of [`commit`](Self::commit).
	pub async fn delete_expired(&self, now: Moment) -> Result<Vec<RingKeyId>, Error> {
		self.run(move |store| {
			let is_over = |key: &KeptRingKey| key.ends_at.is_some_and(|ends_at| ends_at <= now);
			let keys = store.state().ring_keys();
			let expired: Vec<_> =
				keys.filter(|(_, key)| is_over(key)).map(|(id, _)| id.clone()).collect();
			store.commit(expired.iter().cloned().map(Change::ForgetRingKey).collect())?;
			Ok(expired)
		})
		.await
	}

	/// The key of a member of a ring.
	pub fn ring_key(&self, id: &RingKeyId) -> Option<KeptRingKey> {
		self.lock().state().ring_key(id).cloned()
	}

	/// All keys of members of rings.
	pub fn ring_keys(&self) -> Vec<(RingKeyId, KeptRingKey)> {
		let store = self.lock();
		let keys = store.state().ring_keys();
		keys.map(|(id, key)| (id.clone(), key.clone())).collect()
	}

	/// What is kept for a task.
	pub fn task(&self, id: &TaskId) -> Option<Zeroizing<Vec<u8>>> {
		self.lock().state().task(id).cloned()
	}

	/// All tasks of a kind, sorted by what they are about.
	pub fn tasks(&self, kind: &str) -> Vec<(TaskId, Zeroizing<Vec<u8>>)> {
		let store = self.lock();
		let tasks = store.state().tasks().filter(|(id, _)| id.kind == kind);
		tasks.map(|(id, content)| (id.clone(), content.clone())).collect()
	}

	/// The seeds of all accounts that the vault made, sorted by account.
	pub fn accounts(&self) -> Vec<AccountSeed> {
		self.lock().state().accounts().cloned().collect()
	}

	async fn run<T: Send + 'static>(
		&self,
		work: impl FnOnce(&mut Store) -> Result<T, Error> + Send + 'static,
	) -> Result<T, Error> {
		let vault = self.clone();
		blocking::run(move || work(&mut vault.lock())).await
	}

	/// The state is only changed after a write, in steps that do not panic.
	fn lock(&self) -> MutexGuard<'_, Store> {
		self.0.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

/// A vault that was open in this process, and opens again without the password. Its master key is in
/// memory, as that of an open one is.
#[derive(Clone)]
pub struct ClosedVault(ClosedStore);

impl ClosedVault {
	/// Opens the vault for this process alone, with all that other processes did meanwhile.
	///
	/// # Errors
	///
	/// [`Locked`](Error::Locked) while it is open; others as of [`Vault::open`].
	pub async fn open(&self) -> Result<Vault, Error> {
		let closed = self.0.clone();
		blocking::run(move || Store::reopen(&closed)).await.map(Vault::from)
	}
}

impl fmt::Debug for ClosedVault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("ClosedVault(..)")
	}
}

impl From<Store> for Vault {
	fn from(store: Store) -> Self {
		Self(Arc::new(Mutex::new(store)))
	}
}
