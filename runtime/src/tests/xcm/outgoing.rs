// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Messages to other chains, and who may send them.

use super::*;

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
