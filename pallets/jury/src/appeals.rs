// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Appeals against what a jury decided.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
};
use medibloc_primitives::LiveTime;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_appeal(who: T::AccountId, id: BallotId) -> DispatchResult {
		let mut ballot = Self::ballot_of(id)?;
		ensure!(ballot.applicant == who, Error::<T>::NoPermission);
		let BallotStage::Decided { ring, outcome, appeal: Appeal::Possible { until } } =
			ballot.stage
		else {
			return Err(Error::<T>::NotAppealable.into());
		};
		let now = T::LiveTime::now();
		ensure!(!until.is_over(now), Error::<T>::WindowOver);

		let until = now.after(T::DecisionWindow::get());
		ballot.stage = BallotStage::Decided { ring, outcome, appeal: Appeal::Filed { until } };
		Ballots::<T>::insert(id, ballot);
		Self::deposit_event(Event::Appealed { ballot: id, until });
		Ok(())
	}

	pub(crate) fn do_decide_appeal(
		who: T::AccountId,
		id: BallotId,
		is_overturned: bool,
	) -> DispatchResult {
		let mut ballot = Self::ballot_of(id)?;
		let jury = Self::jury_of(id.jurisdiction)?;
		ensure!(jury.appeal_authority == who, Error::<T>::NoPermission);
		let BallotStage::Decided { ring, outcome, appeal: Appeal::Filed { until } } = ballot.stage
		else {
			return Err(Error::<T>::NotAppealed.into());
		};
		ensure!(!until.is_over(T::LiveTime::now()), Error::<T>::WindowOver);

		let appeal = if is_overturned { Appeal::Overturned } else { Appeal::Upheld };
		ballot.stage = BallotStage::Decided { ring, outcome, appeal };
		Self::deposit_event(Event::AppealDecided { ballot: id, is_overturned });
		if is_overturned {
			Self::try_certify(id, &mut ballot);
		}
		Ballots::<T>::insert(id, ballot);
		Ok(())
	}
}
