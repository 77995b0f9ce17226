// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The two chains, and the channels between them.

use crate::{
	asset_hub::{self, take_sent},
	AccountId, Balance, ROC,
};
use codec::{Decode, Encode};
use cumulus_primitives_core::{
	AbridgedHrmpChannel, AggregateMessageOrigin, UpwardMessageSender, XcmpMessageFormat,
	XcmpMessageHandler, XcmpMessageSource,
};
use frame_support::{
	traits::{fungibles::Inspect, EnqueueMessage, OnFinalize, ServiceQueues},
	weights::Weight,
	BoundedSlice,
};
use medibloc_runtime::{
	configs::{system::RuntimeBlockWeights, xcm::RelayLocation},
	constants::PARA_ID,
	Block, ForeignAssets, MessageQueue, ParachainSystem, Runtime, RuntimeEvent,
	RuntimeGenesisConfig, XcmpQueue,
};
use polkadot_parachain_primitives::primitives::Sibling;
use serde_json::Value;
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use sp_runtime::{traits::AccountIdConversion, BuildStorage};
use xcm::{
	latest::{Outcome, Xcm},
	VersionedXcm,
};

/// What became of a message that this chain received: whether it was executed to its end.
pub type Executed = bool;

/// Two chains.
pub struct World {
	here: TestExternalities,
	asset_hub: TestExternalities,
}

fn merge(into: &mut Value, patch: Value) {
	match (into, patch) {
		(Value::Object(into), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(Value::Null), value);
			}
		},
		(into, patch) => *into = patch,
	}
}

/// The genesis of this chain's preset `development`.
fn development() -> TestExternalities {
	let preset = |id| <Runtime as GenesisBuilder<Block>>::get_preset(&id).expect("there is one");
	let mut config = serde_json::from_slice(&preset(None)).expect("a preset is JSON");
	let patch = preset(Some("development".into()));
	merge(&mut config, serde_json::from_slice(&patch).expect("a preset is JSON"));
	let config: RuntimeGenesisConfig = serde_json::from_value(config).expect("a genesis");
	TestExternalities::new(config.build_storage().expect("the preset builds"))
}

impl Default for World {
	/// Both chains at their genesis, with channels between them. On Asset Hub `rich` has a thousand
	/// relay tokens.
	fn default() -> Self {
		let mut here = development();
		here.execute_with(|| {
			medibloc_runtime::System::set_block_number(1);
			let channel = AbridgedHrmpChannel {
				max_capacity: 8,
				max_total_size: 1 << 20,
				max_message_size: 1 << 16,
				msg_count: 0,
				total_size: 0,
				mqc_head: None,
			};
			ParachainSystem::open_custom_outbound_hrmp_channel_for_benchmarks_or_tests(
				asset_hub::PARA_ID.into(),
				channel,
			);
			<ParachainSystem as UpwardMessageSender>::ensure_successful_delivery();
		});
		let genesis = asset_hub::RuntimeGenesisConfig {
			balances: asset_hub::BalancesConfig {
				balances: vec![(rich(), 1_000 * ROC)],
				..Default::default()
			},
			polkadot_xcm: asset_hub::PolkadotXcmConfig {
				safe_xcm_version: Some(xcm::latest::VERSION),
				..Default::default()
			},
			..Default::default()
		};
		let mut asset_hub = TestExternalities::new(genesis.build_storage().expect("it builds"));
		asset_hub.execute_with(|| asset_hub::System::set_block_number(1));
		take_sent();
		World { here, asset_hub }
	}
}

/// Who owns relay tokens on Asset Hub, and MED here.
pub fn rich() -> AccountId {
	sp_keyring::Sr25519Keyring::Eve.to_account_id()
}

/// The account of this chain on Asset Hub.
pub fn backing_account() -> AccountId {
	Sibling::from(PARA_ID).into_account_truncating()
}

/// Serves this chain's queue of messages.
fn serve() -> Vec<Executed> {
	medibloc_runtime::System::reset_events();
	MessageQueue::service_queues(RuntimeBlockWeights::get().max_block);
	medibloc_runtime::System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::MessageQueue(pallet_message_queue::Event::Processed {
				success, ..
			}) => Some(success),
			RuntimeEvent::MessageQueue(_) => Some(false),
			_ => None,
		})
		.collect()
}

impl World {
	/// Does something on this chain.
	pub fn here<R>(&mut self, act: impl FnOnce() -> R) -> R {
		self.here.execute_with(act)
	}

	/// Does something on Asset Hub.
	pub fn asset_hub<R>(&mut self, act: impl FnOnce() -> R) -> R {
		self.asset_hub.execute_with(act)
	}

	/// Carries what Asset Hub has sent to this chain, and executes it.
	pub fn carry_here(&mut self) -> Vec<Executed> {
		let sent = take_sent();
		self.here(|| {
			for (to, message) in sent {
				assert_eq!(to, PARA_ID);
				let mut page = XcmpMessageFormat::ConcatenatedVersionedXcm.encode();
				page.extend(message);
				XcmpQueue::handle_xcmp_messages(
					[(asset_hub::PARA_ID.into(), 1, &page[..])].into_iter(),
					Weight::MAX,
				);
			}
			serve()
		})
	}

	/// Carries what this chain has sent to Asset Hub, and executes it.
	pub fn carry_to_asset_hub(&mut self) -> Vec<Outcome> {
		let pages = self.here(|| {
			XcmpQueue::on_finalize(1);
			XcmpQueue::take_outbound_messages(usize::MAX, &[])
		});
		self.asset_hub(|| {
			let mut outcomes = Vec::new();
			for (to, page) in pages {
				assert_eq!(u32::from(to), asset_hub::PARA_ID);
				let mut page = &page[..];
				let format = XcmpMessageFormat::decode(&mut page);
				assert_eq!(format, Ok(XcmpMessageFormat::ConcatenatedVersionedXcm));
				while !page.is_empty() {
					let message = VersionedXcm::<()>::decode(&mut page).expect("a message");
					let message = Xcm::try_from(message).expect("a version that is known");
					outcomes.push(asset_hub::receive(PARA_ID, message));
				}
			}
			outcomes
		})
	}

	/// Hands this chain a message of the relay chain, and executes it.
	pub fn from_relay_chain(&mut self, message: Xcm<()>) -> Vec<Executed> {
		self.here(|| {
			let bytes = VersionedXcm::from(message).encode();
			let bytes = BoundedSlice::try_from(&bytes[..]).expect("a short message");
			<MessageQueue as EnqueueMessage<_>>::enqueue_message(
				bytes,
				AggregateMessageOrigin::Parent,
			);
			serve()
		})
	}

	/// What an account has of the relay token on this chain.
	pub fn held(&mut self, who: &AccountId) -> Balance {
		self.here(|| ForeignAssets::balance(RelayLocation::get(), who))
	}

	/// What an account has of the relay token on Asset Hub.
	pub fn owned(&mut self, who: &AccountId) -> Balance {
		self.asset_hub(|| asset_hub::Balances::free_balance(who))
	}

	/// Panics unless Asset Hub holds for this chain, to the unit, what is held here.
	pub fn assert_backed(&mut self) {
		let issued = self.here(|| ForeignAssets::total_issuance(RelayLocation::get()));
		assert_eq!(self.owned(&backing_account()), issued);
	}
}
