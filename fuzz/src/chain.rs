// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A chain of blocks over the native runtime, made through its own runtime APIs as a node makes them,
//! with the inherents of a collator: the time, and a proof of the relay chain's state.

use crate::cast::Actor;
use codec::{Decode, Encode};
use cumulus_primitives_core::{
	relay_chain::{HeadData, Slot},
	ParaId, PersistedValidationData,
};
use cumulus_primitives_parachain_inherent::ParachainInherentData;
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use medibloc_primitives::LiveMoment;
use medibloc_runtime::{
	constants::{time::SLOT_DURATION, xcm::ASSET_HUB_PARA_ID, PARA_ID},
	extensions::AuthorizeOpenCall,
	Balance, Header, Moment, Runtime, RuntimeCall, SignedPayload, TxExtension, UncheckedExtrinsic,
};
use pallet_live_clock::{Clock, Reading};
use pallet_sponsorship::{ChargeSponsor, CheckSponsoredEra};
use sp_consensus_aura::AURA_ENGINE_ID;
use sp_core::storage::Storage;
use sp_inherents::InherentData;
use sp_io::TestExternalities;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{generic::Era, ApplyExtrinsicResult, Digest, DigestItem};
use std::sync::OnceLock;

/// The moment of the first block, within the validity of the credentials that the presets give.
const GENESIS: Moment = 1_800_000_000_000;

/// The presets that chains begin with.
const PRESETS: [&str; 2] = ["development", "local_testnet"];

/// Calls a method of a runtime API, within a state.
pub fn ask(method: &str, arguments: &[u8]) -> Vec<u8> {
	medibloc_runtime::apis::api::dispatch(method, arguments)
		.unwrap_or_else(|| panic!("the runtime has no API {method}"))
}

/// Calls a method of a runtime API whose answer is known.
fn ask_for<T: Decode>(method: &str, arguments: &[u8]) -> T {
	T::decode(&mut &ask(method, arguments)[..]).expect("the runtime encodes what it declares; qed")
}

/// A chain.
pub struct Chain {
	state: TestExternalities,
	parent: Header,
	now: Moment,
	relay_block: u32,
}

impl Chain {
	/// A chain at the genesis of one of the presets.
	pub fn new(preset: usize) -> Self {
		static GENESES: [OnceLock<Storage>; 2] = [OnceLock::new(), OnceLock::new()];
		let preset = preset % PRESETS.len();
		let storage = GENESES[preset].get_or_init(|| genesis(PRESETS[preset])).clone();
		let mut state = TestExternalities::new(storage);
		state.register_extension(KeystoreExt::new(MemoryKeystore::new()));
		let parent = Header {
			parent_hash: Default::default(),
			number: 0,
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: Default::default(),
		};
		Self { state, parent, now: GENESIS, relay_block: 1 }
	}

	/// Does something within the state.
	pub fn run<T>(&mut self, what: impl FnOnce() -> T) -> T {
		self.state.execute_with(what)
	}

	/// The moment of the current block.
	pub fn now(&self) -> Moment {
		self.now
	}

	/// The number of the current block.
	pub fn number(&self) -> u32 {
		self.parent.number.saturating_add(1)
	}

	/// Begins a block, after so much time, and at least one slot.
	pub fn begin(&mut self, after: Moment) {
		self.now = self.now.saturating_add(after.max(SLOT_DURATION));
		self.relay_block = self.relay_block.saturating_add(1);
		let slot = Slot::from(self.now / SLOT_DURATION);
		let header = Header {
			parent_hash: self.parent.hash(),
			number: self.number(),
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] },
		};
		let inherents = self.inherents(slot);
		self.run(|| {
			ask("Core_initialize_block", &header.encode());
			let inherents: Vec<UncheckedExtrinsic> =
				ask_for("BlockBuilder_inherent_extrinsics", &inherents.encode());
			for inherent in inherents {
				let result: ApplyExtrinsicResult =
					ask_for("BlockBuilder_apply_extrinsic", &inherent.encode());
				assert_eq!(result, Ok(Ok(())), "an inherent is refused: {:?}", inherent.function);
			}
		});
	}

	/// Lets live time pass as it would have if the chain had made blocks for so long before this one: they are
	/// left out, because it would take tens of thousands of them.
	pub fn live_on(&mut self, time: Moment) {
		self.run(|| {
			Clock::<Runtime>::mutate(|reading| {
				if let Some(Reading { began_at, read_at, live }) = reading {
					let most = LiveMoment::default().after(read_at.saturating_sub(*began_at));
					*live = live.after(time).min(most);
				}
			});
		});
	}

	/// Applies a transaction, as a node does: what was invalid leaves no trace.
	pub fn apply(&mut self, transaction: &UncheckedExtrinsic) -> ApplyExtrinsicResult {
		self.run(|| {
			sp_io::storage::start_transaction();
			let result: ApplyExtrinsicResult =
				ask_for("BlockBuilder_apply_extrinsic", &transaction.encode());
			match result {
				Ok(_) => sp_io::storage::commit_transaction(),
				Err(_) => sp_io::storage::rollback_transaction(),
			}
			result
		})
	}

	/// A transaction, signed.
	pub fn sign(&mut self, actor: &Actor, call: RuntimeCall, tip: Balance) -> UncheckedExtrinsic {
		self.run(|| {
			let nonce = frame_system::Pallet::<Runtime>::account_nonce(&actor.account);
			let extension: TxExtension = (
				AuthorizeOpenCall::new(),
				frame_system::CheckNonZeroSender::new(),
				frame_system::CheckSpecVersion::new(),
				frame_system::CheckTxVersion::new(),
				frame_system::CheckGenesis::new(),
				CheckSponsoredEra::from(Era::Immortal),
				frame_system::CheckNonce::from(nonce),
				frame_system::CheckWeight::new(),
				ChargeSponsor::from(tip),
				frame_metadata_hash_extension::CheckMetadataHash::new(false),
			);
			let payload = SignedPayload::new(call, extension)
				.expect("what is signed besides the call is in the state; qed");
			let signature = payload.using_encoded(|payload| actor.sign(payload));
			let (call, extension, _) = payload.deconstruct();
			let signer = actor.account.clone().into();
			UncheckedExtrinsic::new_signed(call, signer, signature.into(), extension)
		})
	}

	/// Ends the block and keeps its state.
	pub fn end(&mut self) {
		self.parent = self.run(|| ask_for("BlockBuilder_finalize_block", &[]));
		self.state.commit_all().expect("the block has left no transaction open");
	}

	/// The root of the state after the last block.
	pub fn root(&self) -> medibloc_runtime::Hash {
		self.parent.state_root
	}

	fn inherents(&self, slot: Slot) -> InherentData {
		let parent_head = HeadData(self.parent.encode());
		let mut relay = RelayStateSproofBuilder {
			para_id: PARA_ID.into(),
			current_slot: slot,
			included_para_head: Some(parent_head.clone()),
			num_authorities: 0,
			..Default::default()
		};
		relay.host_config.max_upward_message_size = 1 << 16;
		relay.host_config.max_upward_queue_size = 1 << 20;
		let channel = relay.upsert_outbound_channel(ParaId::new(ASSET_HUB_PARA_ID));
		channel.max_capacity = 8;
		channel.max_total_size = 1 << 20;
		channel.max_message_size = 1 << 16;
		let (relay_parent_storage_root, relay_chain_state) = relay.into_state_root_and_proof();
		let parachain = ParachainInherentData {
			validation_data: PersistedValidationData {
				parent_head,
				relay_parent_number: self.relay_block,
				relay_parent_storage_root,
				max_pov_size: cumulus_primitives_core::relay_chain::MAX_POV_SIZE,
			},
			relay_chain_state,
			downward_messages: Vec::new(),
			horizontal_messages: Default::default(),
			relay_parent_descendants: Vec::new(),
			collator_peer_id: None,
		};
		let mut data = InherentData::new();
		let time = sp_timestamp::Timestamp::new(self.now);
		data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &time)
			.expect("there is no other time yet; qed");
		data.put_data(cumulus_primitives_parachain_inherent::INHERENT_IDENTIFIER, &parachain)
			.expect("there is no other data of the relay chain yet; qed");
		data
	}
}

/// The storage of a preset.
fn genesis(preset: &str) -> Storage {
	TestExternalities::default().execute_with(|| {
		let config = |name: Option<&str>| {
			let json: Option<Vec<u8>> = ask_for("GenesisBuilder_get_preset", &name.encode());
			let json = json.expect("the runtime has this preset");
			serde_json::from_slice::<serde_json::Value>(&json).expect("presets are JSON; qed")
		};
		let mut whole = config(None);
		merge(&mut whole, config(Some(preset)));
		let json = whole.to_string().into_bytes();
		let built: Result<(), String> = ask_for("GenesisBuilder_build_state", &json.encode());
		built.expect("presets build");
		let mut storage = Storage::default();
		let mut key = Vec::new();
		while let Some(next) = sp_io::storage::next_key(&key) {
			let value = sp_io::storage::get(&next).expect("the key was found; qed");
			storage.top.insert(next.clone(), value.to_vec());
			key = next;
		}
		storage
	})
}

fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
	match (into, patch) {
		(serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(serde_json::Value::Null), value);
			}
		},
		(into, patch) => *into = patch,
	}
}
