// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of consent and of the access log.

use super::{AccessQuery, Grant, Grantee, OpenRequest, Verdict};
#[cfg(doc)]
use crate::apis::MAX_PAGE;
use crate::{
	access_log::{AccessEntry, AccessLog},
	Deposit, Moment,
};
use alloc::{string::String, vec::Vec};
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;

/// The grants of one patient to one grantee, and the open request of that account.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ConsentInfo<AccountId, Balance> {
	/// The grantee.
	pub grantee: Grantee<AccountId>,
	/// The grants, ended ones included until they are pruned.
	pub grants: Vec<Grant<Deposit<AccountId, Balance>>>,
	/// The request that was neither accepted nor declined. It may have lapsed.
	pub request: Option<OpenRequest<Deposit<AccountId, Balance>>>,
}

/// The storage keys of all that the rule on access can ask between one patient and one accessor.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ConsentKeys<AccountId> {
	/// Those of the consents: one for each grantee that the accessor can be, in the order of
	/// [`Grantee::circles`].
	pub consents: Vec<(Grantee<AccountId>, Vec<u8>)>,
	/// Those of the time, and of the credentials of the accessor with the authorities behind them, each
	/// with the names of pallet and item, as in `Timestamp.Now`.
	pub others: Vec<(String, Vec<u8>)>,
}

// Not derived, which would ask it of the accounts.
impl<AccountId> Default for ConsentKeys<AccountId> {
	fn default() -> Self {
		Self { consents: Vec::new(), others: Vec::new() }
	}
}

sp_api::decl_runtime_apis! {
	/// Consent and the access log.
	///
	/// What each method reads at most does not depend on how much is stored:
	///
	/// | Method | Reads at most |
	/// |---|---|
	/// | `check_access` | the nine entries of consents between patient and accessor, the record, and the accessor's credential in each role with its authority |
	/// | `consents` | [`MAX_PAGE`] entries, of which each holds the grants to one grantee |
	/// | `access_log` | one entry of 64 hashes |
	/// | `access_entries` | [`MAX_PAGE`] entries and the index of the oldest |
	/// | `consent_keys` | the accessor's credential in each role |
	pub trait ConsentApi<AccountId, Balance> where AccountId: Codec, Balance: Codec {
		/// Whether `accessor` may do what `request` says with records of `patient`: at `at`, or at the
		/// time of the block.
		fn check_access(
			patient: AccountId,
			accessor: AccountId,
			request: AccessQuery,
			at: Option<Moment>,
		) -> Verdict;

		/// A page of the grants of `patient`, and of the requests to `patient`, by grantee: at most
		/// `limit` grantees.
		///
		/// Grantees come in the order of storage, which stays the same. For the next page pass the last
		/// grantee as `after`; an empty page is the end. A grantee new meanwhile may be missed: learn of
		/// it by its event.
		fn consents(
			patient: AccountId,
			after: Option<Grantee<AccountId>>,
			limit: u32,
		) -> Vec<ConsentInfo<AccountId, Balance>>;

		/// The accumulator over all accesses to records of `patient`.
		fn access_log(patient: AccountId) -> AccessLog;

		/// The logged accesses from index `start` on that are still stored, with their indices; at most
		/// `limit`. The index is the key, so that a page costs the same wherever it starts.
		fn access_entries(
			patient: AccountId,
			start: u64,
			limit: u32,
		) -> Vec<(u64, AccessEntry<AccountId>)>;

		/// The storage keys of all that decides on an access to records of `patient` by `accessor`, single
		/// records left out: what a proof must show, and no more.
		fn consent_keys(patient: AccountId, accessor: AccountId) -> ConsentKeys<AccountId>;
	}
}
