// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The value of the relay chain, which each block reads from the proof of that chain's state.

use crate::{BlocksPerTurn, Config, LastReading, Pallet, WeightInfo, LOG_TARGET};
use cumulus_pallet_parachain_system::{OnSystemEvent, RelayChainStateProof};
use cumulus_primitives_core::{
	relay_chain::well_known_keys::ONE_EPOCH_AGO_RANDOMNESS, PersistedValidationData,
};
use frame_support::weights::Weight;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// The value in a proof; `None` if it is not there, or not as it should be.
	///
	/// An author can leave it out, but not put another one in: the proof is checked against the state
	/// root of the relay parent.
	fn value_in(proof: &RelayChainStateProof) -> Option<H256> {
		proof
			.read_optional_entry(ONE_EPOCH_AGO_RANDOMNESS)
			.inspect_err(
				|error| log::warn!(target: LOG_TARGET, "no randomness of the relay chain: {error:?}"),
			)
			.ok()
			.flatten()
	}

	/// Takes note of what a block knows of the value.
	pub(crate) fn note(value: Option<H256>) -> Weight {
		let reading = LastReading::<T>::get();
		match value {
			Some(value) if reading.value != Some(value) => return Self::begin_turn(value),
			_ if reading.is_current != value.is_some() => {
				LastReading::<T>::mutate(|reading| reading.is_current = value.is_some())
			},
			_ => {},
		}
		Weight::zero()
	}
}

impl<T: Config> OnSystemEvent for Pallet<T> {
	fn on_validation_data(_: &PersistedValidationData) {}

	fn on_validation_code_applied() {}

	fn on_relay_state_proof(proof: &RelayChainStateProof) -> Weight {
		let weight = T::WeightInfo::read_proof();
		// The relay chain of a development chain is made up.
		if BlocksPerTurn::<T>::exists() {
			return weight;
		}
		weight.saturating_add(Self::note(Self::value_in(proof)))
	}
}
