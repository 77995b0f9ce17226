// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Simulation of block authoring by elected authors, as far as sessions and eras need it.

use super::preset;
pub use crate::crowd::*;
use crate::{constants::time::SLOT_DURATION, *};
use codec::Encode;
use frame_support::traits::{OnFinalize, OnInitialize};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{Digest, DigestItem};

/// A chain whose authors take turns, one slot after the other.
pub struct Chain {
	/// The authors that let their slots pass.
	pub silent: Vec<AccountId>,
	/// The events, block by block.
	pub events: Vec<RuntimeEvent>,
	clock: Moment,
}

impl Chain {
	/// Lets one slot pass. Whose it is authors a block, unless it is silent.
	pub fn slot(&mut self) {
		self.clock += SLOT_DURATION;
		let slot = self.clock / SLOT_DURATION;
		let authors = Session::validators();
		let keys = pallet_aura::Authorities::<Runtime>::get().len() as u64;
		let author = authors.get((slot % keys) as usize);
		if author.is_some_and(|author| self.silent.contains(author)) {
			return;
		}

		let number = System::block_number() + 1;
		let digest = Digest {
			logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(slot).encode())],
		};
		System::reset_events();
		System::initialize(&number, &Default::default(), &digest);
		// In the order in which they are in the runtime.
		<(Authorship, Staking, Seats, Session, Historical, Aura) as OnInitialize<_>>::on_initialize(
			number,
		);
		pallet_timestamp::Now::<Runtime>::put(self.clock);
		<(Authorship, Staking, Seats, Session, Historical, Aura) as OnFinalize<_>>::on_finalize(
			number,
		);
		self.events.extend(System::events().into_iter().map(|record| record.event));
	}

	/// Lets time pass in which nobody authors.
	pub fn stall(&mut self, period: Moment) {
		self.clock += period;
	}

	/// Goes on until so many eras have begun.
	pub fn eras(&mut self, count: u32) {
		let until = era() + count;
		while era() < until {
			self.slot();
		}
	}

	/// The events of this pallet.
	pub fn told<E>(&self) -> Vec<E>
	where
		RuntimeEvent: TryInto<E>,
	{
		self.events.iter().filter_map(|event| event.clone().try_into().ok()).collect()
	}
}

/// Runs a test on the genesis of a preset.
pub fn on(name: &str, test: impl FnOnce(&mut Chain)) {
	with_keystore(preset(name)).execute_with(|| {
		let mut chain = Chain { silent: Vec::new(), events: Vec::new(), clock: Timestamp::get() };
		// The first era begins with the first block.
		chain.slot();
		test(&mut chain);
	});
}

pub fn with_keystore(mut ext: TestExternalities) -> TestExternalities {
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext
}

/// The era that is being authored in.
pub fn era() -> u32 {
	Staking::active_era().unwrap().index
}

pub fn account(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

/// The authors, in order.
pub fn authors() -> Vec<AccountId> {
	let mut authors = Session::validators();
	authors.sort();
	authors
}

pub fn sorted(keys: &[Sr25519Keyring]) -> Vec<AccountId> {
	let mut accounts: Vec<_> = keys.iter().map(|key| account(*key)).collect();
	accounts.sort();
	accounts
}
