// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Sponsorship: pots that pay fees and storage deposits of accounts without MED.
//!
//! # Overview
//!
//! Patients have no MED, and whoever pays their fees knows who they are. Institutions and care apps make pots
//! for the accounts of their patients. The public pot, which the treasury feeds, pays for fresh accounts that
//! persons of a ring claim for, so that nobody knows whose they are. A pot pays for health calls and nothing
//! else, for each account within a budget.
//!
//! # Terminology
//!
//! - **Pot**: MED of which fees and storage deposits are paid, in an account without a key.
//! - **Public pot**: the pot that the treasury feeds, without an admin.
//! - **Beneficiary**: an account that a pot pays for. Its entry in the list of the pot is a **listing**.
//! - **Offer**: a listing of an account that was there before. The account accepts it, or it has no effect.
//! - **Budget**: of each beneficiary, the most that the pot pays in fees in a period, and the most that it has
//!   on hold for storage deposits at a time.
//! - **Sponsored**: of an account, that a pot pays its fees; of a transaction, that a pot paid its fee.
//! - **Claim**: the call by which a person, one of a ring and never known which, has the public pot pay for
//!   an account.
//!
//! # Roles and their calls
//!
//! - Certified institutions and care apps: [`create_pot`](Pallet::create_pot). The admin of a pot:
//!   [`set_budget`](Pallet::set_budget), [`enrol`](Pallet::enrol), [`remove`](Pallet::remove),
//!   [`withdraw`](Pallet::withdraw), [`close_pot`](Pallet::close_pot).
//! - A beneficiary: [`accept`](Pallet::accept), [`leave`](Pallet::leave), which the pot pays for.
//! - Anyone: [`fund`](Pallet::fund), [`prune`](Pallet::prune), [`prune_claims`](Pallet::prune_claims).
//! - Governance: [`set_public_pot`](Pallet::set_public_pot), [`feed`](Pallet::feed).
//! - A person of a ring, without an account: [`claim`](Pallet::claim).
//!
//! # How other pallets use it
//!
//! Before they take a storage deposit they ask who pays it through
//! [`SponsorshipMutate`](medibloc_primitives::SponsorshipMutate), and tell when they gave it back. Never for what
//! can be forfeited. The pallet is a [`Contains`](frame_support::traits::Contains) of the accounts that others
//! pay for, for pallets in which what costs nothing counts less.
//!
//! # What an observer of the chain sees
//!
//! - *Of each account that a pot lists*: the pot, since when, each fee and deposit that the pot paid, and
//!   when. A listing by a hospital says that the account is one of its patients; the hospital knows whose,
//!   and can follow all that this account does, with whomever. So a client shows an account to no pot but
//!   that of the provider which it was made for, and uses the public pot where that would tell too much.
//! - *Of each claim*: account, month, number, ring, and an alias that is the same for nothing else. Neither which
//!   person of the ring made it, nor which claims are those of one person.
//! - *What links claims after all*: the hour, so that clients claim at random hours and wait before the
//!   account acts; claiming right after a cohort was built; and the crossing of rings: an account that is
//!   renewed in a later year belongs to somebody who is in both rings, so that clients take fresh accounts
//!   instead. Numbers are taken at random: one person's claims in order would tell how many there are. The
//!   node that takes claims and what the account does from one connection knows more than the chain.
//! - *Of budgets*: what is left of each. All accounts of the public pot have the same, so that amounts tell
//!   only how much an account does.
//!
//! # Implementation
//!
//! - [`ChargeSponsor`] is `ChargeTransactionPayment`, asked as if the account of the pot had signed. A fee
//!   that the pot cannot pay is the signer's as a whole, or the transaction is refused. The most that a
//!   transaction can cost is counted before, what it did cost after; that it failed makes no difference.
//! - A tip is the author's alone, so that a pot pays none, and nothing of a transaction with one.
//! - Only the call itself is looked at. What a batch, a proxy or a multisig carries is its sender's, storage
//!   deposits too: a pot pays these only while a transaction is executed whose fee it pays.
//! - Fees are gone, so they have a budget by period; at the border of two a beneficiary can use both at once.
//!   Deposits come back to the pot, so what counts of them is what is out at a time, and giving up something
//!   makes room.
//! - Deposits go back to the pot that paid them, also after the listing ended. A listing is deleted when all
//!   are back.
//! - Nobody is made a beneficiary of against their will: an account that exists accepts first, and whoever
//!   leaves is not claimed for. One that does not exist has nothing to lose.
//! - An account that pots list has one `sufficients` reference, whatever their number. It goes with the last
//!   listing, by [`prune`](Pallet::prune), and only if the account would come back with a nonce that is no
//!   earlier ([`BlockNonce`]); else its old transactions were valid again. Besides, sponsored transactions are
//!   mortal ([`CheckSponsoredEra`]).
//! - The context of a claim contains its number, not the account: with one context a month, all accounts of
//!   a person would show one alias; with one for each account, one key would claim for all of them.
//! - Wall-clock time throughout: periods and ends of listings are validity, and no window in which to act.
//! - The public pot has no budget in all. What it has is what it can lose, so the treasury feeds it in parts.
//! - The extensions refuse with [`reason`]s; no room in a block is `ExhaustsResources`, a claim that was made
//!   is `Stale`.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub use claims::reason;
pub use extension::{ChargeSponsor, CheckSponsoredEra, Sponsored};
pub use nonce::BlockNonce;
pub use pallet::*;
pub use types::{Budget, ClaimTerms, Listing, Pot, Sponsorship};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod charging;
mod claims;
mod extension;
mod genesis;
mod inspect;
mod listings;
#[cfg(test)]
mod mock;
mod money;
mod nonce;
mod pots;
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
		types::{BalanceOf, BudgetOf, ClaimTerms, ListingOf, PotOf, Sponsorship},
		WeightInfo,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{Mutate, MutateHold},
			Contains, IsSubType, Time,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::{
		hashcash::Hashcash,
		rings::{Alias, RingId, RingProof},
		AnonymousMembership, CredentialInspect, ItemId, Moment, Month,
	};
	use sp_core::H256;
	use sp_runtime::SaturatedConversion;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<
		Hash = H256,
		RuntimeEvent: From<Event<Self>>,
		RuntimeCall: IsSubType<Call<Self>>,
	>
	{
		/// The origin that sets what the public pot pays, and what persons can claim of it.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The origins that feed the public pot, and how much each of them may at once.
		type FeedOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = BalanceOf<Self>>;

		/// The account that the public pot is fed from.
		type Treasury: Get<Self::AccountId>;

		/// The currency of fees and deposits.
		type Currency: Mutate<Self::AccountId>
			+ MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons for holds of the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The time of the block.
		type Time: Time<Moment = Moment>;

		/// The registry of institutions and care apps.
		type Credentials: CredentialInspect<Self::AccountId>;

		/// The rings of persons, which claims are proven by.
		type Rings: AnonymousMembership;

		/// What the first check of a claim takes longer in an instance of the runtime that checked none
		/// before, as when a transaction is validated. Benchmarks run in one that did.
		type RingColdStart: Get<Weight>;

		/// The calls that pots pay for. None that carries another call.
		type HealthCalls: Contains<Self::RuntimeCall>;

		/// The id that the accounts of pots are made from.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The deposit for a pot, of its creator.
		type PotDeposit: Get<BalanceOf<Self>>;

		/// The deposit for a listing, of the pot. It pays for the account too.
		type ListingDeposit: Get<BalanceOf<Self>>;

		/// The least length of the period of a budget, in milliseconds.
		#[pallet::constant]
		type MinPeriod: Get<Moment>;

		/// The most blocks for which a sponsored transaction is valid.
		#[pallet::constant]
		type MaxEra: Get<u64>;

		/// The most claims of a person in a month.
		#[pallet::constant]
		type MaxClaims: Get<u8>;

		/// The work that a claim carries, as the number of zero bits.
		#[pallet::constant]
		type ClaimDifficulty: Get<u32>;

		/// The most accounts or aliases in a call.
		#[pallet::constant]
		type MaxListed: Get<u32>;

		/// The weights of the calls and of the transaction extensions.
		type WeightInfo: WeightInfo;

		/// Set-up that benchmarks ask of the runtime.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper<Self>;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for a pot.
		#[codec(index = 0)]
		Pot,
		/// The deposit for a listing.
		#[codec(index = 1)]
		Listing,
	}

	/// All pots. Written by [`Pallet::create_pot`] and [`Pallet::set_public_pot`], cleared by
	/// [`Pallet::close_pot`].
	#[pallet::storage]
	pub type Pots<T: Config> = StorageMap<_, Blake2_128Concat, ItemId, PotOf<T>, OptionQuery>;

	/// The pots by their accounts. Written and cleared with [`Pots`].
	#[pallet::storage]
	pub type PotAccounts<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, ItemId, OptionQuery>;

	/// The accounts that each pot lists. Written by [`Pallet::enrol`] and [`Pallet::claim`] and with each
	/// payment of the pot, cleared by [`Pallet::prune`].
	#[pallet::storage]
	pub type Listings<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		ItemId,
		Blake2_128Concat,
		T::AccountId,
		ListingOf<T>,
		OptionQuery,
	>;

	/// The pot that pays for each account that is listed. Written and cleared with [`Listings`].
	#[pallet::storage]
	pub type Sponsorships<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Sponsorship, OptionQuery>;

	/// What persons can claim of the public pot. Written by [`Pallet::set_public_pot`].
	#[pallet::storage]
	pub type Terms<T: Config> = StorageValue<_, ClaimTerms, ValueQuery>;

	/// The aliases that claimed, by month and number. Cleared by [`Pallet::prune_claims`] once the month is
	/// over.
	#[pallet::storage]
	pub type Claims<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		(Month, u8),
		Blake2_128Concat,
		Alias,
		(),
		OptionQuery,
	>;

	/// The signer of the transaction that a pot pays for now, and the pot. Written and cleared by
	/// [`ChargeSponsor`](crate::ChargeSponsor) within one transaction.
	// Never in the state of a block, so that benchmarks need not count it.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Current<T: Config> = StorageValue<_, (T::AccountId, ItemId), OptionQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// What the public pot pays for each beneficiary, and what persons can claim of it; if there is one.
		pub public_pot: Option<(BudgetOf<T>, ClaimTerms)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Some((budget, terms)) = self.public_pot {
				Pallet::<T>::build_public_pot(budget, terms);
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A pot was created.
		PotCreated {
			/// Its id.
			pot: ItemId,
			/// Its creator.
			admin: T::AccountId,
			/// The account that has its money.
			account: T::AccountId,
		},
		/// A pot was given money.
		Funded {
			/// The pot.
			pot: ItemId,
			/// Who gave it.
			who: T::AccountId,
			/// The amount.
			amount: BalanceOf<T>,
		},
		/// The budget of a pot was set.
		BudgetSet {
			/// The pot.
			pot: ItemId,
			/// What it pays for each beneficiary.
			budget: BudgetOf<T>,
		},
		/// An admin took money out of a pot.
		Withdrawn {
			/// The pot.
			pot: ItemId,
			/// The amount.
			amount: BalanceOf<T>,
		},
		/// A pot was closed.
		PotClosed {
			/// The pot.
			pot: ItemId,
			/// What was left, and went to the admin.
			amount: BalanceOf<T>,
		},
		/// An account was listed by a pot.
		Enrolled {
			/// The pot.
			pot: ItemId,
			/// The account.
			account: T::AccountId,
			/// The moment from which the pot pays nothing more; `None` if there is none.
			until: Option<Moment>,
		},
		/// An account accepted the offer of a pot, which pays for it from now on.
		Accepted {
			/// The pot.
			pot: ItemId,
			/// The account.
			account: T::AccountId,
		},
		/// An account left a pot, or was removed.
		Ended {
			/// The pot.
			pot: ItemId,
			/// The account.
			account: T::AccountId,
		},
		/// Listings that were over were deleted.
		Pruned {
			/// The pot.
			pot: ItemId,
			/// Their number.
			count: u32,
		},
		/// It was set what the public pot pays, and what persons can claim of it.
		PublicPotSet {
			/// What it pays for each beneficiary.
			budget: BudgetOf<T>,
			/// What persons can claim.
			terms: ClaimTerms,
		},
		/// A person claimed for an account, which the public pot pays for.
		Claimed {
			/// The account.
			account: T::AccountId,
			/// The month of the claim.
			month: Month,
			/// The number of the claim in it.
			number: u8,
			/// The moment from which the pot pays nothing more.
			until: Moment,
		},
		/// The aliases that claimed in a month were cleared, or some of them.
		ClaimsPruned {
			/// The month.
			month: Month,
			/// The number of the claims in it.
			number: u8,
			/// The number of aliases.
			count: u32,
		},
		/// A pot paid the fee of a transaction.
		Sponsored {
			/// The pot.
			pot: ItemId,
			/// The signer.
			account: T::AccountId,
			/// The fee.
			fee: BalanceOf<T>,
		},
		/// A pot pays a storage deposit.
		DepositPaid {
			/// The pot.
			pot: ItemId,
			/// The account that stores something.
			account: T::AccountId,
			/// The deposit.
			amount: BalanceOf<T>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such pot, or no public pot yet.
		NotFound,
		/// You do not administer this pot.
		NoPermission,
		/// You have no live credential as an institution or a care app.
		CredentialNotLive,
		/// No more ids can be issued in this block. Try again in a later one.
		IdsExhausted,
		/// The period of a budget must be at least MinPeriod.
		PeriodTooShort,
		/// The moment from which the pot pays nothing more is not later than now.
		Expired,
		/// The pot does not list this account.
		ListingNotFound,
		/// The pot does not pay for this account any more.
		Ended,
		/// This pot pays for the account already.
		AlreadyAccepted,
		/// The pot has listings. Remove all accounts and prune them first.
		InUse,
		/// Deposits that the pot paid have not come back.
		DepositsHeld,
		/// A person may have no more than MaxClaims claims in a month, and each lasts for a month at least.
		TermsOutOfBounds,
		/// The origin may not feed so much at once.
		AboveLimit,
		/// There is nothing to clear: what is listed is not over, its deposits are not back, or the nonce of the
		/// account is too late still.
		NothingToPrune,
		/// The month is not over.
		NotOver,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MinPeriod::get() > 0, "MinPeriod is at least a millisecond");
			let hashes: u64 = T::BlockHashCount::get().saturated_into();
			// Era::mortal makes no shorter ones.
			assert!(
				(4..=hashes).contains(&T::MaxEra::get()),
				"MaxEra is at least 4, and no more than the hashes of blocks that are kept"
			);
			assert!(T::MaxClaims::get() > 0, "MaxClaims is at least 1");
			assert!(T::MaxListed::get() > 0, "MaxListed is at least 1");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Creates a pot, which the signer administers. It has nothing until somebody funds it.
		///
		/// A deposit of the signer is held until the pot is closed.
		///
		/// Dispatch origin: signed, by a certified institution or care app.
		///
		/// Emits [`Event::PotCreated`].
		#[pallet::call_index(0)]
		pub fn create_pot(origin: OriginFor<T>, budget: BudgetOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_create_pot(who, budget)
		}

		/// Gives a pot money, which its admin may take out.
		///
		/// To transfer it to the account of the pot does the same.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Funded`].
		#[pallet::call_index(1)]
		pub fn fund(
			origin: OriginFor<T>,
			pot: ItemId,
			#[pallet::compact] amount: BalanceOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund(who, pot, amount)
		}

		/// Sets what a pot pays for each beneficiary.
		///
		/// What was paid in this period counts still, also if the length of the period is another.
		///
		/// Dispatch origin: signed, by the admin of the pot.
		///
		/// Emits [`Event::BudgetSet`].
		#[pallet::call_index(2)]
		pub fn set_budget(
			origin: OriginFor<T>,
			pot: ItemId,
			budget: BudgetOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_budget(who, pot, budget)
		}

		/// Lists accounts, or lists them again with another end. The pot pays for those that did not exist; to
		/// others it is an offer, which they accept.
		///
		/// The pot pays nothing from `until` on. Of the pot a deposit is held for each account until the listing
		/// is pruned.
		///
		/// Dispatch origin: signed, by the admin of the pot, a certified institution or care app.
		///
		/// Emits [`Event::Enrolled`] for each account.
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config>::WeightInfo::enrol(accounts.len().saturated_into()))]
		pub fn enrol(
			origin: OriginFor<T>,
			pot: ItemId,
			accounts: BoundedVec<T::AccountId, T::MaxListed>,
			until: Option<Moment>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_enrol(who, pot, accounts, until)
		}

		/// Accepts the offer of a pot, which pays for the signer from now on in the place of another pot. It
		/// pays for this call already.
		///
		/// Dispatch origin: signed, by an account that the pot lists.
		///
		/// Emits [`Event::Accepted`].
		#[pallet::call_index(4)]
		pub fn accept(origin: OriginFor<T>, pot: ItemId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, pot)
		}

		/// Leaves a pot, or declines its offer. It pays for this call still.
		///
		/// Dispatch origin: signed, by an account that the pot lists.
		///
		/// Emits [`Event::Ended`].
		#[pallet::call_index(5)]
		pub fn leave(origin: OriginFor<T>, pot: ItemId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who, pot)
		}

		/// Ends the listings of accounts. Those that are not listed are passed over.
		///
		/// Dispatch origin: signed, by the admin of the pot, certified or not.
		///
		/// Emits [`Event::Ended`] for each account.
		#[pallet::call_index(6)]
		#[pallet::weight(<T as Config>::WeightInfo::remove(accounts.len().saturated_into()))]
		pub fn remove(
			origin: OriginFor<T>,
			pot: ItemId,
			accounts: BoundedVec<T::AccountId, T::MaxListed>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove(who, pot, accounts)
		}

		/// Takes money out of a pot, less than all that is not on hold.
		///
		/// Dispatch origin: signed, by the admin of the pot.
		///
		/// Emits [`Event::Withdrawn`].
		#[pallet::call_index(7)]
		pub fn withdraw(
			origin: OriginFor<T>,
			pot: ItemId,
			#[pallet::compact] amount: BalanceOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, pot, amount)
		}

		/// Closes a pot that lists nobody any more. What is left is the admin's, and the deposit comes back.
		///
		/// Dispatch origin: signed, by the admin of the pot, certified or not.
		///
		/// Emits [`Event::PotClosed`].
		#[pallet::call_index(8)]
		pub fn close_pot(origin: OriginFor<T>, pot: ItemId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_pot(who, pot)
		}

		/// Sets what the public pot pays for each beneficiary, and what persons can claim of it.
		///
		/// Claims that were made last as long as they did.
		///
		/// Dispatch origin: [`Config::GovernanceOrigin`].
		///
		/// Emits [`Event::PublicPotSet`].
		#[pallet::call_index(9)]
		pub fn set_public_pot(
			origin: OriginFor<T>,
			budget: BudgetOf<T>,
			terms: ClaimTerms,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_public_pot(budget, terms)
		}

		/// Gives the public pot money of the treasury.
		///
		/// Dispatch origin: [`Config::FeedOrigin`], with at least so much as its limit.
		///
		/// Emits [`Event::Funded`].
		#[pallet::call_index(10)]
		pub fn feed(
			origin: OriginFor<T>,
			#[pallet::compact] amount: BalanceOf<T>,
		) -> DispatchResult {
			let most = T::FeedOrigin::ensure_origin(origin)?;
			Self::do_feed(most, amount)
		}

		/// Has the public pot pay for `account`, which does not exist yet, or that a claim named before.
		///
		/// `number` counts the claims of a person in this `month`, from 0. `alias` and `proof` are those of a
		/// person of `ring` for the context and the message of
		/// [`sponsorship::claim`](medibloc_primitives::sponsorship::claim).
		///
		/// Dispatch origin: authorised by the call itself. Nobody signs the transaction, and nobody pays
		/// a fee for it.
		///
		/// Emits [`Event::Claimed`].
		#[pallet::call_index(11)]
		#[pallet::weight_of_authorize(
			<T as Config>::WeightInfo::authorize_claim().saturating_add(T::RingColdStart::get())
		)]
		#[pallet::authorize(Self::authorize_claim)]
		#[allow(clippy::too_many_arguments)]
		pub fn claim(
			origin: OriginFor<T>,
			account: T::AccountId,
			month: Month,
			number: u8,
			ring: RingId,
			alias: Alias,
			proof: RingProof,
			hashcash: Hashcash,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = (ring, proof, hashcash);
			Self::do_claim(account, month, number, alias);
			Ok(())
		}

		/// Deletes the listings of accounts in a pot that are over and whose deposits are back, and gives the
		/// pot the deposits of these listings. An account ends that exists by nothing else.
		///
		/// One whose nonce is later than that of a new account would be, is passed over.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Pruned`].
		#[pallet::call_index(12)]
		#[pallet::weight(<T as Config>::WeightInfo::prune(accounts.len().saturated_into()))]
		pub fn prune(
			origin: OriginFor<T>,
			pot: ItemId,
			accounts: BoundedVec<T::AccountId, T::MaxListed>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(pot, accounts)
		}

		/// Clears at most `limit` aliases of those that made the claim `number` in a month that is over.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::ClaimsPruned`].
		#[pallet::call_index(13)]
		#[pallet::weight(<T as Config>::WeightInfo::prune_claims((*limit).min(T::MaxListed::get())))]
		pub fn prune_claims(
			origin: OriginFor<T>,
			month: Month,
			number: u8,
			limit: u32,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune_claims(month, number, limit)
		}
	}
}
