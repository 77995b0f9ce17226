// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Operations on the emulated chains, and queries of their state.
//!
//! Each `on_*` makes a block. What it sends has been executed by whom it is for when the call returns.

use crate::{
	network::{AssetHubPara, MediBlocPara, RelayChainRelay, World},
	AccountId, Balance,
};
use asset_hub_rococo_runtime as asset_hub;
use frame_support::{assert_ok, traits::fungibles::Inspect};
use medibloc_runtime::{
	configs::xcm::{AssetHubLocation, RelayLocation},
	constants::{xcm::ASSET_HUB_PARA_ID, PARA_ID},
	ForeignAssets,
};
use polkadot_parachain_primitives::primitives::{Id as ParaId, Sibling};
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::AccountIdConversion;
use xcm::latest::{Junction::Parachain, Location, VERSION};
use xcm_emulator::{Network, TestExt};

/// The outcome of a received message: whether it was executed to its end.
pub type Executed = bool;

/// Begins anew: three chains at their genesis, with channels between the two parachains.
pub fn begin() {
	World::reset();
	World::init();
}

/// Makes a block of this chain in which something is done.
pub fn on_medibloc<R>(act: impl FnOnce() -> R) -> R {
	MediBlocPara::execute_with(act)
}

/// Makes a block of Asset Hub in which something is done.
pub fn on_asset_hub<R>(act: impl FnOnce() -> R) -> R {
	AssetHubPara::execute_with(act)
}

/// Does something on the relay chain.
pub fn on_relay_chain<R>(act: impl FnOnce() -> R) -> R {
	RelayChainRelay::execute_with(act)
}

/// This chain, as Asset Hub calls it.
pub fn medibloc() -> Location {
	Location::new(1, [Parachain(PARA_ID)])
}

/// The owner of relay tokens on Asset Hub, and of MED here.
pub fn rich() -> AccountId {
	Sr25519Keyring::Eve.to_account_id()
}

/// The account of this chain on Asset Hub.
pub fn backing_account() -> AccountId {
	Sibling::from(PARA_ID).into_account_truncating()
}

/// The account of this chain on the relay chain.
pub fn account_on_relay_chain() -> AccountId {
	ParaId::from(PARA_ID).into_account_truncating()
}

// Without these a chain asks the other for its version when it first sends, by messages that would
// arrive among those of a test.

pub(crate) fn tell_version_of_medibloc() {
	assert_ok!(asset_hub::PolkadotXcm::force_xcm_version(
		asset_hub::RuntimeOrigin::root(),
		Box::new(medibloc()),
		VERSION,
	));
}

pub(crate) fn tell_version_of_asset_hub() {
	assert_ok!(medibloc_runtime::PolkadotXcm::force_xcm_version(
		medibloc_runtime::RuntimeOrigin::root(),
		Box::new(AssetHubLocation::get()),
		VERSION,
	));
}

/// The messages that the chain of this runtime has received since its latest block, or since the
/// last call.
fn received<T>() -> Vec<Executed>
where
	T: pallet_message_queue::Config,
	<T as frame_system::Config>::RuntimeEvent: TryInto<pallet_message_queue::Event<T>>,
{
	use pallet_message_queue::Event::*;
	let events = frame_system::Pallet::<T>::events();
	frame_system::Pallet::<T>::reset_events();
	let received = events.into_iter().filter_map(|record| match record.event.try_into().ok()? {
		Processed { success, .. } => Some(success),
		ProcessingFailed { .. } | OverweightEnqueued { .. } => Some(false),
		_ => None,
	});
	received.collect()
}

/// The messages that this chain has received since its latest block, or since the last call.
pub fn received_here() -> Vec<Executed> {
	MediBlocPara::ext_wrapper(received::<medibloc_runtime::Runtime>)
}

/// The messages that Asset Hub has received since its latest block, or since the last call.
pub fn received_on_asset_hub() -> Vec<Executed> {
	AssetHubPara::ext_wrapper(received::<asset_hub::Runtime>)
}

/// The balance of relay tokens on this chain.
pub fn held(who: &AccountId) -> Balance {
	MediBlocPara::ext_wrapper(|| ForeignAssets::balance(RelayLocation::get(), who))
}

/// The balance of relay tokens on Asset Hub.
pub fn owned(who: &AccountId) -> Balance {
	AssetHubPara::ext_wrapper(|| asset_hub::Balances::free_balance(who))
}

/// The balance of MED.
pub fn balance_here(who: &AccountId) -> Balance {
	MediBlocPara::ext_wrapper(|| medibloc_runtime::Balances::free_balance(who))
}

/// The balance of this chain on the relay chain.
pub fn owned_on_relay_chain() -> Balance {
	RelayChainRelay::ext_wrapper(
		|| rococo_runtime::Balances::free_balance(account_on_relay_chain()),
	)
}

/// Panics unless Asset Hub holds for this chain, to the unit, what is held here.
pub fn assert_backed() {
	let issued = MediBlocPara::ext_wrapper(|| ForeignAssets::total_issuance(RelayLocation::get()));
	assert_eq!(owned(&backing_account()), issued);
}

/// Panics unless the relay chain has channels both ways between this chain and Asset Hub.
pub fn assert_channels_are_open() {
	use polkadot_runtime_parachains::hrmp::HrmpChannels;
	use xcm_emulator::HrmpChannelId;
	RelayChainRelay::ext_wrapper(|| {
		for (sender, recipient) in [(PARA_ID, ASSET_HUB_PARA_ID), (ASSET_HUB_PARA_ID, PARA_ID)] {
			let id = HrmpChannelId { sender: sender.into(), recipient: recipient.into() };
			let channel = HrmpChannels::<rococo_runtime::Runtime>::get(id.clone());
			assert!(channel.is_some(), "{id:?}");
		}
	});
}
