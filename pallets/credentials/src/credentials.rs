// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Credentials: issued, renewed, suspended, ended and cleared up.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult, Get},
	traits::Time,
};
use medibloc_primitives::{
	credential::{CredentialState, Role, Serial},
	Moment,
};
use pallet_support::MutateDeposit;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_issue(
		issuer: T::AccountId,
		holder: T::AccountId,
		role: Role,
		evidence: H256,
		expires_at: Moment,
	) -> Result<Serial, DispatchError> {
		let now = T::Time::now();
		let authority = Self::acting_authority(&issuer)?;
		Self::ensure_certifies(&authority, role)?;
		Self::ensure_expiry(expires_at, now, now)?;

		let application =
			Applications::<T>::take(&holder, role).ok_or(Error::<T>::ApplicationNotFound)?;
		ensure!(application.authority == issuer, Error::<T>::NoPermission);
		ensure!(application.evidence == evidence, Error::<T>::ApplicationChanged);
		ensure!(now < application.expires_at, Error::<T>::ApplicationExpired);
		let filed = &application.deposit;
		T::Currency::refund_deposit(HoldReason::Application, Some(&holder), filed)?;
		Self::clear_dead(&holder, role, now)?;
		let (reason, price) = (HoldReason::Credential, T::CredentialDeposit::get());
		let deposit = T::Currency::take_deposit(reason, &holder, Some(&holder), price)?;

		let serial = Self::create(&holder, role, &issuer, &authority, expires_at, deposit)?;
		Self::deposit_event(Event::Issued { serial, holder, role, issuer, expires_at });
		Ok(serial)
	}

	pub(crate) fn do_renew(
		issuer: T::AccountId,
		holder: T::AccountId,
		role: Role,
		expires_at: Moment,
	) -> DispatchResult {
		let now = T::Time::now();
		let (mut credential, authority) = Self::issued_credential(&issuer, &holder, role)?;
		Self::ensure_certifies(&authority, role)?;
		let validity = Self::validity(&holder, role, &credential, &authority, now);
		Self::ensure_valid(validity.state)?;
		Self::ensure_expiry(expires_at, credential.expires_at, now)?;
		let mut history = Self::history(&holder, role, now);
		Self::ensure_rested(&history, &credential, now)?;
		// A second act of the same moment would be voided with the first: it replaces it.
		if let Some(running) = credential.running().filter(|period| period.issued_at < now) {
			Self::record(&mut history, running);
		}
		Self::make_room(&mut history, now);
		Histories::<T>::insert(&holder, role, history);

		let serial = credential.serial;
		credential.issued_at = now;
		credential.valid_from = now;
		credential.expires_at = expires_at;
		Credentials::<T>::insert(&holder, role, credential);
		Self::deposit_event(Event::Renewed { serial, holder, role, expires_at });
		Ok(())
	}

	pub(crate) fn do_suspend(
		issuer: T::AccountId,
		holder: T::AccountId,
		role: Role,
	) -> DispatchResult {
		let now = T::Time::now();
		let (credential, authority) = Self::issued_credential(&issuer, &holder, role)?;
		let validity = Self::validity(&holder, role, &credential, &authority, now);
		Self::ensure_valid(validity.state)?;

		let serial = credential.serial;
		Self::end(&holder, role, credential, Status::Suspended { since: now }, now);
		Self::deposit_event(Event::Suspended { serial, holder, role });
		Ok(())
	}

	pub(crate) fn do_resume(
		issuer: T::AccountId,
		holder: T::AccountId,
		role: Role,
	) -> DispatchResult {
		let now = T::Time::now();
		let (mut credential, authority) = Self::issued_credential(&issuer, &holder, role)?;
		match Self::validity(&holder, role, &credential, &authority, now).state {
			CredentialState::Suspended => (),
			CredentialState::Active => return Err(Error::<T>::NotSuspended.into()),
			ended => Self::ensure_valid(ended)?,
		}
		let mut history = Self::history(&holder, role, now);
		Self::ensure_rested(&history, &credential, now)?;
		Self::make_room(&mut history, now);
		Histories::<T>::insert(&holder, role, history);

		let serial = credential.serial;
		credential.valid_from = now;
		credential.status = Status::Active;
		Credentials::<T>::insert(&holder, role, credential);
		Self::deposit_event(Event::Resumed { serial, holder, role });
		Ok(())
	}

	pub(crate) fn do_revoke(
		issuer: T::AccountId,
		holder: T::AccountId,
		role: Role,
	) -> DispatchResult {
		let (credential, _) = Self::issued_credential(&issuer, &holder, role)?;
		Self::revoke_stored(holder, role, credential)
	}

	pub(crate) fn do_force_revoke(serial: Serial) -> DispatchResult {
		let (holder, role) = Holders::<T>::get(serial).ok_or(Error::<T>::NotFound)?;
		let credential = Credentials::<T>::get(&holder, role)
			.filter(|credential| credential.serial == serial)
			.ok_or(Error::<T>::NotFound)?;
		let authority =
			Authorities::<T>::get(&credential.issuer).ok_or(Error::<T>::AuthorityNotFound)?;
		ensure!(authority.status != AuthorityStatus::Active, Error::<T>::AuthorityActive);
		Self::revoke_stored(holder, role, credential)
	}

	fn revoke_stored(
		holder: T::AccountId,
		role: Role,
		credential: CredentialOf<T>,
	) -> DispatchResult {
		let now = T::Time::now();
		ensure!(!matches!(credential.status, Status::Revoked { .. }), Error::<T>::AlreadyRevoked);

		let serial = credential.serial;
		let tombstone = Tombstone {
			issuer: credential.issuer.clone(),
			jurisdiction: credential.jurisdiction,
			issued_at: credential.issued_at,
			expires_at: credential.expires_at,
			revoked_at: now,
		};
		Tombstones::<T>::insert(serial, tombstone);
		Self::end(&holder, role, credential, Status::Revoked { at: now }, now);
		Self::deposit_event(Event::Revoked { serial, holder, role });
		Ok(())
	}

	pub(crate) fn do_surrender(holder: T::AccountId, role: Role) -> DispatchResult {
		let now = T::Time::now();
		let credential = Credentials::<T>::get(&holder, role).ok_or(Error::<T>::NotFound)?;
		let authority =
			Authorities::<T>::get(&credential.issuer).ok_or(Error::<T>::AuthorityNotFound)?;
		match Self::validity(&holder, role, &credential, &authority, now).state {
			CredentialState::Suspended => (),
			state => Self::ensure_valid(state)?,
		}

		let serial = credential.serial;
		Self::end(&holder, role, credential, Status::Surrendered { at: now }, now);
		Self::deposit_event(Event::Surrendered { serial, holder, role });
		Ok(())
	}

	pub(crate) fn do_prune(holder: T::AccountId, role: Role) -> DispatchResult {
		let now = T::Time::now();
		let application = Applications::<T>::get(&holder, role)
			.filter(|application| application.expires_at <= now);
		let credential = Credentials::<T>::get(&holder, role).filter(|credential| {
			Authorities::<T>::get(&credential.issuer)
				.and_then(|authority| Self::ended_at(&holder, role, credential, &authority, now))
				.is_some_and(|ended_at| Self::is_past_retention(ended_at, now))
		});
		ensure!(application.is_some() || credential.is_some(), Error::<T>::NothingToPrune);

		if let Some(application) = &application {
			Applications::<T>::remove(&holder, role);
			let deposit = &application.deposit;
			T::Currency::refund_deposit(HoldReason::Application, Some(&holder), deposit)?;
		}
		if let Some(Credential { deposit, .. }) = &credential {
			Credentials::<T>::remove(&holder, role);
			Histories::<T>::remove(&holder, role);
			T::Currency::refund_deposit(HoldReason::Credential, Some(&holder), deposit)?;
		}
		if application.is_some() {
			let applicant = holder.clone();
			Self::deposit_event(Event::ApplicationPruned { applicant, role });
		}
		if let Some(Credential { serial, .. }) = credential {
			Self::deposit_event(Event::Pruned { serial, holder, role });
		}
		Ok(())
	}

	/// Stores a credential that begins now, under a serial of its own.
	pub(crate) fn create(
		holder: &T::AccountId,
		role: Role,
		issuer: &T::AccountId,
		authority: &Authority,
		expires_at: Moment,
		deposit: Deposit<T::AccountId, BalanceOf<T>>,
	) -> Result<Serial, Error<T>> {
		let now = T::Time::now();
		let serial = NextSerial::<T>::get();
		NextSerial::<T>::put(serial.checked_add(1).ok_or(Error::<T>::SerialsExhausted)?);
		Holders::<T>::insert(serial, (holder, role));
		let credential = Credential {
			serial,
			issuer: issuer.clone(),
			jurisdiction: authority.jurisdiction,
			issued_at: now,
			valid_from: now,
			expires_at,
			status: Status::Active,
			deposit,
		};
		Credentials::<T>::insert(holder, role, credential);
		Ok(serial)
	}

	/// Makes way for a new credential: closes what is left of a dead one and pays its deposit back.
	/// Fails if the one that `holder` has is valid or can be resumed.
	fn clear_dead(holder: &T::AccountId, role: Role, now: Moment) -> DispatchResult {
		let Some(dead) = Credentials::<T>::get(holder, role) else { return Ok(()) };
		let authority = Authorities::<T>::get(&dead.issuer).ok_or(Error::<T>::AuthorityNotFound)?;
		ensure!(
			Self::ended_at(holder, role, &dead, &authority, now).is_some(),
			Error::<T>::AlreadyExists
		);
		let mut history = Self::history(holder, role, now);
		Self::close(&mut history, &dead, now);
		// Void periods answer nothing, so a rogue issuer cannot push out what others certified.
		history
			.periods
			.retain(|period| period.issuer != dead.issuer || !authority.voids(period.issued_at));
		Self::make_room(&mut history, now);
		Histories::<T>::insert(holder, role, history);
		T::Currency::refund_deposit(HoldReason::Credential, Some(holder), &dead.deposit)
	}

	/// Cuts all periods of `credential` at `now` and sets its status.
	fn end(
		holder: &T::AccountId,
		role: Role,
		credential: CredentialOf<T>,
		status: Status,
		now: Moment,
	) {
		let mut history = Self::history(holder, role, now);
		Self::close(&mut history, &credential, now);
		Histories::<T>::insert(holder, role, history);
		Credentials::<T>::insert(holder, role, Credential { status, ..credential });
	}

	/// The credential that `issuer` issued to `holder`, and its issuer, if it may act.
	fn issued_credential(
		issuer: &T::AccountId,
		holder: &T::AccountId,
		role: Role,
	) -> Result<(CredentialOf<T>, Authority), Error<T>> {
		let credential = Credentials::<T>::get(holder, role).ok_or(Error::<T>::NotFound)?;
		ensure!(credential.issuer == *issuer, Error::<T>::NoPermission);
		Ok((credential, Self::acting_authority(issuer)?))
	}

	/// Fails unless `expires_at` lies after `earliest` and not beyond the longest validity.
	fn ensure_expiry(expires_at: Moment, earliest: Moment, now: Moment) -> Result<(), Error<T>> {
		ensure!(earliest < expires_at, Error::<T>::ExpiryTooEarly);
		ensure!(expires_at <= now.saturating_add(T::MaxValidity::get()), Error::<T>::ExpiryTooLate);
		Ok(())
	}
}
