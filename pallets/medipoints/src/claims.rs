// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Claims of what records of sponsored subjects earn, and the cleaning up after them.
//!
//! A sponsored account costs whoever holds it nothing, so a thousand of them prove no more than one. What
//! their acknowledgements earn waits until persons claim it for the author: each key of a ring of persons
//! can once for an author and a month, and each claim is one part of what waits. The claim does not tell
//! which subject the person is.

use crate::{Claims, Config, Error, Event, Pairs, Pallet, Pending};
use frame_support::{dispatch::DispatchResult, ensure, pallet_prelude::*, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::{
	hashcash::Hashcash,
	points::claim::{claim_context, claim_message, claim_work},
	rings::{Alias, AnonymousMembership, Cohort, RingId, RingProof},
	Month,
};
use pallet_support::ensure_worked;
use sp_core::H256;
use sp_runtime::{traits::Saturating, SaturatedConversion};

/// Why a claim is not made now and can be later or never, as a custom reason of invalidity.
pub mod reason {
	/// Nothing waits for the author from that month, or all of it was claimed.
	pub const NOTHING_PENDING: u8 = 1;
	/// The budget of this period or the reserve is used up. Claim in a later one.
	pub const NOT_AFFORDABLE: u8 = 2;
	/// The ring is not one of persons, or is not of the year of the month or older than it.
	pub const OTHER_RING: u8 = 3;
}

impl<T: Config> Pallet<T> {
	/// The hash of the first block.
	pub(crate) fn genesis() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::default())
	}

	/// Whether a ring counts for what waits from `month`: of persons whose keys are of its year and were
	/// collected by its end.
	fn is_admitted(ring: &RingId, month: Month) -> bool {
		matches!(ring.cohort, Cohort::Persons { year, month: of }
			if year == month.year() && of <= month.month())
	}

	/// Whether the claim may be made, and what it uses up. Reads only.
	pub(crate) fn authorize_claim_record(
		_: TransactionSource,
		author: &T::AccountId,
		month: &Month,
		ring: &RingId,
		alias: &Alias,
		proof: &RingProof,
		hashcash: &Hashcash,
	) -> TransactionValidityWithRefund {
		ensure!(T::Rings::has_room(1), InvalidTransaction::ExhaustsResources);
		let due = month.after(1);
		ensure!(Self::month() >= due, InvalidTransaction::Future);
		ensure!(Self::month() == due, InvalidTransaction::Stale);
		let refused = InvalidTransaction::Custom;
		ensure!(Self::is_admitted(ring, *month), refused(reason::OTHER_RING));
		ensure!(!Claims::<T>::contains_key((author, month), alias), InvalidTransaction::Stale);
		let part = Pending::<T>::get((author, month)).part();
		ensure!(part > 0, refused(reason::NOTHING_PENDING));
		ensure!(Self::affordable(part).0 == part, refused(reason::NOT_AFFORDABLE));

		let genesis = Self::genesis();
		let work = claim_work(genesis, author, *month, ring, alias, proof);
		let longevity = ensure_worked::<T>(&work, hashcash, T::ClaimDifficulty::get())?;
		let context = claim_context(genesis, author, *month);
		let message = claim_message(genesis, author, *month);
		let shown = T::Rings::check(ring, &context, &message, proof)
			.map_err(|_| InvalidTransaction::BadProof)?;
		ensure!(shown == *alias, InvalidTransaction::BadProof);
		let valid = ValidTransaction::with_tag_prefix("MedipointsClaim")
			.and_provides((author, month, alias))
			.longevity(longevity)
			.propagate(true)
			.build()?;
		Ok((valid, Weight::zero()))
	}

	/// Cannot fail, for nobody pays for it.
	pub(crate) fn do_claim_record(author: T::AccountId, month: Month, alias: Alias) {
		T::Rings::note_checked(1);
		Claims::<T>::insert((&author, month), alias, ());
		let part = Pending::<T>::mutate((&author, month), |pending| {
			let part = pending.part();
			pending.claims.saturating_dec();
			pending.points.saturating_reduce(part);
			part
		});
		let points = Self::earn(&author, part, |_, _| ());
		Self::deposit_event(Event::Claimed { author, month, points });
	}

	pub(crate) fn do_prune_claims(
		author: T::AccountId,
		month: Month,
		limit: u32,
	) -> DispatchResult {
		ensure!(Self::month() > month.after(1), Error::<T>::NotOver);
		let of = (&author, month);
		let limit = limit.min(T::MaxListed::get());
		let aliases: alloc::vec::Vec<_> =
			Claims::<T>::iter_key_prefix(of).take(limit.saturated_into()).collect();
		let had_pending = Pending::<T>::contains_key(of);
		ensure!(had_pending || !aliases.is_empty(), Error::<T>::NothingToPrune);
		Pending::<T>::remove(of);
		aliases.iter().for_each(|alias| Claims::<T>::remove(of, alias));

		let count = aliases.len().saturated_into();
		Self::deposit_event(Event::ClaimsPruned { author, month, count });
		Ok(())
	}

	pub(crate) fn do_prune_pairs(
		pairs: impl IntoIterator<Item = (T::AccountId, T::AccountId)>,
	) -> DispatchResult {
		let now = Self::month();
		let mut count = 0u32;
		for (author, subject) in pairs {
			if Pairs::<T>::get(&author, &subject).is_some_and(|pair| pair.month < now) {
				Pairs::<T>::remove(&author, &subject);
				count.saturating_inc();
			}
		}
		ensure!(count > 0, Error::<T>::NothingToPrune);
		Self::deposit_event(Event::PairsPruned { count });
		Ok(())
	}
}
