// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A signed transaction.

use crate::client::error::Error;
use sp_core::{crypto::AccountId32, H256};
use std::fmt;

/// A signed transaction.
pub(crate) struct Signed {
	pub bytes: Vec<u8>,
	pub hash: H256,
	pub account: AccountId32,
	pub nonce: u64,
	/// The block from which on it is valid.
	pub birth: u64,
	/// The first block in which it can no longer be.
	pub until: u64,
}

impl Signed {
	pub fn unknown(&self, reason: impl fmt::Display) -> Error {
		Error::Unknown {
			transaction: self.hash,
			nonce: self.nonce,
			until: self.until,
			reason: reason.to_string(),
		}
	}
}
