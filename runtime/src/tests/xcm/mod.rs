// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Messages between chains: incoming through the queue as they arrive, and outgoing.

mod apis;
mod incoming;
mod outgoing;
mod token;
mod weights;

use super::preset;
use crate::{
	configs::{
		governance::parameters::{dynamic::economy, RuntimeParameters},
		monetary::{TreasuryAccount, WeightToFee},
		system::RuntimeBlockWeights,
		xcm::{
			fees::PriceForSibling, relay_token::asset_hub_account, AssetHubLocation, MedLocation,
			RelayLocation, Weigher,
		},
	},
	constants::{currency::MED, xcm::*},
	*,
};
use codec::{Decode, Encode};
use cumulus_primitives_core::{
	AbridgedHrmpChannel, AggregateMessageOrigin, ParaId, UpwardMessageSender, XcmpMessageFormat,
	XcmpMessageSource,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::GetDispatchInfo,
	traits::{
		fungibles::{metadata::Inspect as _, roles::Inspect as _, Inspect, Mutate},
		EnqueueMessage, OnFinalize, ProcessMessageError, ServiceQueues,
	},
	weights::{Weight, WeightToFee as _},
	BoundedSlice,
};
use polkadot_runtime_common::xcm_sender::PriceForMessageDelivery;
use sp_keyring::Sr25519Keyring::{Eve, Ferdie};
use sp_runtime::{traits::Dispatchable, DispatchError, FixedU128};
use xcm::{latest::prelude::*, VersionedAssetId, VersionedAssets, VersionedLocation, VersionedXcm};
use xcm_builder::QueryHandler;
use xcm_executor::traits::{TransferType, WeightBounds};

/// One relay token.
const ROC: Balance = 1_000_000_000_000;
/// The amount of a transfer.
const AMOUNT: Balance = 10 * ROC;
/// A parachain that this one does not know.
const STRANGER: u32 = 2_001;

const ASSET_HUB: AggregateMessageOrigin =
	AggregateMessageOrigin::Sibling(ParaId::new(ASSET_HUB_PARA_ID));
const RELAY_CHAIN: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
const OTHER: AggregateMessageOrigin = AggregateMessageOrigin::Sibling(ParaId::new(STRANGER));

/// The fate of a message.
#[derive(Debug, PartialEq)]
enum Fate {
	/// It was executed to its end.
	Done,
	/// It was begun and failed on the way.
	Failed,
	/// It was not begun.
	Refused,
	/// It waits.
	Kept,
}

/// A chain whose channel to a parachain is open.
fn with_channel_to(para: u32, test: impl FnOnce()) {
	preset("development").execute_with(|| {
		let channel = AbridgedHrmpChannel {
			max_capacity: 8,
			max_total_size: 1 << 20,
			max_message_size: 1 << 16,
			msg_count: 0,
			total_size: 0,
			mqc_head: None,
		};
		ParachainSystem::open_custom_outbound_hrmp_channel_for_benchmarks_or_tests(
			para.into(),
			channel,
		);
		<ParachainSystem as UpwardMessageSender>::ensure_successful_delivery();
		test();
	});
}

/// A chain with a channel to Asset Hub.
fn on_chain(test: impl FnOnce()) {
	with_channel_to(ASSET_HUB_PARA_ID, test);
}

/// Serves the queue of messages.
fn serve() -> Fate {
	System::reset_events();
	MessageQueue::service_queues(RuntimeBlockWeights::get().max_block);
	// The executor tells what failed on the way, and says nothing of what the barrier refused.
	let is_begun = System::events().iter().any(|record| {
		matches!(record.event, RuntimeEvent::PolkadotXcm(pallet_xcm::Event::ProcessXcmError { .. }))
	});
	let mut fates = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::MessageQueue(event) => Some(match event {
			pallet_message_queue::Event::Processed { success: true, .. } => Fate::Done,
			pallet_message_queue::Event::Processed { .. } if is_begun => Fate::Failed,
			pallet_message_queue::Event::Processed { .. } => Fate::Refused,
			pallet_message_queue::Event::ProcessingFailed { error, .. } => {
				assert_ne!(error, ProcessMessageError::Corrupt);
				Fate::Refused
			},
			pallet_message_queue::Event::OverweightEnqueued { .. } => Fate::Kept,
			event => panic!("{event:?}"),
		}),
		_ => None,
	});
	let fate = fates.next().unwrap_or(Fate::Kept);
	assert_eq!(fates.next(), None);
	fate
}

/// Lets a message arrive.
fn receive(from: AggregateMessageOrigin, message: Vec<Instruction<()>>) -> Fate {
	let bytes = VersionedXcm::from(Xcm(message)).encode();
	let bytes = BoundedSlice::try_from(&bytes[..]).unwrap();
	<MessageQueue as EnqueueMessage<_>>::enqueue_message(bytes, from);
	serve()
}

fn relay_token(amount: Balance) -> Asset {
	(RelayLocation::get(), amount).into()
}

fn account(key: sp_keyring::Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

fn local(who: &AccountId) -> Location {
	AccountId32 { network: None, id: who.clone().into() }.into()
}

fn buy(amount: Balance) -> Instruction<()> {
	BuyExecution { fees: relay_token(amount), weight_limit: Unlimited }
}

fn deposit_to(who: &AccountId) -> Instruction<()> {
	DepositAsset { assets: Wild(AllCounted(1)), beneficiary: local(who) }
}

/// The message that Asset Hub sends for its call `transfer_assets`.
fn transfer_to(who: &AccountId) -> Vec<Instruction<()>> {
	vec![
		ReserveAssetDeposited(relay_token(AMOUNT).into()),
		ClearOrigin,
		buy(AMOUNT),
		deposit_to(who),
	]
}

fn held(who: &AccountId) -> Balance {
	ForeignAssets::balance(RelayLocation::get(), who)
}

fn issued() -> Balance {
	ForeignAssets::total_issuance(RelayLocation::get())
}

fn treasury() -> Balance {
	held(&TreasuryAccount::get())
}

fn fee_in_med(message: Vec<Instruction<()>>) -> Balance {
	let mut message = Xcm::<RuntimeCall>::from(Xcm(message));
	WeightToFee::weight_to_fee(&Weigher::weight(&mut message, Weight::MAX).unwrap())
}

/// Sets how many relay tokens are taken for a MED.
fn set_rate(rate: u32) {
	let parameter = economy::Parameters::RelayTokenPerMed(
		economy::RelayTokenPerMed,
		Some(FixedU128::from_u32(rate)),
	);
	let parameter = RuntimeParameters::Economy(parameter);
	assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), parameter));
}

/// Gives an account relay tokens as if they had come from Asset Hub.
fn give(who: &AccountId) {
	assert_ok!(ForeignAssets::mint_into(RelayLocation::get(), who, AMOUNT));
}

fn dispatch(who: &AccountId, call: impl Into<RuntimeCall>) -> Result<(), DispatchError> {
	let origin = RuntimeOrigin::signed(who.clone());
	call.into().dispatch(origin).map(|_| ()).map_err(|error| error.error)
}

fn to(location: Location) -> Box<VersionedLocation> {
	Box::new(location.into())
}

fn some(asset: Asset) -> Box<VersionedAssets> {
	Box::new(Assets::from(asset).into())
}

fn transfer(dest: Location, asset: Asset) -> pallet_xcm::Call<Runtime> {
	pallet_xcm::Call::transfer_assets {
		dest: to(dest),
		beneficiary: to(local(&account(Ferdie))),
		assets: some(asset),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	}
}

fn reserve_transfer(dest: Location, asset: Asset) -> pallet_xcm::Call<Runtime> {
	pallet_xcm::Call::limited_reserve_transfer_assets {
		dest: to(dest),
		beneficiary: to(local(&account(Ferdie))),
		assets: some(asset),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	}
}

fn transfer_by(kind: TransferType, dest: Location, asset: Asset) -> pallet_xcm::Call<Runtime> {
	pallet_xcm::Call::transfer_assets_using_type_and_then {
		dest: to(dest),
		remote_fees_id: Box::new(VersionedAssetId::from(asset.id.clone())),
		assets: some(asset),
		assets_transfer_type: Box::new(kind.clone()),
		fees_transfer_type: Box::new(kind),
		custom_xcm_on_dest: Box::new(VersionedXcm::from(Xcm(vec![deposit_to(&account(Ferdie))]))),
		weight_limit: Unlimited,
	}
}

/// The messages that wait to be carried to other parachains.
fn sent() -> Vec<(ParaId, Vec<Instruction<()>>)> {
	XcmpQueue::on_finalize(1);
	XcmpQueue::take_outbound_messages(8, &[])
		.into_iter()
		.map(|(to, page)| {
			let mut page = &page[..];
			assert_eq!(
				XcmpMessageFormat::decode(&mut page),
				Ok(XcmpMessageFormat::ConcatenatedVersionedXcm)
			);
			let message = VersionedXcm::<()>::decode(&mut page).unwrap();
			assert!(page.is_empty());
			(to, Xcm::try_from(message).unwrap().0)
		})
		.collect()
}
