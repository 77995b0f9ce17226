// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The relay token comes from Asset Hub and goes back, and is backed all the while.

use codec::{Decode, Encode};
use frame_support::{assert_ok, dispatch::GetDispatchInfo};
use medibloc_runtime::{
	configs::{
		monetary::TreasuryAccount,
		xcm::{AssetHubLocation, RelayLocation},
	},
	constants::{currency::MED, PARA_ID},
};
use medibloc_xcm_tests::{
	asset_hub,
	world::{backing_account, rich},
	AccountId, Balance, World, ROC,
};
use sp_runtime::{traits::Dispatchable, DispatchError};
use xcm::{latest::prelude::*, VersionedAssetId, VersionedAssets, VersionedLocation, VersionedXcm};
use xcm_executor::traits::TransferType;

fn location(location: Location) -> Box<VersionedLocation> {
	Box::new(location.into())
}

fn relay_token(amount: Balance) -> Asset {
	(Location::parent(), amount).into()
}

fn assets(asset: Asset) -> Box<VersionedAssets> {
	Box::new(Assets::from(asset).into())
}

fn beneficiary(who: &AccountId) -> Location {
	AccountId32 { network: None, id: who.clone().into() }.into()
}

/// A transfer whose sender says where the reserve is.
fn transfer<T: pallet_xcm::Config>(
	dest: Location,
	asset: Asset,
	kind: TransferType,
	on_arrival: Vec<Instruction<()>>,
) -> pallet_xcm::Call<T> {
	pallet_xcm::Call::transfer_assets_using_type_and_then {
		dest: location(dest),
		remote_fees_id: Box::new(VersionedAssetId::from(asset.id.clone())),
		assets: assets(asset),
		assets_transfer_type: Box::new(kind.clone()),
		fees_transfer_type: Box::new(kind),
		custom_xcm_on_dest: Box::new(VersionedXcm::from(Xcm(on_arrival))),
		weight_limit: Unlimited,
	}
}

fn deposit(to: &AccountId) -> Vec<Instruction<()>> {
	vec![DepositAsset { assets: Wild(AllCounted(1)), beneficiary: beneficiary(to) }]
}

/// Sends relay tokens from Asset Hub to this chain.
fn send_here(world: &mut World, amount: Balance, on_arrival: Vec<Instruction<()>>) {
	world.asset_hub(|| {
		let call = asset_hub::RuntimeCall::from(transfer::<asset_hub::Runtime>(
			Location::new(1, [Parachain(PARA_ID)]),
			relay_token(amount),
			TransferType::LocalReserve,
			on_arrival,
		));
		assert_ok!(call.dispatch(asset_hub::RuntimeOrigin::signed(rich())));
	});
}

fn call_here(
	world: &mut World,
	who: &AccountId,
	call: impl Into<medibloc_runtime::RuntimeCall>,
) -> Result<(), DispatchError> {
	let origin = medibloc_runtime::RuntimeOrigin::signed(who.clone());
	world.here(|| call.into().dispatch(origin).map(|_| ()).map_err(|error| error.error))
}

#[test]
fn the_relay_token_comes_and_goes_back() {
	let mut world = World::default();
	let newcomer = AccountId::from([7; 32]);

	send_here(&mut world, 100 * ROC, deposit(&newcomer));
	assert_eq!(world.carry_here(), [true]);
	let arrived = world.held(&newcomer);
	let fee = world.held(&TreasuryAccount::get());
	assert!(fee > 0 && fee < ROC);
	assert_eq!(arrived + fee, 100 * ROC);
	assert_eq!(world.owned(&backing_account()), 100 * ROC);
	world.assert_backed();

	// Back, by the call that wallets offer, to another account.
	assert_ok!(call_here(
		&mut world,
		&rich(),
		pallet_balances::Call::<medibloc_runtime::Runtime>::transfer_allow_death {
			dest: newcomer.clone().into(),
			value: MED,
		},
	));
	let back = pallet_xcm::Call::<medibloc_runtime::Runtime>::limited_reserve_transfer_assets {
		dest: location(AssetHubLocation::get()),
		beneficiary: location(beneficiary(&newcomer)),
		assets: assets(relay_token(60 * ROC)),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	};
	assert_ok!(call_here(&mut world, &newcomer, back));
	assert_eq!(world.held(&newcomer), arrived - 60 * ROC);
	let med_left = world.here(|| medibloc_runtime::Balances::free_balance(&newcomer));
	assert!(med_left < MED && med_left > MED / 2, "{med_left}");

	let outcomes = world.carry_to_asset_hub();
	assert!(matches!(outcomes[..], [Outcome::Complete { .. }]), "{outcomes:?}");
	let returned = world.owned(&newcomer);
	assert!(returned > 59 * ROC && returned < 60 * ROC, "{returned}");
	world.assert_backed();
}

#[test]
fn many_transfers_both_ways_stay_backed() {
	let mut world = World::default();
	for round in 1..=5 {
		let amount = round * ROC + round;
		send_here(&mut world, amount, deposit(&rich()));
		send_here(&mut world, amount, deposit(&AccountId::from([round as u8; 32])));
		assert_eq!(world.carry_here(), [true, true]);
		world.assert_backed();
		let back = transfer::<medibloc_runtime::Runtime>(
			AssetHubLocation::get(),
			relay_token(amount / 2),
			TransferType::DestinationReserve,
			deposit(&rich()),
		);
		assert_ok!(call_here(&mut world, &rich(), back));
		let outcomes = world.carry_to_asset_hub();
		assert!(matches!(outcomes[..], [Outcome::Complete { .. }]), "{outcomes:?}");
		world.assert_backed();
	}
}

#[test]
fn asset_hub_refuses_the_calls_that_guess_the_reserve() {
	let mut world = World::default();
	let call = pallet_xcm::Call::<asset_hub::Runtime>::limited_reserve_transfer_assets {
		dest: location(Location::new(1, [Parachain(PARA_ID)])),
		beneficiary: location(beneficiary(&rich())),
		assets: assets(relay_token(ROC)),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	};
	let result = world.asset_hub(|| {
		asset_hub::RuntimeCall::from(call).dispatch(asset_hub::RuntimeOrigin::signed(rich()))
	});
	assert_eq!(
		result.map_err(|error| error.error),
		Err(pallet_xcm::Error::<asset_hub::Runtime>::InvalidAssetUnknownReserve.into())
	);
}

#[test]
fn what_does_not_cover_its_fee_stays_backed_in_the_trap() {
	let mut world = World::default();
	let crumb = ROC / 500;
	send_here(&mut world, crumb, deposit(&rich()));
	assert_eq!(world.carry_here(), [false]);
	assert_eq!(world.held(&rich()), 0);
	assert_eq!(world.owned(&backing_account()), crumb);
	world.assert_backed();
}

#[test]
fn a_transfer_with_other_words_in_it_credits_nobody() {
	let remark = medibloc_runtime::RuntimeCall::from(frame_system::Call::remark_with_event {
		remark: vec![1],
	});
	let transact = Transact {
		origin_kind: OriginKind::SovereignAccount,
		fallback_max_weight: None,
		call: remark.encode().into(),
	};
	let onward = DepositReserveAsset {
		assets: Wild(All),
		dest: Location::new(1, [Parachain(2_001)]),
		xcm: Xcm(vec![]),
	};
	for word in [transact, onward, Trap(1)] {
		let mut world = World::default();
		let mut on_arrival = deposit(&rich());
		on_arrival.insert(0, word);
		send_here(&mut world, ROC, on_arrival);
		assert_eq!(world.carry_here(), [false]);
		assert_eq!(world.held(&rich()), 0);
		// Who sends such a message loses what it brings.
		assert_eq!(world.owned(&backing_account()), ROC);
	}
}

#[test]
fn accounts_of_asset_hub_send_nothing_else() {
	let mut world = World::default();
	let remark = medibloc_runtime::RuntimeCall::from(frame_system::Call::remark_with_event {
		remark: vec![1],
	});
	let message = Xcm::<()>(vec![
		WithdrawAsset((Location::here(), MED).into()),
		BuyExecution { fees: (Location::here(), MED).into(), weight_limit: Unlimited },
		Transact {
			origin_kind: OriginKind::SovereignAccount,
			fallback_max_weight: Some(remark.get_dispatch_info().call_weight),
			call: remark.encode().into(),
		},
	]);
	let call = pallet_xcm::Call::<asset_hub::Runtime>::send {
		dest: location(Location::new(1, [Parachain(PARA_ID)])),
		message: Box::new(VersionedXcm::from(message)),
	};
	world.asset_hub(|| {
		assert_ok!(
			asset_hub::RuntimeCall::from(call).dispatch(asset_hub::RuntimeOrigin::signed(rich()))
		);
	});
	assert_eq!(world.carry_here(), [false]);
}

#[test]
fn the_relay_chain_is_no_reserve() {
	let mut world = World::default();
	let message = Xcm(vec![
		ReserveAssetDeposited(relay_token(ROC).into()),
		ClearOrigin,
		BuyExecution { fees: relay_token(ROC), weight_limit: Unlimited },
		DepositAsset { assets: Wild(AllCounted(1)), beneficiary: beneficiary(&rich()) },
	]);
	assert_eq!(world.from_relay_chain(message), [false]);
	assert_eq!(world.held(&rich()), 0);
	world.assert_backed();
}

#[test]
fn governance_asks_the_relay_chain_for_a_channel() {
	let mut world = World::default();
	// `hrmp.establish_channel_with_system(1000)` on `rococo-local`: pallet 60, call 10.
	let establish = [&[60, 10][..], &asset_hub::PARA_ID.to_le_bytes()].concat();
	let message = Xcm::<()>(vec![
		WithdrawAsset((Location::here(), ROC).into()),
		BuyExecution { fees: (Location::here(), ROC).into(), weight_limit: Unlimited },
		Transact {
			origin_kind: OriginKind::Native,
			fallback_max_weight: None,
			call: establish.into(),
		},
		RefundSurplus,
		DepositAsset { assets: Wild(All), beneficiary: Location::new(0, [Parachain(PARA_ID)]) },
	]);
	let call = pallet_xcm::Call::<medibloc_runtime::Runtime>::send {
		dest: location(RelayLocation::get()),
		message: Box::new(VersionedXcm::from(message.clone())),
	};
	world.here(|| {
		assert_ok!(medibloc_runtime::RuntimeCall::from(call)
			.dispatch(medibloc_runtime::RuntimeOrigin::root()));
		let sent = cumulus_pallet_parachain_system::PendingUpwardMessages::<
			medibloc_runtime::Runtime,
		>::get();
		let [sent] = &sent[..] else { panic!("{sent:?}") };
		let sent = VersionedXcm::<()>::decode(&mut &sent[..]).unwrap();
		let mut sent = Xcm::try_from(sent).unwrap();
		assert!(matches!(sent.0.pop(), Some(SetTopic(_))));
		// As the chain itself: nothing descends.
		assert_eq!(sent, message);
	});
}
