// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts as the chain stores them.

use super::connect::Client;
use crate::client::{amount::Amount, api, error::Error};
use codec::Decode;
use sp_core::{crypto::AccountId32, H256};

/// An account as the chain stores it.
#[derive(Decode, Default)]
pub(crate) struct Account {
	pub nonce: u32,
	_consumers: u32,
	_providers: u32,
	_sufficients: u32,
	pub free: Amount,
	pub reserved: Amount,
	pub frozen: Amount,
	_flags: u128,
}

impl Client {
	/// An account at `block`, or at the latest finalized one. One that was never used is all zero.
	pub(crate) async fn account(
		&self,
		account: &AccountId32,
		block: Option<H256>,
	) -> Result<Account, Error> {
		// The default in the metadata is a nonce that rises with the block, and no sign of another runtime.
		let address = api::storage().system().account().unvalidated();
		Ok(self.read(address, (account.clone().into(),), block).await?.unwrap_or_default())
	}
}
