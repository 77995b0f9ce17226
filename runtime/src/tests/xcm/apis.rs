// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime APIs for wallets that send messages.

use super::*;
use crate::configs::xcm::{fees::Trader, AssetTransactor};
use sp_runtime::StateVersion;
use xcm::{
	prelude::{XcmVersion, XCM_VERSION},
	IdentifyVersion,
};
use xcm_executor::traits::{TransactAsset, WeightTrader};
use xcm_runtime_apis::{
	conversions::{self, runtime_decl_for_location_to_account_api::LocationToAccountApi},
	dry_run::{self, runtime_decl_for_dry_run_api::DryRunApi},
	fees::{self, runtime_decl_for_xcm_payment_api::XcmPaymentApi},
	trusted_query::runtime_decl_for_trusted_query_api::TrustedQueryApi,
};

/// The versions of XCM that are spoken.
const VERSIONS: [XcmVersion; 3] = [3, 4, 5];

fn med() -> AssetId {
	AssetId(MedLocation::get())
}

fn relay() -> AssetId {
	AssetId(RelayLocation::get())
}

fn usdt() -> AssetId {
	let usdt = [Parachain(ASSET_HUB_PARA_ID), PalletInstance(50), GeneralIndex(1_984)];
	AssetId(Location::new(1, usdt))
}

fn fee(weight: Weight, asset: AssetId) -> Result<Balance, fees::Error> {
	Runtime::query_weight_to_asset_fee(weight, asset.into())
}

fn weight_of(message: Vec<Instruction<()>>) -> Weight {
	Runtime::query_xcm_weight(VersionedXcm::from(Xcm(message))).unwrap()
}

/// The amount that the trader keeps when somebody who has more than enough buys this weight.
fn charged(weight: Weight, asset: AssetId) -> Balance {
	give(&account(Eve));
	let payment: Asset = (asset, AMOUNT).into();
	let context = XcmContext::with_message_id([0; 32]);
	let holding =
		AssetTransactor::withdraw_asset(&payment, &local(&account(Eve)), Some(&context)).unwrap();
	let Ok(rest) = Trader::new().buy_weight(weight, holding, &context) else {
		panic!("{payment:?} does not buy {weight}")
	};
	let rest = rest.fungible_assets_iter().next().unwrap();
	let Fungible(rest) = rest.fun else { panic!("{rest:?}") };
	AMOUNT - rest
}

/// Runs something that must leave no trace.
fn without_trace<R>(run: impl FnOnce() -> R) -> R {
	let root = || sp_io::storage::root(StateVersion::V1);
	let before = root();
	let result = run();
	assert_eq!(root(), before);
	result
}

#[test]
fn a_weight_costs_what_the_trader_charges() {
	for rate in [0, 1, 7] {
		on_chain(|| {
			set_rate(rate);
			for weight in [
				Weight::from_parts(1, 0),
				Weight::from_parts(1_000_000_000, 10_000),
				weight_of(transfer_to(&account(Eve))),
			] {
				for asset in [med(), relay()] {
					let fee = fee(weight, asset.clone());
					assert_eq!(fee, Ok(charged(weight, asset.clone())), "{weight} in {asset:?}");
				}
			}
		});
	}
}

#[test]
fn a_transfer_costs_what_was_said() {
	on_chain(|| {
		set_rate(3);
		let said = fee(weight_of(transfer_to(&account(Eve))), relay());
		assert_eq!(receive(ASSET_HUB, transfer_to(&account(Eve))), Fate::Done);
		assert_eq!(Ok(treasury()), said);
	});
}

#[test]
fn no_asset_is_named_that_the_trader_does_not_take() {
	on_chain(|| {
		let weight = Weight::from_parts(1_000_000_000, 10_000);
		for version in VERSIONS {
			let named = Runtime::query_acceptable_payment_assets(version).unwrap();
			assert!(named.iter().all(|asset| asset.identify_version() == version));
			for asset in &named {
				assert!(Runtime::query_weight_to_asset_fee(weight, asset.clone()).is_ok());
			}
			let named: Vec<_> =
				named.into_iter().map(|asset| AssetId::try_from(asset).unwrap()).collect();
			assert_eq!(named, [med(), relay()]);
		}
		assert_eq!(fee(weight, usdt()), Err(fees::Error::AssetNotFound));
		assert_eq!(
			Runtime::query_acceptable_payment_assets(6),
			Err(fees::Error::UnhandledXcmVersion)
		);
	});
}

#[test]
fn what_cannot_be_executed_here_has_no_weight() {
	on_chain(|| {
		let accepted = VersionedXcm::from(Xcm(vec![HrmpChannelAccepted { recipient: 1 }]));
		assert_eq!(Runtime::query_xcm_weight(accepted), Err(fees::Error::WeightNotComputable));
	});
}

#[test]
fn delivery_costs_what_was_said() {
	on_chain(|| {
		let who = account(Eve);
		give(&who);
		let delivery = |dest: Location, asset: AssetId| {
			let message = vec![
				WithdrawAsset(relay_token(ROC).into()),
				ClearOrigin,
				buy(ROC),
				deposit_to(&account(Ferdie)),
			];
			let message = VersionedXcm::from(Xcm(message));
			Runtime::query_delivery_fees(dest.into(), message, asset.into())
		};
		let said = delivery(AssetHubLocation::get(), med()).unwrap();
		let before = Balances::free_balance(&who);
		assert_ok!(dispatch(&who, transfer(AssetHubLocation::get(), relay_token(ROC))));
		let paid = before - Balances::free_balance(&who);
		assert_eq!(said, Assets::from((MedLocation::get(), paid)).into());

		// There is nothing that would change the relay token for MED.
		let in_relay_token = delivery(AssetHubLocation::get(), relay());
		assert_eq!(in_relay_token, Err(fees::Error::AssetNotFound));
		let elsewhere = Location::new(2, [GlobalConsensus(NetworkId::Kusama)]);
		assert_eq!(delivery(elsewhere, med()), Err(fees::Error::Unroutable));
	});
}

#[test]
fn a_dry_run_shows_the_message_that_a_transfer_sends() {
	on_chain(|| {
		let who = account(Eve);
		give(&who);
		let call = RuntimeCall::from(transfer(AssetHubLocation::get(), relay_token(ROC)));
		let origin = OriginCaller::system(frame_system::RawOrigin::Signed(who.clone()));
		let effects =
			without_trace(|| Runtime::dry_run_call(origin, call.clone(), XCM_VERSION)).unwrap();
		assert_ok!(effects.execution_result);
		let [(dest, messages)] = &effects.forwarded_xcms[..] else {
			panic!("{:?}", effects.forwarded_xcms)
		};
		assert_eq!(*dest, AssetHubLocation::get().into());
		let [message] = &messages[..] else { panic!("{messages:?}") };
		let mut shown = Xcm::<()>::try_from(message.clone()).unwrap().0;
		assert!(matches!(shown.pop(), Some(SetTopic(_))));
		assert!(effects.emitted_events.iter().any(|event| matches!(
			event,
			RuntimeEvent::ForeignAssets(pallet_assets::Event::Withdrawn { who: by, amount: ROC, .. })
				if *by == who
		)));

		assert_eq!(held(&who), AMOUNT);
		assert_eq!(sent(), []);
		assert_ok!(dispatch(&who, call));
		let sent = sent();
		let [(_, message)] = &sent[..] else { panic!("{sent:?}") };
		assert_eq!(shown, message[..message.len() - 1]);
	});
}

#[test]
fn a_dry_run_shows_why_a_transfer_fails() {
	on_chain(|| {
		let poor = AccountId::from([7; 32]);
		give(&poor);
		let call = RuntimeCall::from(transfer(AssetHubLocation::get(), relay_token(ROC)));
		let origin = OriginCaller::system(frame_system::RawOrigin::Signed(poor));
		let effects = without_trace(|| Runtime::dry_run_call(origin, call, XCM_VERSION)).unwrap();
		assert_eq!(
			effects.execution_result.map_err(|error| error.error),
			Err(pallet_xcm::Error::<Runtime>::FeesNotMet.into())
		);
		assert_eq!(effects.forwarded_xcms, []);
	});
}

#[test]
fn a_dry_run_shows_what_a_message_of_asset_hub_would_do() {
	on_chain(|| {
		let who = AccountId::from([7; 32]);
		let run = |from: Location| {
			let message = VersionedXcm::from(Xcm::<RuntimeCall>::from(Xcm(transfer_to(&who))));
			without_trace(|| Runtime::dry_run_xcm(from.into(), message)).unwrap()
		};
		let effects = run(AssetHubLocation::get());
		assert_ok!(effects.execution_result.ensure_complete());
		let fee = fee_in_med(transfer_to(&who));
		assert!(effects.emitted_events.iter().any(|event| matches!(
			event,
			RuntimeEvent::ForeignAssets(pallet_assets::Event::Deposited { who: to, amount, .. })
				if *to == who && *amount == AMOUNT - fee
		)));
		assert_eq!((held(&who), issued()), (0, 0));

		let effects = run(Location::new(1, [Parachain(STRANGER)]));
		let error = effects.execution_result.ensure_complete().unwrap_err();
		assert_eq!(error.error, XcmError::Barrier);
		assert_eq!(effects.forwarded_xcms, []);
	});
}

#[test]
fn a_dry_run_wants_a_version_that_is_spoken() {
	on_chain(|| {
		let who = account(Eve);
		give(&who);
		let call = RuntimeCall::from(transfer(AssetHubLocation::get(), relay_token(ROC)));
		let origin = OriginCaller::system(frame_system::RawOrigin::Signed(who));
		let result = without_trace(|| Runtime::dry_run_call(origin, call, 99));
		assert_eq!(result.unwrap_err(), dry_run::Error::VersionedConversionFailed);
	});
}

#[test]
fn a_location_has_the_account_that_messages_use() {
	on_chain(|| {
		let account_of = |location: Location| Runtime::convert_location(location.into());
		assert_eq!(account_of(AssetHubLocation::get()), Ok(asset_hub_account()));
		assert_eq!(account_of(local(&account(Eve))), Ok(account(Eve)));
		let relay_chain = account_of(RelayLocation::get()).unwrap();
		assert!(
			relay_chain.as_ref() as &[u8]
				== *b"Parent\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
		);
		let of_asset_hub = AccountId32 { network: None, id: account(Eve).into() };
		let there = Location::new(1, [Parachain(ASSET_HUB_PARA_ID), of_asset_hub]);
		assert_eq!(account_of(there), Err(conversions::Error::Unsupported));
	});
}

#[test]
fn asset_hub_is_trusted_with_the_relay_token_and_nobody_with_anything_else() {
	on_chain(|| {
		let places = || [AssetHubLocation::get(), RelayLocation::get(), MedLocation::get()];
		for asset in [med(), relay(), usdt()] {
			for place in places() {
				let sample = || Asset::from((asset.clone(), 1u128)).into();
				let is_reserve = asset == relay() && place == AssetHubLocation::get();
				let reserve = Runtime::is_trusted_reserve(sample(), place.clone().into());
				assert_eq!(reserve, Ok(is_reserve), "{asset:?} at {place:?}");
				let teleporter = Runtime::is_trusted_teleporter(sample(), place.clone().into());
				assert_eq!(teleporter, Ok(false), "{asset:?} at {place:?}");
			}
		}
	});
}
