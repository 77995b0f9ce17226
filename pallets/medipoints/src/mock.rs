// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with rings whose proofs say openly who made them.

use crate as pallet_medipoints;
use crate::RewardTable;
use codec::{Decode, Encode};
use frame_support::{
	parameter_types,
	traits::{fungible::Mutate, Contains},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureSignedBy;
use medibloc_primitives::{
	points::{Points, POINT},
	record::RECORD_CLASSES,
	rings::{Alias, Cohort, MembershipError, RingId, RingProof},
	AnonymousMembership, Moment, Month,
};
use pallet_support::testing::TestExternalities;
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Get, Permill};

pallet_support::mock_runtime!(Medipoints = pallet_medipoints, AccountId = u64);

pub(crate) const ALICE: AccountId = 1;
pub(crate) const BOB: AccountId = 2;
pub(crate) const DOCTOR: AccountId = 10;
pub(crate) const ADMIN: AccountId = 14;

/// The 15th of January 2026.
pub(crate) const NOW: Moment = 1_768_435_200_000;
pub(crate) const DAY: Moment = 24 * 60 * 60 * 1_000;
pub(crate) const ENDOWMENT: Balance = 1_000_000_000;
/// What the reserve has at first.
pub(crate) const FUND: Balance = 1_000_000;
pub(crate) const GENESIS: H256 = H256::repeat_byte(0x67);

parameter_types! {
	pub const ReserveId: PalletId = PalletId(*b"med/mpts");
	pub static InitialRates: (Balance, Balance) = (1_000, 800);
	pub static MinRate: Balance = 10;
	pub static MaxRate: Balance = 100_000;
	pub static MaxStep: Permill = Permill::from_percent(10);
	pub static StepInterval: Moment = DAY;
	pub static MinPurchase: Points = POINT / 10;
	pub static RedemptionPeriod: Moment = 90 * DAY;
	pub static MaxRedemptions: u32 = 3;
	pub static AcknowledgedReward: Points = 2 * POINT;
	pub static ContributedReward: Points = POINT / 2;
	pub static MaxReward: Points = 10 * POINT;
	pub static AuthorDailyCap: Points = 20 * POINT;
	pub static SubjectDailyCap: Points = 2 * POINT;
	pub static PairMonthlyCap: Points = 5 * POINT;
	pub static ContributionCost: Balance = 1_000;
	pub static EarnPeriod: Moment = 7 * DAY;
	pub static EarnBudget: Balance = 200_000;
	pub const ColdStart: Weight = Weight::from_parts(7, 7);
	pub static ClaimDifficulty: u32 = 8;
	pub static MaxListed: u32 = 4;
	/// The sponsored accounts.
	pub static SponsoredAccounts: Vec<AccountId> = Vec::new();
	/// How many more proofs the block has room for.
	pub static Room: u32 = 32;
	/// How often a proof was verified.
	pub static Verified: u32 = 0;
}

/// The same for every class but the first, which earns nothing.
pub struct Rewards;

impl Get<RewardTable> for Rewards {
	fn get() -> RewardTable {
		let mut table = RewardTable {
			acknowledged: [AcknowledgedReward::get(); RECORD_CLASSES as usize],
			contributed: [ContributedReward::get(); RECORD_CLASSES as usize],
		};
		(table.acknowledged[0], table.contributed[0]) = (0, 0);
		table
	}
}

pub struct Sponsored;

impl Contains<AccountId> for Sponsored {
	fn contains(who: &AccountId) -> bool {
		SponsoredAccounts::get().contains(who)
	}
}

/// Rings in which every key is a member, of which there is but the first of a cohort.
pub struct Rings;

impl Rings {
	pub(crate) fn alias(key: u32, context: &[u8; 32]) -> Alias {
		blake2_256(&(key, context).encode())
	}

	/// The proof that the key `key` is one of the ring.
	pub(crate) fn proof(
		key: u32,
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
	) -> RingProof {
		RingProof::truncate_from((key, ring, context, message).encode())
	}
}

impl AnonymousMembership for Rings {
	fn check(
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
		proof: &RingProof,
	) -> Result<Alias, MembershipError> {
		Verified::mutate(|count| *count += 1);
		if ring.index != 0 {
			return Err(MembershipError::RingNotFound);
		}
		let key = u32::decode(&mut &proof[..]).map_err(|_| MembershipError::BadProof)?;
		if *proof != Self::proof(key, ring, context, message) {
			return Err(MembershipError::BadProof);
		}
		Ok(Self::alias(key, context))
	}

	fn check_all(
		ring: &RingId,
		proofs: &[([u8; 32], [u8; 32], RingProof)],
	) -> Result<Vec<Alias>, MembershipError> {
		let check = |(context, message, proof): &_| Self::check(ring, context, message, proof);
		proofs.iter().map(check).collect()
	}

	fn has_room(proofs: u32) -> bool {
		proofs <= Room::get()
	}

	fn note_checked(proofs: u32) {
		Room::mutate(|room| *room -= proofs);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn prove(cohort: Cohort, context: &[u8; 32], message: &[u8; 32]) -> (RingId, RingProof) {
		let ring = RingId { cohort, index: 0 };
		(ring, Self::proof(1, &ring, context, message))
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for BenchmarkHelper {
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

frame_support::ord_parameter_types! {
	pub const AdminAccount: AccountId = ADMIN;
}

impl pallet_medipoints::Config for Test {
	type EconomyOrigin = EnsureSignedBy<AdminAccount, AccountId>;
	type Currency = Balances;
	type Time = Timestamp;
	type Rings = Rings;
	type ClaimColdStart = ColdStart;
	type Sponsored = Sponsored;
	type PalletId = ReserveId;
	type InitialRates = InitialRates;
	type MinRate = MinRate;
	type MaxRate = MaxRate;
	type MaxStep = MaxStep;
	type StepInterval = StepInterval;
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
	type ClaimDifficulty = ClaimDifficulty;
	type MaxListed = MaxListed;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkHelper;
}

/// The first ring of persons who were vouched for in a month.
pub(crate) fn ring_of(month: Month) -> RingId {
	let cohort = Cohort::Persons { year: month.year(), month: month.month() };
	RingId { cohort, index: 0 }
}

pub(crate) fn month() -> Month {
	Medipoints::month()
}

/// Moves on to the first moment of the month that is so many months later.
pub(crate) fn pass_months(months: u16) {
	set_time(month().after(months).start());
}

/// Pays to the reserve, as the treasury does.
pub(crate) fn fund_reserve(amount: Balance) {
	Balances::mint_into(&Medipoints::reserve(), amount).unwrap();
}

#[derive(Default)]
pub(crate) struct ExtBuilder;

impl ExtBuilder {
	pub(crate) fn build(self) -> TestExternalities {
		InitialRates::set((1_000, 800));
		MinRate::set(10);
		MaxRate::set(100_000);
		MaxStep::set(Permill::from_percent(10));
		StepInterval::set(DAY);
		MinPurchase::set(POINT / 10);
		MaxRedemptions::set(3);
		AcknowledgedReward::set(2 * POINT);
		ContributedReward::set(POINT / 2);
		MaxReward::set(10 * POINT);
		AuthorDailyCap::set(20 * POINT);
		SubjectDailyCap::set(2 * POINT);
		PairMonthlyCap::set(5 * POINT);
		ContributionCost::set(1_000);
		EarnPeriod::set(7 * DAY);
		EarnBudget::set(200_000);
		MaxListed::set(4);
		SponsoredAccounts::set(Vec::new());
		Room::set(32);
		Verified::set(0);
		let accounts = [ALICE, BOB, DOCTOR, ADMIN].map(|who| (who, ENDOWMENT));
		let balances = accounts.into_iter().chain([(Medipoints::reserve(), FUND)]);
		let mut externalities = externalities(NOW, balances, |_| ());
		externalities.execute_with(|| frame_system::BlockHash::<Test>::insert(0, GENESIS));
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
