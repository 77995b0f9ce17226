// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transaction extensions: the pot pays the fee, of a transaction that is mortal.
//!
//! Each is one of the SDK with something before or after it. To clients it is that one: the name, the
//! encoding and what is signed are the same, so that whoever submits a sponsored call need not know.

use crate::{types::BalanceOf, Config, Pallet, WeightInfo};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::fmt;
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, DispatchResult, PostDispatchInfo},
	ensure,
	traits::Get,
	weights::Weight,
	CloneNoBound, EqNoBound, PartialEqNoBound,
};
use frame_system::{ensure_signed, CheckMortality, RawOrigin};
use medibloc_primitives::ItemId;
use pallet_transaction_payment::{
	ChargeTransactionPayment, Config as PaymentConfig, OnChargeTransaction, Pallet as Payment,
};
use scale_info::{StaticTypeInfo, Type, TypeInfo};
use sp_runtime::{
	generic::Era,
	traits::{
		AsSystemOriginSigner, DispatchOriginOf, Dispatchable, Implication, RefundWeight,
		TransactionExtension, ValidateResult, Zero,
	},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};

type Charge<T> = ChargeTransactionPayment<T>;
type FeeOf<T> = <<T as PaymentConfig>::OnChargeTransaction as OnChargeTransaction<T>>::Balance;

/// `ChargeTransactionPayment`, of whose fees a pot pays those of its beneficiaries.
///
/// The pot pays all of a fee or nothing. What it cannot or may not pay is the signer's, as if there were no
/// pot: if there is a tip, if the budget or the pot is used up, if the call is none that pots pay for.
#[derive(Encode, Decode, DecodeWithMemTracking, CloneNoBound, EqNoBound, PartialEqNoBound)]
pub struct ChargeSponsor<T: Config + PaymentConfig>(Charge<T>);

impl<T: Config + PaymentConfig> ChargeSponsor<T>
where
	T::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	FeeOf<T>: Send + Sync,
{
	/// The extension with a tip, which is the signer's in any case.
	pub fn from(tip: FeeOf<T>) -> Self {
		Self(Charge::from(tip))
	}
}

impl<T: Config + PaymentConfig> fmt::Debug for ChargeSponsor<T> {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		self.0.fmt(f)
	}
}

impl<T: Config + PaymentConfig> TypeInfo for ChargeSponsor<T>
where
	Charge<T>: StaticTypeInfo,
{
	type Identity = Charge<T>;

	fn type_info() -> Type {
		Charge::<T>::type_info()
	}
}

/// A fee that a pot pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sponsored<AccountId, Balance> {
	/// The pot.
	pub pot: ItemId,
	/// The signer.
	pub who: AccountId,
	/// The most that the transaction costs.
	pub most: Balance,
}

type SponsoredOf<T> = Sponsored<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

impl<T> TransactionExtension<T::RuntimeCall> for ChargeSponsor<T>
where
	T: Config + PaymentConfig + Send + Sync,
	T::OnChargeTransaction: OnChargeTransaction<T, Balance = BalanceOf<T>>,
	T::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	DispatchOriginOf<T::RuntimeCall>: Clone + From<RawOrigin<T::AccountId>>,
	Charge<T>: TransactionExtension<T::RuntimeCall, Implicit = ()>,
{
	const IDENTIFIER: &'static str =
		<Charge<T> as TransactionExtension<T::RuntimeCall>>::IDENTIFIER;
	type Implicit = ();
	type Val = (<Charge<T> as TransactionExtension<T::RuntimeCall>>::Val, Option<SponsoredOf<T>>);
	type Pre =
		(<Charge<T> as TransactionExtension<T::RuntimeCall>>::Pre, Result<SponsoredOf<T>, Weight>);

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		self.0.weight(call).saturating_add(<T as Config>::WeightInfo::charge())
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		info: &DispatchInfo,
		len: usize,
		_: (),
		implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		if let Some(sponsored) = self.sponsored(&origin, call, info, len) {
			// The SDK's checks and priority, as if the pot's account had signed.
			let payer = RawOrigin::Signed(Pallet::<T>::account_of(sponsored.pot)).into();
			let valid = self.0.validate(payer, call, info, len, (), implication, source);
			if let Ok((valid, charge, _)) = valid {
				return Ok((valid, (charge, Some(sponsored)), origin));
			}
		}
		let (valid, charge, origin) =
			self.0.validate(origin, call, info, len, (), implication, source)?;
		Ok((valid, (charge, None), origin))
	}

	fn prepare(
		self,
		(charge, sponsored): Self::Val,
		origin: &DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		info: &DispatchInfo,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		let is_signed = ensure_signed(origin.clone()).is_ok();
		let sponsored = match sponsored {
			Some(sponsored) => {
				Pallet::<T>::begin(sponsored.pot, &sponsored.who, sponsored.most)?;
				Ok(sponsored)
			},
			None if is_signed => Err(<T as Config>::WeightInfo::charge()
				.saturating_sub(<T as Config>::WeightInfo::look())),
			None => Err(<T as Config>::WeightInfo::charge()),
		};
		Ok((self.0.prepare(charge, origin, call, info, len)?, sponsored))
	}

	fn post_dispatch_details(
		(charge, sponsored): Self::Pre,
		info: &DispatchInfo,
		post_info: &PostDispatchInfo,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		// Given back before the fee is computed, or whoever has no sponsor would pay for the look.
		let unspent = sponsored.as_ref().err().copied().unwrap_or_default();
		let mut post_info = *post_info;
		post_info.refund(unspent);
		let more = Charge::<T>::post_dispatch_details(charge, info, &post_info, len, result)?;
		if let Ok(Sponsored { pot, who, most }) = sponsored {
			let fee = Payment::<T>::compute_actual_fee(length(len), info, &post_info, Zero::zero());
			Pallet::<T>::settle(pot, who, most, fee);
		}
		Ok(unspent.saturating_add(more))
	}
}

fn length(len: usize) -> u32 {
	u32::try_from(len).unwrap_or(u32::MAX)
}

impl<T> ChargeSponsor<T>
where
	T: Config + PaymentConfig,
	T::OnChargeTransaction: OnChargeTransaction<T, Balance = BalanceOf<T>>,
	T::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	FeeOf<T>: Send + Sync,
{
	/// What a pot is to pay, if the budget has room for it.
	fn sponsored(
		&self,
		origin: &DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		info: &DispatchInfo,
		len: usize,
	) -> Option<SponsoredOf<T>>
	where
		DispatchOriginOf<T::RuntimeCall>: Clone,
	{
		let who = ensure_signed(origin.clone()).ok()?;
		// A tip is the author's alone, and an operational call goes before all others.
		if !self.0.tip().is_zero() || info.class != DispatchClass::Normal {
			return None;
		}
		let pot = Pallet::<T>::sponsor_of(&who, call)?;
		let most = Payment::<T>::compute_fee(length(len), info, Zero::zero());
		Pallet::<T>::is_within_budget(pot, &who, most).then_some(Sponsored { pot, who, most })
	}
}

/// `CheckMortality`, which refuses transactions that live for long where a pot would pay for them.
///
/// Such a transaction could come back after its account was reaped, and be paid for by whoever lists the
/// account anew. It must come after whatever says who signs, and before [`ChargeSponsor`].
#[derive(Encode, Decode, DecodeWithMemTracking, CloneNoBound, EqNoBound, PartialEqNoBound)]
pub struct CheckSponsoredEra<T: Config + Send + Sync>(CheckMortality<T>);

impl<T: Config + Send + Sync> CheckSponsoredEra<T> {
	/// The extension with the era of a transaction.
	pub fn from(era: Era) -> Self {
		Self(CheckMortality::from(era))
	}

	/// Whether it lives no longer than where a pot pays for it.
	fn is_mortal(&self) -> bool {
		matches!(self.0 .0, Era::Mortal(period, _) if period <= T::MaxEra::get())
	}
}

impl<T: Config + Send + Sync> fmt::Debug for CheckSponsoredEra<T> {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		self.0.fmt(f)
	}
}

impl<T: Config + Send + Sync> TypeInfo for CheckSponsoredEra<T>
where
	CheckMortality<T>: StaticTypeInfo,
{
	type Identity = CheckMortality<T>;

	fn type_info() -> Type {
		CheckMortality::<T>::type_info()
	}
}

impl<T> TransactionExtension<T::RuntimeCall> for CheckSponsoredEra<T>
where
	T: Config + Send + Sync,
	DispatchOriginOf<T::RuntimeCall>: AsSystemOriginSigner<T::AccountId>,
	CheckMortality<T>: TransactionExtension<T::RuntimeCall, Implicit = T::Hash, Val = (), Pre = ()>,
{
	const IDENTIFIER: &'static str =
		<CheckMortality<T> as TransactionExtension<T::RuntimeCall>>::IDENTIFIER;
	type Implicit = T::Hash;
	/// The weight that was not needed.
	type Val = Weight;
	type Pre = Weight;

	fn implicit(&self) -> Result<T::Hash, TransactionValidityError> {
		self.0.implicit()
	}

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		self.0.weight(call).saturating_add(<T as Config>::WeightInfo::look())
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		info: &<T::RuntimeCall as Dispatchable>::Info,
		len: usize,
		implicit: T::Hash,
		implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Weight, T::RuntimeCall> {
		let unspent = match origin.as_system_origin_signer().filter(|_| !self.is_mortal()) {
			Some(who) => {
				let refused = InvalidTransaction::Custom(crate::reason::NOT_MORTAL);
				ensure!(Pallet::<T>::sponsor_of(who, call).is_none(), refused);
				Weight::zero()
			},
			None => <T as Config>::WeightInfo::look(),
		};
		let (valid, (), origin) =
			self.0.validate(origin, call, info, len, implicit, implication, source)?;
		Ok((valid, unspent, origin))
	}

	fn prepare(
		self,
		unspent: Weight,
		_: &DispatchOriginOf<T::RuntimeCall>,
		_: &T::RuntimeCall,
		_: &<T::RuntimeCall as Dispatchable>::Info,
		_: usize,
	) -> Result<Weight, TransactionValidityError> {
		Ok(unspent)
	}

	fn post_dispatch_details(
		unspent: Weight,
		_: &<T::RuntimeCall as Dispatchable>::Info,
		_: &<T::RuntimeCall as Dispatchable>::PostInfo,
		_: usize,
		_: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		Ok(unspent)
	}
}
