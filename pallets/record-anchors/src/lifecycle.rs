// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Lifecycle of a record: retracted, acknowledged, contested, co-signed.

use crate::{parties::Party, Config, Error, Event, Lifecycles, Pallet};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{AnchorId, Commitment, Opinion, Source, Subject},
};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_retract(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		match anchor.source.serial() {
			Some(serial) => {
				Self::party_by(&who, serial)?;
			},
			None => ensure!(Self::is_subject(&who, &subject), Error::<T>::NoPermission),
		}
		Self::set_retracted(subject, id)
	}

	pub(crate) fn do_force_retract(subject: Subject<T::AccountId>, id: AnchorId) -> DispatchResult {
		Self::ensure_author_lapsed(Self::find(&subject, id)?.source)?;
		Self::set_retracted(subject, id)
	}

	fn set_retracted(subject: Subject<T::AccountId>, id: AnchorId) -> DispatchResult {
		Lifecycles::<T>::try_mutate(&subject, id, |lifecycle| {
			ensure!(lifecycle.retracted_at.is_none(), Error::<T>::AlreadyRetracted);
			lifecycle.retracted_at = Some(T::Time::now());
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::Retracted { subject, id });
		Ok(())
	}

	pub(crate) fn do_acknowledge(who: T::AccountId, id: AnchorId) -> DispatchResult {
		let subject = Self::state_opinion(who, id, Opinion::Acknowledged)?;
		Self::end_surety(&subject, id)?;
		Self::deposit_event(Event::Acknowledged { subject, id });
		Ok(())
	}

	pub(crate) fn do_contest(who: T::AccountId, id: AnchorId) -> DispatchResult {
		let subject = Self::state_opinion(who, id, Opinion::Contested)?;
		Self::prolong_surety(&subject, id);
		Self::deposit_event(Event::Contested { subject, id });
		Ok(())
	}

	pub(crate) fn do_co_sign(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
		commitment: Commitment,
		role: Role,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		ensure!(anchor.commitment == commitment, Error::<T>::CommitmentMismatch);
		let serial = Self::live_serial(&who, role)?;
		ensure!(!Self::is_author(&who, &subject, anchor.source), Error::<T>::AlreadySigned);
		Self::ensure_writer(&who, &subject)?;
		Lifecycles::<T>::try_mutate(&subject, id, |lifecycle| {
			ensure!(lifecycle.retracted_at.is_none(), Error::<T>::AlreadyRetracted);
			let signed = |serial: &Serial| Self::role_of(&who, *serial).is_some();
			ensure!(!lifecycle.co_signers.iter().any(signed), Error::<T>::AlreadySigned);
			lifecycle.co_signers.try_push(serial).map_err(|_| Error::<T>::TooManyCoSigners)
		})?;
		Self::deposit_event(Event::CoSigned { subject, id, serial });
		Ok(())
	}

	pub(crate) fn do_remove_co_signature(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
		serial: Serial,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		Lifecycles::<T>::try_mutate(&subject, id, |lifecycle| {
			let position = lifecycle.co_signers.iter().position(|signer| *signer == serial);
			let position = position.ok_or(Error::<T>::NotCoSigned)?;
			if !Self::speaks_for_subject(&who, &subject, anchor.source) {
				Self::party_by(&who, serial)?;
			}
			lifecycle.co_signers.remove(position);
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::CoSignatureRemoved { subject, id, serial });
		Ok(())
	}

	/// Whether `who` is the subject, or the certified author of a record of a pseudonym, which has
	/// nobody else to keep strangers off it.
	fn speaks_for_subject(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		source: Source,
	) -> bool {
		match subject {
			Subject::Account(account) => account == who,
			Subject::Pseudonym(_) => {
				matches!(Self::party(who, subject, source), Ok(Party::Holder))
			},
		}
	}

	fn state_opinion(
		who: T::AccountId,
		id: AnchorId,
		opinion: Opinion,
	) -> Result<Subject<T::AccountId>, DispatchError> {
		let subject = Subject::Account(who);
		Self::find(&subject, id)?;
		Lifecycles::<T>::try_mutate(&subject, id, |lifecycle| {
			ensure!(
				lifecycle.opinion.is_none_or(|(earlier, _)| earlier != opinion),
				Error::<T>::OpinionUnchanged
			);
			lifecycle.opinion = Some((opinion, T::Time::now()));
			Ok::<_, Error<T>>(())
		})?;
		Ok(subject)
	}
}
