// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use alloc::{vec, vec::Vec};
use codec::Encode;
use core::num::NonZeroU32;
use cumulus_pallet_parachain_system::OnSystemEvent;
use cumulus_primitives_core::relay_chain::well_known_keys::ONE_EPOCH_AGO_RANDOMNESS;
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, StorageHasher, Twox128};
use relay_proof::{checked, prove};
use sp_core::H256;

const VALUE: H256 = H256::repeat_byte(7);

/// The entries of a relay chain of 128 pallets with 32 items each, and the value among them.
fn relay_chain() -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
	let (pallet, _) = ONE_EPOCH_AGO_RANDOMNESS.split_at(16);
	let pallets = (0..127u32).map(|pallet| Twox128::hash(&pallet.encode()).to_vec());
	let entries = pallets.chain([pallet.to_vec()]).flat_map(|pallet| {
		(0..32u32).map(move |item| {
			let key = [pallet.clone(), Twox128::hash(&item.encode()).to_vec()].concat();
			(key, vec![7; 32])
		})
	});
	entries.chain([(ONE_EPOCH_AGO_RANDOMNESS.to_vec(), VALUE.encode())])
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// A block of a development chain that begins no turn.
	#[benchmark]
	fn count_block() {
		BlocksPerTurn::<T>::put(NonZeroU32::MAX);
		let before = LastReading::<T>::get();

		#[block]
		{
			Pallet::<T>::count_block(1u32.into());
		}

		assert_eq!(LastReading::<T>::get(), before);
	}

	// The value of the present turn, after a block that did not know it.
	#[benchmark]
	fn read_proof() {
		// The genesis may be that of a development chain.
		BlocksPerTurn::<T>::kill();
		Pallet::<T>::begin_turn(VALUE);
		Pallet::<T>::note(None);
		let before = LastReading::<T>::get();
		let proof = checked(prove(relay_chain()));

		#[block]
		{
			Pallet::<T>::on_relay_state_proof(&proof);
		}

		assert_eq!(LastReading::<T>::get(), Reading { is_current: true, ..before });
	}

	// A turn that pushes the oldest value out.
	#[benchmark]
	fn begin_turn() {
		Pallet::<T>::begin_turn(VALUE);
		let oldest = LastReading::<T>::get().turn;
		for _ in 1..T::MaxTurns::get() {
			Pallet::<T>::begin_turn(VALUE);
		}
		assert!(Values::<T>::contains_key(oldest));

		#[block]
		{
			Pallet::<T>::begin_turn(VALUE);
		}

		assert!(Values::<T>::contains_key(LastReading::<T>::get().turn));
		assert!(!Values::<T>::contains_key(oldest));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
