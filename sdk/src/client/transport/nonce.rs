// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Nonces of transactions of one account that are submitted at the same time.

use sp_core::crypto::AccountId32;
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The accounts that submit.
#[derive(Default)]
pub(crate) struct Nonces(Mutex<BTreeMap<AccountId32, Arc<Lane>>>);

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
}

impl Nonces {
	/// Waits for the turn of `account`.
	pub async fn turn(&self, account: &AccountId32) -> Turn {
		let lane = {
			let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
			lanes.entry(account.clone()).or_default().clone()
		};
		let guard = lane.turn.clone().lock_owned().await;
		Turn { lane, _guard: guard }
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
