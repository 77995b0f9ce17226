// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of grants, requests, access logs and deposits.

use crate::{
	AccessEntries, AccessLogs, Config, ConsentOf, Consents, DepositOf, FirstEntry, HoldReason,
	Pallet, Summaries,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use medibloc_primitives::{
	access_log::{leaf, AccessLog},
	consent::{Effect, GrantId, Grantee, Scope, Terms},
};
use pallet_support::ensure_held;
use sp_runtime::{traits::Saturating, SaturatedConversion, TryRuntimeError};

/// Deposits, each with the owner of what it was paid for.
type Deposits<T> = Vec<(Option<<T as frame_system::Config>::AccountId>, DepositOf<T>)>;

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
	/// 10. What is on hold of every account is what the deposits say.
	/// 11. The summary of a patient tells of every institution and role that was denied anything.
	/// 12. No grant ended before the moment from which on all to its grantee are known, and no such
	///     moment is in the future.
	/// 13. Only a denial that names single records has classes of such.
	/// 14. One place among the grants to a grantee is free of those that have not ended.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_summaries()?;
		let (mut grants, mut requests) = (Deposits::<T>::new(), Deposits::<T>::new());
		let mut ids = BTreeSet::new();
		for (patient, grantee, consent) in Consents::<T>::iter() {
			Self::try_consent(&patient, &grantee, &consent, &mut ids)?;
			let owner = Some(patient);
			grants.extend(consent.grants.into_iter().map(|grant| (owner.clone(), grant.deposit)));
			if let Some(request) = consent.request {
				requests.push((grantee.account().cloned(), request.deposit));
			}
		}
		ensure_held::<T, T::Currency>(HoldReason::Grant, grants)?;
		ensure_held::<T, T::Currency>(HoldReason::Request, requests)?;
		ensure_held::<T, T::Currency>(HoldReason::Log, Self::try_logs()?)
	}

	fn try_consent(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
		consent: &ConsentOf<T>,
		ids: &mut BTreeSet<GrantId>,
	) -> Result<(), TryRuntimeError> {
		let now = T::Time::now();
		let summary = Summaries::<T>::get(patient);
		ensure!(!consent.is_empty(), "an empty consent is stored");
		ensure!(consent.known_since <= now, "grants are known from a future moment on");
		ensure!(grantee.account() != Some(patient), "a patient is the own grantee");
		let live = consent.grants.iter().filter(|grant| now < grant.ended_at()).count();
		ensure!(live < T::MaxGrants::get().saturated_into(), "no place is left to narrow a grant");
		for grant in &consent.grants {
			ensure!(ids.insert(grant.id), "an id is given to two grants");
			ensure!(
				grant.terms.max_uses.is_none_or(|max_uses| grant.used <= max_uses),
				"a grant was used more often than it covers"
			);
			ensure!(
				summary.may_deny(grantee) || grant.terms.effect == Effect::Permit,
				"a summary leaves out a denial"
			);
			ensure!(
				grant.ended_at() >= consent.known_since,
				"a grant ended before all grants to its grantee are known"
			);
			ensure!(
				grant.anchor_classes.is_empty() != names_denied_records(&grant.terms),
				"a denial does not know the classes of its records"
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

	fn try_summaries() -> Result<(), TryRuntimeError> {
		let now = T::Time::now();
		for summary in Summaries::<T>::iter_values() {
			ensure!(summary.known_since <= now, "grants are known from a future moment on");
		}
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
				deposits.push((Some(logged.entry.accessor), logged.deposit));
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
}

/// Whether terms deny single records.
fn names_denied_records(terms: &Terms) -> bool {
	let anchors = match &terms.scope {
		Scope::All => 0,
		Scope::Selected { anchors, .. } => anchors.len(),
	};
	terms.effect == Effect::Deny && anchors > 0
}
