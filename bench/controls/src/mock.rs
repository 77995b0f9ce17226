// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate as pallet_bench_controls;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{derive_impl, parameter_types, traits::VariantCount};
use scale_info::TypeInfo;
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage};

pub type Balance = u128;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeHoldReason,
		RuntimeFreezeReason,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(255)]
	pub type BenchControls = pallet_bench_controls;
}

/// What deposits are held for: without a pallet that has reasons the runtime has none.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Reason {
	Attestation,
}

impl VariantCount for Reason {
	const VARIANT_COUNT: u32 = 1;
}

type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId32;
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = Block;
	type Lookup = IdentityLookup<AccountId32>;
}

parameter_types! {
	pub const ExistentialDeposit: Balance = 1;
	pub const AttestationDeposit: Balance = 10;
	pub const DepositReason: Reason = Reason::Attestation;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type RuntimeHoldReason = Reason;
}

impl pallet_bench_controls::Config for Test {
	type Currency = Balances;
	type DepositReason = DepositReason;
	type AttestationDeposit = AttestationDeposit;
}

pub fn account(seed: u8) -> AccountId32 {
	AccountId32::new([seed; 32])
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	let balances = vec![(account(1), 100)];
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| System::set_block_number(1));
	ext
}
