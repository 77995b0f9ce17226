// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The state of credentials, and their validity periods.
//!
//! Every act that certifies (issue, renewal) opens a period of its own. A renewal leaves the period
//! before it open in the history, up to its own expiry, so that voiding the renewal does not take
//! what the earlier act gave. Whatever else ends a credential cuts all its periods at that moment.

use crate::{
	pallet::{Authorities, Config, Error, Histories, Pallet},
	types::*,
};
use frame_support::{defensive, ensure, traits::Get};
use medibloc_primitives::{
	credential::{self, CredentialState, Role},
	Moment,
};

impl<T: Config> Pallet<T> {
	/// The state of `credential`, issued by `authority`, at `now`. Reads the history only if the
	/// act on which the credential rests is void.
	pub(crate) fn validity(
		holder: &T::AccountId,
		role: Role,
		credential: &CredentialOf<T>,
		authority: &Authority,
		now: Moment,
	) -> Validity {
		let state = match credential.status {
			Status::Revoked { .. } => CredentialState::Revoked,
			Status::Surrendered { .. } => CredentialState::Surrendered,
			_ if authority.voids(credential.issued_at) => {
				let earlier = Histories::<T>::get(holder, role).into_iter().rev().find(|period| {
					period.serial == credential.serial && authority.upholds(period, now)
				});
				if let Some(Period { issued_at, until, .. }) = earlier {
					return Validity {
						state: CredentialState::Active,
						issued_at,
						expires_at: until,
					};
				}
				CredentialState::Invalidated
			},
			_ if authority.removed_at().is_some_and(|at| at < credential.expires_at) => {
				CredentialState::IssuerRemoved
			},
			_ if credential.expires_at <= now => CredentialState::Expired,
			Status::Suspended { .. } => CredentialState::Suspended,
			Status::Active => CredentialState::Active,
		};
		Validity { state, issued_at: credential.issued_at, expires_at: credential.expires_at }
	}

	/// The moment at which `credential`, issued by `authority`, ended; `None` if it is valid, or
	/// suspended and can be resumed.
	pub(crate) fn ended_at(
		holder: &T::AccountId,
		role: Role,
		credential: &CredentialOf<T>,
		authority: &Authority,
		now: Moment,
	) -> Option<Moment> {
		match Self::validity(holder, role, credential, authority, now).state {
			CredentialState::Active | CredentialState::Suspended => None,
			CredentialState::Expired => Some(credential.expires_at),
			CredentialState::Revoked | CredentialState::Surrendered => credential.status.ended_at(),
			CredentialState::IssuerRemoved => authority.removed_at(),
			CredentialState::Invalidated => Histories::<T>::get(holder, role)
				.into_iter()
				.filter(|period| {
					period.serial == credential.serial && !authority.voids(period.issued_at)
				})
				.map(|period| period.until)
				.chain([credential.issued_at])
				.max(),
		}
	}

	/// Whether an account was certified at `at`, given what it has or last had in the role.
	pub(crate) fn was_certified(
		holder: &T::AccountId,
		role: Role,
		credential: &CredentialOf<T>,
		at: Moment,
	) -> bool {
		credential::was_certified(
			credential,
			|| Histories::<T>::get(holder, role),
			|issuer| Authorities::<T>::get(issuer),
			at,
		)
	}

	/// Fails with the reason unless the credential is valid.
	pub(crate) fn ensure_valid(state: CredentialState) -> Result<(), Error<T>> {
		match state {
			CredentialState::Active => Ok(()),
			CredentialState::Expired => Err(Error::<T>::Expired),
			CredentialState::Suspended => Err(Error::<T>::Suspended),
			CredentialState::Revoked => Err(Error::<T>::AlreadyRevoked),
			CredentialState::Surrendered => Err(Error::<T>::AlreadySurrendered),
			CredentialState::Invalidated => Err(Error::<T>::Invalidated),
			CredentialState::IssuerRemoved => Err(Error::<T>::IssuerRemoved),
		}
	}

	/// Whether what ended at `ended_at` need not be answered for any more.
	pub(crate) fn is_past_retention(ended_at: Moment, now: Moment) -> bool {
		now.saturating_sub(ended_at) > T::HistoryRetention::get()
	}

	/// Cuts all periods of `credential` at `now` and puts the running one into `history`.
	///
	/// Never fails: a credential with a running period always has room in its history.
	pub(crate) fn close(history: &mut HistoryOf<T>, credential: &CredentialOf<T>, now: Moment) {
		history.iter_mut().for_each(|period| period.until = period.until.min(now));
		history.retain(|period| !period.is_empty());
		if let Some(running) = credential.running() {
			Self::record(history, Period { until: running.until.min(now), ..running });
		}
	}

	/// Puts `period` at the end of `history`.
	pub(crate) fn record(history: &mut HistoryOf<T>, period: PeriodOf<T>) {
		if period.is_empty() {
			return;
		}
		// Whoever starts a period makes room for its end; see `make_room`.
		if !matches!(history.force_insert_keep_right(history.len(), period), Ok(None)) {
			defensive!("a running period has a free slot in the history");
		}
	}

	/// Leaves a free slot in `history`, for the period that is about to start. Drops the oldest period
	/// only if it need not be answered for any more.
	pub(crate) fn make_room(history: &mut HistoryOf<T>, now: Moment) -> Result<(), Error<T>> {
		if history.is_full() {
			let droppable =
				history.first().is_some_and(|oldest| Self::is_past_retention(oldest.until, now));
			ensure!(droppable, Error::<T>::HistoryFull);
			history.remove(0);
		}
		Ok(())
	}
}
