// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! MediPoints: points for taking part, which cannot be transferred.
//!
//! # Overview
//!
//! Points are bought with MED, earned by health records, held and burnt for other pallets (the deposit of
//! a juror), and redeemed for MED after a waiting time. They expire 24 months after the month in which
//! they came into being. No call moves points to another account. Beside the balance every account has
//! a score: all that it ever earned.
//!
//! # Terminology
//!
//! - **Lot**: the points of an account that came into being in one month. Points are taken out of the
//!   oldest lot first.
//! - **Backing**: the MED that is set aside for points when they come into being: what was paid for them,
//!   or the redeem rate when they were earned. They are redeemed for no more.
//! - **Reserve**: the account that holds the backing of all points. What it has beyond that is its
//!   *surplus*, out of which points are earned.
//! - **Rates**: the MED for which a point is bought, and that for which it is redeemed, which is never more.
//! - **Reserved**: of points, waiting to be redeemed. What is *promised* for them was fixed when that began.
//! - **Budget**: the most MED that is set aside in a period for what is earned.
//! - **Sponsored**: of an account, that others pay its fees, so that it costs its holder nothing.
//! - **Claim**: the call by which a person, one of a ring and never known which, lets an author earn for
//!   the records of sponsored subjects.
//!
//! # Roles and their calls
//!
//! - Whoever has MED: [`buy`](Pallet::buy). Whoever has points: [`redeem`](Pallet::redeem),
//!   [`cancel_redemption`](Pallet::cancel_redemption).
//! - Anyone: [`pay`](Pallet::pay) of what is due, to whom it is due; [`sweep`](Pallet::sweep),
//!   [`prune_claims`](Pallet::prune_claims), [`prune_pairs`](Pallet::prune_pairs).
//! - A person of a ring, without an account: [`claim_record`](Pallet::claim_record).
//! - The economy admin: [`set_rates`](Pallet::set_rates).
//!
//! # How other pallets use it
//!
//! They read through [`PointsInspect`](medibloc_primitives::PointsInspect) and hold, release and burn
//! through [`PointsMutate`](medibloc_primitives::PointsMutate). The registry of records tells through
//! [`RecordRewards`](medibloc_primitives::RecordRewards) what was acknowledged and contributed, which never
//! fails. [`ScoreMutate`](medibloc_primitives::ScoreMutate) raises a score for what was given away. The
//! runtime API is answered by [`points`](Pallet::points).
//!
//! # What an observer of the chain sees
//!
//! Of every account: its points by month, its score, what it bought, earned, held and redeemed and when.
//! What it earned tells how many records it wrote or contributed, which the registry of records shows
//! anyway. Of a claim: the author and the month, the ring, and an alias that is the same for nothing else.
//! Nobody sees which person of the ring made it, nor which of the subjects that person is; the time of it is
//! public, so that a client makes it at a random moment of the month.
//!
//! # Implementation
//!
//! - *Solvency*: `reserve - existential deposit >= backing of all points >= promised`, where the points are
//!   those that can be spent, are held or are reserved, expired ones included until they are swept. A
//!   point never redeems for more than its backing, so that this holds whatever the rates become, and no
//!   change of them can be played: neither by buying low, nor by keeping earned points until the rate is
//!   high, nor by reserving at one rate and cancelling at another.
//! - The purchases of a month are one lot: together they are redeemed for at most what was paid for
//!   them. What is left of a division by parts stays with what is left of the lot.
//! - Points that expire, are burnt, or are redeemed below their backing leave MED in the reserve. It is
//!   surplus, and pays for what is earned next, beside what the treasury pays into the reserve's account.
//! - Held points keep their months. Those that expire meanwhile come back with the month in which they are
//!   released; reserved points that expire are still paid, and end if the redemption is cancelled.
//! - An account is free to open, so what a record earns must not grow with the number of accounts. An
//!   author is certified, and has a cap per day and another per subject and month. A contribution earns
//!   at most what it costs ([`Config::ContributionCost`]), and nothing for an account whose costs others pay.
//!   The acknowledgement of a sponsored subject earns only by a claim, and the alias of a claim is bound to
//!   author and month: so a thousand such accounts bring their doctor as much as the persons behind them.
//! - Claims are made in the month after, when it is settled what they share, so that the order of
//!   claims does not matter and none is spent on nothing.
//! - Wall-clock time throughout: what has an end here is validity, and no window in which to act.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub use claims::reason;
pub use pallet::*;
pub use types::{Account, Daily, Lot, Pair, Redemption, RewardTable};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod claims;
mod earning;
mod inspect;
mod ledger;
#[cfg(test)]
mod mock;
mod money;
mod mutate;
mod purchases;
mod redemptions;
mod safe_mode;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use crate::{
		types::{self, AccountOf, BalanceOf, HeldOf, RatesOf, RedemptionsOf, TotalsOf},
		Pair, RewardTable, WeightInfo,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::Mutate, Contains, Time},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::{
		hashcash::Hashcash,
		points::{Points, PointsHold},
		rings::{Alias, RingId, RingProof},
		AnonymousMembership, ItemId, Moment, Month,
	};
	use sp_core::H256;
	use sp_runtime::{traits::One, Permill, SaturatedConversion};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256, RuntimeEvent: From<Event<Self>>> {
		/// The origin that sets the rates.
		type EconomyOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The currency that points are bought with and redeemed for.
		type Currency: Mutate<Self::AccountId>;

		/// The time of the block.
		type Time: Time<Moment = Moment>;

		/// The rings of persons, which claims are proven by.
		type Rings: AnonymousMembership;

		/// What the first check of a claim's proof takes longer in an instance of the runtime that checked
		/// none before, as when a transaction is validated. Benchmarks run in one that did.
		type ClaimColdStart: Get<Weight>;

		/// The accounts whose fees others pay.
		type Sponsored: Contains<Self::AccountId>;

		/// The id that the account of the reserve is made from.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The rates for one point as long as none were set: to buy and to redeem.
		type InitialRates: Get<(BalanceOf<Self>, BalanceOf<Self>)>;

		/// The least rate.
		#[pallet::constant]
		type MinRate: Get<BalanceOf<Self>>;

		/// The greatest rate.
		#[pallet::constant]
		type MaxRate: Get<BalanceOf<Self>>;

		/// The most by which a rate changes at once, as a part of it.
		#[pallet::constant]
		type MaxStep: Get<Permill>;

		/// The time between two changes of the rates, in milliseconds.
		#[pallet::constant]
		type StepInterval: Get<Moment>;

		/// The least points of a purchase, in thousandths.
		type MinPurchase: Get<Points>;

		/// The time until a redemption is paid, in milliseconds.
		type RedemptionPeriod: Get<Moment>;

		/// The most redemptions of an account that wait.
		#[pallet::constant]
		type MaxRedemptions: Get<u32>;

		/// What records earn, by class.
		type Rewards: Get<RewardTable>;

		/// The most that a record earns, whatever the table says.
		#[pallet::constant]
		type MaxReward: Get<Points>;

		/// The most that the records of an author earn in a day by acknowledgements.
		type AuthorDailyCap: Get<Points>;

		/// The most that an account earns in a day by records about itself.
		type SubjectDailyCap: Get<Points>;

		/// The most that an author earns in a month by the acknowledgements of one subject.
		type PairMonthlyCap: Get<Points>;

		/// The least that a record costs whoever anchors it about itself, in fees that it does not get
		/// back. Its points are worth no more.
		type ContributionCost: Get<BalanceOf<Self>>;

		/// The period in which what is earned shares a budget, in milliseconds.
		#[pallet::constant]
		type EarnPeriod: Get<Moment>;

		/// The most that is set aside in a period for what is earned.
		type EarnBudget: Get<BalanceOf<Self>>;

		/// The work that a claim carries, as the number of zero bits.
		#[pallet::constant]
		type ClaimDifficulty: Get<u32>;

		/// The most items in a call that cleans up.
		#[pallet::constant]
		type MaxListed: Get<u32>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;

		/// Set-up that benchmarks ask of the runtime.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper;
	}

	/// The rates as long as none were set.
	#[pallet::type_value]
	pub fn DefaultRates<T: Config>() -> RatesOf<T> {
		let (buy, redeem) = T::InitialRates::get();
		types::Rates { buy, redeem, set_at: 0 }
	}

	/// What can be spent, the score and the caps of each account. Written whenever points come or go;
	/// cleared once it is empty and the account never earned.
	#[pallet::storage]
	pub type Accounts<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, AccountOf<T>, ValueQuery>;

	/// What is held of each account by reason. Written and cleared by the pallet that holds it.
	// Reasons are few and not chosen by users.
	#[pallet::storage]
	pub type Holds<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		PointsHold,
		HeldOf<T>,
		ValueQuery,
	>;

	/// What waits to be redeemed of each account, the oldest first. Written by [`Pallet::redeem`], cleared
	/// by [`Pallet::pay`] and [`Pallet::cancel_redemption`].
	#[pallet::storage]
	pub type Redemptions<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, RedemptionsOf<T>, ValueQuery>;

	/// The points of all accounts, and what is set aside and promised for them.
	#[pallet::storage]
	pub type Totals<T: Config> = StorageValue<_, TotalsOf<T>, ValueQuery>;

	/// The rates. Written by [`Pallet::set_rates`].
	#[pallet::storage]
	pub type Rates<T: Config> = StorageValue<_, RatesOf<T>, ValueQuery, DefaultRates<T>>;

	/// The number of the last period in which anything was earned, and what was set aside in it.
	#[pallet::storage]
	pub type SpentBudget<T: Config> = StorageValue<_, (u64, BalanceOf<T>), ValueQuery>;

	/// What each author earned by each subject in the last month in which that was anything. Cleared by
	/// [`Pallet::prune_pairs`] once that month is over.
	#[pallet::storage]
	pub type Pairs<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AccountId,
		Pair,
		OptionQuery,
	>;

	/// What waits for claims, by author and month. Cleared by [`Pallet::prune_claims`] once the month in
	/// which it is claimed is over.
	#[pallet::storage]
	pub type Pending<T: Config> =
		StorageMap<_, Blake2_128Concat, (T::AccountId, Month), types::Pending, ValueQuery>;

	/// The aliases that claimed, by author and month. Cleared like [`Pending`].
	#[pallet::storage]
	pub type Claims<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		(T::AccountId, Month),
		Blake2_128Concat,
		Alias,
		(),
		OptionQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Points were bought.
		Bought {
			/// The buyer.
			who: T::AccountId,
			/// The points.
			points: Points,
			/// The MED that was paid.
			amount: BalanceOf<T>,
		},
		/// Points were earned.
		Earned {
			/// Who earned them.
			who: T::AccountId,
			/// The points.
			points: Points,
		},
		/// Points expired.
		Expired {
			/// Whose they were.
			who: T::AccountId,
			/// The points.
			points: Points,
		},
		/// Points are held for another pallet.
		Held {
			/// Whose they are.
			who: T::AccountId,
			/// Why they are held.
			reason: PointsHold,
			/// The points.
			points: Points,
		},
		/// Held points can be spent again.
		Released {
			/// Whose they are.
			who: T::AccountId,
			/// Why they were held.
			reason: PointsHold,
			/// The points.
			points: Points,
		},
		/// Held points were burnt.
		Burnt {
			/// Whose they were.
			who: T::AccountId,
			/// Why they were held.
			reason: PointsHold,
			/// The points.
			points: Points,
		},
		/// Points were reserved, to be redeemed.
		RedemptionRequested {
			/// Whose they are.
			who: T::AccountId,
			/// The id of the redemption.
			id: ItemId,
			/// The points.
			points: Points,
			/// The MED that is paid for them.
			promised: BalanceOf<T>,
			/// The moment from which it is paid.
			due: Moment,
		},
		/// Points were redeemed.
		Redeemed {
			/// Whose they were.
			who: T::AccountId,
			/// The id of the redemption.
			id: ItemId,
			/// The points.
			points: Points,
			/// The MED that was paid.
			amount: BalanceOf<T>,
		},
		/// A redemption was cancelled.
		RedemptionCancelled {
			/// Whose it was.
			who: T::AccountId,
			/// The id of the redemption.
			id: ItemId,
			/// The points that came back.
			points: Points,
			/// The points that had expired.
			expired: Points,
		},
		/// The rates were set.
		RatesSet {
			/// The price of a point.
			buy: BalanceOf<T>,
			/// The most that a point is redeemed for.
			redeem: BalanceOf<T>,
		},
		/// A person claimed what an author earned by a sponsored subject.
		Claimed {
			/// The author.
			author: T::AccountId,
			/// The month in which the record was acknowledged.
			month: Month,
			/// The points that the author earned.
			points: Points,
		},
		/// The claims of an author and a month were cleared, or some of them.
		ClaimsPruned {
			/// The author.
			author: T::AccountId,
			/// The month.
			month: Month,
			/// The number of aliases.
			count: u32,
		},
		/// Pairs of authors and subjects were cleared.
		PairsPruned {
			/// Their number.
			count: u32,
		},
		/// The score of an account was raised for what it gave away.
		ScoreCredited {
			/// The account.
			who: T::AccountId,
			/// By how much.
			points: Points,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account has fewer points that can be spent. Those that expired, are held or are reserved
		/// do not count.
		Insufficient,
		/// A purchase must be of at least MinPurchase points, and of one thousandth.
		PurchaseTooSmall,
		/// The amount buys fewer points than you asked for: the rate has changed. Look at it again.
		TooFewPoints,
		/// More points than can be counted.
		Overflow,
		/// The reserve has no existential deposit yet. Somebody must pay it to its account first.
		ReserveNotFunded,
		/// The points are redeemed for less than an existential deposit. Redeem more of them at once.
		RedemptionTooSmall,
		/// The points are redeemed for less than you asked for: the rate has changed, or they were bought
		/// or earned at a lower one.
		TooLittle,
		/// As many redemptions as can wait do so. Wait until one is paid, or cancel one.
		TooManyRedemptions,
		/// No more ids can be issued in this block. Try again in a later one.
		IdsExhausted,
		/// The account has no such redemption.
		RedemptionNotFound,
		/// The redemption is paid later.
		NotDue,
		/// All points of the redemption have expired and would be lost. Wait until it is paid.
		Expired,
		/// There is nothing to clear.
		NothingToPrune,
		/// The month in which this is claimed is not over.
		NotOver,
		/// A point must not be redeemed for more than it is bought for.
		RedeemAboveBuy,
		/// The rate is below MinRate or above MaxRate.
		RateOutOfBounds,
		/// The rates were set a short time ago. They change once in StepInterval.
		TooSoon,
		/// A rate changes by more than MaxStep.
		StepTooLarge,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let (buy, redeem) = T::InitialRates::get();
			assert!(T::MinRate::get() >= One::one(), "a rate of nothing backs no point");
			assert!(
				T::MinRate::get() <= redeem && redeem <= buy && buy <= T::MaxRate::get(),
				"the initial rates are out of bounds"
			);
			assert!(
				!T::MaxStep::get().is_zero() && T::MaxStep::get() < Permill::one(),
				"MaxStep is a part, and not nothing"
			);
			assert!(T::MaxRedemptions::get() > 0, "MaxRedemptions is at least 1");
			assert!(T::EarnPeriod::get() > 0, "EarnPeriod is at least a millisecond");
			assert!(T::MaxListed::get() > 0, "MaxListed is at least 1");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Buys as many points as `amount` pays for at the present rate, and takes no more than they cost.
		///
		/// Fewer than `min_points` are not bought.
		///
		/// Dispatch origin: signed, by anyone with so much MED.
		///
		/// Emits [`Event::Bought`].
		#[pallet::call_index(0)]
		pub fn buy(
			origin: OriginFor<T>,
			#[pallet::compact] amount: BalanceOf<T>,
			#[pallet::compact] min_points: Points,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy(who, amount, min_points)
		}

		/// Reserves points of the signer, the oldest first, to be redeemed. What is paid for them is fixed
		/// now: the present rate, but no more than was paid for them or set aside when they were earned.
		///
		/// If that is less than `min_amount`, none are reserved.
		///
		/// Dispatch origin: signed, by anyone with so many points to spend.
		///
		/// Emits [`Event::RedemptionRequested`].
		#[pallet::call_index(1)]
		pub fn redeem(
			origin: OriginFor<T>,
			#[pallet::compact] points: Points,
			#[pallet::compact] min_amount: BalanceOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_redeem(who, points, min_amount)
		}

		/// Cancels a redemption: its points come back with their months, and those that have expired end.
		///
		/// Dispatch origin: signed, by whose points they are.
		///
		/// Emits [`Event::RedemptionCancelled`].
		#[pallet::call_index(2)]
		pub fn cancel_redemption(origin: OriginFor<T>, id: ItemId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_redemption(who, id)
		}

		/// Pays what was promised for the redemption `id` of `who`, to `who`, once it is due.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Redeemed`].
		#[pallet::call_index(3)]
		pub fn pay(origin: OriginFor<T>, who: T::AccountId, id: ItemId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_pay(who, id)
		}

		/// Clears the points of `who` that have expired. They cannot be spent before either.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Expired`].
		#[pallet::call_index(4)]
		pub fn sweep(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_sweep(who)
		}

		/// Sets the MED for which a point is bought, and that for which it is redeemed. Each changes by at
		/// most [`Config::MaxStep`] of itself.
		///
		/// Dispatch origin: [`Config::EconomyOrigin`].
		///
		/// Emits [`Event::RatesSet`].
		#[pallet::call_index(5)]
		pub fn set_rates(
			origin: OriginFor<T>,
			buy: BalanceOf<T>,
			redeem: BalanceOf<T>,
		) -> DispatchResult {
			T::EconomyOrigin::ensure_origin(origin)?;
			Self::do_set_rates(buy, redeem)
		}

		/// Lets `author` earn for one sponsored subject that acknowledged records of it in `month`, the
		/// month before this one.
		///
		/// `alias` and `proof` are those of a person of `ring` for the context and the message of
		/// [`points::claim`](medibloc_primitives::points::claim). The same person claims once for an author
		/// and a month.
		///
		/// Dispatch origin: authorised by the call itself. Nobody signs the transaction, and nobody pays
		/// a fee for it.
		///
		/// Emits [`Event::Claimed`].
		#[pallet::call_index(6)]
		#[pallet::weight_of_authorize(
			<T as Config>::WeightInfo::authorize_claim_record().saturating_add(T::ClaimColdStart::get())
		)]
		#[pallet::authorize(Self::authorize_claim_record)]
		pub fn claim_record(
			origin: OriginFor<T>,
			author: T::AccountId,
			month: Month,
			ring: RingId,
			alias: Alias,
			proof: RingProof,
			hashcash: Hashcash,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = (ring, proof, hashcash);
			Self::do_claim_record(author, month, alias);
			Ok(())
		}

		/// Clears what was left for claims of `author` and `month`, and at most `limit` aliases that
		/// claimed, once the month after is over.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::ClaimsPruned`].
		#[pallet::call_index(7)]
		#[pallet::weight(<T as Config>::WeightInfo::prune_claims((*limit).min(T::MaxListed::get())))]
		pub fn prune_claims(
			origin: OriginFor<T>,
			author: T::AccountId,
			month: Month,
			limit: u32,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune_claims(author, month, limit)
		}

		/// Clears what is noted of pairs of an author and a subject, of those that were of an earlier month.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::PairsPruned`].
		#[pallet::call_index(8)]
		#[pallet::weight(<T as Config>::WeightInfo::prune_pairs(pairs.len().saturated_into()))]
		pub fn prune_pairs(
			origin: OriginFor<T>,
			pairs: BoundedVec<(T::AccountId, T::AccountId), T::MaxListed>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune_pairs(pairs)
		}
	}
}
