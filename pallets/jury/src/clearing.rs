// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Terms whose window to redeem is over: settled and cleared away.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult, Get},
	traits::{
		fungible::Balanced,
		tokens::{Fortitude, Precision, Preservation},
		Imbalance, OnUnbalanced,
	},
};
use medibloc_primitives::{points::PointsHold, Jurisdiction, LiveTime, PointsMutate, RingsMutate};
use sp_runtime::{traits::Zero, SaturatedConversion};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_settle(
		jurisdiction: Jurisdiction,
		number: u32,
		who: T::AccountId,
	) -> DispatchResult {
		let term = Self::term_of(jurisdiction, number)?;
		Self::ensure_over(&term)?;
		let key = (jurisdiction, number);
		let juror = Jurors::<T>::take(key, &who).ok_or(Error::<T>::JurorNotFound)?;
		Self::settle_juror(key, who, juror);
		Ok(())
	}

	pub(crate) fn do_clear(
		jurisdiction: Jurisdiction,
		number: u32,
		limit: u32,
	) -> Result<u32, DispatchError> {
		let limit = limit.min(T::MaxSteps::get());
		ensure!(limit > 0, Error::<T>::NothingToDo);
		let mut term = Self::term_of(jurisdiction, number)?;
		Self::ensure_over(&term)?;
		let key = (jurisdiction, number);
		let mut left = limit;

		let jurors: Vec<_> = Jurors::<T>::iter_prefix(key).take(limit.saturated_into()).collect();
		left = left.saturating_sub(jurors.len().saturated_into());
		for (who, juror) in jurors {
			Jurors::<T>::remove(key, &who);
			Self::settle_juror(key, who, juror);
		}
		let aliases: Vec<_> =
			Redeemed::<T>::iter_key_prefix(key).take(left.saturated_into()).collect();
		left = left.saturating_sub(aliases.len().saturated_into());
		for alias in aliases {
			Redeemed::<T>::remove(key, alias);
		}
		let rings: Vec<_> = Judged::<T>::iter_key_prefix(key).take(left.saturated_into()).collect();
		left = left.saturating_sub(rings.len().saturated_into());
		for ring in rings {
			Judged::<T>::remove(key, ring);
		}
		// From the last on, so that the number of those left tells the next.
		while left > 0 && term.ballots > 0 {
			term.ballots = term.ballots.saturating_sub(1);
			let id = BallotId { jurisdiction, term: number, number: term.ballots };
			if let Some(ballot) = Ballots::<T>::take(id) {
				Self::forget(id, &ballot);
			}
			left = left.saturating_sub(1);
		}
		// With something left of the limit nothing else is left.
		if left == 0 {
			term.stage = TermStage::Clearing;
			Terms::<T>::insert(key, term);
			return Ok(limit);
		}
		T::Rings::retire(&Self::vouchers_of(jurisdiction, number))?;
		Terms::<T>::remove(key);
		let remainder = Self::hand_over(jurisdiction, term.pot)?;
		Self::deposit_event(Event::Cleared { jurisdiction, term: number, remainder });
		Ok(limit.saturating_sub(left))
	}

	/// Burns what is left of a juror's deposit.
	fn settle_juror(
		(jurisdiction, term): (Jurisdiction, u32),
		who: T::AccountId,
		juror: JurorOf<T>,
	) {
		let burnt = T::Points::burn_held(&who, PointsHold::Juror, juror.held());
		let released = juror.released;
		Self::deposit_event(Event::Settled { jurisdiction, term, who, released, burnt });
	}

	/// Hands over what is left of a pot.
	fn hand_over(
		jurisdiction: Jurisdiction,
		pot: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		if pot.is_zero() {
			return Ok(pot);
		}
		let credit = T::Currency::withdraw(
			&Self::account_of(jurisdiction),
			pot,
			Precision::BestEffort,
			Preservation::Preserve,
			Fortitude::Polite,
		)?;
		let remainder = credit.peek();
		T::Remainder::on_unbalanced(credit);
		Ok(remainder)
	}

	fn ensure_over(term: &TermOf<T>) -> Result<(), Error<T>> {
		match term.stage {
			TermStage::Clearing => Ok(()),
			TermStage::Redeeming { until } if until.is_over(T::LiveTime::now()) => Ok(()),
			_ => Err(Error::<T>::RedemptionNotOver),
		}
	}
}
