// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the calls do.

use crate::{
	types::{BalanceOf, DepositOf, LifecycleOf},
	Anchor, Anchors, Batch, Batches, Config, Deposit, Deposits, Error, Event, HoldReason,
	Lifecycle, Lifecycles, Locator, Locators, Pallet, Tombstone, Tombstones,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Get, Time},
};
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{AnchorId, Commitment, Opinion, Origin, RecordClass, Source, Subject},
	CredentialInspect, ItemId,
};
use sp_core::H256;
use sp_runtime::{DispatchError, SaturatedConversion};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_anchor(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		commitment: Commitment,
		class: RecordClass,
		origin: Origin,
		role: Option<Role>,
	) -> Result<AnchorId, DispatchError> {
		let source = Self::source(&who, &subject, origin, role)?;
		let id = Self::append(who, &subject, Anchor { commitment, class, source })?;
		Self::deposit_event(Event::Anchored { subject, id, class, source });
		Ok(id)
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
		let id = Self::next_id()?;
		Batches::<T>::insert(id, Batch { root, count, source });
		Self::deposit_event(Event::BatchAnchored { id, count, source });
		Ok(())
	}

	pub(crate) fn do_amend(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		predecessor: AnchorId,
		commitment: Commitment,
		role: Option<Role>,
	) -> DispatchResult {
		let Anchor { class, source, .. } = Self::find(&subject, predecessor)?;
		ensure!(Self::is_author(&who, &subject, source), Error::<T>::NoPermission);
		ensure!(role.is_some() == source.serial().is_some(), Error::<T>::RoleMismatch);
		let lifecycle = Lifecycles::<T>::get(&subject, predecessor);
		ensure!(lifecycle.retracted_at.is_none(), Error::<T>::AlreadyRetracted);
		ensure!(lifecycle.successor.is_none(), Error::<T>::AlreadyAmended);

		let source = Self::source(&who, &subject, source.origin(), role)?;
		let id = Self::append(who, &subject, Anchor { commitment, class, source })?;
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
		Self::deposit_event(Event::Amended { subject, predecessor, id, source });
		Ok(())
	}

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

	pub(crate) fn do_set_locator(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
		content: Commitment,
		size: u64,
		replicas: u8,
	) -> DispatchResult {
		Self::ensure_subject_or_author(&who, &subject, id)?;
		ensure!(!content.is_zero() && size > 0 && replicas > 0, Error::<T>::InvalidLocator);
		// The old deposit comes back first, so that it can pay for the new one.
		if let Some(old) = Locators::<T>::get(&subject, id) {
			Self::release(HoldReason::Locator, old.deposit)?;
		}
		let deposit = Self::hold(HoldReason::Locator, who, T::LocatorDeposit::get())?;
		let locator = Locator { content, size, replicas, corrupted_at: None, deposit };
		Locators::<T>::insert(&subject, id, locator);
		Self::deposit_event(Event::LocatorSet { subject, id });
		Ok(())
	}

	pub(crate) fn do_remove_locator(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		Self::ensure_subject_or_author(&who, &subject, id)?;
		let locator = Locators::<T>::take(&subject, id).ok_or(Error::<T>::LocatorNotFound)?;
		Self::release(HoldReason::Locator, locator.deposit)?;
		Self::deposit_event(Event::LocatorRemoved { subject, id });
		Ok(())
	}

	pub(crate) fn do_report_corruption(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		ensure!(
			Self::is_subject(&who, &subject)
				|| Self::is_author(&who, &subject, anchor.source)
				|| Self::is_co_signer(&who, &Lifecycles::<T>::get(&subject, id)),
			Error::<T>::NoPermission
		);
		Locators::<T>::try_mutate(&subject, id, |locator| {
			let locator = locator.as_mut().ok_or(Error::<T>::LocatorNotFound)?;
			ensure!(locator.corrupted_at.is_none(), Error::<T>::AlreadyReported);
			locator.corrupted_at = Some(T::Time::now());
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::CorruptionReported { subject, id });
		Ok(())
	}

	pub(crate) fn do_confirm_restored(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		Self::ensure_subject_or_author(&who, &subject, id)?;
		Locators::<T>::try_mutate(&subject, id, |locator| {
			let locator = locator.as_mut().ok_or(Error::<T>::LocatorNotFound)?;
			locator.corrupted_at.take().ok_or(Error::<T>::NotReported)
		})?;
		Self::deposit_event(Event::RestorationConfirmed { subject, id });
		Ok(())
	}

	pub(crate) fn do_erase(who: T::AccountId, id: AnchorId) -> DispatchResult {
		let subject = Subject::Account(who);
		let Anchor { commitment, class, source } =
			Anchors::<T>::take(&subject, id).ok_or(Error::<T>::NotFound)?;
		let Lifecycle { predecessor, successor, .. } = Lifecycles::<T>::take(&subject, id);
		if let Some(locator) = Locators::<T>::take(&subject, id) {
			Self::release(HoldReason::Locator, locator.deposit)?;
		}
		if let Some(deposit) = Deposits::<T>::take(&subject, id) {
			Self::release(HoldReason::Record, deposit)?;
		}
		let erased_at = T::Time::now();
		Tombstones::<T>::insert(
			&subject,
			id,
			Tombstone { commitment, class, source, predecessor, successor, erased_at },
		);
		Self::deposit_event(Event::Erased { subject, id });
		Ok(())
	}

	/// Inserts a new record, for a deposit if its subject stands behind it.
	fn append(
		who: T::AccountId,
		subject: &Subject<T::AccountId>,
		anchor: Anchor,
	) -> Result<AnchorId, DispatchError> {
		ensure!(!anchor.commitment.is_zero(), Error::<T>::InvalidCommitment);
		let id = Self::next_id()?;
		if anchor.source.serial().is_none() {
			let deposit = Self::hold(HoldReason::Record, who, T::RecordDeposit::get())?;
			Deposits::<T>::insert(subject, id, deposit);
		}
		Anchors::<T>::insert(subject, id, anchor);
		Ok(id)
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

	fn live_serial(who: &T::AccountId, role: Role) -> Result<Serial, Error<T>> {
		ensure!(role.is_provider(), Error::<T>::NotProvider);
		T::Credentials::active_serial(who, role).ok_or(Error::<T>::CredentialNotLive)
	}

	fn next_id() -> Result<ItemId, Error<T>> {
		ItemId::new(
			T::Time::now(),
			frame_system::Pallet::<T>::block_number().saturated_into(),
			frame_system::Pallet::<T>::event_count(),
		)
		.ok_or(Error::<T>::IdsExhausted)
	}

	fn find(subject: &Subject<T::AccountId>, id: AnchorId) -> Result<Anchor, Error<T>> {
		Anchors::<T>::get(subject, id).ok_or(Error::<T>::NotFound)
	}

	fn is_subject(who: &T::AccountId, subject: &Subject<T::AccountId>) -> bool {
		matches!(subject, Subject::Account(account) if account == who)
	}

	fn is_author(who: &T::AccountId, subject: &Subject<T::AccountId>, source: Source) -> bool {
		match source.serial() {
			Some(serial) => Self::is_holder(who, serial),
			None => Self::is_subject(who, subject),
		}
	}

	fn is_co_signer(who: &T::AccountId, lifecycle: &LifecycleOf<T>) -> bool {
		lifecycle.co_signers.iter().any(|serial| Self::is_holder(who, *serial))
	}

	fn is_holder(who: &T::AccountId, serial: Serial) -> bool {
		T::Credentials::holder(serial).is_some_and(|(holder, _)| holder == *who)
	}

	fn ensure_subject_or_author(
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

	fn hold(
		reason: HoldReason,
		payer: T::AccountId,
		amount: BalanceOf<T>,
	) -> Result<DepositOf<T>, DispatchError> {
		T::Currency::hold(&reason.into(), &payer, amount)?;
		Ok(Deposit { payer, amount })
	}

	fn release(reason: HoldReason, deposit: DepositOf<T>) -> DispatchResult {
		// Best effort, so that a refund never stands in the way of what it is part of.
		T::Currency::release(
			&reason.into(),
			&deposit.payer,
			deposit.amount,
			Precision::BestEffort,
		)?;
		Ok(())
	}
}
