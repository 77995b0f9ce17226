// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of credentials.

use super::{CredentialInfo, Role, Serial};
use crate::Moment;
use codec::Codec;

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
	}
}
