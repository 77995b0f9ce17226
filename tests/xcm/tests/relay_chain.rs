// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Powers of the relay chain over this chain, and their limits.

use codec::Encode;
use frame_support::assert_ok;
use medibloc_runtime::{
	configs::xcm::RelayLocation,
	constants::{xcm::ASSET_HUB_PARA_ID, PARA_ID},
};
use medibloc_xcm_tests::{world::*, ROC};
use polkadot_runtime_parachains::hrmp;
use sp_runtime::traits::Dispatchable;
use xcm::{latest::prelude::*, VersionedXcm};

/// This chain, as the relay chain calls it.
fn child() -> Location {
	Location::new(0, [Parachain(PARA_ID)])
}

#[test]
fn the_relay_chain_is_no_reserve() {
	begin();
	let brought: Asset = (Location::parent(), ROC).into();
	let beneficiary = AccountId32 { network: None, id: rich().into() }.into();
	let message = Xcm::<()>(vec![
		ReserveAssetDeposited(brought.clone().into()),
		ClearOrigin,
		BuyExecution { fees: brought, weight_limit: Unlimited },
		DepositAsset { assets: Wild(AllCounted(1)), beneficiary },
	]);
	on_relay_chain(|| {
		assert_ok!(rococo_runtime::XcmPallet::send(
			rococo_runtime::RuntimeOrigin::root(),
			Box::new(child().into()),
			Box::new(VersionedXcm::from(message)),
		));
	});
	assert_eq!(received_here(), [false]);
	assert_eq!(held(&rich()), 0);
	assert_backed();
}

#[test]
fn governance_asks_the_relay_chain_for_channels_and_gets_them() {
	begin();
	let establish = rococo_runtime::RuntimeCall::from(hrmp::Call::establish_channel_with_system {
		target_system_chain: ASSET_HUB_PARA_ID.into(),
	});
	// What docs/xcm.md says: pallet 60, call 10.
	assert_eq!(establish.encode()[..2], [60, 10]);
	let message = Xcm::<()>(vec![
		WithdrawAsset((Location::here(), ROC).into()),
		BuyExecution { fees: (Location::here(), ROC).into(), weight_limit: Unlimited },
		Transact {
			origin_kind: OriginKind::Native,
			fallback_max_weight: None,
			call: establish.encode().into(),
		},
		RefundSurplus,
		DepositAsset { assets: Wild(All), beneficiary: child() },
	]);
	let call = pallet_xcm::Call::send {
		dest: Box::new(RelayLocation::get().into()),
		message: Box::new(VersionedXcm::from(message)),
	};
	let before = owned_on_relay_chain();
	on_medibloc(|| {
		let call = medibloc_runtime::RuntimeCall::from(call);
		assert_ok!(call.dispatch(medibloc_runtime::RuntimeOrigin::root()));
	});
	// What the fee left of the relay token has come back.
	let paid = before - owned_on_relay_chain();
	assert!(paid > 0 && paid < ROC, "{paid}");

	// As at the next session. What is told of it is refused here, which has no consequence.
	on_relay_chain(|| {
		assert_ok!(rococo_runtime::Hrmp::force_process_hrmp_open(
			rococo_runtime::RuntimeOrigin::root(),
			2,
		));
	});
	assert_channels_are_open();
	let told = received_here();
	assert!(!told.is_empty() && !told.contains(&true), "{told:?}");
}
