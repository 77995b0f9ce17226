// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the runtime API.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::traits::Get;
use medibloc_primitives::{
	apis::MAX_PAGE,
	jury::{JurorInfo, JuryInfo, JurySettings},
	rings::Alias,
	Jurisdiction,
};
use pallet_support::page;

impl<T: Config> Pallet<T> {
	/// What holds for all juries.
	pub fn settings() -> JurySettings<BalanceOf<T>> {
		JurySettings {
			fee: T::Fee::get(),
			deposit: T::JurorDeposit::get(),
			min_ring: T::MinRing::get(),
			min_vouchers: T::MinVouchers::get(),
			min_ballots: T::MinBallots::get(),
			difficulty: T::Difficulty::get(),
			epoch_length: T::EpochLength::get(),
			commit_window: T::CommitWindow::get(),
			reveal_window: T::RevealWindow::get(),
			appeal_window: T::AppealWindow::get(),
			decision_window: T::DecisionWindow::get(),
			void_window: T::VoidWindow::get(),
			redemption_window: T::RedemptionWindow::get(),
		}
	}

	/// The jury of a jurisdiction.
	pub fn jury(jurisdiction: Jurisdiction) -> Option<JuryInfo<T::AccountId>> {
		let jury = Juries::<T>::get(jurisdiction)?;
		Some(JuryInfo { account: Self::account_of(jurisdiction), jury })
	}

	/// A term of a jury.
	pub fn term(jurisdiction: Jurisdiction, term: u32) -> Option<TermOf<T>> {
		Terms::<T>::get((jurisdiction, term))
	}

	/// A ballot.
	pub fn ballot(ballot: BallotId) -> Option<BallotOf<T>> {
		Ballots::<T>::get(ballot)
	}

	/// The ballots of a term from the number `start` on; at most `limit` and [`MAX_PAGE`].
	pub fn ballots(
		jurisdiction: Jurisdiction,
		term: u32,
		start: u32,
		limit: u32,
	) -> Vec<(BallotId, BallotOf<T>)> {
		let end = start.saturating_add(limit.min(MAX_PAGE));
		(start..end)
			.map(|number| BallotId { jurisdiction, term, number })
			.map_while(|id| Some((id, Ballots::<T>::get(id)?)))
			.collect()
	}

	/// All votes of a ballot. No more than a ring has members, all of whom fit.
	pub fn votes(ballot: BallotId) -> Vec<(Alias, StoredVote)> {
		page::<Votes<T>, _, _, _>(&ballot, None, MAX_PAGE).collect()
	}

	/// A juror of a term.
	pub fn juror(jurisdiction: Jurisdiction, term: u32, who: &T::AccountId) -> Option<JurorInfo> {
		Jurors::<T>::get((jurisdiction, term), who).map(info::<T>)
	}

	/// The jurors of a term behind `after` in the order of storage; at most `limit` and [`MAX_PAGE`].
	pub fn jurors(
		jurisdiction: Jurisdiction,
		term: u32,
		after: Option<&T::AccountId>,
		limit: u32,
	) -> Vec<(T::AccountId, JurorInfo)> {
		page::<Jurors<T>, _, _, _>(&(jurisdiction, term), after, limit)
			.map(|(who, juror)| (who, info::<T>(juror)))
			.collect()
	}

	/// The aliases of the redeemed vouchers of a term behind `after` in the order of storage; at most
	/// `limit` and [`MAX_PAGE`].
	pub fn redeemed(
		jurisdiction: Jurisdiction,
		term: u32,
		after: Option<&Alias>,
		limit: u32,
	) -> Vec<Alias> {
		page::<Redeemed<T>, _, _, ()>(&(jurisdiction, term), after, limit)
			.map(|(alias, ())| alias)
			.collect()
	}
}

fn info<T: Config>(juror: JurorOf<T>) -> JurorInfo {
	let Juror { deposit, released, keys, mark, redeemed } = juror;
	Juror { deposit, released, keys: keys.into_inner(), mark, redeemed }
}
