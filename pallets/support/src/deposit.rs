// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage deposits: taken, given back, and checked against what is on hold.

use alloc::collections::BTreeMap;
use frame_support::{
	defensive,
	dispatch::DispatchResult,
	ensure,
	traits::{
		fungible::{InspectHold, MutateHold},
		tokens::Precision,
	},
};
use medibloc_primitives::{Deposit, SponsorshipMutate};
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError, TryRuntimeError,
};

/// A currency that storage deposits are paid in.
pub trait MutateDeposit<AccountId: Clone + Ord>: MutateHold<AccountId> + Sized {
	/// Holds `amount` of `payer` for an item of `owner`, or for one whose key does not tell its owner.
	fn take_deposit(
		reason: impl Into<Self::Reason>,
		payer: &AccountId,
		owner: Option<&AccountId>,
		amount: Self::Balance,
	) -> Result<Deposit<AccountId, Self::Balance>, DispatchError> {
		// Nothing can be held of an account that does not exist, not even nothing.
		if !amount.is_zero() {
			Self::hold(&reason.into(), payer, amount)?;
		}
		Ok(Deposit::new(payer.clone(), owner, amount))
	}

	/// Gives back what was paid for an item of `owner`. Takes what is there, so that a refund never
	/// stands in the way of ending something.
	fn refund_deposit(
		reason: impl Into<Self::Reason>,
		owner: Option<&AccountId>,
		deposit: &Deposit<AccountId, Self::Balance>,
	) -> DispatchResult {
		refund::<Self, _>(&reason.into(), deposit.payer(owner), deposit.amount)
	}

	/// Holds `amount` for an item that `owner` stores now: of the pot that pays for the transaction, or else
	/// of `owner`.
	fn take_sponsored_deposit<Sponsorship: SponsorshipMutate<AccountId, Self::Balance>>(
		reason: impl Into<Self::Reason>,
		owner: &AccountId,
		amount: Self::Balance,
	) -> Result<Deposit<AccountId, Self::Balance>, DispatchError> {
		let payer = Sponsorship::charge_deposit(owner, amount);
		Self::take_deposit(reason, &payer, Some(owner), amount)
	}

	/// Gives back what was paid for an item of `owner`, and tells the pot that paid it.
	fn refund_sponsored_deposit<Sponsorship: SponsorshipMutate<AccountId, Self::Balance>>(
		reason: impl Into<Self::Reason>,
		owner: &AccountId,
		deposit: &Deposit<AccountId, Self::Balance>,
	) -> DispatchResult {
		Self::refund_deposit(reason, Some(owner), deposit)?;
		if let Some(payer) = &deposit.payer {
			Sponsorship::note_refunded(owner, payer, deposit.amount);
		}
		Ok(())
	}

	/// Gives back what was paid for several items of `owner`, at once to each payer, and tells the pots that
	/// paid it.
	fn refund_sponsored_deposits<Sponsorship: SponsorshipMutate<AccountId, Self::Balance>>(
		reason: impl Into<Self::Reason>,
		owner: &AccountId,
		deposits: impl IntoIterator<Item = Deposit<AccountId, Self::Balance>>,
	) -> DispatchResult {
		let reason = reason.into();
		let mut sums = BTreeMap::<_, Self::Balance>::new();
		for Deposit { payer, amount } in deposits {
			sums.entry(payer).or_default().saturating_accrue(amount);
		}
		sums.into_iter().try_for_each(|(payer, amount)| {
			refund::<Self, _>(&reason, payer.as_ref().or(Some(owner)), amount)?;
			if let Some(payer) = &payer {
				Sponsorship::note_refunded(owner, payer, amount);
			}
			Ok(())
		})
	}
}

impl<AccountId: Clone + Ord, Currency: MutateHold<AccountId>> MutateDeposit<AccountId>
	for Currency
{
}

fn refund<Currency: MutateHold<AccountId>, AccountId>(
	reason: &Currency::Reason,
	payer: Option<&AccountId>,
	amount: Currency::Balance,
) -> DispatchResult {
	let Some(payer) = payer else {
		defensive!("a deposit names no payer");
		return Ok(());
	};
	if !amount.is_zero() {
		Currency::release(reason, payer, amount, Precision::BestEffort)?;
	}
	Ok(())
}

/// Fails unless what is on hold for `reason` is, of every account, what the stored deposits say. Each
/// comes with the owner of its item, if the key tells it.
pub fn ensure_held<T: frame_system::Config, Currency: InspectHold<T::AccountId>>(
	reason: impl Into<Currency::Reason>,
	deposits: impl IntoIterator<Item = (Option<T::AccountId>, Deposit<T::AccountId, Currency::Balance>)>,
) -> Result<(), TryRuntimeError> {
	let mut owed = BTreeMap::<T::AccountId, Currency::Balance>::new();
	for (owner, Deposit { payer, amount }) in deposits {
		let payer = payer.or(owner).ok_or("a deposit names no payer")?;
		owed.entry(payer).or_default().saturating_accrue(amount);
	}
	let reason = reason.into();
	for who in frame_system::Account::<T>::iter_keys() {
		let amount = owed.remove(&who).unwrap_or_else(Zero::zero);
		ensure!(
			Currency::balance_on_hold(&reason, &who) == amount,
			"what is on hold is not what the deposits say"
		);
	}
	ensure!(owed.values().all(Zero::is_zero), "a deposit was paid by no account");
	Ok(())
}
