// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Sanctions against authorities: announced, enacted and vetoed.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::Time,
};
use medibloc_primitives::{LiveTime, Moment};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_remove_authority(account: T::AccountId) -> DispatchResult {
		let authority = Authorities::<T>::get(&account).ok_or(Error::<T>::AuthorityNotFound)?;
		ensure!(authority.removed_at().is_none(), Error::<T>::AuthorityRemoved);
		Self::announce(account, Sanction::Removal)
	}

	pub(crate) fn do_invalidate_since(account: T::AccountId, since: Moment) -> DispatchResult {
		let authority = Authorities::<T>::get(&account).ok_or(Error::<T>::AuthorityNotFound)?;
		ensure!(since <= T::Time::now(), Error::<T>::MomentInFuture);
		ensure!(
			authority.invalid_since.is_none_or(|present| since < present),
			Error::<T>::NotEarlier
		);
		Self::announce(account, Sanction::Invalidation { since })
	}

	pub(crate) fn do_enact(account: T::AccountId) -> DispatchResult {
		let Announcement { sanction, due_at } =
			Sanctions::<T>::get(&account).ok_or(Error::<T>::SanctionNotFound)?;
		ensure!(due_at.is_over(T::LiveTime::now()), Error::<T>::SanctionNotDue);
		let mut authority = Authorities::<T>::get(&account).ok_or(Error::<T>::AuthorityNotFound)?;

		// Nothing but the enactment of another sanction, of which there is none, changes whether this
		// one still makes sense.
		match sanction {
			Sanction::Removal => {
				authority.status = AuthorityStatus::Removed { at: T::Time::now() };
			},
			Sanction::Invalidation { since } => authority.invalid_since = Some(since),
		}
		Sanctions::<T>::remove(&account);
		Authorities::<T>::insert(&account, authority);
		Self::deposit_event(match sanction {
			Sanction::Removal => Event::AuthorityRemoved { authority: account },
			Sanction::Invalidation { since } => {
				Event::AuthorityInvalidated { authority: account, since }
			},
		});
		Ok(())
	}

	pub(crate) fn do_veto(account: T::AccountId) -> DispatchResult {
		let Announcement { sanction, .. } =
			Sanctions::<T>::take(&account).ok_or(Error::<T>::SanctionNotFound)?;
		Self::deposit_event(Event::SanctionVetoed { authority: account, sanction });
		Ok(())
	}

	fn announce(account: T::AccountId, sanction: Sanction) -> DispatchResult {
		ensure!(!Sanctions::<T>::contains_key(&account), Error::<T>::SanctionAlreadyExists);
		let due_at = T::LiveTime::deadline(T::SanctionDelay::get());
		Sanctions::<T>::insert(&account, Announcement { sanction, due_at });
		Self::deposit_event(Event::SanctionAnnounced { authority: account, sanction, due_at });
		Ok(())
	}
}
