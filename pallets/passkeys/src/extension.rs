// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The transaction extension that lets passkeys sign.

use crate::{
	verification::invalid, Config, Pallet, Passkey, PasskeySignature, Refusal, WeightInfo,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchInfo, RawOrigin},
	ensure,
	weights::Weight,
	CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use medibloc_primitives::passkey::transaction_challenge;
use scale_info::TypeInfo;
use sp_io::hashing::blake2_256;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{
		AsTransactionAuthorizedOrigin, Dispatchable, Implication, TransactionExtension,
		ValidateResult,
	},
	transaction_validity::{InvalidTransaction, TransactionSource},
};

/// The signature of a passkey, which makes its account the signer of the transaction; or none, and then
/// the transaction is left as it is.
///
/// To be put before the extensions that ask who signs, such as `CheckNonce`, and before all that are to
/// be signed: it signs the call and what comes after it. As the first of all it does what the
/// signature of another account does.
///
/// Refuses with `BadSigner` where the transaction has a signer already, and else with a custom reason,
/// the code of a [`Refusal`].
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	CloneNoBound,
	EqNoBound,
	PartialEqNoBound,
	DebugNoBound,
	TypeInfo,
)]
#[scale_info(skip_type_params(T))]
pub struct VerifyPasskey<T: Config>(pub Option<PasskeySignature<T::AccountId>>);

impl<T: Config> VerifyPasskey<T> {
	/// The extension of a transaction that `signature` is for.
	pub fn new(signature: PasskeySignature<T::AccountId>) -> Self {
		Self(Some(signature))
	}
}

impl<T: Config> Pallet<T> {
	/// Checks the signature of a passkey for its account.
	fn verify_transaction(
		signature: &PasskeySignature<T::AccountId>,
		implication: &impl Implication,
	) -> Result<(), Refusal> {
		let PasskeySignature { account, key, assertion } = signature;
		let passkey = Passkey { relying_party: assertion.relying_party(), key: *key };
		ensure!(Self::is_key_of(account, &passkey), Refusal::KeyNotFound);
		let implication = implication.using_encoded(blake2_256);
		Self::verify(key, assertion, &transaction_challenge(account, &implication))
	}
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for VerifyPasskey<T>
where
	T::RuntimeCall: Dispatchable<Info = DispatchInfo>,
{
	const IDENTIFIER: &'static str = "VerifyPasskey";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	fn weight(&self, _: &T::RuntimeCall) -> Weight {
		match self.0 {
			Some(_) => T::WeightInfo::verify(),
			None => Weight::zero(),
		}
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		_: &T::RuntimeCall,
		_: &DispatchInfo,
		_: usize,
		_: Self::Implicit,
		inherited_implication: &impl Implication,
		_: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		let Some(signature) = &self.0 else {
			return Ok((Default::default(), (), origin));
		};
		ensure!(!origin.is_transaction_authorized(), InvalidTransaction::BadSigner);
		Pallet::<T>::verify_transaction(signature, inherited_implication).map_err(invalid)?;
		let origin = RawOrigin::Signed(signature.account.clone()).into();
		Ok((Default::default(), (), origin))
	}

	impl_tx_ext_default!(T::RuntimeCall; prepare);
}
