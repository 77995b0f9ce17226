// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Trait by which other pallets ask who pays a storage deposit.

/// Payers of storage deposits. Answered by `pallet-sponsorship`, and by `()`, with which everybody pays for
/// themselves.
///
/// For a storage deposit and nothing else: what is forfeited in any case (a bond, a surety, an escrow) is
/// taken from whoever answers for it, because a pot must not lose anything by what others do.
///
/// A pallet asks before it takes a deposit, takes it of the account that is answered, stores that as the
/// payer, and tells when it gave the deposit back:
///
/// ```ignore
/// let payer = T::Sponsorship::charge_deposit(&who, price);
/// let deposit = T::Currency::take_deposit(HoldReason::Item, &payer, Some(&who), price)?;
/// // ..
/// T::Currency::refund_deposit(HoldReason::Item, Some(&who), &deposit)?;
/// if let Some(payer) = &deposit.payer {
///     T::Sponsorship::note_refunded(&who, payer, deposit.amount);
/// }
/// ```
pub trait SponsorshipMutate<AccountId, Balance> {
	/// The account that pays a deposit of `amount` for what `who` stores now. A pot's account pays where
	/// the pot pays the fee of the transaction in which this is asked, and counts it; else it is `who`.
	///
	/// The deposit must be taken right after this, or all that was done be undone.
	fn charge_deposit(who: &AccountId, amount: Balance) -> AccountId;

	/// Says that `payer` got back a deposit of `amount` that was charged for `who`, so that it counts no
	/// more. Nothing happens if the payer is no pot's account.
	fn note_refunded(who: &AccountId, payer: &AccountId, amount: Balance);

	/// Lets a pot pay for `who` now, so that a benchmark meets the case that costs most.
	#[cfg(feature = "runtime-benchmarks")]
	fn sponsor(who: &AccountId);
}

impl<AccountId: Clone, Balance> SponsorshipMutate<AccountId, Balance> for () {
	fn charge_deposit(who: &AccountId, _: Balance) -> AccountId {
		who.clone()
	}

	fn note_refunded(_: &AccountId, _: &AccountId, _: Balance) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn sponsor(_: &AccountId) {}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn without_sponsorship_everybody_pays_for_themselves() {
		assert_eq!(<() as SponsorshipMutate<u64, u64>>::charge_deposit(&7, 1), 7);
	}
}
