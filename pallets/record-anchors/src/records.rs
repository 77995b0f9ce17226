// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records: anchored, corrected and erased.

use crate::{
	types::LifecycleOf, Anchor, Anchors, Batch, Batches, Config, Deposits, Error, Event,
	HoldReason, Lifecycle, Lifecycles, Locators, Pallet, Sureties, Tombstone, Tombstones,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Commitment, Opinion, Origin, RecordClass, Source, Subject},
	RecordRewards,
};
use pallet_support::issue_id;
use sp_core::H256;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Gives the id of the record, and tells whether consent was asked for it.
	pub(crate) fn do_anchor(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		commitment: Commitment,
		class: RecordClass,
		origin: Origin,
		role: Option<Role>,
	) -> Result<(AnchorId, bool), DispatchError> {
		let source = Self::source(&who, &subject, origin, role)?;
		let is_asked = Self::ensure_writer(&who, &subject)?;
		if let Subject::Pseudonym(pseudonym) = subject {
			Self::bind_pseudonym(&who, pseudonym)?;
		}
		let anchor = Anchor { commitment, class, source, first: None };
		let id = Self::append(who.clone(), subject, anchor, |subject, id| Event::Anchored {
			subject,
			id,
			class,
			source,
		})?;
		// Without a role, whoever anchors a record is its subject.
		if role.is_none() {
			T::Rewards::contributed(&who, class);
		}
		Ok((id, is_asked))
	}

	pub(crate) fn do_anchor_batch(
		who: T::AccountId,
		root: H256,
		count: u32,
		origin: Origin,
		role: Role,
	) -> DispatchResult {
		ensure!(!root.is_zero(), Error::<T>::InvalidCommitment);
		ensure!((1..=T::MaxBatch::get()).contains(&count), Error::<T>::InvalidCount);
		let source = Self::certified_source(&who, origin, role)?;
		let id = issue_id::<T, _>(T::Time::now(), |id| Event::BatchAnchored { id, count, source })
			.ok_or(Error::<T>::IdsExhausted)?;
		Batches::<T>::insert(id, Batch { root, count, source });
		Ok(())
	}

	pub(crate) fn do_amend(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		predecessor: AnchorId,
		commitment: Commitment,
		role: Option<Role>,
	) -> DispatchResult {
		let Anchor { class, source, first, .. } = Self::find(&subject, predecessor)?;
		Self::ensure_written_as(&who, &subject, source, role)?;
		let lifecycle = Lifecycles::<T>::get(&subject, predecessor);
		ensure!(lifecycle.retracted_at.is_none(), Error::<T>::AlreadyRetracted);
		ensure!(lifecycle.successor.is_none(), Error::<T>::AlreadyAmended);

		let source = Self::source(&who, &subject, source.origin(), role)?;
		let first = Some(first.unwrap_or(predecessor));
		let anchor = Anchor { commitment, class, source, first };
		let id = Self::append(who, subject.clone(), anchor, |subject, id| Event::Amended {
			subject,
			predecessor,
			id,
			source,
		})?;
		Lifecycles::<T>::insert(
			&subject,
			predecessor,
			Lifecycle { successor: Some(id), ..lifecycle },
		);
		Lifecycles::<T>::insert(
			&subject,
			id,
			LifecycleOf::<T> { predecessor: Some(predecessor), ..Default::default() },
		);
		Ok(())
	}

	pub(crate) fn do_erase(who: T::AccountId, id: AnchorId) -> DispatchResult {
		let subject = Subject::Account(who);
		let anchor = Self::find(&subject, id)?;
		Self::end_surety(&subject, id)?;
		Self::bury(&subject, id, anchor, None)?;
		Self::deposit_event(Event::Erased { subject, id });
		Ok(())
	}

	/// Removes a record whose surety is settled, gives its deposits back, and leaves a tombstone with a
	/// new opinion of the subject, if there is one.
	pub(crate) fn bury(
		subject: &Subject<T::AccountId>,
		id: AnchorId,
		Anchor { commitment, class, source, .. }: Anchor,
		opinion: Option<Opinion>,
	) -> DispatchResult {
		Anchors::<T>::remove(subject, id);
		let Lifecycle { predecessor, successor, retracted_at, opinion: earlier, .. } =
			Lifecycles::<T>::take(subject, id);
		if let Some(locator) = Locators::<T>::take(subject, id) {
			Self::refund(HoldReason::Locator, subject, &locator.deposit)?;
		}
		if let Some(deposit) = Deposits::<T>::take(subject, id) {
			Self::refund(HoldReason::Record, subject, &deposit)?;
		}
		let erased_at = T::Time::now();
		// An opinion that was held before keeps its moment.
		let opinion = match (opinion, earlier) {
			(Some(now), Some((before, since))) if now == before => Some((before, since)),
			(Some(now), _) => Some((now, erased_at)),
			(None, earlier) => earlier,
		};
		Tombstones::<T>::insert(
			subject,
			id,
			Tombstone {
				commitment,
				class,
				source,
				predecessor,
				successor,
				retracted_at,
				opinion,
				erased_at,
			},
		);
		Ok(())
	}

	/// Inserts a new record under an id that `event` tells of: for a deposit if its subject stands behind
	/// it, for a surety if it is about another account.
	fn append(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		anchor: Anchor,
		event: impl FnOnce(Subject<T::AccountId>, AnchorId) -> Event<T>,
	) -> Result<AnchorId, DispatchError> {
		ensure!(!anchor.commitment.is_zero(), Error::<T>::InvalidCommitment);
		let deposit = if anchor.source.serial().is_none() {
			Some(Self::take(HoldReason::Record, &subject, &who, T::RecordDeposit::get())?)
		} else {
			None
		};
		let surety = match &subject {
			Subject::Account(account) if *account != who => Some(Self::take_surety(&who)?),
			Subject::Account(_) | Subject::Pseudonym(_) => None,
		};
		let id = issue_id::<T, _>(T::Time::now(), |id| event(subject.clone(), id))
			.ok_or(Error::<T>::IdsExhausted)?;
		if let Some(deposit) = deposit {
			Deposits::<T>::insert(&subject, id, deposit);
		}
		if let Some(surety) = surety {
			Sureties::<T>::insert(&subject, id, surety);
		}
		Anchors::<T>::insert(&subject, id, anchor);
		Ok(id)
	}

	/// Fails unless `who` wrote the record in `role`, or as its subject without one.
	fn ensure_written_as(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		source: Source,
		role: Option<Role>,
	) -> Result<(), Error<T>> {
		let written_as = match source.serial() {
			Some(serial) => Some(Self::role_of(who, serial).ok_or(Error::<T>::NoPermission)?),
			None => {
				ensure!(Self::is_subject(who, subject), Error::<T>::NoPermission);
				None
			},
		};
		ensure!(role == written_as, Error::<T>::RoleMismatch);
		Ok(())
	}

	fn source(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		origin: Origin,
		role: Option<Role>,
	) -> Result<Source, Error<T>> {
		match role {
			Some(role) => Self::certified_source(who, origin, role),
			None => Self::own_source(who, subject, origin),
		}
	}

	fn certified_source(
		who: &T::AccountId,
		origin: Origin,
		role: Role,
	) -> Result<Source, Error<T>> {
		let serial = Self::live_serial(who, role)?;
		match origin {
			Origin::Clinician => Ok(Source::Clinician(serial)),
			Origin::Import => Ok(Source::ProviderImport(serial)),
			Origin::Device | Origin::Patient => Err(Error::<T>::RoleMismatch),
		}
	}

	fn own_source(
		who: &T::AccountId,
		subject: &Subject<T::AccountId>,
		origin: Origin,
	) -> Result<Source, Error<T>> {
		ensure!(Self::is_subject(who, subject), Error::<T>::NoPermission);
		match origin {
			Origin::Device => Ok(Source::Device),
			Origin::Patient => Ok(Source::Patient),
			Origin::Import => Ok(Source::Import),
			Origin::Clinician => Err(Error::<T>::RoleMismatch),
		}
	}
}
