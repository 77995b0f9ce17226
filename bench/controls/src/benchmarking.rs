// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get,
};
use frame_system::RawOrigin;
use sp_core::H256;

const SCHEMA: SchemaId = 1;

/// A content id of 36 bytes and the length of what it names, as `add_ipfs_message` stores.
fn payload() -> Payload {
	[7; 40].to_vec().try_into().expect("it fits")
}

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	// Every message with a content id costs the same.
	#[benchmark]
	fn frequency_message() {
		let who: T::AccountId = whitelisted_caller();
		Schemas::<T>::insert(SCHEMA, [1; 5]);
		Identities::<T>::insert(&who, 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), SCHEMA, payload());

		assert_eq!(Messages::<T>::iter_values().count(), 1);
	}

	// The most schemas, and a signature before this one whose entry is mended.
	#[benchmark]
	fn frequency_grant() {
		let who: T::AccountId = whitelisted_caller();
		let delegator: T::AccountId = account("delegator", 0, 0);
		Identities::<T>::insert(&who, 1);
		Identities::<T>::insert(&delegator, 2);
		Providers::<T>::insert(1, Name::truncate_from([b'a'; 16].to_vec()));
		LastSchema::<T>::put(30);
		Pallet::<T>::use_signature([1; 66], 100).expect("it is the first");
		let schemas = SchemaIds::truncate_from((1..=30).collect());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), delegator, [2; 66], 100, schemas);

		assert_eq!(Delegations::<T>::get(2, 1).schemas.len(), 30);
	}

	// The first deposit of the account, which pays no fee that would have touched its entry before.
	#[benchmark]
	fn kilt_attestation() {
		let who: T::AccountId = account("attester", 0, 0);
		let (claim, ctype) = (H256::repeat_byte(1), H256::repeat_byte(2));
		let funds = T::Currency::minimum_balance() + T::AttestationDeposit::get();
		T::Currency::set_balance(&who, funds + funds);
		Ctypes::<T>::insert(ctype, (who.clone(), 1));

		#[extrinsic_call]
		_(RawOrigin::Signed(who), claim, ctype, Some((1, H256::repeat_byte(3))));

		assert!(Attestations::<T>::contains_key(claim));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
