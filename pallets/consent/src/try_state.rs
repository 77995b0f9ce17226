// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The invariants of what is stored.

use crate::{
	AccessEntries, AccessLogs, BalanceOf, Config, ConsentOf, Consents, FirstEntry, HoldReason,
	Pallet,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Time},
};
use medibloc_primitives::{
	access_log::{leaf, AccessLog},
	consent::{GrantId, Grantee},
};
use sp_runtime::{traits::Saturating, TryRuntimeError};

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The sum of the recorded deposits of each account.
type Deposits<T> = BTreeMap<AccountIdOf<T>, BalanceOf<T>>;

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. No item of [`Consents`] is empty.
	/// 2. Nobody granted to or requested from themselves.
	/// 3. Ids of grants are unique on the whole chain.
	/// 4. No grant was used more often than its limit allows.
	/// 5. No grant was revoked before it was given, or in the future.
	/// 6. A request is stored only with the account that sent it.
	/// 7. The number of entries of a log matches its peaks.
	/// 8. The stored entries of a log are those from its first stored index up to its end.
	/// 9. A log of which every entry is stored is the accumulator over these entries.
	/// 10. What is held of an account for a reason is the sum of the recorded deposits.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut grants = Deposits::<T>::new();
		let mut requests = Deposits::<T>::new();
		let mut ids = BTreeSet::new();
		for (patient, grantee, consent) in Consents::<T>::iter() {
			Self::try_consent(&patient, &grantee, &consent, &mut ids)?;
			for grant in &consent.grants {
				grants.entry(patient.clone()).or_default().saturating_accrue(grant.deposit);
			}
			if let (Some(request), Some(requester)) = (consent.request, grantee.account()) {
				requests.entry(requester.clone()).or_default().saturating_accrue(request.deposit);
			}
		}
		Self::try_held(HoldReason::Grant, grants)?;
		Self::try_held(HoldReason::Request, requests)?;
		Self::try_held(HoldReason::Log, Self::try_logs()?)
	}

	fn try_consent(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
		consent: &ConsentOf<T>,
		ids: &mut BTreeSet<GrantId>,
	) -> Result<(), TryRuntimeError> {
		let now = T::Time::now();
		ensure!(!consent.is_empty(), "an empty consent is stored");
		ensure!(grantee.account() != Some(patient), "a patient is the own grantee");
		for grant in &consent.grants {
			ensure!(ids.insert(grant.id), "an id is given to two grants");
			ensure!(
				grant.terms.max_uses.is_none_or(|max_uses| grant.used <= max_uses),
				"a grant was used more often than it covers"
			);
			ensure!(
				grant.revoked_at.is_none_or(|at| (grant.id.issued_at()..=now).contains(&at)),
				"a grant was revoked before it was given, or in the future"
			);
		}
		ensure!(
			consent.request.is_none() || matches!(grantee, Grantee::Account(_)),
			"a request is stored with a grantee that is no account"
		);
		Ok(())
	}

	fn try_logs() -> Result<Deposits<T>, TryRuntimeError> {
		let mut deposits = Deposits::<T>::new();
		let mut stored = 0usize;
		for (patient, log) in AccessLogs::<T>::iter() {
			ensure!(log.is_consistent(), "a log does not match its peaks");

			let entries = AccessEntries::<T>::iter_prefix(&patient).collect::<BTreeMap<_, _>>();
			stored.saturating_accrue(entries.len());
			let first = FirstEntry::<T>::get(&patient);
			let indices = entries.keys().copied();
			ensure!(
				log.count.checked_sub(first) == u64::try_from(entries.len()).ok()
					&& indices.eq((first..log.count).take(entries.len())),
				"the stored entries of a log have gaps"
			);

			let mut rebuilt = AccessLog::default();
			for (index, logged) in entries {
				if first == 0 {
					rebuilt.append(leaf(&patient, index, &logged.entry));
				}
				deposits
					.entry(logged.entry.accessor)
					.or_default()
					.saturating_accrue(logged.deposit);
			}
			ensure!(first != 0 || rebuilt == log, "a log does not match its entries");
		}
		ensure!(
			stored == AccessEntries::<T>::iter_keys().count(),
			"an entry is stored for a patient without a log"
		);
		ensure!(
			FirstEntry::<T>::iter_keys().all(AccessLogs::<T>::contains_key),
			"entries were removed from a log that does not exist"
		);
		Ok(deposits)
	}

	fn try_held(reason: HoldReason, deposits: Deposits<T>) -> Result<(), TryRuntimeError> {
		for (account, sum) in deposits {
			ensure!(
				T::Currency::balance_on_hold(&reason.into(), &account) == sum,
				"what is held is not the sum of the recorded deposits"
			);
		}
		Ok(())
	}
}
