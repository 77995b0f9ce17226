// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Seeds of accounts that the vault makes by itself.

use super::Error;
use sp_core::{crypto::AccountId32, sr25519, Pair};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The seed of an account: 32 random bytes, of which its sr25519 key is made. Wallets take it as a raw
/// seed in hexadecimal. Wiped from memory when dropped, and never shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct AccountSeed([u8; 32]);

impl AccountSeed {
	/// A fresh seed from the operating system, so that nothing links the account to another one.
	///
	/// # Errors
	///
	/// [`Random`](Error::Random).
	pub fn random() -> Result<Self, Error> {
		let mut seed = Self([0; 32]);
		getrandom::fill(&mut seed.0).map_err(|_| Error::Random)?;
		Ok(seed)
	}

	/// The bytes, to be kept secret.
	pub fn expose(&self) -> &[u8; 32] {
		&self.0
	}

	/// The account.
	pub fn account(&self) -> AccountId32 {
		sr25519::Pair::from_seed(&self.0).public().into()
	}
}

impl From<[u8; 32]> for AccountSeed {
	fn from(seed: [u8; 32]) -> Self {
		Self(seed)
	}
}

impl fmt::Debug for AccountSeed {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("AccountSeed(..)")
	}
}
