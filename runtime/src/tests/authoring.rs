// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Blocks by elected authors, as far as sessions and eras need them.

use super::preset;
use crate::{constants::time::SLOT_DURATION, *};
use codec::Encode;
use frame_support::{
	assert_ok,
	traits::{OnFinalize, OnInitialize},
};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{Digest, DigestItem, Perbill};

/// A chain whose authors take turns, one slot after the other.
pub struct Chain {
	/// Who lets its slots pass.
	pub silent: Vec<AccountId>,
	/// What was told, block by block.
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

	/// What this pallet told.
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

pub fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn bond(who: &AccountId, amount: Balance) {
	assert_ok!(Staking::bond(signed(who), amount, pallet_staking::RewardDestination::Stash));
}

pub fn validate(who: &AccountId) {
	let prefs =
		pallet_staking::ValidatorPrefs { commission: Perbill::from_percent(10), blocked: false };
	assert_ok!(Staking::validate(signed(who), prefs));
}

pub fn nominate(who: &AccountId, stashes: &[AccountId]) {
	let targets = stashes.iter().cloned().map(Into::into).collect();
	assert_ok!(Staking::nominate(signed(who), targets));
}

pub fn set_keys(who: &AccountId) -> SessionKeys {
	let generated = SessionKeys::generate(&who.encode(), None);
	assert_ok!(Session::set_keys(signed(who), generated.keys.clone(), generated.proof.encode()));
	generated.keys
}

/// Gives an account what it needs to stand for election.
pub fn stand(who: &AccountId, amount: Balance) -> SessionKeys {
	bond(who, amount);
	validate(who);
	set_keys(who)
}

/// An account with funds that no key of the cast has.
pub fn newcomer(index: u32) -> AccountId {
	let who = AccountId::from(sp_io::hashing::blake2_256(&(b"newcomer", index).encode()));
	let funds = 10 * constants::staking::MIN_VALIDATOR_BOND;
	assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), who.clone().into(), funds));
	who
}
