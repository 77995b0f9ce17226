// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Treasury: income and spending.

use super::origins::EnsureTreasurer;
use crate::{
	configs::monetary::{TreasuryAccount, TreasuryPalletId},
	constants::{
		currency::{deposit, Balance, MED},
		time::{blocks_in, DAYS},
	},
	weights, AccountId, Balances, BlockNumber, Bounties, Runtime, RuntimeEvent, System, Treasury,
};
use frame_support::{
	parameter_types,
	traits::{
		tokens::{PayFromAccount, UnityAssetBalanceConversion},
		ConstU32, EitherOf,
	},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureWithSuccess};
use sp_runtime::{traits::IdentityLookup, Permill};

parameter_types! {
	pub const SpendPeriod: BlockNumber = blocks_in(6 * DAYS);
	pub const PayoutPeriod: BlockNumber = blocks_in(30 * DAYS);
	// Nothing is burnt: what is not spent is kept for bad years.
	pub const Burn: Permill = Permill::zero();
	pub const MaxSpend: Balance = Balance::MAX;
}

/// Token holders on the track of the treasurer, or the root origin. They may spend any amount.
pub type SpendOrigin = EitherOf<
	EnsureRootWithSuccess<AccountId, MaxSpend>,
	EnsureWithSuccess<EnsureTreasurer, AccountId, MaxSpend>,
>;

impl pallet_treasury::Config for Runtime {
	type Currency = Balances;
	type RejectOrigin = EitherOf<EnsureRoot<AccountId>, EnsureTreasurer>;
	type RuntimeEvent = RuntimeEvent;
	type SpendPeriod = SpendPeriod;
	type Burn = Burn;
	type PalletId = TreasuryPalletId;
	type BurnDestination = ();
	type WeightInfo = weights::pallet_treasury::WeightInfo<Runtime>;
	type SpendFunds = Bounties;
	type MaxApprovals = ConstU32<100>;
	type SpendOrigin = SpendOrigin;
	type AssetKind = ();
	type Beneficiary = AccountId;
	type BeneficiaryLookup = IdentityLookup<AccountId>;
	type Paymaster = PayFromAccount<Balances, TreasuryAccount>;
	type BalanceConverter = UnityAssetBalanceConversion;
	type PayoutPeriod = PayoutPeriod;
	type BlockNumberProvider = System;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Beneficiaries;
}

parameter_types! {
	pub const BountyDepositBase: Balance = 10 * MED;
	pub const BountyDepositPayoutDelay: BlockNumber = blocks_in(4 * DAYS);
	pub const BountyUpdatePeriod: BlockNumber = blocks_in(90 * DAYS);
	pub const CuratorDepositMultiplier: Permill = Permill::from_percent(50);
	pub const CuratorDepositMax: Option<Balance> = Some(1_000 * MED);
	pub const CuratorDepositMin: Option<Balance> = Some(10 * MED);
	pub const BountyValueMinimum: Balance = 10 * MED;
	pub const DataDepositPerByte: Balance = deposit(0, 1);
}

impl pallet_bounties::Config for Runtime {
	type BountyDepositBase = BountyDepositBase;
	type BountyDepositPayoutDelay = BountyDepositPayoutDelay;
	type BountyUpdatePeriod = BountyUpdatePeriod;
	type CuratorDepositMultiplier = CuratorDepositMultiplier;
	type CuratorDepositMax = CuratorDepositMax;
	type CuratorDepositMin = CuratorDepositMin;
	type BountyValueMinimum = BountyValueMinimum;
	type DataDepositPerByte = DataDepositPerByte;
	type RuntimeEvent = RuntimeEvent;
	type MaximumReasonLength = ConstU32<1_024>;
	type WeightInfo = weights::pallet_bounties::WeightInfo<Runtime>;
	type ChildBountyManager = ();
	type OnSlash = Treasury;
	type TransferAllAssets = pallet_bounties::TransferFungible<AccountId, Balances>;
}
