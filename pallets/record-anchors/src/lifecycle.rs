// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Lifecycle of a record: retracted, acknowledged, contested, co-signed.

use crate::{Config, Error, Event, Lifecycles, Pallet};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Opinion, Subject},
};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_retract(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		ensure!(Self::is_author(&who, &subject, anchor.source), Error::<T>::NoPermission);
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
		Self::deposit_event(Event::Acknowledged { subject, id });
		Ok(())
	}

	pub(crate) fn do_contest(who: T::AccountId, id: AnchorId) -> DispatchResult {
		let subject = Self::state_opinion(who, id, Opinion::Contested)?;
		Self::deposit_event(Event::Contested { subject, id });
		Ok(())
	}

	pub(crate) fn do_co_sign(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
		role: Role,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		let serial = Self::live_serial(&who, role)?;
		ensure!(!Self::is_author(&who, &subject, anchor.source), Error::<T>::AlreadySigned);
		Lifecycles::<T>::try_mutate(&subject, id, |lifecycle| {
			ensure!(lifecycle.retracted_at.is_none(), Error::<T>::AlreadyRetracted);
			ensure!(!Self::is_co_signer(&who, lifecycle), Error::<T>::AlreadySigned);
			lifecycle.co_signers.try_push(serial).map_err(|_| Error::<T>::TooManyCoSigners)
		})?;
		Self::deposit_event(Event::CoSigned { subject, id, serial });
		Ok(())
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
