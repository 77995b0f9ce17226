// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Writers about others: whom the subject lets write, and whose a pseudonym is.

use crate::{Config, Error, Event, Pallet, Pseudonyms, WriterPolicies, WriterPolicy};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use medibloc_primitives::{record::Subject, ConsentInspect};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_writer_policy(who: T::AccountId, policy: WriterPolicy) -> DispatchResult {
		if policy == WriterPolicy::default() {
			WriterPolicies::<T>::remove(&who);
		} else {
			WriterPolicies::<T>::insert(&who, policy);
		}
		Self::deposit_event(Event::WriterPolicySet { subject: who, policy });
		Ok(())
	}

	/// Fails unless `subject` lets `who`, who is certified, write. Tells whether consent was asked for
	/// that.
	pub(crate) fn ensure_writer(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
	) -> Result<bool, Error<T>> {
		let Subject::Account(account) = subject else { return Ok(false) };
		if account == who {
			return Ok(false);
		}
		match WriterPolicies::<T>::get(account) {
			WriterPolicy::Certified => Ok(false),
			WriterPolicy::Consented => {
				let is_named = T::Consents::names(account, who, T::Time::now());
				ensure!(is_named, Error::<T>::WriterRefused);
				Ok(true)
			},
			WriterPolicy::Nobody => Err(Error::<T>::WriterRefused),
		}
	}

	/// Binds a pseudonym to whoever writes under it first. Fails for anybody else.
	pub(crate) fn bind_pseudonym(who: &T::AccountId, pseudonym: H256) -> Result<(), Error<T>> {
		match Pseudonyms::<T>::get(pseudonym) {
			Some(author) => ensure!(author == *who, Error::<T>::PseudonymTaken),
			None => Pseudonyms::<T>::insert(pseudonym, who),
		}
		Ok(())
	}
}
