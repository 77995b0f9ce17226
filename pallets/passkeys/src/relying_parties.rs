// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Relying parties, registered and removed.

use crate::{Config, Error, Event, Pallet, RelyingParties, RelyingParty, RelyingPartyHash};
use frame_support::{dispatch::DispatchResult, ensure};
use sp_io::hashing::sha2_256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_relying_party(relying_party: RelyingParty) -> DispatchResult {
		ensure!(relying_party.has_valid_id(), Error::<T>::InvalidRelyingParty);
		ensure!(relying_party.has_valid_origins(), Error::<T>::InvalidOrigins);
		let hash = sha2_256(&relying_party.id);
		RelyingParties::<T>::insert(hash, relying_party);
		Self::deposit_event(Event::RelyingPartySet { relying_party: hash });
		Ok(())
	}

	pub(crate) fn do_remove_relying_party(relying_party: RelyingPartyHash) -> DispatchResult {
		let removed = RelyingParties::<T>::take(relying_party);
		ensure!(removed.is_some(), Error::<T>::RelyingPartyNotFound);
		Self::deposit_event(Event::RelyingPartyRemoved { relying_party });
		Ok(())
	}
}
