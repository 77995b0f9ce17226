// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Which messages do what, through the queue as they arrive; and what can be sent.

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
/// What is transferred.
const AMOUNT: Balance = 10 * ROC;
/// A parachain that this one does not know.
const STRANGER: u32 = 2_001;

const ASSET_HUB: AggregateMessageOrigin =
	AggregateMessageOrigin::Sibling(ParaId::new(ASSET_HUB_PARA_ID));
const RELAY_CHAIN: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
const OTHER: AggregateMessageOrigin = AggregateMessageOrigin::Sibling(ParaId::new(STRANGER));

/// What became of a message.
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

/// What Asset Hub sends for its call `transfer_assets`.
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

#[test]
fn a_reserve_transfer_from_asset_hub_arrives_less_its_fee() {
	on_chain(|| {
		// Who owns no MED can receive it.
		let who = AccountId::from([7; 32]);
		assert_eq!(receive(ASSET_HUB, transfer_to(&who)), Fate::Done);
		let fee = fee_in_med(transfer_to(&who));
		assert!(fee > ForeignAssets::minimum_balance(RelayLocation::get()));
		assert_eq!(held(&who), AMOUNT - fee);
		assert_eq!(treasury(), fee);
		assert_eq!(issued(), AMOUNT);
	});
}

#[test]
fn a_transfer_that_pays_from_assets_of_its_own_arrives() {
	on_chain(|| {
		let who = account(Eve);
		let message = vec![
			ReserveAssetDeposited(relay_token(ROC).into()),
			PayFees { asset: relay_token(ROC) },
			ReserveAssetDeposited(relay_token(AMOUNT).into()),
			ClearOrigin,
			RefundSurplus,
			deposit_to(&who),
			SetTopic([1; 32]),
		];
		assert_eq!(receive(ASSET_HUB, message), Fate::Done);
		assert!(held(&who) >= AMOUNT);
		assert!(treasury() > 0);
		assert_eq!(issued(), AMOUNT + ROC);
	});
}

#[test]
fn governance_sets_what_execution_costs_in_the_relay_token() {
	on_chain(|| {
		let who = account(Eve);
		set_rate(3);
		assert_eq!(receive(ASSET_HUB, transfer_to(&who)), Fate::Done);
		assert_eq!(treasury(), 3 * fee_in_med(transfer_to(&who)));
	});
}

#[test]
fn execution_costs_at_least_the_minimum_balance() {
	on_chain(|| {
		set_rate(0);
		assert_eq!(receive(ASSET_HUB, transfer_to(&account(Eve))), Fate::Done);
		assert_eq!(treasury(), ForeignAssets::minimum_balance(RelayLocation::get()));
	});
}

#[test]
fn only_asset_hub_is_a_reserve() {
	on_chain(|| {
		let who = account(Eve);
		for from in [OTHER, RELAY_CHAIN] {
			assert_eq!(receive(from, transfer_to(&who)), Fate::Refused);
		}
		// What does not pay passes the barrier if it is from the relay chain, and no further.
		let unpaid = UnpaidExecution { weight_limit: Unlimited, check_origin: None };
		let message =
			vec![unpaid, ReserveAssetDeposited(relay_token(AMOUNT).into()), deposit_to(&who)];
		assert_eq!(receive(RELAY_CHAIN, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, 0));
	});
}

#[test]
fn only_the_relay_token_comes_from_asset_hub() {
	on_chain(|| {
		let who = account(Eve);
		let before = Balances::total_issuance();
		let med_here = MedLocation::get();
		let usdt = Location::new(
			1,
			[Parachain(ASSET_HUB_PARA_ID), PalletInstance(50), GeneralIndex(1_984)],
		);
		for id in [med_here, usdt, Location::new(1, [Parachain(STRANGER)])] {
			let asset: Asset = (id, AMOUNT).into();
			let message = vec![
				ReserveAssetDeposited(asset.clone().into()),
				ClearOrigin,
				BuyExecution { fees: asset, weight_limit: Unlimited },
				deposit_to(&who),
			];
			assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		}
		let nft: Asset = (RelayLocation::get(), AssetInstance::Index(1)).into();
		let message = vec![ReserveAssetDeposited(nft.into()), buy(AMOUNT), deposit_to(&who)];
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, 0));
		assert_eq!(Balances::total_issuance(), before);
	});
}

#[test]
fn asset_hub_can_say_nothing_but_what_a_reserve_transfer_needs() {
	let nothing = || Xcm(vec![]);
	let info = QueryResponseInfo {
		destination: AssetHubLocation::get(),
		query_id: 0,
		max_weight: Weight::zero(),
	};
	let remark = RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
	let words: Vec<Instruction<()>> = vec![
		Transact {
			origin_kind: OriginKind::SovereignAccount,
			fallback_max_weight: None,
			call: remark.encode().into(),
		},
		WithdrawAsset(relay_token(1).into()),
		TransferAsset { assets: relay_token(1).into(), beneficiary: local(&account(Eve)) },
		TransferReserveAsset {
			assets: relay_token(1).into(),
			dest: AssetHubLocation::get(),
			xcm: nothing(),
		},
		DepositReserveAsset { assets: Wild(All), dest: AssetHubLocation::get(), xcm: nothing() },
		InitiateReserveWithdraw {
			assets: Wild(All),
			reserve: AssetHubLocation::get(),
			xcm: nothing(),
		},
		BurnAsset(relay_token(1).into()),
		DescendOrigin([AccountId32 { network: None, id: [1; 32] }].into()),
		SetAppendix(nothing()),
		SetErrorHandler(nothing()),
		ReportHolding { response_info: info.clone(), assets: Wild(All) },
		ReportError(info),
		SetFeesMode { jit_withdraw: true },
		UnpaidExecution { weight_limit: Unlimited, check_origin: None },
		// These weigh more than a block.
		ReceiveTeleportedAsset(relay_token(1).into()),
		InitiateTeleport { assets: Wild(All), dest: AssetHubLocation::get(), xcm: nothing() },
		ExchangeAsset { give: Wild(All), want: relay_token(1).into(), maximal: true },
		AliasOrigin(local(&account(Eve))),
		UniversalOrigin(GlobalConsensus(NetworkId::Polkadot)),
		ExecuteWithOrigin { descendant_origin: None, xcm: nothing() },
		LockAsset { asset: relay_token(1), unlocker: AssetHubLocation::get() },
		HrmpChannelAccepted { recipient: 1 },
	];
	on_chain(|| {
		let who = account(Eve);
		for word in words {
			for at in [0, 2, 4] {
				let mut message = transfer_to(&who);
				message.insert(at, word.clone());
				assert_eq!(receive(ASSET_HUB, message), Fate::Refused, "{word:?} at {at}");
			}
		}
		assert_eq!((held(&who), issued()), (0, 0));
	});
}

#[test]
fn asset_hub_pays_for_what_is_executed() {
	on_chain(|| {
		let who = account(Eve);
		let mut unpaid = transfer_to(&who);
		unpaid.remove(2);
		assert_eq!(receive(ASSET_HUB, unpaid), Fate::Refused);
		let mut stingy = transfer_to(&who);
		stingy[2] = BuyExecution {
			fees: relay_token(AMOUNT),
			weight_limit: Limited(Weight::from_parts(1, 1)),
		};
		assert_eq!(receive(ASSET_HUB, stingy), Fate::Refused);
		assert_eq!(issued(), 0);
	});
}

#[test]
fn what_could_not_be_paid_for_is_trapped_and_asset_hub_can_claim_it() {
	on_chain(|| {
		let who = account(Eve);
		let mut message = transfer_to(&who);
		message[2] = buy(1);
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		// It still exists, and is nobody's.
		assert_eq!((held(&who), issued()), (0, AMOUNT));

		let claim = || {
			let mut claim = transfer_to(&who);
			claim[0] = ClaimAsset { assets: relay_token(AMOUNT).into(), ticket: Location::here() };
			claim
		};
		assert_eq!(receive(OTHER, claim()), Fate::Refused);
		assert_eq!(receive(ASSET_HUB, claim()), Fate::Done);
		assert_eq!(held(&who) + treasury(), AMOUNT);
		assert_eq!(issued(), AMOUNT);
		// Once.
		assert_eq!(receive(ASSET_HUB, claim()), Fate::Failed);
		assert_eq!(issued(), AMOUNT);
	});
}

#[test]
fn what_could_not_be_deposited_is_claimed_by_the_account_that_the_sender_named() {
	on_chain(|| {
		let who = account(Eve);
		let message = vec![
			ReserveAssetDeposited(relay_token(AMOUNT).into()),
			SetHints { hints: vec![AssetClaimer { location: local(&who) }].try_into().unwrap() },
			ClearOrigin,
			buy(ROC),
			DepositAsset {
				assets: Wild(AllCounted(1)),
				beneficiary: Location::new(2, [GlobalConsensus(NetworkId::Kusama)]),
			},
		];
		let fee = fee_in_med(message.clone());
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, AMOUNT));

		let claim = || pallet_xcm::Call::claim_assets {
			assets: some(relay_token(AMOUNT - fee)),
			beneficiary: to(local(&who)),
		};
		assert!(dispatch(&account(Ferdie), claim()).is_err());
		assert_ok!(dispatch(&who, claim()));
		assert_eq!(held(&who), AMOUNT - fee);
		assert!(dispatch(&who, claim()).is_err());
		assert_eq!(issued(), AMOUNT);
	});
}

#[test]
fn what_is_below_the_minimum_balance_is_not_deposited() {
	on_chain(|| {
		let who = AccountId::from([7; 32]);
		let fee = fee_in_med(transfer_to(&who));
		let amount = fee + ForeignAssets::minimum_balance(RelayLocation::get()) - 1;
		let message = vec![
			ReserveAssetDeposited(relay_token(amount).into()),
			ClearOrigin,
			buy(amount),
			deposit_to(&who),
		];
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, amount));
	});
}

#[test]
fn the_relay_chain_need_not_pay_and_calls_nothing() {
	let unpaid = || UnpaidExecution { weight_limit: Unlimited, check_origin: None };
	let remark = RuntimeCall::from(frame_system::Call::remark_with_event { remark: vec![] });
	on_chain(|| {
		assert_eq!(receive(RELAY_CHAIN, vec![unpaid(), ClearOrigin]), Fate::Done);
		assert_eq!(receive(RELAY_CHAIN, vec![ClearOrigin]), Fate::Refused);
		for from in [OTHER, ASSET_HUB] {
			assert_eq!(receive(from, vec![unpaid(), ClearOrigin]), Fate::Refused);
		}
		for origin_kind in [
			OriginKind::Native,
			OriginKind::SovereignAccount,
			OriginKind::Superuser,
			OriginKind::Xcm,
		] {
			let call = remark.encode().into();
			let message = vec![unpaid(), Transact { origin_kind, fallback_max_weight: None, call }];
			assert_eq!(receive(RELAY_CHAIN, message), Fate::Failed, "{origin_kind:?}");
			assert!(!System::events().iter().any(|record| matches!(
				record.event,
				RuntimeEvent::System(frame_system::Event::Remarked { .. })
			)));
		}
		// Descending from the relay chain is being somebody else.
		let descend = DescendOrigin([AccountId32 { network: None, id: [1; 32] }].into());
		assert_eq!(receive(RELAY_CHAIN, vec![descend, unpaid()]), Fate::Refused);
	});
}

#[test]
fn nothing_is_sent_to_the_relay_chain_for_a_message() {
	let unpaid = UnpaidExecution { weight_limit: Unlimited, check_origin: None };
	let nested = |xcm: Vec<Instruction<()>>| vec![unpaid.clone(), SetAppendix(Xcm(xcm))];
	let withdraw = InitiateReserveWithdraw {
		assets: Wild(All),
		reserve: RelayLocation::get(),
		xcm: Xcm(vec![]),
	};
	on_chain(|| {
		assert_eq!(receive(RELAY_CHAIN, vec![unpaid.clone(), withdraw.clone()]), Fate::Refused);
		assert_eq!(receive(RELAY_CHAIN, nested(vec![withdraw])), Fate::Refused);
	});
}

#[test]
fn what_can_never_be_executed_is_not_kept() {
	on_chain(|| {
		// The relay chain tells so when somebody asks to open a channel.
		let request =
			HrmpNewChannelOpenRequest { sender: STRANGER, max_message_size: 1, max_capacity: 1 };
		assert_eq!(receive(RELAY_CHAIN, vec![request]), Fate::Refused);
		let teleport = ReceiveTeleportedAsset(relay_token(AMOUNT).into());
		assert_eq!(receive(OTHER, vec![teleport]), Fate::Refused);
	});
}

#[test]
fn neighbours_are_told_which_version_is_spoken_here() {
	let subscribe = || vec![SubscribeVersion { query_id: 1, max_response_weight: Weight::zero() }];
	on_chain(|| {
		assert_eq!(receive(ASSET_HUB, subscribe()), Fate::Done);
		let told = sent();
		assert!(
			matches!(&told[..], [(to, message)]
				if *to == ASSET_HUB_PARA_ID.into() && matches!(message[0], QueryResponse { .. })),
			"{told:?}"
		);
		assert_eq!(receive(RELAY_CHAIN, subscribe()), Fate::Done);
		assert_eq!(receive(OTHER, subscribe()), Fate::Refused);
		assert_eq!(receive(ASSET_HUB, vec![UnsubscribeVersion]), Fate::Done);
	});
}

#[test]
fn an_answer_is_let_in_from_whom_was_asked() {
	on_chain(|| {
		let query_id = PolkadotXcm::new_query(AssetHubLocation::get(), 100, Location::here());
		let answer = |query_id| {
			vec![QueryResponse {
				query_id,
				response: Response::Null,
				max_weight: Weight::zero(),
				querier: Some(Location::here()),
			}]
		};
		assert_eq!(receive(ASSET_HUB, answer(query_id + 1)), Fate::Refused);
		for from in [OTHER, RELAY_CHAIN] {
			assert_eq!(receive(from, answer(query_id)), Fate::Refused);
		}
		assert_eq!(receive(ASSET_HUB, answer(query_id)), Fate::Done);
		assert_eq!(receive(ASSET_HUB, answer(query_id)), Fate::Refused);
	});
}

#[test]
fn messages_wait_while_governance_suspends_their_execution() {
	on_chain(|| {
		let who = account(Eve);
		assert_ok!(XcmpQueue::suspend_xcm_execution(RuntimeOrigin::root()));
		assert_eq!(receive(ASSET_HUB, transfer_to(&who)), Fate::Kept);
		assert_eq!(held(&who), 0);
		assert_ok!(XcmpQueue::resume_xcm_execution(RuntimeOrigin::root()));
		assert_eq!(serve(), Fate::Done);
		assert!(held(&who) > 0);
	});
}

#[test]
fn the_relay_token_goes_back_to_asset_hub() {
	let calls = [
		transfer(AssetHubLocation::get(), relay_token(ROC)),
		reserve_transfer(AssetHubLocation::get(), relay_token(ROC)),
		transfer_by(TransferType::DestinationReserve, AssetHubLocation::get(), relay_token(ROC)),
	];
	for call in calls {
		on_chain(|| {
			let who = account(Eve);
			give(&who);
			let (med, fees) =
				(Balances::free_balance(&who), || Balances::free_balance(TreasuryAccount::get()));
			let fees_before = fees();
			assert_ok!(dispatch(&who, call));
			assert_eq!((held(&who), issued()), (AMOUNT - ROC, AMOUNT - ROC));

			let sent = sent();
			let [(to, message)] = &sent[..] else { panic!("{sent:?}") };
			assert_eq!(*to, ASSET_HUB_PARA_ID.into());
			// Asset Hub calls the relay token by the same name.
			let mut body = message.clone();
			assert!(matches!(body.pop(), Some(SetTopic(_))));
			assert_eq!(
				body,
				[
					WithdrawAsset(relay_token(ROC).into()),
					ClearOrigin,
					buy(ROC),
					deposit_to(&account(Ferdie)),
				]
			);

			let paid = med - Balances::free_balance(&who);
			let price = PriceForSibling::price_for_delivery(
				ASSET_HUB_PARA_ID.into(),
				&Xcm(message.clone()),
			);
			assert_eq!(price, (MedLocation::get(), paid).into());
			assert!(paid > DELIVERY_BASE_FEE);
			assert_eq!(fees() - fees_before, paid);
		});
	}
}

#[test]
fn without_med_for_the_delivery_nothing_is_sent() {
	on_chain(|| {
		let poor = AccountId::from([7; 32]);
		give(&poor);
		let call = transfer(AssetHubLocation::get(), relay_token(ROC));
		assert_noop!(
			RuntimeCall::from(call).dispatch(RuntimeOrigin::signed(poor)),
			pallet_xcm::Error::<Runtime>::FeesNotMet
		);
		assert_eq!(sent(), []);
	});
}

#[test]
fn without_a_channel_nothing_is_sent_and_nothing_is_lost() {
	with_channel_to(STRANGER, || {
		let who = account(Eve);
		give(&who);
		assert!(dispatch(&who, transfer(AssetHubLocation::get(), relay_token(ROC))).is_err());
		assert_eq!((held(&who), issued()), (AMOUNT, AMOUNT));
	});
}

#[test]
fn the_relay_token_goes_nowhere_else() {
	let stranger = || Location::new(1, [Parachain(STRANGER)]);
	with_channel_to(STRANGER, || {
		let who = account(Eve);
		give(&who);
		let med = Balances::free_balance(&who);
		for dest in [RelayLocation::get(), stranger()] {
			let reserve = TransferType::RemoteReserve(AssetHubLocation::get().into());
			let of_relay = TransferType::RemoteReserve(RelayLocation::get().into());
			for call in [
				transfer(dest.clone(), relay_token(ROC)),
				reserve_transfer(dest.clone(), relay_token(ROC)),
				transfer_by(TransferType::DestinationReserve, dest.clone(), relay_token(ROC)),
				transfer_by(TransferType::LocalReserve, dest.clone(), relay_token(ROC)),
				transfer_by(TransferType::Teleport, dest.clone(), relay_token(ROC)),
				transfer_by(reserve, dest.clone(), relay_token(ROC)),
				transfer_by(of_relay, dest.clone(), relay_token(ROC)),
			] {
				assert!(dispatch(&who, call.clone()).is_err(), "{call:?}");
			}
		}
		assert_eq!((held(&who), issued()), (AMOUNT, AMOUNT));
		assert_eq!(Balances::free_balance(&who), med);
		assert_eq!(sent(), []);
	});
}

#[test]
fn med_does_not_leave() {
	on_chain(|| {
		let who = account(Eve);
		let before = Balances::free_balance(&who);
		let med = || Asset::from((MedLocation::get(), MED));
		let asset_hub = AssetHubLocation::get;
		for call in [
			transfer(asset_hub(), med()),
			reserve_transfer(asset_hub(), med()),
			transfer_by(TransferType::LocalReserve, asset_hub(), med()),
			transfer_by(TransferType::DestinationReserve, asset_hub(), med()),
			transfer_by(TransferType::Teleport, asset_hub(), med()),
		] {
			assert_eq!(
				dispatch(&who, call.clone()),
				Err(pallet_xcm::Error::<Runtime>::Filtered.into()),
				"{call:?}"
			);
		}
		// Nor beside the relay token.
		give(&who);
		let both: Assets = vec![relay_token(ROC), med()].into();
		let fee_asset_item =
			both.inner().iter().position(|asset| *asset == relay_token(ROC)).unwrap() as u32;
		let call = pallet_xcm::Call::transfer_assets {
			dest: to(asset_hub()),
			beneficiary: to(local(&who)),
			assets: Box::new(both.into()),
			fee_asset_item,
			weight_limit: Unlimited,
		};
		assert_eq!(dispatch(&who, call), Err(pallet_xcm::Error::<Runtime>::Filtered.into()));
		assert_eq!((Balances::free_balance(&who), held(&who)), (before, AMOUNT));
		assert_eq!(sent(), []);
	});
}

#[test]
fn accounts_neither_send_nor_execute_messages_of_their_own() {
	on_chain(|| {
		let who = account(Eve);
		let send = |message: Vec<Instruction<()>>| pallet_xcm::Call::send {
			dest: to(AssetHubLocation::get()),
			message: Box::new(VersionedXcm::from(Xcm(message))),
		};
		assert_eq!(dispatch(&who, send(vec![ClearOrigin])), Err(DispatchError::BadOrigin));
		let execute = pallet_xcm::Call::execute {
			message: Box::new(VersionedXcm::from(Xcm(vec![ClearOrigin]))),
			max_weight: Weight::from_parts(1_000_000_000, 100_000),
		};
		assert_eq!(dispatch(&who, execute), Err(pallet_xcm::Error::<Runtime>::Filtered.into()));
		assert_eq!(sent(), []);

		// Governance sends for the chain: that is how a channel is asked for.
		let call = RuntimeCall::from(send(vec![ClearOrigin]));
		assert_ok!(call.dispatch(RuntimeOrigin::root()));
		let sent = sent();
		assert!(matches!(&sent[..], [(_, message)] if message[0] == ClearOrigin), "{sent:?}");
	});
}

#[test]
fn nobody_but_governance_registers_assets_or_mints() {
	on_chain(|| {
		let who = account(Eve);
		let id = Location::new(1, [Parachain(STRANGER)]);
		let create = pallet_assets::Call::create {
			id: id.clone(),
			admin: who.clone().into(),
			min_balance: 1,
		};
		assert_eq!(dispatch(&who, create), Err(DispatchError::BadOrigin));
		let mint = pallet_assets::Call::mint {
			id: RelayLocation::get(),
			beneficiary: who.clone().into(),
			amount: AMOUNT,
		};
		assert_eq!(dispatch(&who, mint), Err(pallet_assets::Error::<Runtime>::NoPermission.into()));
		assert_ok!(ForeignAssets::force_create(RuntimeOrigin::root(), id, who.into(), false, 1));
	});
}

#[test]
fn the_presets_have_the_relay_token() {
	for name in ["development", "local_testnet"] {
		preset(name).execute_with(|| {
			let id = RelayLocation::get();
			assert_eq!(issued(), 0);
			assert_eq!(ForeignAssets::owner(id.clone()), Some(asset_hub_account()));
			assert_eq!(ForeignAssets::issuer(id.clone()), Some(asset_hub_account()));
			assert_eq!(ForeignAssets::decimals(id.clone()), 12);
			assert_eq!(ForeignAssets::symbol(id), b"ROC");
		});
	}
}

#[test]
fn every_call_weighs_something_and_fits_a_block() {
	let max = RuntimeBlockWeights::get()
		.get(frame_support::dispatch::DispatchClass::Normal)
		.max_extrinsic
		.unwrap();
	let who = account(Eve);
	let dest = AssetHubLocation::get;
	let calls: Vec<RuntimeCall> = vec![
		transfer(dest(), relay_token(1)).into(),
		reserve_transfer(dest(), relay_token(1)).into(),
		transfer_by(TransferType::DestinationReserve, dest(), relay_token(1)).into(),
		pallet_xcm::Call::limited_teleport_assets {
			dest: to(dest()),
			beneficiary: to(local(&who)),
			assets: some(relay_token(1)),
			fee_asset_item: 0,
			weight_limit: Unlimited,
		}
		.into(),
		pallet_xcm::Call::claim_assets {
			assets: some(relay_token(1)),
			beneficiary: to(local(&who)),
		}
		.into(),
		pallet_xcm::Call::send {
			dest: to(dest()),
			message: Box::new(VersionedXcm::from(Xcm(vec![]))),
		}
		.into(),
		pallet_xcm::Call::execute {
			message: Box::new(VersionedXcm::from(Xcm(vec![]))),
			max_weight: Weight::zero(),
		}
		.into(),
		pallet_xcm::Call::force_xcm_version { location: Box::new(dest()), version: 5 }.into(),
		pallet_xcm::Call::force_subscribe_version_notify { location: to(dest()) }.into(),
		pallet_xcm::Call::force_unsubscribe_version_notify { location: to(dest()) }.into(),
		pallet_xcm::Call::add_authorized_alias { aliaser: to(dest()), expires: None }.into(),
		pallet_xcm::Call::remove_authorized_alias { aliaser: to(dest()) }.into(),
		pallet_xcm::Call::remove_all_authorized_aliases {}.into(),
	];
	for call in calls {
		let weight = call.get_dispatch_info().call_weight;
		assert!(weight.all_lt(max), "{call:?} weighs {weight}");
		assert!(weight.ref_time() > 0, "{call:?} weighs {weight}");
	}
}

#[test]
fn an_instruction_weighs_by_the_assets_that_it_names() {
	let weight = |instruction: Instruction<RuntimeCall>| {
		Weigher::weight(&mut Xcm(vec![instruction]), Weight::MAX)
	};
	let med: Asset = (MedLocation::get(), 1u128).into();
	let one = weight(WithdrawAsset(med.clone().into())).unwrap();
	assert!(one.ref_time() > 0 && one.proof_size() > 0);
	let two = weight(WithdrawAsset(vec![med, relay_token(1)].into())).unwrap();
	assert_eq!(two, one.saturating_mul(2));

	let deposit = |assets: AssetFilter| {
		weight(DepositAsset { assets, beneficiary: Location::here() }).unwrap()
	};
	let one = deposit(Wild(AllCounted(1)));
	// There are no more than two kinds to be found.
	for filter in [Wild(All), Wild(AllCounted(2)), Wild(AllCounted(u32::MAX))] {
		assert_eq!(deposit(filter), one.saturating_mul(2));
	}
	assert!(weight(Trap(0)).is_ok());
	assert!(weight(HrmpChannelAccepted { recipient: 1 }).is_err());
	let unweighed = Xcm(vec![WithdrawAsset(relay_token(1).into()); 90]);
	assert!(weight(ExecuteWithOrigin { descendant_origin: None, xcm: unweighed }).is_err());
}
