// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A transaction that is ready to be submitted.

use crate::client::error::Error;
use sp_core::{crypto::AccountId32, H256};
use std::fmt;

/// A transaction that is ready to be submitted.
pub(crate) struct Signed {
	pub bytes: Vec<u8>,
	pub hash: H256,
	/// Whose it is. Nobody's if its call authorises itself.
	pub account: Option<AccountId32>,
	pub nonce: u64,
	/// The block from which on it is valid.
	pub birth: u64,
	/// The first block in which it can no longer be. Of what nobody signed there is none.
	pub until: Option<u64>,
}

impl Signed {
	pub fn unknown(&self, reason: impl fmt::Display) -> Error {
		let (transaction, nonce, reason) = (self.hash, self.nonce, reason.to_string());
		match self.until {
			Some(until) => Error::Unknown { transaction, nonce, until, reason },
			None => Error::Unsettled { transaction, reason },
		}
	}
}
