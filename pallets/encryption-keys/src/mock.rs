// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate as pallet_encryption_keys;
use frame_support::{derive_impl, parameter_types};
use sp_core::{crypto::AccountId32, H256};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::IdentityLookup, BuildStorage, MultiSignature};

pub(crate) type AccountId = AccountId32;
pub(crate) type Balance = u64;
type Block = frame_system::mocking::MockBlock<Test>;

pub(crate) const PATIENT: Sr25519Keyring = Sr25519Keyring::Eve;
pub(crate) const STRANGER: Sr25519Keyring = Sr25519Keyring::Ferdie;
/// Nobody has the key pair of this account, as of a multisig.
pub(crate) const HOSPITAL: AccountId = AccountId32::new([0x4d; 32]);
/// Has nothing but what it needs to exist.
pub(crate) const PAUPER: Sr25519Keyring = Sr25519Keyring::One;

pub(crate) const GENESIS: H256 = H256::repeat_byte(0x67);
pub(crate) const ENDOWMENT: Balance = 1_000;
pub(crate) const STEP: u32 = 10;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type EncryptionKeys = pallet_encryption_keys;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = Block;
	type Lookup = IdentityLookup<AccountId>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	pub static KeyDeposit: Balance = 30;
	pub static MaxEpochStep: u32 = STEP;
}

impl pallet_encryption_keys::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
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
	pub(crate) fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Test> {
			balances: vec![
				(PATIENT.to_account_id(), ENDOWMENT),
				(STRANGER.to_account_id(), ENDOWMENT),
				(HOSPITAL, ENDOWMENT),
				(PAUPER.to_account_id(), 1),
			],
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| {
			KeyDeposit::set(30);
			MaxEpochStep::set(STEP);
			System::set_block_number(1);
			frame_system::BlockHash::<Test>::insert(0, GENESIS);
		});
		ext
	}

	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			EncryptionKeys::do_try_state().unwrap();
		});
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
	let mut ext = ExtBuilder.build();
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext
}
