// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rights of each type of proxy.

use super::calls;
use crate::{configs::system::ProxyType, *};
use frame_support::traits::InstanceFilter;
use medibloc_primitives::record::{Origin, RecordClass, Subject};
use std::collections::BTreeSet;

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

/// The calls that a type lets through: single ones, or all of a pallet. Those of our own pallets that
/// `NonTransfer` lets through are frozen in `calls.rs`.
fn allowed(proxy_type: ProxyType) -> &'static [&'static str] {
	match proxy_type {
		ProxyType::Any => &["*"],
		ProxyType::NonTransfer => &[
			"System.*",
			"ParachainSystem.*",
			"Timestamp.*",
			"Session.*",
			"VoterList.*",
			"XcmpQueue.*",
			"MessageQueue.*",
			"Utility.*",
			"Proxy.add_proxy",
			"Proxy.remove_proxy",
			"Proxy.reject_announcement",
			"Proxy.remove_announcement",
			"CredentialCommittee.*",
			"Referenda.*",
			"ConvictionVoting.*",
			"Preimage.*",
			"Scheduler.*",
			"Whitelist.*",
			"FellowshipCollective.*",
			"FellowshipReferenda.*",
			"Parameters.*",
			"SafeMode.*",
			"TxPause.*",
		],
		ProxyType::CancelProxy => &["Proxy.reject_announcement"],
		ProxyType::Consent => &[
			"Consent.accept",
			"Consent.decline",
			"Consent.grant",
			"Consent.narrow",
			"Consent.extend",
			"Consent.revoke",
			"Consent.revoke_all_for",
			"Consent.set_default",
		],
		ProxyType::Staking => {
			&["Staking.*", "Session.*", "VoterList.*", "NominationPools.*", "Seats.displace"]
		},
		ProxyType::Access => &[
			"Consent.request",
			"Consent.withdraw_request",
			"Consent.renounce",
			"Consent.log_access",
		],
	}
}

const TYPES: [ProxyType; 6] = [
	ProxyType::Any,
	ProxyType::NonTransfer,
	ProxyType::CancelProxy,
	ProxyType::Consent,
	ProxyType::Staking,
	ProxyType::Access,
];

#[test]
fn every_type_lets_through_what_it_says_and_nothing_else() {
	let calls = calls::all();
	for proxy_type in TYPES {
		let mut unused: BTreeSet<_> = allowed(proxy_type).iter().copied().collect();
		for known in &calls {
			let (pallet, _) = known.name.split_once('.').unwrap();
			let whole = format!("{pallet}.*");
			if proxy_type == ProxyType::NonTransfer && calls::is_own(known) {
				continue;
			}
			let is_allowed = allowed(proxy_type)
				.iter()
				.any(|allowed| ["*", &whole, &known.name].contains(allowed));
			for name in ["*", &whole, &known.name] {
				unused.remove(name);
			}
			assert_eq!(proxy_type.filter(&known.call), is_allowed, "{proxy_type:?} {}", known.name);
		}
		assert!(unused.is_empty(), "{proxy_type:?} names calls that there are not: {unused:?}");
	}
}

/// Whoever may do less must not get more by what it may do.
#[test]
fn a_non_transfer_proxy_moves_no_money_of_those_its_account_acts_for() {
	let other = || sp_keyring::Sr25519Keyring::Bob.to_account_id();
	let as_multi = pallet_multisig::Call::as_multi_threshold_1 {
		other_signatories: vec![other()],
		call: Box::new(transfer()),
	};
	let proxy = pallet_proxy::Call::proxy {
		real: other().into(),
		force_proxy_type: None,
		call: Box::new(transfer()),
	};
	let announce =
		pallet_proxy::Call::announce { real: other().into(), call_hash: Default::default() };
	let calls: [RuntimeCall; 3] = [as_multi.into(), proxy.into(), announce.into()];
	for call in calls {
		assert!(!ProxyType::NonTransfer.filter(&call), "{call:?}");
	}
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
	for mine in TYPES {
		assert!(mine.is_superset(&mine));
		assert!(ProxyType::Any.is_superset(&mine));
		if mine != ProxyType::Any {
			assert!(!mine.is_superset(&ProxyType::Any));
		}
	}
	assert!(!ProxyType::Consent.is_superset(&ProxyType::NonTransfer));
	assert!(!ProxyType::NonTransfer.is_superset(&ProxyType::Staking));

	// Whatever is a subset by name is so by its calls.
	for known in calls::all() {
		for (mine, other) in
			TYPES.iter().flat_map(|mine| TYPES.iter().map(move |other| (mine, other)))
		{
			if mine.is_superset(other) && other.filter(&known.call) {
				assert!(mine.filter(&known.call), "{mine:?} {other:?} {}", known.name);
			}
		}
	}
}
