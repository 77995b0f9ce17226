// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Claims: a person of a ring has the public pot pay for an account.

use crate::{types::ClaimTerms, Claims, Config, Error, Event, Listings, Pallet, Pots, Terms};
use frame_support::{defensive, dispatch::DispatchResult, ensure, pallet_prelude::*, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::{
	hashcash::Hashcash,
	rings::{Alias, AnonymousMembership, Cohort, RingId, RingProof},
	sponsorship::{
		claim::{claim_context, claim_message, claim_work},
		PUBLIC_POT,
	},
	Moment, Month,
};
use pallet_support::ensure_worked;
use sp_core::H256;
use sp_runtime::SaturatedConversion;

/// Why a claim is not made now and can be later or never, as a custom reason of invalidity.
pub mod reason {
	/// There is no public pot, or it has no claim of this number in a month.
	pub const NOT_OFFERED: u8 = 1;
	/// The ring is not one of persons, or is not of the year of the month, or is later than it.
	pub const OTHER_RING: u8 = 2;
	/// The account exists, and the public pot does not pay for it. Claim for a fresh one.
	pub const NOT_FRESH: u8 = 3;
	/// The public pot cannot pay the deposit of a listing. Claim once it was fed.
	pub const NOT_AFFORDABLE: u8 = 4;
	/// A health call of an account that a pot pays for must be mortal, for no more than `MaxEra` blocks.
	pub const NOT_MORTAL: u8 = 5;
}

impl<T: Config> Pallet<T> {
	/// The hash of the first block.
	pub(crate) fn genesis() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::default())
	}

	pub(crate) fn month() -> Month {
		Month::of(Self::now())
	}

	/// Whether a ring counts in `month`: of persons whose keys are of its year and were collected by then.
	fn is_admitted(ring: &RingId, month: Month) -> bool {
		matches!(ring.cohort, Cohort::Persons { year, month: of }
			if year == month.year() && of <= month.month())
	}

	/// Whether a claim may name an account: one that is not there, or that a claim named before and that did
	/// not leave. So nobody makes a beneficiary of an account that somebody else uses.
	fn is_claimable(account: &T::AccountId) -> bool {
		match Listings::<T>::get(PUBLIC_POT, account) {
			Some(listing) => !listing.is_ended,
			None => !frame_system::Pallet::<T>::account_exists(account),
		}
	}

	fn is_affordable(account: &T::AccountId) -> bool {
		Listings::<T>::contains_key(PUBLIC_POT, account)
			|| Self::available(&Self::account_of(PUBLIC_POT)) >= T::ListingDeposit::get()
	}

	/// Whether the claim may be made, and what it uses up. Reads only.
	#[allow(clippy::too_many_arguments)]
	pub(crate) fn authorize_claim(
		_: TransactionSource,
		account: &T::AccountId,
		month: &Month,
		number: &u8,
		ring: &RingId,
		alias: &Alias,
		proof: &RingProof,
		hashcash: &Hashcash,
	) -> TransactionValidityWithRefund {
		ensure!(T::Rings::has_room(1), InvalidTransaction::ExhaustsResources);
		ensure!(*month <= Self::month(), InvalidTransaction::Future);
		ensure!(*month == Self::month(), InvalidTransaction::Stale);
		let refused = InvalidTransaction::Custom;
		let ClaimTerms { claims, .. } = Terms::<T>::get();
		ensure!(*number < claims, refused(reason::NOT_OFFERED));
		ensure!(Pots::<T>::contains_key(PUBLIC_POT), refused(reason::NOT_OFFERED));
		ensure!(Self::is_admitted(ring, *month), refused(reason::OTHER_RING));
		ensure!(!Claims::<T>::contains_key((month, number), alias), InvalidTransaction::Stale);
		ensure!(Self::is_claimable(account), refused(reason::NOT_FRESH));
		ensure!(Self::is_affordable(account), refused(reason::NOT_AFFORDABLE));

		let genesis = Self::genesis();
		let work = claim_work(genesis, account, *month, *number, ring, alias, proof);
		let longevity = ensure_worked::<T>(&work, hashcash, T::ClaimDifficulty::get())?;
		let context = claim_context(genesis, *month, *number);
		let message = claim_message(genesis, account, *month, *number);
		let shown = T::Rings::check(ring, &context, &message, proof)
			.map_err(|_| InvalidTransaction::BadProof)?;
		ensure!(shown == *alias, InvalidTransaction::BadProof);
		let valid = ValidTransaction::with_tag_prefix("SponsorshipClaim")
			.and_provides((month, number, alias))
			.longevity(longevity)
			.propagate(true)
			.build()?;
		Ok((valid, Weight::zero()))
	}

	/// Cannot fail, for nobody pays for it.
	pub(crate) fn do_claim(account: T::AccountId, month: Month, number: u8, alias: Alias) {
		T::Rings::note_checked(1);
		Claims::<T>::insert((month, number), alias, ());
		let end: Moment = month.after(Terms::<T>::get().months).start();
		let before = Listings::<T>::get(PUBLIC_POT, &account).and_then(|listing| listing.until);
		let until = before.map_or(end, |before| before.max(end));
		if Self::list(PUBLIC_POT, &account, Some(until)).is_err() {
			defensive!("the pot could pay when the claim was authorised");
			return;
		}
		Self::deposit_event(Event::Claimed { account, month, number, until });
	}

	pub(crate) fn do_prune_claims(month: Month, number: u8, limit: u32) -> DispatchResult {
		ensure!(month < Self::month(), Error::<T>::NotOver);
		let limit = limit.min(T::MaxListed::get());
		let aliases: alloc::vec::Vec<_> =
			Claims::<T>::iter_key_prefix((month, number)).take(limit.saturated_into()).collect();
		ensure!(!aliases.is_empty(), Error::<T>::NothingToPrune);
		aliases.iter().for_each(|alias| Claims::<T>::remove((month, number), alias));
		let count = aliases.len().saturated_into();
		Self::deposit_event(Event::ClaimsPruned { month, number, count });
		Ok(())
	}
}
