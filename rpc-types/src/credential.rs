// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Credentials.

use crate::{Account, Invalid};
use medibloc_primitives::{
	credential::{CredentialInfo, CredentialState, Role, Serial},
	Jurisdiction, Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::crypto::{AccountId32, Ss58AddressFormat};

/// A credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credential {
	/// The number of the credential.
	pub serial: Serial,
	/// The holder.
	pub holder: Account,
	/// The certified role.
	pub role: Role,
	/// The authority that issued it.
	pub issuer: Account,
	/// The country in which it is valid: two capital letters of ISO 3166-1 alpha-2, or `EU`.
	pub jurisdiction: Jurisdiction,
	/// The moment of issue or of the last renewal.
	pub issued_at: Moment,
	/// The end of its validity.
	pub expires_at: Moment,
	/// The state at the block.
	pub state: CredentialState,
}

impl Credential {
	/// What the runtime says, with accounts in the format of the chain.
	pub fn new(info: CredentialInfo<AccountId32>, format: Ss58AddressFormat) -> Self {
		Self {
			serial: info.serial,
			holder: Account::new(&info.holder, format),
			role: info.role,
			issuer: Account::new(&info.issuer, format),
			jurisdiction: info.jurisdiction,
			issued_at: info.issued_at,
			expires_at: info.expires_at,
			state: info.state,
		}
	}
}

impl TryFrom<Credential> for CredentialInfo<AccountId32> {
	type Error = Invalid;

	fn try_from(credential: Credential) -> Result<Self, Invalid> {
		Ok(Self {
			serial: credential.serial,
			holder: credential.holder.parse()?,
			role: credential.role,
			issuer: credential.issuer.parse()?,
			jurisdiction: credential.jurisdiction,
			issued_at: credential.issued_at,
			expires_at: credential.expires_at,
			state: credential.state,
		})
	}
}
