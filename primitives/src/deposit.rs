// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage deposits. `pallet-support` takes them and gives them back.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A storage deposit.
///
/// Stored with the item that it is for, so that a changed price never changes an old refund.
///
/// Most items belong to an account that their key or another field names, and that account pays. To
/// name it once more takes 32 bytes in each grant, request, log entry and key, so the payer is written
/// only where it is another account, such as a sponsor or a guardian. An item whose key does not tell
/// its owner, such as a record under the hash of its subject, always names the payer.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Deposit<AccountId, Balance> {
	/// The payer, who gets it back; `None` for the owner of the item.
	pub payer: Option<AccountId>,
	/// The amount paid, whatever the deposit costs by now.
	pub amount: Balance,
}

/// Nothing, paid by the owner.
impl<AccountId, Balance: Default> Default for Deposit<AccountId, Balance> {
	fn default() -> Self {
		Self { payer: None, amount: Balance::default() }
	}
}

impl<AccountId: PartialEq, Balance> Deposit<AccountId, Balance> {
	/// The deposit of `payer` for an item of `owner`, or for one whose key does not tell its owner.
	pub fn new(payer: AccountId, owner: Option<&AccountId>, amount: Balance) -> Self {
		Self { payer: Some(payer).filter(|payer| Some(payer) != owner), amount }
	}

	/// The account that gets it back, of an item of `owner`. `None` if neither is known, which is
	/// never stored.
	pub fn payer<'a>(&'a self, owner: Option<&'a AccountId>) -> Option<&'a AccountId> {
		self.payer.as_ref().or(owner)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;

	#[test]
	fn the_owner_takes_one_byte_and_another_payer_is_named() {
		let own = Deposit::new(1u64, Some(&1), 5u32);
		assert_eq!(own.encode(), [0, 5, 0, 0, 0]);
		assert_eq!((own.payer(Some(&1)), own.payer(None)), (Some(&1), None));
		let sponsored = Deposit::new(2u64, Some(&1), 5u32);
		assert_eq!(sponsored.encode(), vec![1, 2, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]);
		assert_eq!(sponsored.payer(Some(&1)), Some(&2));
	}

	#[test]
	fn without_an_owner_the_payer_is_always_named() {
		assert_eq!(Deposit::new(1u64, None, 5u32).payer(None), Some(&1));
	}
}
