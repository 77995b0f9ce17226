// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with this pallet and transaction fees, the authenticators of a few persons
//! ([`Authenticator`]), and transactions as they arrive at a node ([`Draft`]).

mod authenticator;
mod transactions;

pub(crate) use authenticator::*;
pub(crate) use transactions::*;

use crate as pallet_passkeys;
use frame_support::{
	derive_impl, ord_parameter_types, parameter_types,
	weights::{Weight, WeightToFee},
};
use frame_system::EnsureSignedBy;
use pallet_support::testing::TestExternalities;
use pallet_transaction_payment::FungibleAdapter;
use sp_core::{crypto::AccountId32, H256};

pallet_support::mock_runtime!(
	Passkeys = pallet_passkeys,
	AccountId = sp_core::crypto::AccountId32,
	4 = TransactionPayment: pallet_transaction_payment,
);

pub(crate) const PATIENT: Authenticator = Authenticator::of(1);
/// The second device of the patient.
pub(crate) const PHONE: Authenticator = Authenticator::of(2);
/// The third one.
pub(crate) const TABLET: Authenticator = Authenticator::of(3);
pub(crate) const STRANGER: Authenticator = Authenticator::of(4);
pub(crate) const THIEF: Authenticator = Authenticator::of(5);
/// Has nothing, not even an account.
pub(crate) const PAUPER: Authenticator = Authenticator::of(6);
/// A passkey of the other relying party.
pub(crate) const ELSEWHERE: Authenticator = Authenticator { relying_party: OTHER_ID, ..PHONE };

pub(crate) const ADMIN: AccountId32 = AccountId32::new([0xad; 32]);
/// An account with a key of another kind.
pub(crate) const HOSPITAL: AccountId32 = AccountId32::new([0x4d; 32]);
pub(crate) const REVOKED: AccountId32 = AccountId32::new([0x72; 32]);
pub(crate) const EXPIRED: AccountId32 = AccountId32::new([0x65; 32]);
pub(crate) const DELEGATE: AccountId32 = AccountId32::new([0x64; 32]);

pub(crate) const ID: &str = "medipass.example";
pub(crate) const ORIGIN: &str = "https://medipass.example";
pub(crate) const OTHER_ID: &str = "localhost";
pub(crate) const OTHER_ORIGIN: &str = "http://localhost:8080";

pub(crate) const GENESIS: H256 = H256::repeat_byte(0x67);
/// The hash of the block before.
pub(crate) const PARENT: H256 = H256::repeat_byte(0x70);
pub(crate) const NUMBER: u64 = 5;
pub(crate) const ENDOWMENT: Balance = 1_000_000;
pub(crate) const DEPOSIT: Balance = 30;
pub(crate) const MAX: u32 = 3;

ord_parameter_types! {
	pub const Admin: AccountId = ADMIN;
}

parameter_types! {
	pub static KeyDeposit: Balance = DEPOSIT;
	pub static MaxKeys: u32 = MAX;
}

impl pallet_passkeys::Config for Test {
	type AdminOrigin = EnsureSignedBy<Admin, AccountId>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = ();
	type KeyDeposit = KeyDeposit;
	type MaxKeys = MaxKeys;
	type WeightInfo = ();
}

/// One for each microsecond.
pub struct Microseconds;

impl WeightToFee for Microseconds {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		weight.ref_time() / 1_000_000
	}
}

/// Nothing for the length.
pub struct Free;

impl WeightToFee for Free {
	type Balance = Balance;

	fn weight_to_fee(_: &Weight) -> Balance {
		0
	}
}

#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
impl pallet_transaction_payment::Config for Test {
	type OnChargeTransaction = FungibleAdapter<Balances, ()>;
	type WeightToFee = Microseconds;
	type LengthToFee = Free;
}

#[derive(Default)]
pub(crate) struct ExtBuilder;

impl ExtBuilder {
	pub(crate) fn build(self) -> TestExternalities {
		let balances = [
			(PATIENT.account(), ENDOWMENT),
			(STRANGER.account(), ENDOWMENT),
			(THIEF.account(), ENDOWMENT),
			(ADMIN, ENDOWMENT),
			(HOSPITAL, ENDOWMENT),
			(REVOKED, ENDOWMENT),
			(EXPIRED, ENDOWMENT),
			(DELEGATE, ENDOWMENT),
		];
		let mut externalities = externalities(0, balances, |genesis| {
			genesis.passkeys.relying_parties = vec![
				(ID.into(), vec![ORIGIN.into()]),
				(OTHER_ID.into(), vec!["https://localhost".into(), OTHER_ORIGIN.into()]),
			];
		});
		externalities.execute_with(|| {
			KeyDeposit::set(DEPOSIT);
			MaxKeys::set(MAX);
			System::set_block_number(NUMBER);
			frame_system::BlockHash::<Test>::insert(0, GENESIS);
			frame_system::BlockHash::<Test>::insert(NUMBER - 1, PARENT);
		});
		externalities
	}

	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		execute(self.build(), test);
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub(crate) fn new_test_ext() -> TestExternalities {
	ExtBuilder.build()
}
