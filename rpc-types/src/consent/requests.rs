// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Requests to a patient.

use super::{grants::StoredDeposit, Deposit, Terms};
use crate::Invalid;
use medibloc_primitives::{consent, Moment};
use serde::{Deserialize, Serialize};
use sp_core::{crypto::Ss58AddressFormat, H256};

type StoredRequest = consent::OpenRequest<StoredDeposit>;

/// A request that was neither accepted nor declined. It may have lapsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenRequest {
	/// The requested terms.
	pub terms: Terms,
	/// The hash of the terms, which accepts them.
	pub terms_hash: H256,
	/// The moment of the request.
	pub requested_at: Moment,
	/// The first moment at which it can no longer be accepted.
	pub expires_at: Moment,
	/// The deposit for its storage.
	pub deposit: Deposit,
}

impl OpenRequest {
	pub(super) fn new(request: StoredRequest, format: Ss58AddressFormat) -> Self {
		Self {
			terms_hash: request.terms.hash(),
			terms: request.terms.into(),
			requested_at: request.requested_at,
			expires_at: request.expires_at,
			deposit: Deposit::new(request.deposit, format),
		}
	}
}

impl TryFrom<OpenRequest> for StoredRequest {
	type Error = Invalid;

	fn try_from(request: OpenRequest) -> Result<Self, Invalid> {
		let terms = consent::Terms::try_from(request.terms)?;
		if terms.hash() != request.terms_hash {
			return Err(Invalid::TermsHash);
		}
		Ok(Self {
			terms,
			requested_at: request.requested_at,
			expires_at: request.expires_at,
			deposit: request.deposit.try_into()?,
		})
	}
}
