// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Nonces of transactions of one account that are submitted at the same time.
//!
//! Calls through clones of one client take turns. So do the programs of one machine that have the same
//! folder for locks, if they name one. Machines side by side do not: a node refuses whoever comes
//! second with a nonce, who then takes the next one
//! ([`Call::submit`](crate::client::Call::submit)).

use sp_core::{crypto::AccountId32, H256};
use sp_crypto_hashing::blake2_256;
use std::{
	collections::{BTreeMap, BTreeSet},
	fs::{self, File, OpenOptions, TryLockError},
	path::{Path, PathBuf},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::Duration,
};
use tokio::time::{sleep, Instant};

/// The pause before a lock that another program holds is tried again.
const PAUSE: Duration = Duration::from_millis(20);

/// The longest time that another program is waited for. Without the lock the node tells who was first.
const PATIENCE: Duration = Duration::from_secs(60);

/// The accounts that submit.
pub(crate) struct Nonces {
	lanes: Mutex<BTreeMap<AccountId32, Arc<Lane>>>,
	/// Of the chain, so that accounts do not wait for themselves elsewhere.
	genesis: H256,
	/// The folder for the locks between programs.
	folder: Option<PathBuf>,
}

/// One account.
#[derive(Default)]
struct Lane {
	/// Held from the choice of a nonce until the node has the transaction.
	turn: Arc<tokio::sync::Mutex<()>>,
	/// The nonces whose fate is not known yet. The node may count them late.
	open: Mutex<BTreeSet<u64>>,
}

impl Lane {
	fn open(&self) -> MutexGuard<'_, BTreeSet<u64>> {
		self.open.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

/// The turn of an account: nobody else of this client submits for it meanwhile.
pub(crate) struct Turn {
	lane: Arc<Lane>,
	_guard: tokio::sync::OwnedMutexGuard<()>,
	/// No other program of this machine either, if it is locked.
	_lock: Option<File>,
}

impl Nonces {
	/// On the chain with this genesis, with locks between programs in `folder`.
	pub fn new(genesis: H256, folder: Option<PathBuf>) -> Self {
		Self { lanes: Mutex::default(), genesis, folder }
	}

	/// Waits for the turn of `account` to submit.
	pub async fn turn(&self, account: &AccountId32) -> Turn {
		let turn = self.look(account).await;
		let lock = match &self.folder {
			Some(folder) => lock(folder, &self.lock_name(account)).await,
			None => None,
		};
		Turn { _lock: lock, ..turn }
	}

	/// Waits for the turn of `account` in this client alone: nothing is submitted.
	pub async fn look(&self, account: &AccountId32) -> Turn {
		let lane = {
			let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
			lanes.entry(account.clone()).or_default().clone()
		};
		let guard = lane.turn.clone().lock_owned().await;
		Turn { lane, _guard: guard, _lock: None }
	}

	/// The name of a file does not tell whose it is.
	fn lock_name(&self, account: &AccountId32) -> String {
		let bytes: [u8; 32] = *account.as_ref();
		format!("{}.lock", hex::encode(blake2_256(&[self.genesis.0, bytes].concat())))
	}
}

/// Locks a file, which is made if it is not there, until what is returned is dropped. `None` if that
/// cannot be had: not all places of files know locks.
async fn lock(folder: &Path, name: &str) -> Option<File> {
	let deadline = Instant::now() + PATIENCE;
	fs::create_dir_all(folder).ok()?;
	let path = folder.join(name);
	let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).ok()?;
	loop {
		match file.try_lock() {
			Ok(()) => return Some(file),
			Err(TryLockError::WouldBlock) if Instant::now() < deadline => sleep(PAUSE).await,
			Err(_) => return None,
		}
	}
}

impl Turn {
	/// The nonce that comes next, if the node says that it is `counted`.
	pub fn next(&self, counted: u64) -> u64 {
		counted.max(self.lane.open().last().map_or(0, |last| last.saturating_add(1)))
	}

	/// Takes a nonce.
	pub fn take(&self, nonce: u64) -> Ticket {
		self.lane.open().insert(nonce);
		Ticket { lane: self.lane.clone(), nonce }
	}
}

/// A nonce in use, until this is dropped.
pub(crate) struct Ticket {
	lane: Arc<Lane>,
	pub nonce: u64,
}

impl Drop for Ticket {
	fn drop(&mut self) {
		self.lane.open().remove(&self.nonce);
	}
}
