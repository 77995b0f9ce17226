// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parties to a record: subject, author, co-signers, and the authorities that certified them.
//!
//! What a credential gave power over ends with it: whoever wrote or co-signed a record acts on it by a
//! live credential in the role in which that was done, so that the key of a doctor who was struck off
//! opens nothing any more. For whoever is certified no more, the authority acts that answers for them.

use crate::{Anchor, Anchors, Config, Error, Lifecycles, Pallet};
use frame_support::ensure;
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{AnchorId, Source, Subject},
	CredentialInspect,
};

/// The part in a record by which an account acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Party {
	/// The account that it is about, whoever wrote it.
	Subject,
	/// The holder of the credential by which it was written or co-signed, who is certified.
	Holder,
	/// The authority behind a holder who is certified no more.
	Authority,
}

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

	/// Whether `who` wrote the record, certified still or not.
	pub(crate) fn is_author(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		source: Source,
	) -> bool {
		match source.serial() {
			Some(serial) => Self::role_of(who, serial).is_some(),
			None => Self::is_subject(who, subject),
		}
	}

	/// The role in which `who` was certified by the credential; `None` if it is another's.
	pub(crate) fn role_of(who: &T::AccountId, serial: Serial) -> Option<Role> {
		T::Credentials::holder(serial).and_then(|(holder, role)| (holder == *who).then_some(role))
	}

	/// The part of `who` in a record, as its subject or by the credential of its author.
	pub(crate) fn party(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		source: Source,
	) -> Result<Party, Error<T>> {
		if Self::is_subject(who, subject) {
			return Ok(Party::Subject);
		}
		Self::party_by(who, source.serial().ok_or(Error::<T>::NoPermission)?)
	}

	/// The part of `who` in what was done by the credential.
	pub(crate) fn party_by(who: &T::AccountId, serial: Serial) -> Result<Party, Error<T>> {
		let (holder, role) = T::Credentials::holder(serial).ok_or(Error::<T>::NoPermission)?;
		if holder == *who {
			ensure!(Self::is_live(&holder, role), Error::<T>::CredentialNotLive);
			return Ok(Party::Holder);
		}
		ensure!(T::Credentials::authority(serial).as_ref() == Some(who), Error::<T>::NoPermission);
		ensure!(!Self::is_live(&holder, role), Error::<T>::StillCertified);
		Ok(Party::Authority)
	}

	/// Fails if the author of a record can act on it.
	pub(crate) fn ensure_author_lapsed(source: Source) -> Result<(), Error<T>> {
		let serial = source.serial().ok_or(Error::<T>::NoPermission)?;
		let (holder, role) = T::Credentials::holder(serial).ok_or(Error::<T>::NoPermission)?;
		ensure!(!Self::is_live(&holder, role), Error::<T>::StillCertified);
		Ok(())
	}

	/// Fails unless `who` is the subject, or the author or a co-signer who is certified still.
	pub(crate) fn ensure_stands_behind(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		id: AnchorId,
		source: Source,
	) -> Result<(), Error<T>> {
		if Self::is_subject(who, subject) {
			return Ok(());
		}
		let co_signers = Lifecycles::<T>::get(subject, id).co_signers;
		let role = source
			.serial()
			.into_iter()
			.chain(co_signers)
			.find_map(|serial| Self::role_of(who, serial))
			.ok_or(Error::<T>::NoPermission)?;
		ensure!(Self::is_live(who, role), Error::<T>::CredentialNotLive);
		Ok(())
	}

	pub(crate) fn is_live(who: &T::AccountId, role: Role) -> bool {
		T::Credentials::active_serial(who, role).is_some()
	}
}
