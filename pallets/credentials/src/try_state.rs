// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of authorities, applications, credentials and deposits.
//!
//! 1. There are at most `MaxAuthorities` authorities; each has a role and a well-formed jurisdiction,
//!    and none was removed or invalidated from a moment in the future on. Sanctions are announced
//!    against known authorities that they would change.
//! 2. Each application asks a known authority.
//! 3. Each serial below `NextSerial` has one holder, and no other serial has.
//! 4. Each credential has a serial that belongs to its holder and role, and an issuer that is an
//!    authority for the role. It began before it expires. So there is one live credential for each
//!    account and role.
//! 5. A serial has a tombstone if its credential is revoked, and none if it stands otherwise.
//! 6. Each history belongs to a credential, is complete from a moment in the past on, leaves room for
//!    the running period, and consists of periods that are not empty and in order of their ends, from
//!    acts of known authorities.
//! 7. Only a running credential has periods that reach beyond now, and these are its own: what was
//!    suspended, revoked, surrendered or replaced leaves nothing valid behind. So what is active
//!    now rests on an act before its issuer's invalidation, of an issuer that was not removed.
//! 8. What is on hold of every account is what the deposits say.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use medibloc_primitives::{credential::Role, CredentialInspect, Moment};
use pallet_support::ensure_held;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks the invariants, which stand at the head of this file.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let now = T::Time::now();
		Self::try_state_authorities(now)?;
		Self::try_state_sanctions(now)?;
		Self::try_state_applications()?;
		Self::try_state_serials()?;
		for (holder, role, credential) in Credentials::<T>::iter() {
			Self::try_state_credential(&holder, role, &credential, now)?;
		}
		for (holder, role, history) in Histories::<T>::iter() {
			Self::try_state_history(&holder, role, &history, now)?;
		}
		Self::try_state_deposits()
	}

	fn try_state_authorities(now: Moment) -> Result<(), TryRuntimeError> {
		let mut count = 0u32;
		for authority in Authorities::<T>::iter_values() {
			count.saturating_inc();
			ensure!(!authority.roles.is_empty(), "an authority has no roles");
			ensure!(authority.jurisdiction.is_valid(), "an authority's jurisdiction is malformed");
			ensure!(
				authority.removed_at().is_none_or(|at| authority.registered_at <= at && at <= now),
				"an authority was removed before it was registered, or in the future"
			);
			ensure!(
				authority.invalid_since.is_none_or(|since| since <= now),
				"an authority is invalid since a moment in the future"
			);
		}
		ensure!(count == Authorities::<T>::count(), "the count of authorities is wrong");
		ensure!(count <= T::MaxAuthorities::get(), "there are too many authorities");
		Ok(())
	}

	fn try_state_sanctions(now: Moment) -> Result<(), TryRuntimeError> {
		for (account, announcement) in Sanctions::<T>::iter() {
			let authority = Authorities::<T>::get(account)
				.ok_or("a sanction is announced against no authority")?;
			let changes = match announcement.sanction {
				Sanction::Removal => authority.removed_at().is_none(),
				Sanction::Invalidation { since } => {
					since <= now && authority.invalid_since.is_none_or(|present| since < present)
				},
			};
			ensure!(changes, "a sanction is announced that makes no sense");
		}
		Ok(())
	}

	fn try_state_applications() -> Result<(), TryRuntimeError> {
		for (_, role, application) in Applications::<T>::iter() {
			ensure!(
				Authorities::<T>::get(&application.authority)
					.is_some_and(|authority| authority.roles.contains(&role)),
				"an application asks nobody who could grant it"
			);
		}
		Ok(())
	}

	fn try_state_serials() -> Result<(), TryRuntimeError> {
		let next = NextSerial::<T>::get();
		let mut count = 0u32;
		for serial in Holders::<T>::iter_keys() {
			count.saturating_inc();
			ensure!(serial < next, "a serial was used before it was due");
		}
		ensure!(count == next, "the holder of a serial is not known");
		for (serial, tombstone) in Tombstones::<T>::iter() {
			let (holder, role) =
				Holders::<T>::get(serial).ok_or("a tombstone stands for an unknown serial")?;
			ensure!(
				Authorities::<T>::contains_key(&tombstone.issuer),
				"a tombstone names an unknown issuer"
			);
			ensure!(
				Credentials::<T>::get(holder, role).is_none_or(|credential| {
					credential.serial != serial
						|| credential.status == Status::Revoked { at: tombstone.revoked_at }
				}),
				"a tombstone stands for a credential that is not revoked"
			);
		}
		Ok(())
	}

	fn try_state_credential(
		holder: &T::AccountId,
		role: Role,
		credential: &CredentialOf<T>,
		now: Moment,
	) -> Result<(), TryRuntimeError> {
		ensure!(
			Holders::<T>::get(credential.serial) == Some((holder.clone(), role)),
			"the serial of a credential belongs to another"
		);
		ensure!(
			Authorities::<T>::get(&credential.issuer)
				.is_some_and(|authority| authority.roles.contains(&role)),
			"the issuer of a credential is no authority for the role"
		);
		ensure!(
			credential.issued_at <= credential.valid_from
				&& credential.valid_from <= now
				&& credential.valid_from < credential.expires_at,
			"a credential begins before the act on which it rests, in the future or after its end"
		);
		ensure!(
			!matches!(credential.status, Status::Revoked { .. })
				|| Tombstones::<T>::contains_key(credential.serial),
			"a revoked credential has no tombstone"
		);
		ensure!(
			Self::active_serial(holder, role).is_some() == Self::is_active(holder, role, now),
			"whether a credential is active now has two answers"
		);
		Ok(())
	}

	fn try_state_history(
		holder: &T::AccountId,
		role: Role,
		history: &HistoryOf<T>,
		now: Moment,
	) -> Result<(), TryRuntimeError> {
		let credential =
			Credentials::<T>::get(holder, role).ok_or("a history belongs to no credential")?;
		ensure!(
			credential.running().is_none() || !history.periods.is_full(),
			"a running period has no room in its history"
		);
		ensure!(history.known_since <= now, "a history is complete from the future on only");
		let latest = match credential.status {
			Status::Active => credential.expires_at,
			Status::Suspended { since } => since,
			Status::Revoked { at } | Status::Surrendered { at } => at,
		};
		let mut previous = Moment::zero();
		for period in &history.periods {
			ensure!(
				!period.is_empty() && period.issued_at <= period.from,
				"a period is empty, or begins before the act on which it rests"
			);
			ensure!(
				previous <= period.until && period.until <= latest,
				"a history is out of order, or outlasts its credential"
			);
			ensure!(
				period.until <= now || period.serial == credential.serial,
				"a period of a replaced credential is still open"
			);
			ensure!(
				Authorities::<T>::contains_key(&period.issuer),
				"a period names an unknown issuer"
			);
			ensure!(
				Holders::<T>::get(period.serial) == Some((holder.clone(), role)),
				"the serial of a period belongs to another"
			);
			previous = period.until;
		}
		Ok(())
	}

	fn try_state_deposits() -> Result<(), TryRuntimeError> {
		let applications =
			Applications::<T>::iter().map(|(who, _, item)| (Some(who), item.deposit));
		ensure_held::<T, T::Currency>(HoldReason::Application, applications)?;
		let credentials = Credentials::<T>::iter().map(|(who, _, item)| (Some(who), item.deposit));
		ensure_held::<T, T::Currency>(HoldReason::Credential, credentials)
	}
}
