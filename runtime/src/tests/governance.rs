// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Token holders decide by referendum, each kind of question on its track.

use super::preset;
use crate::{
	configs::governance::{
		emergency::{Vital, PALLETS},
		fellowship::FELLOW,
		origins::Origin,
		parameter_store,
		parameters::{deposit, dynamic::economy, Price, RuntimeParameters},
		tracks::{FellowshipTracks, Tracks},
	},
	constants::{
		currency::{BYTE_DEPOSIT, ITEM_DEPOSIT, MED},
		time::{blocks_in, DAYS},
	},
	AccountId, Balances, BlockNumber, ConvictionVoting, FellowshipCollective, FellowshipReferenda,
	OriginCaller, Preimage, Referenda, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, SafeMode,
	Scheduler, System, Treasury, TxPause, Whitelist,
};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::RawOrigin,
	traits::{
		schedule::DispatchTime, Contains, Currency, GetCallMetadata, OnInitialize, StorePreimage,
	},
};
use medibloc_primitives::{credential::Role, Jurisdiction};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_referenda::{Instance1, ReferendumInfo, TracksInfo};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Eve, Ferdie};
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::collections::BTreeSet;

pub fn development(test: impl FnOnce()) {
	preset(sp_genesis_builder::DEV_RUNTIME_PRESET).execute_with(test);
}

pub fn signed(who: Sr25519Keyring) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.to_account_id())
}

/// Lets the hooks by which referenda go on run up to this block.
pub fn run_to(block: BlockNumber) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		<Scheduler as OnInitialize<BlockNumber>>::on_initialize(next);
	}
}

/// Starts a referendum and returns its number.
pub fn ask(origin: impl Into<OriginCaller>, call: RuntimeCall) -> u32 {
	let index = pallet_referenda::ReferendumCount::<Runtime>::get();
	let proposal = Preimage::bound(call).unwrap();
	let origin = Box::new(origin.into());
	assert_ok!(Referenda::submit(signed(Alice), origin, proposal, DispatchTime::After(0)));
	assert_ok!(Referenda::place_decision_deposit(signed(Alice), index));
	index
}

/// Everybody votes, all the same.
pub fn vote(index: u32, aye: bool) {
	for who in Sr25519Keyring::iter() {
		let balance = Balances::free_balance(who.to_account_id());
		let vote = Vote { aye, conviction: Conviction::Locked1x };
		let vote = AccountVote::Standard { vote, balance };
		assert_ok!(ConvictionVoting::vote(signed(who), index, vote));
	}
}

pub fn is_approved(index: u32) -> bool {
	let info = pallet_referenda::ReferendumInfoFor::<Runtime>::get(index).unwrap();
	match info {
		ReferendumInfo::Approved(..) => true,
		ReferendumInfo::Rejected(..) => false,
		other => panic!("not decided: {other:?}"),
	}
}

/// Asks, lets everybody vote, waits for the end, and tells whether it was approved.
pub fn decide(origin: impl Into<OriginCaller>, call: RuntimeCall, aye: bool) -> bool {
	let index = ask(origin, call);
	vote(index, aye);
	run_to(System::block_number() + blocks_in(18 * DAYS) / 600);
	is_approved(index)
}

fn events_of_failure() -> Vec<DispatchError> {
	let failures = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => result.err(),
		_ => None,
	});
	failures.collect()
}

const KEY: &[u8] = b"decided by referendum";

pub fn set_storage() -> RuntimeCall {
	let items = vec![(KEY.to_vec(), vec![1])];
	RuntimeCall::System(frame_system::Call::set_storage { items })
}

pub fn storage_is_set() -> bool {
	sp_io::storage::get(KEY).is_some()
}

pub fn register(who: Sr25519Keyring) -> RuntimeCall {
	RuntimeCall::Credentials(pallet_credentials::Call::register_authority {
		authority: who.to_account_id(),
		roles: [Role::Practitioner]
			.into_iter()
			.collect::<std::collections::BTreeSet<_>>()
			.try_into()
			.unwrap(),
		jurisdiction: Jurisdiction(*b"DE"),
	})
}

pub fn is_authority(who: Sr25519Keyring) -> bool {
	pallet_credentials::Authorities::<Runtime>::contains_key(who.to_account_id())
}

fn set_item_deposit(item: u128) -> RuntimeCall {
	RuntimeCall::Parameters(parameter_store::Call::set_parameter {
		key_value: RuntimeParameters::Economy(economy::Parameters::StoragePrice(
			economy::StoragePrice,
			Some(Price { item, byte: BYTE_DEPOSIT }),
		)),
	})
}

#[test]
fn tracks_are_sound() {
	development(|| {
		assert_ok!(Tracks::check_integrity());
		assert_ok!(FellowshipTracks::check_integrity());
		for origin in [
			Origin::WhitelistedCaller,
			Origin::CredentialAdmin,
			Origin::EconomyAdmin,
			Origin::Treasurer,
			Origin::ReferendumCanceller,
			Origin::ReferendumKiller,
		] {
			let track = Tracks::track_for(&origin.into()).unwrap();
			assert!(Tracks::info(track).is_some());
		}
		assert!(Tracks::track_for(&Origin::Fellows.into()).is_err());
		assert!(Tracks::track_for(&RawOrigin::Signed(Alice.to_account_id()).into()).is_err());
	});
}

#[test]
fn periods_are_those_of_a_public_network_unless_genesis_says_otherwise() {
	let root = |ext: &mut sp_io::TestExternalities| {
		ext.execute_with(|| Tracks::info(0).unwrap().into_owned().decision_period)
	};
	assert_eq!(root(&mut sp_io::TestExternalities::default()), blocks_in(14 * DAYS));
	let development = root(&mut preset(sp_genesis_builder::DEV_RUNTIME_PRESET));
	assert_eq!(development, blocks_in(14 * DAYS) / 600);
}

#[test]
fn the_root_track_passes_and_fails() {
	development(|| {
		assert!(!decide(RawOrigin::Root, set_storage(), false));
		assert!(!storage_is_set());
		assert!(decide(RawOrigin::Root, set_storage(), true));
		assert!(storage_is_set());
	});
}

#[test]
fn the_whitelisted_track_passes_and_fails() {
	development(|| {
		let call = RuntimeCall::Whitelist(
			pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
				call: Box::new(set_storage()),
			},
		);
		assert!(decide(Origin::WhitelistedCaller, call.clone(), true));
		assert!(!storage_is_set(), "the fellowship did not find it urgent");

		let call_hash = sp_core::H256(sp_io::hashing::blake2_256(&set_storage().encode()));
		assert_ok!(Whitelist::whitelist_call(Origin::Fellows.into(), call_hash));
		assert!(!decide(Origin::WhitelistedCaller, call.clone(), false));
		assert!(!storage_is_set());
		assert!(decide(Origin::WhitelistedCaller, call, true));
		assert!(storage_is_set());
	});
}

#[test]
fn an_authority_is_registered_by_referendum_or_not() {
	development(|| {
		assert!(!decide(Origin::CredentialAdmin, register(Ferdie), false));
		assert!(!is_authority(Ferdie));
		assert!(decide(Origin::CredentialAdmin, register(Ferdie), true));
		assert!(is_authority(Ferdie));
	});
}

#[test]
fn the_economy_track_sets_prices_or_does_not() {
	development(|| {
		assert!(!decide(Origin::EconomyAdmin, set_item_deposit(MED), false));
		assert_eq!(deposit(1, 0), ITEM_DEPOSIT);
		assert!(decide(Origin::EconomyAdmin, set_item_deposit(MED), true));
		assert_eq!(deposit(1, 0), MED);
	});
}

#[test]
fn the_treasurer_track_spends_or_does_not() {
	development(|| {
		let spend = || {
			RuntimeCall::Treasury(pallet_treasury::Call::spend {
				asset_kind: Box::new(()),
				amount: 7 * MED,
				beneficiary: Box::new(Eve.to_account_id()),
				valid_from: None,
			})
		};
		Balances::make_free_balance_be(&Treasury::account_id(), 100 * MED);
		assert!(!decide(Origin::Treasurer, spend(), false));
		assert_noop!(
			Treasury::payout(signed(Bob), 0),
			pallet_treasury::Error::<Runtime>::InvalidIndex
		);
		let before = Balances::free_balance(Eve.to_account_id());
		assert!(decide(Origin::Treasurer, spend(), true));
		assert_ok!(Treasury::payout(signed(Bob), 0));
		assert_eq!(Balances::free_balance(Eve.to_account_id()), before + 7 * MED);
	});
}

#[test]
fn referenda_are_called_off_by_referendum() {
	development(|| {
		let info = |index| pallet_referenda::ReferendumInfoFor::<Runtime>::get(index).unwrap();
		for (origin, call) in [
			(
				Origin::ReferendumCanceller,
				(|index| pallet_referenda::Call::cancel { index }) as fn(u32) -> _,
			),
			(Origin::ReferendumKiller, |index| pallet_referenda::Call::kill { index }),
		] {
			for aye in [false, true] {
				let target = ask(Origin::EconomyAdmin, set_item_deposit(MED));
				let call = RuntimeCall::Referenda(call(target));
				// Decided before the one that it calls off ends.
				let index = ask(origin, call);
				vote(index, aye);
				run_to(System::block_number() + blocks_in(2 * DAYS) / 600);
				let is_off = matches!(
					info(target),
					ReferendumInfo::Cancelled(..) | ReferendumInfo::Killed(..)
				);
				assert_eq!(is_off, aye);
			}
		}
	});
}

#[test]
fn a_track_gives_no_power_beyond_its_own() {
	development(|| {
		assert!(decide(Origin::EconomyAdmin, register(Ferdie), true));
		assert!(decide(Origin::CredentialAdmin, set_item_deposit(MED), true));
		assert!(decide(Origin::Treasurer, set_storage(), true));
		assert!(!is_authority(Ferdie));
		assert_eq!(deposit(1, 0), ITEM_DEPOSIT);
		assert!(!storage_is_set());
		assert_eq!(events_of_failure(), vec![DispatchError::BadOrigin; 3]);
	});
}

#[test]
fn the_fellowship_finds_a_call_urgent_or_not() {
	development(|| {
		for who in [Alice, Bob, Charlie] {
			let account: AccountId = who.to_account_id();
			assert_ok!(FellowshipCollective::add_member(
				RuntimeOrigin::root(),
				account.clone().into()
			));
			for _ in 0..FELLOW {
				let root = RuntimeOrigin::root();
				assert_ok!(FellowshipCollective::promote_member(root, account.clone().into()));
			}
		}
		let call_hash = sp_core::H256(sp_io::hashing::blake2_256(&set_storage().encode()));
		let call = RuntimeCall::Whitelist(pallet_whitelist::Call::whitelist_call { call_hash });
		let proposal = Preimage::bound(call).unwrap();
		let origin: Box<OriginCaller> = Box::new(Origin::Fellows.into());
		let after = DispatchTime::After(0);
		assert_noop!(
			FellowshipReferenda::submit(signed(Eve), origin.clone(), proposal.clone(), after),
			DispatchError::BadOrigin
		);
		for aye in [false, true] {
			let index = pallet_referenda::ReferendumCount::<Runtime, Instance1>::get();
			let (origin, proposal) = (origin.clone(), proposal.clone());
			assert_ok!(FellowshipReferenda::submit(signed(Alice), origin, proposal, after));
			assert_ok!(FellowshipReferenda::place_decision_deposit(signed(Alice), index));
			for who in [Alice, Bob, Charlie] {
				assert_ok!(FellowshipCollective::vote(signed(who), index, aye));
			}
			run_to(System::block_number() + 100);
			let urgent = pallet_whitelist::WhitelistedCall::<Runtime>::contains_key(call_hash);
			assert_eq!(urgent, aye);
		}
	});
}

/// A pallet that the emergency rules do not name, and a call of ours that its pallet does not name, do
/// not compile. Here the names are held against the metadata, by which calls are paused.
#[test]
fn the_emergency_rules_name_every_pallet_and_every_call_of_ours() {
	let named: BTreeSet<_> = PALLETS.iter().map(|(pallet, _)| *pallet).collect();
	assert_eq!(named.len(), PALLETS.len(), "a pallet is named twice");
	assert_eq!(named, RuntimeCall::get_module_names().iter().copied().collect());
	for (pallet, vital) in PALLETS {
		let Vital::Calls { open, closed } = vital else { continue };
		let mut named: Vec<_> = open.iter().chain(*closed).copied().collect();
		named.sort();
		let mut known = RuntimeCall::get_call_names(pallet).to_vec();
		known.sort();
		assert_eq!(named, known, "{pallet}");
	}
}

/// By value and by name: what safe mode leaves open is what cannot be paused.
#[test]
fn safe_mode_and_pauses_agree() {
	use crate::configs::governance::emergency::{OpenInSafeMode, Unpausable};
	let calls: [RuntimeCall; 6] = [
		pallet_consent::Call::decline { requester: Bob.to_account_id() }.into(),
		pallet_consent::Call::accept { requester: Bob.to_account_id(), terms: Default::default() }
			.into(),
		pallet_encryption_keys::Call::withdraw {}.into(),
		pallet_encryption_keys::Call::publish { key: [9; 32], epoch: 0, signature: None }.into(),
		frame_system::Call::remark { remark: vec![] }.into(),
		pallet_balances::Call::burn { value: 1, keep_alive: true }.into(),
	];
	for call in calls {
		let metadata = call.get_call_metadata();
		let name = [metadata.pallet_name, metadata.function_name]
			.map(|name| name.as_bytes().to_vec().try_into().unwrap());
		let [pallet, function] = name;
		let is_unpausable = Unpausable::contains(&(pallet, function));
		assert_eq!(OpenInSafeMode::contains(&call), is_unpausable, "{metadata:?}");
	}
}

#[test]
fn safe_mode_stops_all_but_what_is_vital() {
	development(|| {
		let transfer = || {
			RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
				dest: Bob.to_account_id().into(),
				value: MED,
			})
		};
		let revoke = || {
			RuntimeCall::Consent(pallet_consent::Call::revoke_all_for {
				grantee: medibloc_primitives::consent::Grantee::Account(Bob.to_account_id()),
			})
		};
		let filtered = || DispatchError::from(frame_system::Error::<Runtime>::CallFiltered);
		assert_noop!(SafeMode::force_enter(signed(Alice)), DispatchError::BadOrigin);
		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		assert_noop!(transfer().dispatch(signed(Eve)), filtered());
		let batch = pallet_utility::Call::batch_all { calls: vec![transfer()] };
		let carried = RuntimeCall::Utility(batch).dispatch(signed(Eve));
		assert_eq!(carried.unwrap_err().error, filtered());
		// Open: it fails for a reason of its own.
		assert_noop!(
			revoke().dispatch(signed(Eve)),
			pallet_consent::Error::<Runtime>::NothingToRevoke
		);
		let key = [9; 32];
		let publish = pallet_encryption_keys::Call::publish { key, epoch: 0, signature: None };
		assert_noop!(RuntimeCall::from(publish).dispatch(signed(Eve)), filtered());
		assert_noop!(
			RuntimeCall::from(pallet_encryption_keys::Call::withdraw {}).dispatch(signed(Eve)),
			pallet_encryption_keys::Error::<Runtime>::NotFound
		);
		assert_ok!(SafeMode::force_exit(Origin::Fellows.into()));
		assert_ok!(transfer().dispatch(signed(Eve)));
	});
}

#[test]
fn a_call_is_paused_unless_it_is_vital() {
	development(|| {
		let name = |pallet: &str, call: &str| {
			(
				pallet.as_bytes().to_vec().try_into().unwrap(),
				call.as_bytes().to_vec().try_into().unwrap(),
			)
		};
		let fellows = || RuntimeOrigin::from(Origin::Fellows);
		for (pallet, call) in [
			("Consent", "revoke"),
			("Consent", "revoke_all_for"),
			("Consent", "renounce"),
			("Consent", "narrow"),
			("Credentials", "revoke"),
			("Credentials", "suspend"),
			("EncryptionKeys", "withdraw"),
			("Multisig", "as_multi"),
			("Proxy", "proxy"),
			("Timestamp", "set"),
			("Referenda", "submit"),
		] {
			assert_noop!(
				TxPause::pause(fellows(), name(pallet, call)),
				pallet_tx_pause::Error::<Runtime>::Unpausable
			);
		}
		assert_noop!(
			TxPause::pause(signed(Alice), name("Consent", "grant")),
			DispatchError::BadOrigin
		);
		assert_ok!(TxPause::pause(fellows(), name("EncryptionKeys", "publish")));
		assert_ok!(TxPause::pause(fellows(), name("Balances", "transfer_keep_alive")));
		let transfer = RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
			dest: Bob.to_account_id().into(),
			value: MED,
		});
		assert_noop!(transfer.dispatch(signed(Eve)), frame_system::Error::<Runtime>::CallFiltered);
	});
}
