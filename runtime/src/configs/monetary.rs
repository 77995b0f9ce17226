// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! MED: balances, fees and their beneficiaries.

use crate::{
	configs::system::RuntimeBlockWeights,
	constants::{
		currency::{Balance, EXISTENTIAL_DEPOSIT, MICROMED, MILLIMED},
		staking::TREASURY_SHARE_OF_FEES,
	},
	weights, AccountId, Authorship, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason,
	RuntimeHoldReason, System,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		ConstU32, ConstU8, Imbalance, OnUnbalanced,
	},
	weights::{Weight, WeightToFee as WeightToFeeT},
	PalletId,
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{
	traits::{AccountIdConversion, Bounded, One},
	FixedPointNumber, Perquintill,
};

parameter_types! {
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
	// The id of `pallet-treasury`, which takes over what has gathered there.
	pub const TreasuryPalletId: PalletId = PalletId(*b"py/trsry");
	pub TreasuryAccount: AccountId = TreasuryPalletId::get().into_account_truncating();
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = weights::pallet_balances::WeightInfo<Runtime>;
	type Balance = Balance;
	type DustRemoval = ();
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = frame_support::traits::VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

/// The fee for the smallest transaction, before its length is added.
const BASE_FEE: Balance = MILLIMED;

/// A fee in proportion to the share of a block that a transaction takes: of its time or of its
/// proof, whichever is larger.
///
/// A transaction that needs only the base weight pays [`BASE_FEE`].
pub struct WeightToFee;

impl WeightToFeeT for WeightToFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		let base = weights::ExtrinsicBaseWeight::get().ref_time().max(1);
		let max = RuntimeBlockWeights::get().max_block;
		// The proof is priced so that a block full of proof costs as much as one full of time.
		let proof = Balance::from(weight.proof_size())
			.saturating_mul(max.ref_time().into())
			.checked_div(max.proof_size().into())
			.unwrap_or_default();
		Balance::from(weight.ref_time())
			.max(proof)
			.saturating_mul(BASE_FEE)
			.checked_div(base.into())
			.unwrap_or_default()
	}
}

/// A fee for each byte of a transaction.
pub struct LengthToFee;

impl WeightToFeeT for LengthToFee {
	type Balance = Balance;

	fn weight_to_fee(length: &Weight) -> Balance {
		Balance::from(length.ref_time()).saturating_mul(MICROMED)
	}
}

/// Pays into an account what is left over. What is too little to open the account is burnt.
pub struct ToTreasury;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToTreasury {
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
		drop(Balances::resolve(&TreasuryAccount::get(), credit));
	}
}

/// Pays the author of the block. What cannot be paid out is burnt.
pub struct ToAuthor;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToAuthor {
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
		if let Some(author) = Authorship::author() {
			// An author below the existential deposit gets nothing: the credit is dropped, which
			// lowers the issuance by it.
			drop(Balances::resolve(&author, credit));
		}
	}
}

/// Splits fees between treasury and author. An author that got all of them could fill its blocks for
/// nothing. Tips are the author's.
pub struct DealWithFees;

impl OnUnbalanced<Credit<AccountId, Balances>> for DealWithFees {
	fn on_nonzero_unbalanced(fees: Credit<AccountId, Balances>) {
		let share = TREASURY_SHARE_OF_FEES;
		let (treasury, author) = fees.ration(share, 100u32.saturating_sub(share));
		ToTreasury::on_unbalanced(treasury);
		ToAuthor::on_unbalanced(author);
	}

	fn on_unbalanceds(mut fees_then_tips: impl Iterator<Item = Credit<AccountId, Balances>>) {
		if let Some(fees) = fees_then_tips.next() {
			Self::on_unbalanced(fees);
			fees_then_tips.for_each(ToAuthor::on_unbalanced);
		}
	}
}

parameter_types! {
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(3, 100_000);
	pub MinimumMultiplier: Multiplier = Multiplier::one();
	pub MaximumMultiplier: Multiplier = Bounded::max_value();
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, DealWithFees>;
	type WeightToFee = WeightToFee;
	type LengthToFee = LengthToFee;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Runtime,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = weights::pallet_transaction_payment::WeightInfo<Runtime>;
}
