// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of XCM calls and instructions.

use super::*;

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
