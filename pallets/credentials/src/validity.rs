// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The state of credentials, and their validity periods.
//!
//! Every act that certifies (issue, renewal) opens a period of its own. A renewal leaves the period
//! before it open in the history, up to its own expiry, so that voiding the renewal does not take
//! what the earlier act gave. Whatever else ends a credential cuts all its periods at that moment.

use crate::{
	pallet::{Config, Error, Histories, Pallet},
	types::*,
};
use frame_support::{defensive, ensure, traits::Get};
use medibloc_primitives::{
	credential::{CredentialState, Role},
	Moment,
};
use sp_runtime::SaturatedConversion;

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
				let earlier = Self::periods(holder, role).rev().find(|period| {
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
			CredentialState::Invalidated => Self::periods(holder, role)
				.filter(|period| {
					period.serial == credential.serial && !authority.voids(period.issued_at)
				})
				.map(|period| period.until)
				.chain([credential.issued_at])
				.max(),
		}
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

	/// The moment before which what ended may have been removed.
	pub(crate) fn forgotten(now: Moment) -> Moment {
		now.saturating_sub(T::HistoryRetention::get())
	}

	/// The history of `holder`, for a change. One that begins now is complete as far back as anything
	/// can be that was removed.
	pub(crate) fn history(holder: &T::AccountId, role: Role, now: Moment) -> HistoryOf<T> {
		Histories::<T>::get(holder, role).unwrap_or_else(|| HistoryOf::<T> {
			known_since: Self::forgotten(now),
			periods: Default::default(),
		})
	}

	/// The periods of `holder` that are closed, or that a renewal followed.
	fn periods(holder: &T::AccountId, role: Role) -> impl DoubleEndedIterator<Item = PeriodOf<T>> {
		Histories::<T>::get(holder, role).into_iter().flat_map(|history| history.periods)
	}

	/// Fails if as many periods of `credential` began within the interval as can.
	pub(crate) fn ensure_rested(
		history: &HistoryOf<T>,
		credential: &CredentialOf<T>,
		now: Moment,
	) -> Result<(), Error<T>> {
		let since = now.saturating_sub(T::ActInterval::get());
		let running = credential.running();
		let recent = history
			.periods
			.iter()
			.filter(|period| period.serial == credential.serial)
			.chain(&running)
			.filter(|period| since < period.from)
			.count();
		ensure!(recent.saturated_into::<u32>() < T::MaxActs::get(), Error::<T>::TooManyActs);
		Ok(())
	}

	/// Cuts all periods of `credential` at `now` and puts the running one into `history`.
	///
	/// Never fails: a credential with a running period always has room in its history.
	pub(crate) fn close(history: &mut HistoryOf<T>, credential: &CredentialOf<T>, now: Moment) {
		history.periods.iter_mut().for_each(|period| period.until = period.until.min(now));
		history.periods.retain(|period| !period.is_empty());
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
		let end = history.periods.len();
		if !matches!(history.periods.force_insert_keep_right(end, period), Ok(None)) {
			defensive!("a running period has a free slot in the history");
		}
	}

	/// Leaves a free slot in `history`, for the period that is about to start. A full history drops its
	/// oldest period, and is complete since the end of that one only.
	pub(crate) fn make_room(history: &mut HistoryOf<T>, now: Moment) {
		if history.periods.is_full() {
			let oldest = history.periods.remove(0);
			// What is left open by a renewal ends in the future; what is forgotten lies in the past.
			history.known_since = history.known_since.max(oldest.until.min(now));
		}
	}
}
