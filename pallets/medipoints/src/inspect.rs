// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use crate::{types::Sum, Accounts, Config, Holds, Pallet};
use medibloc_primitives::{
	points::{Points, PointsHold},
	PointsInspect,
};

impl<T: Config> PointsInspect<T::AccountId> for Pallet<T> {
	fn spendable(who: &T::AccountId) -> Points {
		Accounts::<T>::get(who).spendable(Self::month())
	}

	fn held(who: &T::AccountId, reason: PointsHold) -> Points {
		Sum::of(&Holds::<T>::get(who, reason)).points
	}

	fn score(who: &T::AccountId) -> Points {
		Accounts::<T>::get(who).score
	}
}
