// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate as pallet_randomness;
use crate::relay_proof::{checked, prove};
use codec::Encode;
use core::num::NonZeroU32;
use cumulus_pallet_parachain_system::{OnSystemEvent, RelayChainStateProof};
use cumulus_primitives_core::relay_chain::well_known_keys::{
	CURRENT_SLOT, ONE_EPOCH_AGO_RANDOMNESS,
};
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use frame_support::{derive_impl, parameter_types, traits::OnInitialize, weights::Weight};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	BuildStorage,
};
use sp_trie::StorageProof;

pub(crate) const GENESIS: H256 = H256::repeat_byte(0xee);

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Randomness = pallet_randomness;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

parameter_types! {
	pub static MaxTurns: u32 = 4;
}

impl pallet_randomness::Config for Test {
	type MaxTurns = MaxTurns;
	type WeightInfo = ();
}

#[derive(Default)]
pub(crate) struct ExtBuilder {
	blocks_per_turn: Option<NonZeroU32>,
}

impl ExtBuilder {
	/// A development chain with turns of so many blocks.
	pub(crate) fn development(blocks_per_turn: u32) -> Self {
		Self { blocks_per_turn: NonZeroU32::new(blocks_per_turn) }
	}

	/// A chain before its first block.
	pub(crate) fn build(self) -> sp_io::TestExternalities {
		MaxTurns::set(4);
		let randomness = pallet_randomness::GenesisConfig {
			blocks_per_turn: self.blocks_per_turn,
			..Default::default()
		};
		let genesis = RuntimeGenesisConfig { randomness, ..Default::default() };
		let mut externalities: sp_io::TestExternalities = genesis.build_storage().unwrap().into();
		externalities.execute_with(|| frame_system::BlockHash::<Test>::insert(0, GENESIS));
		externalities
	}

	/// Runs a test, and then checks every invariant.
	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Randomness::do_try_state().unwrap();
		});
	}
}

/// What the proof of a block says of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proven {
	/// The value.
	Value(H256),
	/// That there is none.
	Absent,
	/// Nothing: the author left that part of the proof out.
	Omitted,
	/// Something that is no value.
	Malformed,
}

impl Proven {
	/// A value that is told from others by a number.
	pub(crate) fn value(number: u64) -> Self {
		Self::Value(value(number))
	}

	pub(crate) fn proof(self) -> RelayChainStateProof {
		let mut builder = RelayStateSproofBuilder { num_authorities: 0, ..Default::default() };
		match self {
			Self::Value(value) => {
				builder.randomness = value;
				checked(builder.into_state_root_and_proof())
			},
			Self::Malformed => {
				let short = (ONE_EPOCH_AGO_RANDOMNESS.to_vec(), vec![7; 31]);
				builder.additional_key_values.push(short);
				checked(builder.into_state_root_and_proof())
			},
			Self::Omitted => {
				builder.randomness = value(u64::MAX);
				let value = builder.randomness.encode();
				let (root, proof) = builder.into_state_root_and_proof();
				let all = proof.len();
				let holds_it = |node: &[u8]| node.windows(value.len()).any(|part| part == value);
				let nodes = proof.into_iter_nodes().filter(|node| !holds_it(node));
				let proof = StorageProof::new(nodes.collect::<Vec<_>>());
				assert_eq!(proof.len(), all - 1);
				checked((root, proof))
			},
			Self::Absent => checked(prove([(CURRENT_SLOT.to_vec(), 1u64.encode())])),
		}
	}
}

pub(crate) fn value(number: u64) -> H256 {
	H256::from_low_u64_be(number)
}

/// Executes a block with the hash of its parent, and answers what it weighed.
pub(crate) fn block_after(parent: H256, proven: Proven) -> Weight {
	let number = System::block_number() + 1;
	System::initialize(&number, &parent, &Default::default());
	let weight = Randomness::on_initialize(number);
	weight + Randomness::on_relay_state_proof(&proven.proof())
}

/// Executes a block.
pub(crate) fn block(proven: Proven) -> Weight {
	let parent = match System::block_number() {
		0 => System::block_hash(0),
		number => BlakeTwo256::hash_of(&number),
	};
	block_after(parent, proven)
}

/// Executes a block for each of these values.
pub(crate) fn blocks_with(values: impl IntoIterator<Item = u64>) {
	for value in values {
		block(Proven::value(value));
	}
}
