// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The presets give a chain on which every flow can be tried.

use super::{preset, NOW};
use crate::{
	configs::governance::parameters::dynamic::certification::MaxValidity, constants::PARA_ID,
	genesis_config_presets::cast, *,
};
use frame_support::traits::Get;
use frame_support::traits::OnInitialize;
use medibloc_primitives::{credential::Role, CredentialInspect};

const PRESETS: [&str; 2] = ["development", "local_testnet"];

#[test]
fn every_preset_that_is_named_builds() {
	let names: Vec<_> =
		genesis_config_presets::preset_names().iter().map(|name| name.to_string()).collect();
	assert_eq!(names, PRESETS);
	for name in PRESETS {
		preset(name).execute_with(|| {
			assert_eq!(ParachainInfo::parachain_id(), PARA_ID.into());
			assert!(Balances::total_issuance() > 0);
		});
	}
}

#[test]
fn an_unknown_preset_is_none() {
	assert_eq!(genesis_config_presets::get_preset(&"nowhere".into()), None);
}

#[test]
fn the_presets_certify_their_cast() {
	for name in PRESETS {
		preset(name).execute_with(|| {
			for (key, role) in cast::CERTIFIED {
				assert!(Credentials::is_active(&key.to_account_id(), role, NOW), "{key} {role:?}");
			}
			let stranger = sp_keyring::Sr25519Keyring::Eve.to_account_id();
			assert!(!Credentials::is_active(&stranger, Role::Practitioner, NOW));
		});
	}
}

#[test]
fn the_presets_have_the_authors_they_state() {
	for (name, authors) in [("development", 1), ("local_testnet", 2)] {
		preset(name).execute_with(|| {
			assert_eq!(Session::validators().len(), authors);
			Session::on_initialize(1);
			assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), authors);
		});
	}
}

#[test]
fn the_committee_of_one_registers_an_authority() {
	use frame_support::assert_ok;
	preset("development").execute_with(|| {
		let authority = sp_keyring::Sr25519Keyring::Ferdie.to_account_id();
		let call = RuntimeCall::Credentials(pallet_credentials::Call::register_authority {
			authority: authority.clone(),
			roles: [Role::Practitioner]
				.into_iter()
				.collect::<std::collections::BTreeSet<_>>()
				.try_into()
				.unwrap(),
			jurisdiction: cast::JURISDICTION,
		});
		let length = codec::Encode::encoded_size(&call) as u32;
		assert_ok!(CredentialCommittee::propose(
			RuntimeOrigin::signed(cast::AUTHORITY.to_account_id()),
			1,
			Box::new(call),
			length,
		));
		let holder = sp_keyring::Sr25519Keyring::Eve.to_account_id();
		let (role, evidence) = (Role::Practitioner, sp_core::H256::zero());
		let applicant = RuntimeOrigin::signed(holder.clone());
		assert_ok!(Credentials::apply(applicant, role, authority.clone(), evidence));
		assert_ok!(Credentials::issue(
			RuntimeOrigin::signed(authority),
			holder.clone(),
			role,
			evidence,
			NOW + <MaxValidity as Get<Moment>>::get(),
		));
		assert!(Credentials::is_active(&holder, Role::Practitioner, NOW));
	});
}
