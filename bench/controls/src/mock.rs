// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate as pallet_bench_controls;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{derive_impl, parameter_types, traits::VariantCount};
use scale_info::TypeInfo;
use sp_core::{sr25519, Pair};
use sp_runtime::{
	generic::{self, Era},
	traits::{BlakeTwo256, IdentityLookup},
	AccountId32, BuildStorage, MultiSignature,
};

pub type Balance = u128;

/// As in the runtime, as far as it concerns who makes a call.
pub type TxExtension = (
	frame_system::AuthorizeCall<Test>,
	frame_system::CheckNonZeroSender<Test>,
	frame_system::CheckSpecVersion<Test>,
	frame_system::CheckTxVersion<Test>,
	frame_system::CheckGenesis<Test>,
	frame_system::CheckEra<Test>,
	frame_system::CheckNonce<Test>,
	frame_system::CheckWeight<Test>,
);

pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<AccountId32, RuntimeCall, MultiSignature, TxExtension>;
type Block = generic::Block<generic::Header<u64, BlakeTwo256>, UncheckedExtrinsic>;

pub type Executive = frame_executive::Executive<
	Test,
	Block,
	frame_system::ChainContext<Test>,
	Test,
	AllPalletsWithSystem,
>;

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

/// The reasons for holds: without a pallet that has reasons the runtime has none.
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
	pub const MaxRedeemed: u32 = 3;
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
	type MaxRedeemed = MaxRedeemed;
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

pub fn extension(nonce: u32) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
	)
}

/// A transaction that nobody signs.
pub fn general(call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call.into(), extension(0))
}

/// A transaction of the account of this key.
pub fn signed_by(
	key: &sr25519::Pair,
	nonce: u32,
	call: impl Into<RuntimeCall>,
) -> UncheckedExtrinsic {
	let payload = generic::SignedPayload::new(call.into(), extension(nonce)).unwrap();
	let signature = payload.using_encoded(|payload| key.sign(payload));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, key.public().into(), signature.into(), extension)
}
