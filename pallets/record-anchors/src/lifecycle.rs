// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Lifecycle of a record: retracted, acknowledged, contested, co-signed.

use crate::{parties::Party, types::LifecycleOf, Anchor, Config, Error, Event, Lifecycles, Pallet};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{AnchorId, Commitment, Opinion, Source, Subject},
	CredentialInspect, RecordRewards,
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
		let (anchor, earlier) = Self::state_opinion(&who, id, Opinion::Acknowledged)?;
		let subject = Subject::Account(who.clone());
		Self::end_surety(&subject, id)?;
		Self::deposit_event(Event::Acknowledged { subject, id });
		// Once in the life of a record: an opinion changes and is never withdrawn.
		if earlier.opinion.is_none() && earlier.retracted_at.is_none() {
			Self::reward_author(&who, anchor);
		}
		Ok(())
	}

	/// Tells of a record that its subject acknowledged, if a clinician wrote it who is certified still.
	fn reward_author(subject: &T::AccountId, Anchor { source, class, .. }: Anchor) {
		let Source::Clinician(serial) = source else { return };
		let Some((author, role)) = T::Credentials::holder(serial) else { return };
		if author != *subject && Self::is_live(&author, role) {
			T::Rewards::acknowledged(&author, subject, class);
		}
	}

	pub(crate) fn do_contest(who: T::AccountId, id: AnchorId) -> DispatchResult {
		Self::state_opinion(&who, id, Opinion::Contested)?;
		let subject = Subject::Account(who);
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

	/// Answers the record, and what had become of it before.
	fn state_opinion(
		who: &T::AccountId,
		id: AnchorId,
		opinion: Opinion,
	) -> Result<(Anchor, LifecycleOf<T>), DispatchError> {
		let subject = Subject::Account(who.clone());
		let anchor = Self::find(&subject, id)?;
		let earlier = Lifecycles::<T>::get(&subject, id);
		ensure!(
			earlier.opinion.is_none_or(|(earlier, _)| earlier != opinion),
			Error::<T>::OpinionUnchanged
		);
		let opinion = Some((opinion, T::Time::now()));
		Lifecycles::<T>::insert(&subject, id, LifecycleOf::<T> { opinion, ..earlier.clone() });
		Ok((anchor, earlier))
	}
}
