// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of credentials.

use super::{ApplicationInfo, CredentialInfo, Role, Serial};
use crate::Moment;
use alloc::vec::Vec;
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Credentials: current and past certification of accounts.
	///
	/// What each method reads at most does not depend on how much is stored: `credential`,
	/// `credential_by_serial` and `is_certified` one credential with its bounded past and the authorities
	/// behind it, `applications` as many entries as a page has items.
	pub trait CredentialsApi<AccountId> where AccountId: Codec {
		/// The credential that `holder` has, or last had, in `role`.
		fn credential(holder: AccountId, role: Role) -> Option<CredentialInfo<AccountId>>;

		/// The credential with this serial. Known for good as the holder and role; the rest is of the
		/// credential that the holder has now.
		fn credential_by_serial(serial: Serial) -> Option<CredentialInfo<AccountId>>;

		/// Whether `holder` was certified as `role` at `at`, which may lie in the past; `None` if that is
		/// no longer known.
		fn is_certified(holder: AccountId, role: Role, at: Moment) -> Option<bool>;

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
}
