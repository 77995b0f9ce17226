// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{fungible::Inspect, tokens::Balance as BalanceTrait};
use medibloc_primitives::{ItemId, Moment};
use pallet_support::Deposit;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

pub(crate) type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
pub(crate) type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
pub(crate) type BudgetOf<T> = Budget<BalanceOf<T>>;
pub(crate) type PotOf<T> = Pot<<T as frame_system::Config>::AccountId, BalanceOf<T>, DepositOf<T>>;
pub(crate) type ListingOf<T> = Listing<BalanceOf<T>, DepositOf<T>>;

/// What a pot pays for each beneficiary.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Budget<Balance> {
	/// The most that it pays in fees in a period.
	pub fees: Balance,
	/// The length of a period, in milliseconds. Periods are counted from the Unix epoch on, so that all
	/// beneficiaries have the same.
	pub period: Moment,
	/// The most that it has on hold for storage deposits at a time. These come back to the pot.
	pub deposits: Balance,
}

impl<Balance> Budget<Balance> {
	/// The beginning of the period that a moment lies in.
	pub(crate) fn period_of(&self, now: Moment) -> Moment {
		now.saturating_sub(now.checked_rem(self.period).unwrap_or_default())
	}
}

/// A pot. Its money is that of an account without a key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pot<AccountId, Balance, Deposit> {
	/// Its creator, who administers it; `None` of the public pot.
	pub admin: Option<AccountId>,
	/// What it pays for each beneficiary.
	pub budget: Budget<Balance>,
	/// The number of its listings, those that ended included until they are pruned.
	pub listings: u32,
	/// What the admin paid for the pot.
	pub deposit: Deposit,
}

/// An account in the list of a pot.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Listing<Balance, Deposit> {
	/// The moment from which the pot pays nothing more; `None` if there is none.
	pub until: Option<Moment>,
	/// Whether the account left, or the admin removed it.
	pub is_ended: bool,
	/// The moment at which the pot last paid a fee.
	pub last: Moment,
	/// The fees that it paid in the period of that moment.
	pub spent: Balance,
	/// The storage deposits of the account that the pot paid and did not get back.
	pub on_hold: Balance,
	/// What the pot paid for the listing itself.
	pub deposit: Deposit,
}

impl<Balance: BalanceTrait, Deposit> Listing<Balance, Deposit> {
	/// A listing of which nothing was used.
	pub(crate) fn new(until: Option<Moment>, deposit: Deposit) -> Self {
		let (spent, on_hold) = (Balance::zero(), Balance::zero());
		Self { until, is_ended: false, last: 0, spent, on_hold, deposit }
	}

	/// Whether the pot pays for it.
	pub fn is_live(&self, now: Moment) -> bool {
		!self.is_ended && self.until.is_none_or(|until| now < until)
	}

	/// The fees that were paid since a moment at which a period began.
	///
	/// The last payment is what is compared, and not the period in which it was: so a budget with another
	/// length of the period forgets nothing of this one.
	pub(crate) fn spent_since(&self, beginning: Moment) -> Balance {
		match self.last >= beginning {
			true => self.spent,
			false => Balance::zero(),
		}
	}
}

/// An account that pots list, and that exists because of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Sponsorship {
	/// The pot that pays; `None` if there are only offers.
	pub pot: Option<ItemId>,
	/// The number of pots that list the account.
	pub listings: u32,
}

/// What persons can claim of the public pot.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClaimTerms {
	/// The number of claims of a person in a month.
	pub claims: u8,
	/// The months for which a claim lasts, the one in which it is made included.
	pub months: u16,
}
