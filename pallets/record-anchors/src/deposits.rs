// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage deposits for records and locators, which a pot may pay for the subject.
//!
//! The key of an item tells its subject and not who stored it. So a pot pays only for an account that stores
//! something about itself: else nobody could tell whose budget a refund makes room in.

use crate::{
	types::{BalanceOf, DepositOf},
	Config, HoldReason, Pallet,
};
use frame_support::dispatch::DispatchResult;
use medibloc_primitives::{record::Subject, SponsorshipMutate};
use pallet_support::MutateDeposit;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Takes the deposit for something about `subject` that `who` stores.
	pub(crate) fn take(
		reason: HoldReason,
		subject: &Subject<T::AccountId>,
		who: &T::AccountId,
		amount: BalanceOf<T>,
	) -> Result<DepositOf<T>, DispatchError> {
		let payer = match subject {
			Subject::Account(account) if account == who => {
				T::Sponsorship::charge_deposit(who, amount)
			},
			Subject::Account(_) | Subject::Pseudonym(_) => who.clone(),
		};
		T::Currency::take_deposit(reason, &payer, None, amount)
	}

	/// Gives a deposit back, and tells the pot that paid it.
	pub(crate) fn refund(
		reason: HoldReason,
		subject: &Subject<T::AccountId>,
		deposit: &DepositOf<T>,
	) -> DispatchResult {
		T::Currency::refund_deposit(reason, None, deposit)?;
		if let (Subject::Account(account), Some(payer)) = (subject, &deposit.payer) {
			T::Sponsorship::note_refunded(account, payer, deposit.amount);
		}
		Ok(())
	}
}
