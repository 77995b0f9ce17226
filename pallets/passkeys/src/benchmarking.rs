// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use alloc::{format, string::String, vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo},
	traits::{
		fungible::{Inspect, Mutate},
		EnsureOrigin, Get, OriginTrait,
	},
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use medibloc_primitives::passkey::{
	account_of, addition_challenge, base64url, transaction_challenge,
};
use p256::ecdsa::{signature::hazmat::PrehashSigner, Signature, SigningKey};
use sp_io::hashing::{blake2_256, sha2_256};
use sp_runtime::{
	traits::{Dispatchable, Saturating, TransactionExtension, TxBaseImplication, Zero},
	transaction_validity::TransactionSource,
};

/// The longest id that a relying party can have.
fn id() -> Vec<u8> {
	vec![b'a'; usize::try_from(MAX_RELYING_PARTY_LENGTH).expect("it is short")]
}

/// Origins of the greatest length that differ in the last byte.
fn origin(index: u8) -> Vec<u8> {
	let mut text = b"https://".to_vec();
	text.resize(usize::try_from(MAX_ORIGIN_LENGTH).expect("it is short") - 1, b'a');
	text.push(b'a' + index);
	text
}

/// A relying party with as many origins as there can be.
fn relying_party() -> RelyingParty {
	let count = u8::try_from(MAX_ORIGINS).expect("there are few");
	let origins: Vec<_> = (0..count).map(|index| Origin::truncate_from(origin(index))).collect();
	RelyingParty {
		id: id().try_into().expect("it has the greatest length"),
		origins: origins.try_into().expect("there are as many as can be"),
	}
}

fn signing_key(seed: u8) -> SigningKey {
	SigningKey::from_slice(&[seed; 32]).expect("it is below the order of the curve")
}

/// The passkey of a seed, which is not zero.
fn passkey(seed: u8) -> Passkey {
	let point = signing_key(seed).verifying_key().to_encoded_point(true);
	let key = point.as_bytes().try_into().expect("it is compressed");
	Passkey { relying_party: sha2_256(&id()), key }
}

/// The longest client data: the last of the origins, and a member that is read and ignored.
fn client_data(challenge: &[u8; 32]) -> Vec<u8> {
	let text = |bytes| String::from_utf8(bytes).expect("it is ASCII");
	let last = u8::try_from(MAX_ORIGINS).expect("there are few") - 1;
	let whole = |padding: &str| {
		format!(
			"{{\"padding\":\"{padding}\",\"type\":\"webauthn.get\",\"challenge\":\"{}\",\
			 \"crossOrigin\":false,\"origin\":\"{}\"}}",
			text(base64url(challenge)),
			text(origin(last)),
		)
	};
	let length = usize::try_from(MAX_CLIENT_DATA).expect("it is short") - whole("").len();
	whole(&"a".repeat(length)).into_bytes()
}

fn sign(seed: u8, challenge: &[u8; 32]) -> Assertion {
	let mut authenticator_data = [0; 37];
	authenticator_data[..32].copy_from_slice(&sha2_256(&id()));
	authenticator_data[32] = 0x05;
	let client_data = client_data(challenge);
	let digest = sha2_256(&[&authenticator_data[..], &sha2_256(&client_data)].concat());
	let signature: Signature = signing_key(seed).sign_prehash(&digest).expect("it is a hash");
	let signature = signature.normalize_s().unwrap_or(signature);
	Assertion {
		authenticator_data,
		client_data: client_data.try_into().expect("it has the greatest length"),
		signature: signature.to_bytes().into(),
	}
}

#[benchmarks(where
	T: Send + Sync,
	T::Currency: Mutate<T::AccountId>,
	T::RuntimeCall: Dispatchable<Info = DispatchInfo> + GetDispatchInfo + From<frame_system::Call<T>>,
)]
mod benchmarks {
	use super::*;

	/// An account of a passkey with so many further keys, and money.
	fn account<T: Config>(further: u32) -> T::AccountId
	where
		T::Currency: Mutate<T::AccountId>,
	{
		Pallet::<T>::do_set_relying_party(relying_party()).expect("it is valid");
		let who = T::AccountId::from(account_of(&passkey(1)));
		let amount = T::KeyDeposit::get().saturating_mul(20u32.into());
		T::Currency::set_balance(&who, T::Currency::minimum_balance().saturating_add(amount));
		for index in 0..further {
			let seed = u8::try_from(index).expect("there are few") + 2;
			let assertion = possession::<T>(&who, seed);
			Pallet::<T>::do_add_passkey(who.clone(), passkey(seed).key, assertion)
				.expect("the account is funded");
		}
		who
	}

	/// The proof that the passkey of a seed is there.
	fn possession<T: Config>(who: &T::AccountId, seed: u8) -> Assertion {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let additions = Keys::<T>::get(who).additions;
		sign(seed, &addition_challenge(&genesis, who, additions, &passkey(seed)))
	}

	/// The seed of the last of so many further keys.
	fn last_seed(further: u32) -> u8 {
		u8::try_from(further).expect("there are few") + 1
	}

	// A transaction signed by the last of all keys, with the longest client data.
	#[benchmark]
	fn verify() {
		let further = T::MaxKeys::get();
		let account = account::<T>(further);
		let call: T::RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
		let implication = TxBaseImplication((1u8, &call));
		let hash = implication.using_encoded(blake2_256);
		let seed = last_seed(further);
		let assertion = sign(seed, &transaction_challenge(&account, &hash));
		let key = passkey(seed).key;
		let signature = PasskeySignature { account: account.clone(), key, assertion };
		let extension = VerifyPasskey::<T>::new(signature);
		let info = call.get_dispatch_info();
		let origin = T::RuntimeOrigin::none();
		let source = TransactionSource::External;
		let validity;

		#[block]
		{
			validity = extension.validate(origin, &call, &info, 0, (), &implication, source);
		}

		let (_, _, origin) = validity.expect("the account signed");
		assert_eq!(origin.as_signer(), Some(&account));
	}

	// The last key that there is room for.
	#[benchmark]
	fn add_passkey() {
		let further = T::MaxKeys::get();
		let who = account::<T>(further.saturating_sub(1));
		let seed = last_seed(further);
		let assertion = possession::<T>(&who, seed);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), passkey(seed).key, assertion);

		assert!(Pallet::<T>::is_key_of(&who, &passkey(seed)));
	}

	// The last of all keys, with its deposit.
	#[benchmark]
	fn remove_passkey() {
		let further = T::MaxKeys::get();
		let who = account::<T>(further);
		let removed = passkey(last_seed(further));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), removed);

		assert!(!Pallet::<T>::is_key_of(&who, &removed));
	}

	// As many and as long origins as there can be, in the place of as many.
	#[benchmark]
	fn set_relying_party() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		Pallet::<T>::do_set_relying_party(relying_party()).expect("it is valid");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, relying_party());

		assert!(RelyingParties::<T>::contains_key(sha2_256(&id())));
		Ok(())
	}

	// The largest one.
	#[benchmark]
	fn remove_relying_party() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		Pallet::<T>::do_set_relying_party(relying_party()).expect("it is valid");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, sha2_256(&id()));

		assert!(!RelyingParties::<T>::contains_key(sha2_256(&id())));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
