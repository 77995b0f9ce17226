// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transfers of the relay token from Asset Hub and back, backed all the while.

mod calls;

use asset_hub_rococo_runtime as asset_hub;
use calls::*;
use codec::Encode;
use frame_support::{assert_ok, dispatch::GetDispatchInfo, weights::Weight};
use medibloc_runtime::{
	configs::{monetary::TreasuryAccount, xcm::AssetHubLocation},
	constants::currency::MED,
};
use medibloc_xcm_tests::{world::*, AccountId, Balance, ROC};
use sp_runtime::{traits::Dispatchable, DispatchError};
use xcm::{
	latest::{prelude::*, AssetTransferFilter},
	VersionedXcm,
};
use xcm_executor::traits::TransferType;

/// Sends relay tokens from Asset Hub to this chain.
fn send_here(amount: Balance, on_arrival: Vec<Instruction<()>>) {
	let call = transfer(medibloc(), relay_token(amount), TransferType::LocalReserve, on_arrival);
	assert_ok!(dispatch_on_asset_hub(&rich(), call));
}

/// An extrinsic of this chain that has an effect, which no message may have.
fn remark() -> medibloc_runtime::RuntimeCall {
	frame_system::Call::remark_with_event { remark: vec![1] }.into()
}

#[test]
fn the_relay_token_comes_and_goes_back() {
	begin();
	let newcomer = AccountId::from([7; 32]);

	send_here(100 * ROC, deposit(&newcomer));
	assert_eq!(received_here(), [true]);
	let arrived = held(&newcomer);
	let fee = held(&TreasuryAccount::get());
	assert!(fee > 0 && fee < ROC);
	assert_eq!(arrived + fee, 100 * ROC);
	assert_eq!(owned(&backing_account()), 100 * ROC);
	assert_backed();

	// Back, by the call that wallets offer, to another account.
	let gift =
		pallet_balances::Call::transfer_allow_death { dest: newcomer.clone().into(), value: MED };
	assert_ok!(dispatch_here(&rich(), gift));
	let back = pallet_xcm::Call::limited_reserve_transfer_assets {
		dest: location(AssetHubLocation::get()),
		beneficiary: location(beneficiary(&newcomer)),
		assets: assets(relay_token(60 * ROC)),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	};
	assert_ok!(dispatch_here(&newcomer, back));
	assert_eq!(held(&newcomer), arrived - 60 * ROC);
	let med_left = balance_here(&newcomer);
	assert!(med_left < MED && med_left > MED / 2, "{med_left}");

	assert_eq!(received_on_asset_hub(), [true]);
	let returned = owned(&newcomer);
	assert!(returned > 59 * ROC && returned < 60 * ROC, "{returned}");
	assert_backed();
}

#[test]
fn many_transfers_both_ways_stay_backed() {
	begin();
	for round in 1..=5 {
		let amount = Balance::from(round) * (ROC + 1);
		send_here(amount, deposit(&rich()));
		send_here(amount, deposit(&AccountId::from([round; 32])));
		assert_eq!(received_here(), [true, true]);
		assert_backed();
		let back = transfer(
			AssetHubLocation::get(),
			relay_token(amount / 2),
			TransferType::DestinationReserve,
			deposit(&rich()),
		);
		assert_ok!(dispatch_here(&rich(), back));
		assert_eq!(received_on_asset_hub(), [true]);
		assert_backed();
	}
}

#[test]
fn asset_hub_refuses_the_calls_that_guess_the_reserve() {
	begin();
	let before = owned(&rich());
	let call = pallet_xcm::Call::limited_reserve_transfer_assets {
		dest: location(medibloc()),
		beneficiary: location(beneficiary(&rich())),
		assets: assets(relay_token(ROC)),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	};
	assert_eq!(
		dispatch_on_asset_hub(&rich(), call),
		Err(pallet_xcm::Error::<asset_hub::Runtime>::InvalidAssetUnknownReserve.into())
	);
	assert_eq!(owned(&rich()), before);
	assert!(received_here().is_empty());
}

#[test]
fn what_does_not_cover_its_fee_stays_backed_in_the_trap() {
	begin();
	let crumb = ROC / 500;
	send_here(crumb, deposit(&rich()));
	assert_eq!(received_here(), [false]);
	assert_eq!(held(&rich()), 0);
	assert_eq!(owned(&backing_account()), crumb);
	assert_backed();
}

#[test]
fn a_transfer_with_other_words_in_it_credits_nobody() {
	let transact = Transact {
		origin_kind: OriginKind::SovereignAccount,
		fallback_max_weight: None,
		call: remark().encode().into(),
	};
	let onward = DepositReserveAsset {
		assets: Wild(All),
		dest: Location::new(1, [Parachain(2_001)]),
		xcm: Xcm(vec![]),
	};
	for word in [transact, onward, Trap(1)] {
		begin();
		let mut on_arrival = deposit(&rich());
		on_arrival.insert(0, word);
		send_here(ROC, on_arrival);
		assert_eq!(received_here(), [false]);
		assert_eq!(held(&rich()), 0);
		// Who sends such a message loses what it brings.
		assert_eq!(owned(&backing_account()), ROC);
	}
}

#[test]
fn accounts_of_asset_hub_call_nothing_here() {
	begin();
	// A transfer that tells who sends it, so that what follows would be done as the account.
	let message = Xcm::<asset_hub::RuntimeCall>(vec![
		WithdrawAsset(relay_token(10 * ROC).into()),
		PayFees { asset: relay_token(5 * ROC) },
		InitiateTransfer {
			destination: medibloc(),
			remote_fees: Some(AssetTransferFilter::ReserveDeposit(relay_token(ROC).into())),
			preserve_origin: true,
			assets: Default::default(),
			remote_xcm: Xcm(vec![Transact {
				origin_kind: OriginKind::SovereignAccount,
				fallback_max_weight: Some(remark().get_dispatch_info().call_weight),
				call: remark().encode().into(),
			}]),
		},
	]);
	let call = pallet_xcm::Call::execute {
		message: Box::new(VersionedXcm::from(message)),
		max_weight: Weight::from_parts(10_000_000_000, 1_000_000),
	};
	assert_ok!(dispatch_on_asset_hub(&rich(), call));
	assert_eq!(received_here(), [false]);
	assert_eq!(owned(&backing_account()), ROC);
	assert_eq!(held(&rich()), 0);
}

#[test]
fn asset_hub_itself_calls_nothing_here() {
	begin();
	let message = Xcm::<()>(vec![
		WithdrawAsset((Location::here(), MED).into()),
		BuyExecution { fees: (Location::here(), MED).into(), weight_limit: Unlimited },
		Transact {
			origin_kind: OriginKind::SovereignAccount,
			fallback_max_weight: Some(remark().get_dispatch_info().call_weight),
			call: remark().encode().into(),
		},
	]);
	let send = || {
		asset_hub::RuntimeCall::from(pallet_xcm::Call::send {
			dest: location(medibloc()),
			message: Box::new(VersionedXcm::from(message.clone())),
		})
	};
	assert_eq!(dispatch_on_asset_hub(&rich(), send()), Err(DispatchError::BadOrigin));
	assert!(received_here().is_empty());
	assert_ok!(on_asset_hub(|| send().dispatch(asset_hub::RuntimeOrigin::root())));
	assert_eq!(received_here(), [false]);
}
