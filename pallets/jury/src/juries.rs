// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Juries: created, updated, and led from epoch to epoch.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::{
	credential::Roles,
	rings::{Cohort, CohortState},
	AuthorityInspect, Jurisdiction, LiveMoment, LiveTime, RingsInspect, RingsMutate,
};
use sp_core::H256;
use sp_runtime::{
	traits::{AccountIdConversion, Saturating, Zero},
	DispatchError,
};

impl<T: Config> Pallet<T> {
	/// The account of the jury of `jurisdiction`, which no key controls: the authority that is applied to,
	/// and where the fees lie.
	pub fn account_of(jurisdiction: Jurisdiction) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(jurisdiction)
	}

	/// The jurors of an epoch.
	pub(crate) fn jurors_of(jurisdiction: Jurisdiction, epoch: u32) -> Cohort {
		Cohort::Practitioners { jurisdiction, epoch }
	}

	/// The hash of the first block, by which nothing that is proven or hashed serves another chain.
	pub(crate) fn genesis() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
	}

	pub(crate) fn jury_of(jurisdiction: Jurisdiction) -> Result<JuryOf<T>, Error<T>> {
		Juries::<T>::get(jurisdiction).ok_or(Error::<T>::JuryNotFound)
	}

	pub(crate) fn term_of(jurisdiction: Jurisdiction, term: u32) -> Result<TermOf<T>, Error<T>> {
		Terms::<T>::get((jurisdiction, term)).ok_or(Error::<T>::TermNotFound)
	}

	pub(crate) fn do_create(
		jurisdiction: Jurisdiction,
		appeal_authority: T::AccountId,
		roles: Roles,
	) -> DispatchResult {
		ensure!(!Juries::<T>::contains_key(jurisdiction), Error::<T>::JuryAlreadyExists);
		let account = Self::account_of(jurisdiction);
		Self::ensure_fit(jurisdiction, &account, &appeal_authority, &roles)?;
		ensure!(
			T::Currency::balance(&account) >= T::Currency::minimum_balance(),
			Error::<T>::AccountNotFunded
		);

		// Of epoch 0 there are no jurors, so that it is a term of its own, and the last epoch of it.
		let jury = Jury {
			appeal_authority,
			roles,
			epoch: 0,
			epoch_ends_at: T::LiveTime::deadline(T::EpochLength::get()),
			ballots: 0,
			term: 0,
			is_last: true,
		};
		T::Rings::open(Self::jurors_of(jurisdiction, jury.enrolling()))?;
		Self::begin_term(jurisdiction, &jury);
		Juries::<T>::insert(jurisdiction, jury);

		Self::deposit_event(Event::Created { jurisdiction, account });
		Ok(())
	}

	pub(crate) fn do_update(
		jurisdiction: Jurisdiction,
		appeal_authority: T::AccountId,
		roles: Roles,
	) -> DispatchResult {
		let jury = Self::jury_of(jurisdiction)?;
		let account = Self::account_of(jurisdiction);
		Self::ensure_fit(jurisdiction, &account, &appeal_authority, &roles)?;

		Juries::<T>::insert(jurisdiction, Jury { appeal_authority, roles, ..jury });
		Self::deposit_event(Event::Updated { jurisdiction });
		Ok(())
	}

	pub(crate) fn do_advance(jurisdiction: Jurisdiction) -> DispatchResult {
		let mut jury = Self::jury_of(jurisdiction)?;
		let now = T::LiveTime::now();
		ensure!(jury.epoch_ends_at.is_over(now), Error::<T>::EpochNotOver);

		let rings = T::Rings::rings(&Self::jurors_of(jurisdiction, jury.epoch));
		let (epoch, number) = (jury.enrolling(), jury.enrolling_term());
		let cohort = Self::jurors_of(jurisdiction, epoch);
		let state = T::Rings::freeze(&cohort, T::MinRing::get())?;
		T::Rings::open(Self::jurors_of(jurisdiction, epoch.saturating_add(1)))?;
		if jury.is_last {
			Self::end_term(jurisdiction, jury.term);
		}
		let mut term = Self::term_of(jurisdiction, number)?;
		term.epochs = term.epochs.saturating_add(1);
		// Each ring is to judge that many ballots, and which judges is drawn.
		let enough = T::MinBallots::get().saturating_mul(rings.max(1).into());
		jury.is_last = state == CohortState::TooSmall
			|| term.epochs >= T::MaxEpochs::get()
			|| term.decided >= enough
			|| term.promised >= T::MaxVouchers::get() / 2;
		jury.epoch = epoch;
		jury.epoch_ends_at = now.after(T::EpochLength::get());
		jury.ballots = 0;
		jury.term = number;
		Terms::<T>::insert((jurisdiction, number), term);
		if jury.is_last {
			Self::begin_term(jurisdiction, &jury);
		}
		let is_last = jury.is_last;
		Juries::<T>::insert(jurisdiction, jury);

		Self::deposit_event(Event::Advanced { jurisdiction, epoch, term: number, is_last });
		Ok(())
	}

	/// Begins the term that jurors enrol for now.
	fn begin_term(jurisdiction: Jurisdiction, jury: &JuryOf<T>) {
		let term = Term {
			first_epoch: jury.enrolling(),
			epochs: 0,
			ballots: 0,
			open: 0,
			decided: 0,
			promised: 0,
			pot: Zero::zero(),
			vouchers: 0,
			redeemed: 0,
			reward: Zero::zero(),
			stage: TermStage::Running,
		};
		Terms::<T>::insert((jurisdiction, jury.enrolling_term()), term);
	}

	/// Ends the epochs of a term. The first one, before there were jurors, is not stored.
	fn end_term(jurisdiction: Jurisdiction, number: u32) {
		Terms::<T>::mutate((jurisdiction, number), |term| {
			if let Some(term) = term {
				term.stage = TermStage::Ended { mint_from: Self::mint_from(term) };
			}
		});
	}

	/// When vouchers can be minted for a term of which something happened now. Without ballots there is
	/// nothing to void.
	fn mint_from(term: &TermOf<T>) -> LiveMoment {
		match term.ballots {
			0 => T::LiveTime::now(),
			_ => T::LiveTime::deadline(T::VoidWindow::get()),
		}
	}

	/// Notes that a ballot of a term is not open any more.
	pub(crate) fn note_closed(term: &mut TermOf<T>) {
		term.open = term.open.saturating_sub(1);
		if let TermStage::Ended { .. } = term.stage {
			term.stage = TermStage::Ended { mint_from: Self::mint_from(term) };
		}
	}

	/// Pays from the account of a jury, out of the pot of a term, and answers how much.
	pub(crate) fn pay(
		jurisdiction: Jurisdiction,
		term: &mut TermOf<T>,
		to: &T::AccountId,
		amount: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		let amount = amount.min(term.pot);
		if !amount.is_zero() {
			let account = Self::account_of(jurisdiction);
			T::Currency::transfer(&account, to, amount, Preservation::Preserve)?;
			term.pot = term.pot.saturating_sub(amount);
		}
		Ok(amount)
	}

	/// Fails unless the jury can certify in all roles, and the appeal authority too.
	fn ensure_fit(
		jurisdiction: Jurisdiction,
		account: &T::AccountId,
		appeal_authority: &T::AccountId,
		roles: &Roles,
	) -> Result<(), Error<T>> {
		ensure!(!roles.is_empty(), Error::<T>::NoRoles);
		let own = Self::scope_in(jurisdiction, account).ok_or(Error::<T>::NotAuthority)?;
		ensure!(roles.is_subset(&own), Error::<T>::RoleNotAllowed);
		let other = Self::scope_in(jurisdiction, appeal_authority);
		ensure!(
			appeal_authority != account && other.is_some_and(|other| roles.is_subset(&other)),
			Error::<T>::AppealAuthorityUnfit
		);
		Ok(())
	}

	/// The roles that `who` certifies in there now.
	pub(crate) fn scope_in(jurisdiction: Jurisdiction, who: &T::AccountId) -> Option<Roles> {
		let (roles, country) = T::Credentials::scope(who)?;
		(country == jurisdiction).then_some(roles)
	}
}
