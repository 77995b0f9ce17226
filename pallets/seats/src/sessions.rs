// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Sessions: the interface to the session pallet.

use crate::{liveness::count, Config, Event, Pallet, StakingAdapter};
use alloc::vec::Vec;
use frame_support::traits::{ValidatorRegistration, ValidatorSet};
use pallet_session::SessionManager;
use sp_staking::SessionIndex;

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
	/// The elected that have keys. None, which keeps the authors as they are, where nobody was
	/// elected or too few of the elected have keys.
	fn new_session(new_index: SessionIndex) -> Option<Vec<T::AccountId>> {
		let Some(elected) = T::SessionManager::new_session(new_index) else {
			// The session pallet drops authors that purged their keys since.
			Self::ready(T::Session::validators());
			return None;
		};
		let elected_count = count(&elected);
		let ready = Self::ready(elected);
		if count(&ready) < T::Staking::minimum().max(1) {
			Self::deposit_event(Event::AuthorsKept {
				elected: elected_count,
				ready: count(&ready),
			});
			return None;
		}
		Some(ready)
	}

	fn new_session_genesis(new_index: SessionIndex) -> Option<Vec<T::AccountId>> {
		let elected = T::SessionManager::new_session_genesis(new_index)?;
		// No block follows in which this could be told or made good.
		assert!(
			elected.iter().all(T::Session::is_registered),
			"every stash that the genesis elects must have session keys",
		);
		Some(elected)
	}

	fn start_session(start_index: SessionIndex) {
		T::SessionManager::start_session(start_index);
	}

	fn end_session(end_index: SessionIndex) {
		// Before the staking pallet closes the era and fixes what is paid for it.
		if let Some(era) = T::Staking::era_ending_with(end_index) {
			Self::judge(era);
		}
		T::SessionManager::end_session(end_index);
	}
}
