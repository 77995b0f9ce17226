// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls that another call makes: for a proxy, a multisig account or a committee. The outer call
//! succeeds when the inner one fails, and only an event tells.

use codec::{Decode, Error};
use sp_core::{crypto::AccountId32, H256};
use sp_runtime::DispatchError;

/// The result of the inner call, if this is the event that tells of one.
pub(crate) fn result_of(
	pallet: &str,
	event: &str,
	mut fields: &[u8],
) -> Option<Result<Result<(), DispatchError>, Error>> {
	type Outcome = Result<(), DispatchError>;
	/// Block and index of a transaction.
	type Timepoint = (u32, u32);
	let fields = &mut fields;
	Some(match (pallet, event) {
		("Proxy", "ProxyExecuted") => Outcome::decode(fields),
		("Multisig", "MultisigExecuted") => {
			<(AccountId32, Timepoint, AccountId32, H256, Outcome)>::decode(fields)
				.map(|(.., outcome)| outcome)
		},
		("CredentialCommittee", "Executed" | "MemberExecuted") => {
			<(H256, Outcome)>::decode(fields).map(|(_, outcome)| outcome)
		},
		_ => return None,
	})
}
