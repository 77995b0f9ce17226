// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What a node answers to integrators, as runtime APIs. The JSON-RPC methods are thin over these.
//!
//! Pages are asked for by `start` and `limit`; a runtime returns at most [`MAX_PAGE`] items whatever
//! the limit.

use crate::{
	access_log::{AccessEntry, AccessLog},
	consent::{Grant, Grantee, Request, Verdict},
	credential::{ApplicationInfo, CredentialInfo, Role, Serial},
	live::LiveClock,
	record::{AnchorId, BatchId, Commitment, RecordInfo, Subject},
	Deposit, Moment,
};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

/// The most items in one page of any answer.
pub const MAX_PAGE: u32 = 256;

/// The grants of one patient to one grantee.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ConsentInfo<AccountId, Balance> {
	/// Who they were given to.
	pub grantee: Grantee<AccountId>,
	/// The grants, ended ones included until they are pruned.
	pub grants: Vec<Grant<Deposit<AccountId, Balance>>>,
}

/// An inclusion proof of one record in an anchored batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchProof {
	/// Position of the record in the batch, from 0.
	pub index: u32,
	/// The commitment to the record.
	pub commitment: Commitment,
	/// Sibling hashes from the leaf to the root.
	pub path: Vec<H256>,
}

sp_api::decl_runtime_apis! {
	/// Who is certified to do what.
	pub trait CredentialsApi<AccountId> where AccountId: Codec {
		/// The credential that `holder` has, or last had, in `role`.
		fn credential(holder: AccountId, role: Role) -> Option<CredentialInfo<AccountId>>;

		/// The credential with this serial. Known for good as the holder and role; the rest is of the
		/// credential that the holder has now.
		fn credential_by_serial(serial: Serial) -> Option<CredentialInfo<AccountId>>;

		/// Whether `holder` was certified as `role` at `at`, which may lie in the past.
		fn is_certified(holder: AccountId, role: Role, at: Moment) -> bool;

		/// A page of the applications of all accounts to all authorities, at most `limit`. Those that
		/// expired are among them until somebody prunes them.
		///
		/// Applications come in the order of storage, which is that of no field but stays the same.
		/// For the next page pass applicant and role of the last application as `after`; an empty page
		/// is the end. An application filed meanwhile may be missed: learn of it by its event.
		fn applications(
			after: Option<(AccountId, Role)>,
			limit: u32,
		) -> Vec<ApplicationInfo<AccountId>>;
	}

	/// Who may read what, and who did.
	pub trait ConsentApi<AccountId, Balance> where AccountId: Codec, Balance: Codec {
		/// Whether `accessor` may do what `request` says with records of `patient`: at `at`, or at the
		/// time of the block.
		fn check_access(
			patient: AccountId,
			accessor: AccountId,
			request: Request,
			at: Option<Moment>,
		) -> Verdict;

		/// The grants of `patient` by grantee: those after the first `start` grantees, at most `limit`.
		fn consents(
			patient: AccountId,
			start: u32,
			limit: u32,
		) -> Vec<ConsentInfo<AccountId, Balance>>;

		/// The accumulator over all accesses to records of `patient`.
		fn access_log(patient: AccountId) -> AccessLog;

		/// The logged accesses from index `start` on that are still stored, with their indices.
		fn access_entries(
			patient: AccountId,
			start: u64,
			limit: u32,
		) -> Vec<(u64, AccessEntry<AccountId>)>;

		/// The storage keys that prove what was or was not granted by `patient` to `accessor`: one
		/// each for the account, the account as an institution, and each role.
		fn consent_keys(patient: AccountId, accessor: AccountId) -> Vec<(Grantee<AccountId>, Vec<u8>)>;
	}

	/// Which records are anchored.
	pub trait RecordAnchorsApi<AccountId> where AccountId: Codec {
		/// One record of `subject`, erased or not.
		fn record(subject: Subject<AccountId>, id: AnchorId) -> Option<RecordInfo<AccountId>>;

		/// The record with all its earlier and later versions, erased ones included, oldest first, at
		/// most [`MAX_PAGE`].
		fn lineage(subject: Subject<AccountId>, id: AnchorId) -> Vec<RecordInfo<AccountId>>;

		/// A page of the records of `subject`, erased ones left out, at most `limit`.
		///
		/// Records come in the order of storage, which is not that of their ids but stays the same.
		/// For the next page pass the id of the last record as `after`; an empty page is the end. A
		/// record anchored meanwhile may be missed: learn of it by its event.
		fn records(
			subject: Subject<AccountId>,
			after: Option<AnchorId>,
			limit: u32,
		) -> Vec<RecordInfo<AccountId>>;

		/// Whether the record is in the batch; `None` if there is no such batch.
		fn verify_record(batch: BatchId, proof: BatchProof) -> Option<bool>;
	}

	/// How much is left of windows within which somebody must act.
	pub trait LiveClockApi {
		/// The clock that those windows are measured by.
		fn live_clock() -> LiveClock;
	}
}
