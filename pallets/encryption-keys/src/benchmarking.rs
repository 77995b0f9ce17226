// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use medibloc_primitives::encryption_key::signed_forms;
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::traits::{Saturating, Zero};

/// Set-up that the benchmarks ask of the runtime.
pub trait BenchmarkHelper<AccountId, Signature> {
	/// An account that can sign.
	fn signer() -> AccountId;

	/// Its signature over `message`, by the scheme that takes the longest to verify.
	fn sign(message: &[u8]) -> Signature;
}

const KEY_TYPE: KeyTypeId = KeyTypeId(*b"enck");

/// Always the same, as `state-costs` runs a benchmark twice.
fn signing_key() -> sr25519::Public {
	sp_io::crypto::sr25519_generate(KEY_TYPE, Some(b"//Patient".to_vec()))
}

/// By sr25519, which takes optimised code the longest of the schemes of `MultiSignature`, with a key
/// of the keystore.
impl<AccountId, Signature> BenchmarkHelper<AccountId, Signature> for ()
where
	AccountId: From<sr25519::Public>,
	Signature: From<sr25519::Signature>,
{
	fn signer() -> AccountId {
		signing_key().into()
	}

	fn sign(message: &[u8]) -> Signature {
		let signature = sp_io::crypto::sr25519_sign(KEY_TYPE, &signing_key(), message);
		signature.expect("the key was made above").into()
	}
}

/// The base point, which is a usable key.
const KEY: [u8; 32] = {
	let mut key = [0; 32];
	key[0] = 9;
	key
};

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	fn owner<T: Config>() -> T::AccountId
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let who = T::BenchmarkHelper::signer();
		let amount = T::KeyDeposit::get().saturating_mul(4u32.into());
		T::Currency::set_balance(&who, T::Currency::minimum_balance().saturating_add(amount));
		who
	}

	/// An account that withdrew its key of epoch 0.
	fn former_owner<T: Config>() -> T::AccountId
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let who = owner::<T>();
		Pallet::<T>::do_publish(who.clone(), KEY, 0, None).expect("the owner is funded");
		Pallet::<T>::do_withdraw(who.clone()).expect("it has a key");
		who
	}

	/// As browser wallets sign: that form is tried last.
	fn sign<T: Config>(who: &T::AccountId, epoch: u32) -> T::Signature {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let [_, wrapped] = signed_forms(&genesis, who, epoch, &KEY);
		T::BenchmarkHelper::sign(&wrapped)
	}

	// A key after a withdrawal: an entry to read, and a deposit to hold.
	#[benchmark]
	fn publish() {
		let who = former_owner::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), KEY, 1, None);

		assert!(Keys::<T>::get(who).is_some_and(|entry| entry.published.is_some()));
	}

	// The same with a signature.
	#[benchmark]
	fn publish_signed() {
		let who = former_owner::<T>();
		let signature = sign::<T>(&who, 1);

		#[extrinsic_call]
		publish(RawOrigin::Signed(who.clone()), KEY, 1, Some(signature));

		assert!(Keys::<T>::get(who).is_some_and(|entry| entry.published.is_some()));
	}

	// A key with a signature: the largest entry.
	#[benchmark]
	fn withdraw() {
		let who = owner::<T>();
		let signature = sign::<T>(&who, 0);
		Pallet::<T>::do_publish(who.clone(), KEY, 0, Some(signature)).expect("it is signed");

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(Keys::<T>::get(who).is_some_and(|entry| entry.published.is_none()));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
