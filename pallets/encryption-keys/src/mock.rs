// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime in which accounts with and without a key pair publish keys.

use crate as pallet_encryption_keys;
use frame_support::parameter_types;
use pallet_support::testing::TestExternalities;
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::MultiSignature;

pallet_support::mock_runtime!(
	EncryptionKeys = pallet_encryption_keys,
	AccountId = sp_core::crypto::AccountId32
);

pub(crate) const PATIENT: Sr25519Keyring = Sr25519Keyring::Eve;
pub(crate) const STRANGER: Sr25519Keyring = Sr25519Keyring::Ferdie;
/// Had a key and withdrew it.
pub(crate) const REVOKED: Sr25519Keyring = Sr25519Keyring::Alice;
pub(crate) const EXPIRED: Sr25519Keyring = Sr25519Keyring::Bob;
pub(crate) const PROVIDER: Sr25519Keyring = Sr25519Keyring::Charlie;
pub(crate) const ADMIN: Sr25519Keyring = Sr25519Keyring::Dave;
/// Nobody has the key pair of this account, as of a multisig.
pub(crate) const HOSPITAL: AccountId = AccountId::new([0x4d; 32]);
/// Has nothing but what it needs to exist.
pub(crate) const PAUPER: Sr25519Keyring = Sr25519Keyring::One;

pub(crate) const GENESIS: H256 = H256::repeat_byte(0x67);
pub(crate) const ENDOWMENT: Balance = 1_000;
pub(crate) const STEP: u32 = 10;

parameter_types! {
	pub static KeyDeposit: Balance = 30;
	pub static MaxEpochStep: u32 = STEP;
}

impl pallet_encryption_keys::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = ();
	type Signature = MultiSignature;
	type KeyDeposit = KeyDeposit;
	type MaxEpochStep = MaxEpochStep;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

#[derive(Default)]
pub(crate) struct ExtBuilder;

impl ExtBuilder {
	pub(crate) fn build(self) -> TestExternalities {
		let balances = [
			(PATIENT.to_account_id(), ENDOWMENT),
			(STRANGER.to_account_id(), ENDOWMENT),
			(REVOKED.to_account_id(), ENDOWMENT),
			(EXPIRED.to_account_id(), ENDOWMENT),
			(PROVIDER.to_account_id(), ENDOWMENT),
			(ADMIN.to_account_id(), ENDOWMENT),
			(HOSPITAL, ENDOWMENT),
			(PAUPER.to_account_id(), 1),
		];
		let mut externalities = externalities(0, balances, |_| ());
		externalities.execute_with(|| {
			KeyDeposit::set(30);
			MaxEpochStep::set(STEP);
			frame_system::BlockHash::<Test>::insert(0, GENESIS);
		});
		externalities
	}

	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		execute(self.build(), test);
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub(crate) fn new_test_ext() -> TestExternalities {
	use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
	let mut ext = ExtBuilder.build();
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext
}
