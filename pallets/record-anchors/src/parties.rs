// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parties to a record: subject, author and co-signers.

use crate::{types::LifecycleOf, Anchor, Anchors, Config, Error, Pallet};
use frame_support::ensure;
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{AnchorId, Source, Subject},
	CredentialInspect,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn live_serial(who: &T::AccountId, role: Role) -> Result<Serial, Error<T>> {
		ensure!(role.is_provider(), Error::<T>::NotProvider);
		T::Credentials::active_serial(who, role).ok_or(Error::<T>::CredentialNotLive)
	}

	pub(crate) fn find(subject: &Subject<T::AccountId>, id: AnchorId) -> Result<Anchor, Error<T>> {
		Anchors::<T>::get(subject, id).ok_or(Error::<T>::NotFound)
	}

	pub(crate) fn is_subject(who: &T::AccountId, subject: &Subject<T::AccountId>) -> bool {
		matches!(subject, Subject::Account(account) if account == who)
	}

	pub(crate) fn is_author(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		source: Source,
	) -> bool {
		match source.serial() {
			Some(serial) => Self::is_holder(who, serial),
			None => Self::is_subject(who, subject),
		}
	}

	pub(crate) fn is_co_signer(who: &T::AccountId, lifecycle: &LifecycleOf<T>) -> bool {
		lifecycle.co_signers.iter().any(|serial| Self::is_holder(who, *serial))
	}

	fn is_holder(who: &T::AccountId, serial: Serial) -> bool {
		T::Credentials::holder(serial).is_some_and(|(holder, _)| holder == *who)
	}

	pub(crate) fn ensure_subject_or_author(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		id: AnchorId,
	) -> Result<(), Error<T>> {
		let anchor = Self::find(subject, id)?;
		let is_entitled =
			Self::is_subject(who, subject) || Self::is_author(who, subject, anchor.source);
		ensure!(is_entitled, Error::<T>::NoPermission);
		Ok(())
	}
}
