// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rights of each type of proxy.

use crate::{configs::system::ProxyType, *};
use frame_support::traits::InstanceFilter;
use medibloc_primitives::record::{Origin, RecordClass, Subject};

fn revoke() -> RuntimeCall {
	pallet_consent::Call::set_default { policy: pallet_consent::RequestPolicy::Nobody }.into()
}

fn anchor() -> RuntimeCall {
	pallet_record_anchors::Call::anchor {
		subject: Subject::Pseudonym(Default::default()),
		commitment: Default::default(),
		class: RecordClass::Other,
		record_origin: Origin::Patient,
		role: None,
	}
	.into()
}

fn publish_key() -> RuntimeCall {
	pallet_encryption_keys::Call::publish { key: [9; 32], epoch: 0, signature: None }.into()
}

fn transfer() -> RuntimeCall {
	let dest = sp_keyring::Sr25519Keyring::Bob.to_account_id().into();
	pallet_balances::Call::transfer_all { dest, keep_alive: false }.into()
}

fn transfer_relay_token() -> RuntimeCall {
	let target = sp_keyring::Sr25519Keyring::Bob.to_account_id().into();
	let id = configs::xcm::RelayLocation::get();
	pallet_assets::Call::transfer { id, target, amount: 1 }.into()
}

fn stake() -> RuntimeCall {
	pallet_staking::Call::bond_extra { max_additional: 1 }.into()
}

fn join_pool() -> RuntimeCall {
	pallet_nomination_pools::Call::join { amount: 1, pool_id: 1 }.into()
}

fn purge_keys() -> RuntimeCall {
	pallet_session::Call::purge_keys {}.into()
}

fn batch(call: RuntimeCall) -> RuntimeCall {
	pallet_utility::Call::batch { calls: vec![call] }.into()
}

#[test]
fn a_consent_proxy_manages_consent_and_nothing_else() {
	assert!(ProxyType::Consent.filter(&revoke()));
	for call in [anchor(), publish_key(), transfer(), batch(revoke()), batch(transfer())] {
		assert!(!ProxyType::Consent.filter(&call), "{call:?}");
	}
}

#[test]
fn a_non_transfer_proxy_moves_no_money() {
	assert!(ProxyType::NonTransfer.filter(&revoke()));
	assert!(ProxyType::NonTransfer.filter(&anchor()));
	assert!(ProxyType::NonTransfer.filter(&publish_key()));
	for call in [transfer(), transfer_relay_token(), stake(), join_pool()] {
		assert!(!ProxyType::NonTransfer.filter(&call), "{call:?}");
	}
}

#[test]
fn a_staking_proxy_stakes_and_nothing_else() {
	for call in [stake(), join_pool(), purge_keys()] {
		assert!(ProxyType::Staking.filter(&call), "{call:?}");
	}
	for call in [revoke(), anchor(), publish_key(), transfer(), batch(stake())] {
		assert!(!ProxyType::Staking.filter(&call), "{call:?}");
	}
}

#[test]
fn a_proxy_appoints_none_with_more_power() {
	let types = [
		ProxyType::Any,
		ProxyType::NonTransfer,
		ProxyType::CancelProxy,
		ProxyType::Consent,
		ProxyType::Staking,
	];
	for mine in types {
		assert!(mine.is_superset(&mine));
		assert!(ProxyType::Any.is_superset(&mine));
		if mine != ProxyType::Any {
			assert!(!mine.is_superset(&ProxyType::Any));
		}
	}
	assert!(!ProxyType::Consent.is_superset(&ProxyType::NonTransfer));
	assert!(!ProxyType::NonTransfer.is_superset(&ProxyType::Staking));
}
