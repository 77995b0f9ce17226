// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The end of a term: vouchers are minted, and the marks of its jurors are reckoned.

use crate::{pallet::*, types::*, WeightInfo};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, Get, Weight},
};
use medibloc_primitives::{
	jury::pass_mark,
	points::PointsHold,
	rings::{Cohort, CohortState},
	Jurisdiction, LiveTime, PointsMutate, RingsInspect, RingsMutate,
};
use sp_runtime::{
	traits::{CheckedDiv, Zero},
	SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	/// The most that [`Pallet::mint`] can weigh.
	pub(crate) fn weight_of_mint(limit: u32) -> Weight {
		let limit = limit.min(T::MaxSteps::get());
		T::WeightInfo::mint_votes(limit).max(T::WeightInfo::mint_jurors(limit))
	}

	pub(crate) fn do_mint(
		jurisdiction: Jurisdiction,
		number: u32,
		limit: u32,
	) -> Result<Minted, DispatchError> {
		let limit = limit.min(T::MaxSteps::get());
		let mut term = Self::term_of(jurisdiction, number)?;
		let cohort = Self::vouchers_of(jurisdiction, number);
		if let TermStage::Ended { mint_from } = term.stage {
			ensure!(
				term.open == 0 && mint_from.is_over(T::LiveTime::now()),
				Error::<T>::TermNotOver
			);
			T::Rings::open(cohort)?;
			term.stage = TermStage::Minting { next: 0 };
		}
		let key = (jurisdiction, number);
		let minted = match term.stage.clone() {
			TermStage::Running | TermStage::Ended { .. } => {
				return Err(Error::<T>::TermNotOver.into())
			},
			TermStage::Minting { next } => {
				ensure!(limit > 0, Error::<T>::NothingToDo);
				Minted::Votes(Self::mint_votes(key, &mut term, &cohort, next, limit)?)
			},
			TermStage::Tallying { after } => {
				ensure!(limit > 0, Error::<T>::NothingToDo);
				Minted::Jurors(Self::tally_jurors(key, &mut term, &cohort, after, limit)?)
			},
			TermStage::Building => {
				ensure!(
					T::Rings::state(&cohort) == Some(CohortState::Built),
					Error::<T>::RingsNotBuilt
				);
				Self::open_redemption(key, &mut term);
				Minted::Opened
			},
			TermStage::Redeeming { .. } | TermStage::Clearing => {
				return Err(Error::<T>::NothingToDo.into())
			},
		};
		Terms::<T>::insert(key, term);
		Ok(minted)
	}

	/// Mints vouchers for at most `limit` votes of the ballots from `next` on; a ballot without any counts
	/// as one.
	fn mint_votes(
		(jurisdiction, number): (Jurisdiction, u32),
		term: &mut TermOf<T>,
		cohort: &Cohort,
		mut next: u32,
		limit: u32,
	) -> Result<u32, DispatchError> {
		let mut left = limit;
		while left > 0 && next < term.ballots {
			let id = BallotId { jurisdiction, term: number, number: next };
			let decided =
				Ballots::<T>::get(id).and_then(|ballot| Some((ballot.epoch, ballot.outcome()?)));
			let votes: Vec<_> = Votes::<T>::iter_prefix(id).take(left.saturated_into()).collect();
			let count: u32 = votes.len().saturated_into();
			for (alias, vote) in votes {
				Votes::<T>::remove(id, alias);
				let outcome = decided.map(|(_, (_, outcome))| outcome);
				Self::mint_vote(term, cohort, outcome, vote);
			}
			if count < left {
				if let Some((epoch, (ring, _))) = decided {
					Judged::<T>::mutate((jurisdiction, number), (epoch, ring), |judged| {
						*judged = judged.saturating_add(1);
					});
				}
				next = next.saturating_add(1);
			}
			left = left.saturating_sub(count.max(1));
		}
		let done = limit.saturating_sub(left);
		if next < term.ballots {
			term.stage = TermStage::Minting { next };
			return Ok(done);
		}
		let state = T::Rings::freeze(cohort, T::MinVouchers::get())?;
		let vouchers = term.vouchers;
		if state != CohortState::TooSmall {
			let shares = BalanceOf::<T>::from(vouchers);
			term.reward = term.pot.checked_div(&shares).unwrap_or_else(Zero::zero);
		}
		term.stage = TermStage::Tallying { after: None };
		let (term, reward) = (number, term.reward);
		Self::deposit_event(Event::Minted { jurisdiction, term, vouchers, reward });
		Ok(done)
	}

	/// Makes as many keys of a vote members as it earned, and gives the others free. In a short term that is
	/// one for each vote, so that vouchers tell presence and nothing of the votes.
	fn mint_vote(
		term: &mut TermOf<T>,
		cohort: &Cohort,
		outcome: Option<Outcome>,
		vote: StoredVote,
	) {
		let StoredVote::Revealed { vote, keys: Some(keys) } = vote else { return };
		let most = if term.decided < T::MinBallots::get() { 1 } else { 2 };
		let mut earned = outcome.map_or(0, |outcome| outcome.vouchers(vote)).min(most);
		for key in &keys {
			if earned > 0 && T::Rings::insert_reserved(cohort, key).is_ok() {
				earned = earned.saturating_sub(1);
				term.vouchers = term.vouchers.saturating_add(1);
			} else {
				T::Rings::unreserve(cohort, key);
			}
		}
	}

	/// Reckons the marks of at most `limit` jurors behind `after`. Who has none gets the deposit back.
	fn tally_jurors(
		key: (Jurisdiction, u32),
		term: &mut TermOf<T>,
		cohort: &Cohort,
		after: Option<T::AccountId>,
		limit: u32,
	) -> Result<u32, DispatchError> {
		let is_redeemable = T::Rings::state(cohort) != Some(CohortState::TooSmall);
		let jurors = match &after {
			Some(after) => {
				let from = Jurors::<T>::hashed_key_for(key, after);
				Jurors::<T>::iter_prefix_from(key, from)
			},
			None => Jurors::<T>::iter_prefix(key),
		};
		let jurors: Vec<_> = jurors.take(limit.saturated_into()).collect();
		let count: u32 = jurors.len().saturated_into();
		let last = jurors.last().map(|(who, _)| who.clone());
		for (who, mut juror) in jurors {
			let mark = match is_redeemable {
				true => Self::mark_of(key, &juror),
				false => 0,
			};
			if mark == 0 {
				let released = T::Points::release(&who, PointsHold::Juror, juror.held());
				Jurors::<T>::remove(key, &who);
				let (jurisdiction, term) = key;
				Self::deposit_event(Event::Settled { jurisdiction, term, who, released, burnt: 0 });
			} else {
				juror.mark = Some(mark);
				juror.keys = Default::default();
				Jurors::<T>::insert(key, who, juror);
			}
		}
		if count == limit {
			term.stage = TermStage::Tallying { after: last.or(after) };
			return Ok(count);
		}
		let (jurisdiction, _) = key;
		for epoch in term.first_epoch..term.first_epoch.saturating_add(term.epochs) {
			T::Rings::retire(&Self::jurors_of(jurisdiction, epoch))?;
		}
		match is_redeemable {
			true => term.stage = TermStage::Building,
			false => Self::open_redemption(key, term),
		}
		Ok(count)
	}

	/// The pass mark of a juror, by the ballots that the juror's rings judged.
	fn mark_of((jurisdiction, number): (Jurisdiction, u32), juror: &JurorOf<T>) -> u32 {
		let ballots = juror
			.keys
			.iter()
			.filter_map(|(epoch, key)| {
				let ring = T::Rings::ring_of(&Self::jurors_of(jurisdiction, *epoch), key)?;
				Some(Judged::<T>::get((jurisdiction, number), (*epoch, ring.index)))
			})
			.fold(0, u32::saturating_add);
		pass_mark(ballots, T::MinBallots::get())
	}

	/// Opens the window to redeem. It is over at once if there never was a ballot; else it lets appeals come
	/// to their end, even if there is nothing to redeem.
	fn open_redemption((jurisdiction, number): (Jurisdiction, u32), term: &mut TermOf<T>) {
		let until = match term.ballots {
			0 => T::LiveTime::now(),
			_ => T::LiveTime::deadline(T::RedemptionWindow::get()),
		};
		term.stage = TermStage::Redeeming { until };
		Self::deposit_event(Event::RedemptionOpened { jurisdiction, term: number, until });
	}
}
