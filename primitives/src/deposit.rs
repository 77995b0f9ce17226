// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage deposits.

use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A storage deposit: who paid it, and how much.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Deposit<AccountId, Balance> {
	/// Who paid it and gets it back.
	pub payer: AccountId,
	/// How much, whatever the deposit costs by now.
	pub amount: Balance,
}
