// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Relay token as an asset of this chain.

use super::*;

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
