// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings and MediPoints.

use crate::{
	configs::governance::{
		origins::{shortened, EnsureEconomyAdmin, PeriodDivisor},
		parameters::deposit,
	},
	constants::{
		currency::{Balance, MED},
		time::DAYS,
	},
	AccountId, Balances, Credentials, Moment, Randomness, Rings, Runtime, RuntimeHoldReason,
	Sponsorship, Timestamp,
};
use frame_support::{parameter_types, traits::EitherOf, weights::Weight, PalletId};
use frame_system::EnsureRoot;
use medibloc_primitives::{
	points::{Points, POINT},
	record::RECORD_CLASSES,
	rings::{Cohort, RingsWeights},
};
use pallet_medipoints::RewardTable;
use sp_runtime::Permill;

/// The fewest members of a ring on a public network.
const MIN_RING: u32 = 128;

/// The fewest members of a ring where periods are short, which is for trying.
const MIN_TEST_RING: u32 = 6;

/// Any cohort of persons: their rings have the same capacity.
const PERSONS: Cohort = Cohort::Persons { year: 0, month: 1 };

pub(super) fn min_ring() -> u32 {
	PeriodDivisor::<Runtime>::get().map_or(MIN_RING, |_| MIN_TEST_RING)
}

parameter_types! {
	// The key, its place, the institution's count and the name of who vouched; and a bond beyond that.
	pub VouchDeposit: Balance = deposit(3, 320).max(MED);
	pub const MaxVouches: u32 = 10_000;
	pub const MaxShare: Permill = Permill::from_parts(333_333);
	pub MinPersons: u32 = min_ring();
	pub const MaxRingMembers: u32 = 100_000;
	// Some 55 ms, cold.
	pub const KeysPerStep: u32 = 50;
	pub const MaxQueuedCohorts: u32 = 32;
	// Those take 1.3 of the 1.5 seconds that transactions have.
	pub const MaxProofsPerBlock: u32 = 38;
}

impl pallet_rings::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Credentials;
	type Randomness = Randomness;
	type VouchDeposit = VouchDeposit;
	type MaxVouches = MaxVouches;
	type MaxShare = MaxShare;
	type MinPersons = MinPersons;
	type MaxMembers = MaxRingMembers;
	type KeysPerStep = KeysPerStep;
	type MaxQueued = MaxQueuedCohorts;
	type MaxProofsPerBlock = MaxProofsPerBlock;
	type WeightInfo = pallet_rings::weights::Measured<Runtime>;
}

parameter_types! {
	pub const PointsPalletId: PalletId = PalletId(*b"med/mpts");
	// A point costs a tenth of a MED, and is worth nine tenths of that.
	pub const InitialRates: (Balance, Balance) = (MED / 10, MED * 9 / 100);
	pub const MinRate: Balance = MED / 1_000_000;
	pub const MaxRate: Balance = 1_000 * MED;
	pub const MaxRateStep: Permill = Permill::from_percent(10);
	pub const RateInterval: Moment = DAYS;
	pub const MinPurchase: Points = POINT;
	// The requirement is three months. Where periods are short, minutes.
	pub RedemptionPeriod: Moment = shortened(90 * DAYS);
	pub const MaxRedemptions: u32 = 8;
	pub Rewards: RewardTable = RewardTable {
		acknowledged: [2 * POINT; RECORD_CLASSES as usize],
		contributed: [POINT / 2; RECORD_CLASSES as usize],
	};
	pub const MaxReward: Points = 10 * POINT;
	pub const AuthorDailyCap: Points = 100 * POINT;
	pub const SubjectDailyCap: Points = 2 * POINT;
	pub const PairMonthlyCap: Points = 10 * POINT;
	// Below the fee of the cheapest record.
	pub const ContributionCost: Balance = MED / 1_000;
	pub const EarnPeriod: Moment = DAYS;
	pub const EarnBudget: Balance = 10_000 * MED;
	pub PersonsColdStart: Weight = <Rings as RingsWeights>::cold_start(PERSONS.ring_capacity());
	// A second of a phone.
	pub const ProofWork: u32 = 18;
	pub const MaxPruned: u32 = 64;
}

impl pallet_medipoints::Config for Runtime {
	type EconomyOrigin = EitherOf<EnsureRoot<AccountId>, EnsureEconomyAdmin>;
	type Currency = Balances;
	type Time = Timestamp;
	type Rings = Rings;
	type ClaimColdStart = PersonsColdStart;
	// What costs its writer nothing earns nothing by itself.
	type Sponsored = Sponsorship;
	type PalletId = PointsPalletId;
	type InitialRates = InitialRates;
	type MinRate = MinRate;
	type MaxRate = MaxRate;
	type MaxStep = MaxRateStep;
	type StepInterval = RateInterval;
	type MinPurchase = MinPurchase;
	type RedemptionPeriod = RedemptionPeriod;
	type MaxRedemptions = MaxRedemptions;
	type Rewards = Rewards;
	type MaxReward = MaxReward;
	type AuthorDailyCap = AuthorDailyCap;
	type SubjectDailyCap = SubjectDailyCap;
	type PairMonthlyCap = PairMonthlyCap;
	type ContributionCost = ContributionCost;
	type EarnPeriod = EarnPeriod;
	type EarnBudget = EarnBudget;
	type ClaimDifficulty = ProofWork;
	type MaxListed = MaxPruned;
	type WeightInfo = pallet_medipoints::weights::Measured<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::medibloc::BenchmarkHelper;
}
