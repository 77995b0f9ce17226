// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Nominated proof of stake: stakes, rewards and seats.

use crate::{
	configs::{
		election::{ClassedElection, OpenElection},
		monetary::ToTreasury,
	},
	constants::{
		currency::{Balance, EXISTENTIAL_DEPOSIT, ISSUANCE_SCALE},
		staking::*,
		time::{SLOT_DURATION, YEARS},
	},
	weights, AccountId, BlockNumber, DelegatedStaking, Moment, NominationPools, Runtime,
	RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, Session, Staking, System, Timestamp,
	VoterList,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_election_provider_support::{ScoreProvider, VoteWeight};
use frame_support::{
	dispatch::DispatchResult,
	instances::Instance1,
	parameter_types,
	traits::{ConstU32, ConstU8},
	PalletId,
};
use frame_system::EnsureRoot;
use pallet_seats::{List, Schedule, SessionsPerEra, StakingAdapter};
use sp_core::U256;
use sp_runtime::{traits::Convert, FixedU128, Perbill, Percent, Perquintill, SaturatedConversion};
use sp_staking::{
	currency_to_vote::U128CurrencyToVote, EraIndex, EraPayout, SessionIndex, StakingInterface,
};

/// The nominal duration of an era at one block a slot, in milliseconds.
pub fn nominal_era_duration() -> Moment {
	let schedule = pallet_seats::CurrentSchedule::<Runtime>::get();
	Moment::from(schedule.session_length)
		.saturating_mul(schedule.sessions_per_era.into())
		.saturating_mul(SLOT_DURATION)
}

/// The same share of the issuance in every year, less the treasury's, to the stakers.
///
/// An era lasts as long as its blocks take, so that a chain that stood still would mint for the time
/// in which nobody authored. Therefore the time that is paid for has a limit.
pub struct FixedInflation;

impl EraPayout<Balance> for FixedInflation {
	fn era_payout(_staked: Balance, issuance: Balance, duration: Moment) -> (Balance, Balance) {
		let limit = nominal_era_duration().saturating_mul(MAX_PAID_ERA_PERCENT).saturating_div(100);
		let of_a_year = Perquintill::from_rational(duration.min(limit), YEARS);
		let minted = of_a_year * (INFLATION * issuance);
		let treasury = TREASURY_SHARE_OF_INFLATION * minted;
		(minted.saturating_sub(treasury), treasury)
	}
}

/// The upper bounds of the staking pallet's benchmarks.
pub struct StakingBenchmarks;

impl pallet_staking::BenchmarkingConfig for StakingBenchmarks {
	// As many as can be elected: more cannot be set.
	type MaxValidators = ConstU32<MAX_SEATS>;
	type MaxNominators = ConstU32<MAX_ELECTING_VOTERS>;
}

impl pallet_staking::Config for Runtime {
	type OldCurrency = crate::Balances;
	type Currency = crate::Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CurrencyBalance = Balance;
	type UnixTime = Timestamp;
	type CurrencyToVote = U128CurrencyToVote;
	type ElectionProvider = ClassedElection;
	// At genesis there is no time at which a credential could be live.
	type GenesisElectionProvider = OpenElection;
	type NominationsQuota = pallet_staking::FixedNominationsQuota<MAX_NOMINATIONS>;
	type HistoryDepth = ConstU32<HISTORY_ERAS>;
	type RewardRemainder = ToTreasury;
	type RuntimeEvent = RuntimeEvent;
	type Slash = ToTreasury;
	// Rewards are minted.
	type Reward = ();
	type SessionsPerEra = SessionsPerEra<Self>;
	type BondingDuration = ConstU32<BONDING_ERAS>;
	type SlashDeferDuration = ConstU32<SLASH_DEFER_ERAS>;
	type AdminOrigin = EnsureRoot<AccountId>;
	type SessionInterface = Self;
	type EraPayout = FixedInflation;
	type NextNewSession = Session;
	type MaxExposurePageSize = ConstU32<64>;
	type MaxValidatorSet = ConstU32<MAX_SEATS>;
	type VoterList = VoterList;
	type TargetList = pallet_staking::UseValidatorsMap<Self>;
	type MaxUnlockingChunks = ConstU32<32>;
	type MaxControllersInDeprecationBatch = ConstU32<64>;
	type EventListeners = (NominationPools, DelegatedStaking);
	type Filter = pallet_nomination_pools::AllPoolMembers<Self>;
	type BenchmarkingConfig = StakingBenchmarks;
	type WeightInfo = weights::pallet_staking::WeightInfo<Self>;
}

/// The number of bags of voters.
const BAGS: usize = 122;

/// The thresholds between bags of voters: a geometric series by a quarter, from what the
/// existential deposit weighs up to more than anything can.
///
/// The list of voters is sorted by bag, so that those with the largest stakes vote if not all can.
pub static BAG_THRESHOLDS: [VoteWeight; BAGS] = bag_thresholds();

const fn bag_thresholds() -> [VoteWeight; BAGS] {
	let mut thresholds = [VoteWeight::MAX; BAGS];
	let mut threshold = EXISTENTIAL_DEPOSIT / (ISSUANCE_SCALE / VoteWeight::MAX as u128);
	let mut bag = 0;
	while bag < BAGS && threshold < VoteWeight::MAX as u128 {
		thresholds[bag] = threshold as VoteWeight;
		threshold += threshold / 4;
		bag += 1;
	}
	thresholds
}

parameter_types! {
	pub const BagThresholds: &'static [VoteWeight] = &BAG_THRESHOLDS;
}

/// The scores of voters: of those who stand for election or nominate.
///
/// The staking pallet has a score for every stake, and anybody can have the list take up whoever has one.
/// A stake that does not vote would stand in the way of one that does, and an election does not expect it.
pub struct VoterScores;

impl ScoreProvider<AccountId> for VoterScores {
	type Score = VoteWeight;

	fn score(who: &AccountId) -> Option<VoteWeight> {
		let votes = pallet_staking::Validators::<Runtime>::contains_key(who)
			|| pallet_staking::Nominators::<Runtime>::contains_key(who);
		// The pallet's benchmarks set the scores of accounts that do not vote. They read all the same.
		let has_score = votes || cfg!(feature = "runtime-benchmarks");
		has_score.then(|| Staking::score(who)).flatten()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_score_of(who: &AccountId, score: VoteWeight) {
		Staking::set_score_of(who, score);
	}
}

impl pallet_bags_list::Config<Instance1> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_bags_list::WeightInfo<Self>;
	type ScoreProvider = VoterScores;
	type BagThresholds = BagThresholds;
	// Rewards and slashes move nobody by themselves: in each block some are put where they belong.
	type MaxAutoRebagPerBlock = ConstU32<5>;
	type Score = VoteWeight;
}

parameter_types! {
	pub const PoolsPalletId: PalletId = PalletId(*b"py/nopls");
	pub const DelegatedStakingPalletId: PalletId = PalletId(*b"py/dlstk");
	pub const DelegatedSlashReward: Perbill = Perbill::from_percent(1);
}

/// Widens an amount.
pub struct BalanceToU256;

impl Convert<Balance, U256> for BalanceToU256 {
	fn convert(amount: Balance) -> U256 {
		U256::from(amount)
	}
}

/// Narrows an amount, to the largest that fits.
pub struct U256ToBalance;

impl Convert<U256, Balance> for U256ToBalance {
	fn convert(amount: U256) -> Balance {
		amount.saturated_into()
	}
}

impl pallet_nomination_pools::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_nomination_pools::weights::SubstrateWeight<Self>;
	type Currency = crate::Balances;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RewardCounter = FixedU128;
	type PalletId = PoolsPalletId;
	type MaxPointsToBalance = ConstU8<10>;
	type MaxUnbonding = ConstU32<8>;
	type BalanceToU256 = BalanceToU256;
	type U256ToBalance = U256ToBalance;
	type StakeAdapter =
		pallet_nomination_pools::adapter::DelegateStake<Self, Staking, DelegatedStaking>;
	type MaxUnbondingPools = ConstU32<{ BONDING_ERAS + 4 }>;
	type MaxMetadataLen = ConstU32<256>;
	type AdminOrigin = EnsureRoot<AccountId>;
	type BlockNumberProvider = System;
	type Filter = pallet_staking::AllStakers<Self>;
}

impl pallet_delegated_staking::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type PalletId = DelegatedStakingPalletId;
	type Currency = crate::Balances;
	type OnSlash = ToTreasury;
	type SlashRewardFraction = DelegatedSlashReward;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CoreStaking = Staking;
}

parameter_types! {
	pub const DefaultSchedule: Schedule<BlockNumber> = Schedule {
		session_length: SESSION_LENGTH,
		sessions_per_era: SESSIONS_PER_ERA,
	};
	// Three blocks, at the points that the staking pallet gives for one.
	pub const MinMedian: u32 = 60;
}

impl pallet_seats::Config for Runtime {
	type AdminOrigin = EnsureRoot<AccountId>;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Self, Staking>;
	type Session = Session;
	type Staking = SeatsStaking;
	type DefaultSchedule = DefaultSchedule;
	type MinSessionLength = ConstU32<2>;
	type MinMedian = MinMedian;
	type MaxMissedEras = ConstU32<2>;
	type MaxAuthors = ConstU32<MAX_SEATS>;
	type WeightInfo = pallet_seats::weights::Measured<Self>;
}

/// The staking pallet, as [`Seats`](crate::Seats) sees it.
pub struct SeatsStaking;

impl SeatsStaking {
	/// The eras whose authors are not displaced: the present one, and the next once it is planned.
	fn eras() -> impl Iterator<Item = EraIndex> {
		let active = pallet_staking::ActiveEra::<Runtime>::get().map(|era| era.index);
		let planned =
			pallet_staking::CurrentEra::<Runtime>::get().filter(|era| Some(*era) != active);
		active.into_iter().chain(planned)
	}

	/// Whether no candidate that was not elected and is not invulnerable has staked less.
	fn is_weakest_candidate(stash: &AccountId) -> bool {
		let spared: BTreeSet<_> = Self::eras()
			.flat_map(Self::elected)
			.chain(pallet_staking::Invulnerables::<Runtime>::get())
			.collect();
		let stake = Self::stake(stash);
		pallet_staking::Validators::<Runtime>::iter_keys()
			.filter(|other| !spared.contains(other))
			.all(|other| Self::stake(&other) >= stake)
	}

	/// Whether the nominator is in the lowest bag that holds one. There are too many nominators to look
	/// at all of them. Whoever is not in the bag that the stake belongs to can be put there by anybody
	/// (`VoterList::rebag`).
	fn is_in_lowest_bag(stash: &AccountId) -> bool {
		// Who is on the list and does not nominate is a candidate, of whom there are few.
		let lowest = BAG_THRESHOLDS.iter().find(|upper| {
			let bag = pallet_bags_list::ListBags::<Runtime, Instance1>::get(upper);
			let mut next = bag.and_then(|bag| bag.head);
			while let Some(voter) = next {
				if pallet_staking::Nominators::<Runtime>::contains_key(&voter) {
					return true;
				}
				next = pallet_bags_list::Node::<Runtime, Instance1>::get(&voter)
					.and_then(|node| node.next);
			}
			false
		});
		pallet_bags_list::Node::<Runtime, Instance1>::get(stash)
			.is_some_and(|node| Some(&node.bag_upper) == lowest)
	}
}

impl StakingAdapter for SeatsStaking {
	type AccountId = AccountId;
	type Balance = Balance;

	fn era_ending_with(session: SessionIndex) -> Option<EraIndex> {
		let era = pallet_staking::ActiveEra::<Runtime>::get()?.index;
		let next = pallet_staking::ErasStartSessionIndex::<Runtime>::get(era.checked_add(1)?)?;
		(next == session.checked_add(1)?).then_some(era)
	}

	fn elected(era: EraIndex) -> Vec<AccountId> {
		pallet_staking::ErasStakersOverview::<Runtime>::iter_key_prefix(era).collect()
	}

	fn points(era: EraIndex) -> BTreeMap<AccountId, u32> {
		pallet_staking::ErasRewardPoints::<Runtime>::get(era).individual
	}

	fn forfeit(era: EraIndex, stashes: &[AccountId]) {
		// The total stays: it is what the shares are shares of.
		pallet_staking::ErasRewardPoints::<Runtime>::mutate(era, |points| {
			for stash in stashes {
				points.individual.remove(stash);
			}
		});
	}

	fn is_invulnerable(stash: &AccountId) -> bool {
		pallet_staking::Invulnerables::<Runtime>::get().contains(stash)
	}

	fn candidates() -> u32 {
		pallet_staking::Validators::<Runtime>::count()
	}

	fn minimum() -> u32 {
		pallet_staking::MinimumValidatorCount::<Runtime>::get()
	}

	fn chill(stash: &AccountId) -> DispatchResult {
		<Staking as StakingInterface>::chill(stash)
	}

	fn set_min_commission(commission: Perbill) {
		pallet_staking::MinCommission::<Runtime>::put(commission);
		pallet_staking::Validators::<Runtime>::translate_values(
			|mut prefs: pallet_staking::ValidatorPrefs| {
				prefs.commission = prefs.commission.max(commission);
				Some(prefs)
			},
		);
	}

	fn set_chill_threshold(threshold: Percent) {
		pallet_staking::ChillThreshold::<Runtime>::put(threshold);
	}

	fn list_of(stash: &AccountId) -> Option<List> {
		if pallet_staking::Validators::<Runtime>::contains_key(stash) {
			Some(List::Candidates)
		} else {
			pallet_staking::Nominators::<Runtime>::contains_key(stash).then_some(List::Nominators)
		}
	}

	fn is_full(list: List) -> bool {
		let (count, most) = match list {
			List::Candidates => (
				pallet_staking::Validators::<Runtime>::count(),
				pallet_staking::MaxValidatorsCount::<Runtime>::get(),
			),
			List::Nominators => (
				pallet_staking::Nominators::<Runtime>::count(),
				pallet_staking::MaxNominatorsCount::<Runtime>::get(),
			),
		};
		most.is_some_and(|most| count >= most)
	}

	fn stake(stash: &AccountId) -> Balance {
		<Staking as StakingInterface>::stake(stash).map_or(0, |stake| stake.active)
	}

	fn is_elected(stash: &AccountId) -> bool {
		Self::eras()
			.any(|era| pallet_staking::ErasStakersOverview::<Runtime>::contains_key(era, stash))
	}

	fn is_weakest(stash: &AccountId, list: List) -> bool {
		match list {
			List::Candidates => Self::is_weakest_candidate(stash),
			List::Nominators => Self::is_in_lowest_bag(stash),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_era(era: EraIndex, authors: &[AccountId], silent: usize, points: u32) {
		use frame_support::traits::fungible::Mutate;
		use pallet_staking::{EraRewardPoints, RewardDestination, ValidatorPrefs};

		pallet_staking::MinimumValidatorCount::<Runtime>::put(1);
		pallet_staking::MaxValidatorsCount::<Runtime>::kill();
		for stash in authors {
			let origin = crate::RuntimeOrigin::signed(stash.clone());
			crate::Balances::set_balance(stash, 3 * MIN_VALIDATOR_BOND);
			Staking::bond(origin.clone(), MIN_VALIDATOR_BOND, RewardDestination::Stash)
				.expect("the account is new and has funds");
			let prefs = ValidatorPrefs { commission: Perbill::one(), blocked: false };
			Staking::validate(origin, prefs).expect("it has bonded enough");
		}
		pallet_session::Validators::<Runtime>::put(authors.to_vec());
		let individual: BTreeMap<_, _> =
			authors.iter().skip(silent).map(|stash| (stash.clone(), points)).collect();
		let total = individual.values().sum();
		pallet_staking::ErasRewardPoints::<Runtime>::insert(
			era,
			EraRewardPoints { total, individual },
		);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_full(list: List) -> (AccountId, AccountId) {
		use crate::crowd::{bond, newcomer, nominate, validate};

		pallet_staking::Invulnerables::<Runtime>::kill();
		pallet_staking::MaxValidatorsCount::<Runtime>::put(MAX_CANDIDATES);
		let (weakest, entrant) = (newcomer(0), newcomer(1));
		bond(&entrant, 9 * MIN_VALIDATOR_BOND);
		if list == List::Candidates {
			bond(&weakest, MIN_VALIDATOR_BOND);
			validate(&weakest);
		}
		for index in 2.. {
			if pallet_staking::Validators::<Runtime>::count() >= MAX_CANDIDATES {
				break;
			}
			let candidate = newcomer(index);
			bond(&candidate, MIN_VALIDATOR_BOND + 1);
			validate(&candidate);
		}
		if list == List::Nominators {
			// All candidates are in lower bags.
			let nominators: Vec<_> = pallet_staking::Nominators::<Runtime>::iter_keys().collect();
			// `state-costs` fills the map with keys of nobody.
			for other in nominators.iter().filter(|other| Self::stake(other) > 0) {
				<Staking as StakingInterface>::chill(other).expect("nominators have staked");
			}
			bond(&weakest, 8 * MIN_VALIDATOR_BOND);
			nominate(&weakest, &[newcomer(2)]);
			pallet_staking::MaxNominatorsCount::<Runtime>::put(1);
		}
		(weakest, entrant)
	}
}
