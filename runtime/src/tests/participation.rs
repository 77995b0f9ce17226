// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Taking part from end to end: bounties, delegated votes and their locks, terms of certification, and
//! accounts that act for another or together.

use super::{governance::*, NOW};
use crate::{
	configs::{
		governance::{
			origins::Origin,
			parameter_store,
			parameters::{dynamic::certification, RuntimeParameters},
		},
		system::ProxyType,
	},
	constants::{
		currency::{Balance, MED},
		time::{blocks_in, DAYS},
	},
	AccountId, Balances, Bounties, ConvictionVoting, CredentialCommittee, Credentials, Moment,
	Multisig, Proxy, Referenda, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
	Treasury,
};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::Inspect,
		tokens::{Fortitude, Preservation},
		Currency, OnInitialize, Polling,
	},
	weights::Weight,
};
use medibloc_primitives::{
	consent::{Action, Effect, Grantee, NamedScope, NamedTerms, Obligations, Purpose},
	credential::Role,
};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::DispatchError;
use std::collections::BTreeSet;

fn id(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

/// What the account could send away.
fn spendable(who: Sr25519Keyring) -> Balance {
	Balances::reducible_balance(&id(who), Preservation::Expendable, Fortitude::Polite)
}

fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

#[test]
fn a_bounty_is_proposed_funded_awarded_and_claimed() {
	development(|| {
		Balances::make_free_balance_be(&Treasury::account_id(), 10_000 * MED);
		let (proposer, curator, worker) = (Eve, Bob, Ferdie);
		let treasurer = || RuntimeOrigin::from(Origin::Treasurer);
		// From here on it counts its periods.
		Treasury::on_initialize(System::block_number());
		let description = b"A client for a hospital's system".to_vec();
		assert_ok!(Bounties::propose_bounty(signed(proposer), 1_000 * MED, description));
		assert!(Balances::reserved_balance(id(proposer)) > 0);

		assert_noop!(Bounties::approve_bounty(signed(Alice), 0), DispatchError::BadOrigin);
		assert_noop!(
			Bounties::approve_bounty(Origin::EconomyAdmin.into(), 0),
			DispatchError::BadOrigin
		);
		assert_ok!(Bounties::approve_bounty(treasurer(), 0));
		// The treasury pays into it once a period.
		System::set_block_number(System::block_number() + blocks_in(6 * DAYS));
		Treasury::on_initialize(System::block_number());
		assert_eq!(Balances::free_balance(Bounties::bounty_account_id(0)), 1_000 * MED);
		assert_eq!(Balances::reserved_balance(id(proposer)), 0);

		let propose = |origin| Bounties::propose_curator(origin, 0, id(curator).into(), 100 * MED);
		assert_eq!(propose(signed(Alice)), Err(DispatchError::BadOrigin));
		assert_ok!(propose(treasurer()));
		assert_ok!(Bounties::accept_curator(signed(curator), 0));
		assert!(Balances::reserved_balance(id(curator)) >= 10 * MED);

		assert_noop!(
			Bounties::award_bounty(signed(proposer), 0, id(proposer).into()),
			pallet_bounties::Error::<Runtime>::RequireCurator
		);
		assert_ok!(Bounties::award_bounty(signed(curator), 0, id(worker).into()));
		assert_noop!(
			Bounties::claim_bounty(signed(worker), 0),
			pallet_bounties::Error::<Runtime>::Premature
		);
		System::set_block_number(System::block_number() + blocks_in(4 * DAYS));
		let before = [worker, curator].map(|who| Balances::free_balance(id(who)));
		let deposit = Balances::reserved_balance(id(curator));
		assert_ok!(Bounties::claim_bounty(signed(Alice), 0));
		let after = [worker, curator].map(|who| Balances::free_balance(id(who)));
		assert_eq!(after[0], before[0] + 900 * MED);
		assert_eq!(after[1], before[1] + deposit + 100 * MED);
		assert_eq!(Balances::free_balance(Bounties::bounty_account_id(0)), 0);
	});
}

/// The track of the economy admin.
const TRACK: u16 = 11;

fn cast(who: Sr25519Keyring, index: u32, aye: bool, balance: Balance) {
	let vote = Vote { aye, conviction: Conviction::Locked1x };
	let ballot = AccountVote::Standard { vote, balance };
	assert_ok!(ConvictionVoting::vote(signed(who), index, ballot));
}

fn ayes(index: u32) -> (Balance, Balance) {
	let (tally, _) = Referenda::as_ongoing(index).unwrap();
	(tally.ayes, tally.support)
}

#[test]
fn a_delegated_vote_counts_as_the_delegate_votes_until_it_is_taken_back() {
	development(|| {
		let index = ask(Origin::EconomyAdmin, set_storage());
		let other = ask(Origin::CredentialAdmin, set_storage());
		let delegated = 500_000 * MED;
		let delegate = |conviction| {
			ConvictionVoting::delegate(signed(Eve), TRACK, id(Ferdie).into(), conviction, delegated)
		};
		assert_ok!(delegate(Conviction::Locked2x));
		assert_eq!(ayes(index), (0, 0));
		cast(Ferdie, index, true, 100_000 * MED);
		// Twice by conviction, once by support.
		assert_eq!(ayes(index), (1_100_000 * MED, 600_000 * MED));
		// On its own track only.
		cast(Ferdie, other, true, 100_000 * MED);
		assert_eq!(ayes(other), (100_000 * MED, 100_000 * MED));
		let nobody_votes_twice = AccountVote::Standard {
			vote: Vote { aye: false, conviction: Conviction::None },
			balance: MED,
		};
		assert_noop!(
			ConvictionVoting::vote(signed(Eve), index, nobody_votes_twice),
			pallet_conviction_voting::Error::<Runtime>::AlreadyDelegating
		);

		assert_ok!(ConvictionVoting::undelegate(signed(Eve), TRACK));
		assert_eq!(ayes(index), (100_000 * MED, 100_000 * MED));

		// The lock goes on: twice seven days for this conviction.
		let unlock = || ConvictionVoting::unlock(signed(Bob), TRACK, id(Eve).into());
		let free = Balances::free_balance(id(Eve));
		System::set_block_number(System::block_number() + blocks_in(14 * DAYS) - 1);
		assert_ok!(unlock());
		assert_eq!(spendable(Eve), free - delegated);
		System::set_block_number(System::block_number() + 1);
		assert_ok!(unlock());
		assert_eq!(spendable(Eve), free);
	});
}

#[test]
fn a_vote_of_the_winners_stays_locked_and_one_of_the_losers_does_not() {
	development(|| {
		let index = ask(Origin::EconomyAdmin, set_storage());
		vote(index, true);
		let lost = 1_000 * MED;
		cast(Bob, index, false, lost);
		let won = 900_000 * MED;
		cast(Eve, index, true, won);
		let free = [Eve, Bob].map(|who| Balances::free_balance(id(who)));
		run_to(System::block_number() + blocks_in(18 * DAYS) / 600);
		assert!(is_approved(index));

		let release = |who: Sr25519Keyring| {
			assert_ok!(ConvictionVoting::unlock(signed(Charlie), TRACK, id(who).into()));
			spendable(who)
		};
		for who in [Eve, Bob] {
			assert_ok!(ConvictionVoting::remove_vote(signed(who), Some(TRACK), index));
		}
		assert_eq!(release(Bob), free[1]);
		assert_eq!(release(Eve), free[0] - won);
		// Counted from the end of the referendum, and not divided on a development chain.
		System::set_block_number(System::block_number() + blocks_in(7 * DAYS));
		assert_eq!(release(Eve), free[0]);
	});
}

fn set(parameter: RuntimeParameters) -> RuntimeCall {
	parameter_store::Call::set_parameter { key_value: parameter }.into()
}

fn lifetime(period: Moment) -> RuntimeCall {
	let parameter = (certification::ApplicationLifetime, period).into();
	set(RuntimeParameters::Certification(parameter))
}

fn validity(period: Moment) -> RuntimeCall {
	set(RuntimeParameters::Certification((certification::MaxValidity, period).into()))
}

fn expiry_of_an_application() -> Moment {
	let (role, authority) = (Role::Practitioner, id(Alice));
	assert_ok!(Credentials::apply(signed(Eve), role, authority, Default::default()));
	let expiry = System::events().into_iter().rev().find_map(|record| match record.event {
		RuntimeEvent::Credentials(pallet_credentials::Event::Applied { expires_at, .. }) => {
			Some(expires_at)
		},
		_ => None,
	});
	assert_ok!(Credentials::withdraw_application(signed(Eve), role));
	expiry.unwrap()
}

#[test]
fn terms_of_certification_are_set_by_referendum_and_by_the_committee() {
	development(|| {
		assert_eq!(expiry_of_an_application(), NOW + 30 * DAYS);
		assert!(!decide(Origin::CredentialAdmin, lifetime(10 * DAYS), false));
		assert_eq!(expiry_of_an_application(), NOW + 30 * DAYS);
		assert!(decide(Origin::CredentialAdmin, lifetime(10 * DAYS), true));
		assert_eq!(expiry_of_an_application(), NOW + 10 * DAYS);

		let propose = |who, call: RuntimeCall| {
			let length = call.encoded_size() as u32;
			CredentialCommittee::propose(signed(who), 1, Box::new(call), length)
		};
		assert!(propose(Eve, validity(60 * DAYS)).is_err());
		assert_ok!(propose(Alice, validity(60 * DAYS)));
		let longest: Moment = <Runtime as pallet_credentials::Config>::MaxValidity::get();
		assert_eq!(longest, 60 * DAYS);
		// A credential outlasts the application for it, whatever both are set to.
		assert_ok!(propose(Alice, lifetime(100 * DAYS)));
		assert_eq!(expiry_of_an_application(), NOW + 60 * DAYS);
	});
}

fn grant() -> RuntimeCall {
	pallet_consent::Call::grant {
		grantee: Grantee::Account(id(Bob)),
		terms: NamedTerms {
			effect: Effect::Permit,
			scope: NamedScope::All,
			actions: BTreeSet::from([Action::Access]),
			purposes: BTreeSet::from([Purpose::Treat]),
			from: NOW,
			until: NOW + DAYS,
			max_uses: None,
			obligations: Obligations::default(),
			text: None,
		},
	}
	.into()
}

fn transfer(to: Sr25519Keyring, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: id(to).into(), value }.into()
}

/// What came of the call that the last proxy made.
fn executed() -> Result<(), DispatchError> {
	let last = System::events().into_iter().rev().find_map(|record| match record.event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	});
	last.unwrap()
}

#[test]
fn a_consent_proxy_grants_for_the_patient_and_does_nothing_else() {
	development(|| {
		let act = |call: RuntimeCall| {
			let force = Some(ProxyType::Consent);
			assert_ok!(Proxy::proxy(signed(Ferdie), id(Eve).into(), force, Box::new(call)));
			executed()
		};
		assert_ok!(Proxy::add_proxy(signed(Eve), id(Ferdie).into(), ProxyType::Consent, 0));
		assert_ok!(act(grant()));
		let granted = System::events().into_iter().any(|record| {
			matches!(
				record.event,
				RuntimeEvent::Consent(pallet_consent::Event::Granted { patient, .. })
					if patient == id(Eve)
			)
		});
		assert!(granted);

		let prune = pallet_consent::Call::prune_log { patient: id(Eve), limit: 1 };
		let batch = pallet_utility::Call::batch { calls: vec![grant()] };
		let itself = pallet_proxy::Call::add_proxy {
			delegate: id(Dave).into(),
			proxy_type: ProxyType::Consent,
			delay: 0,
		};
		for call in [transfer(Ferdie, MED), prune.into(), batch.into(), itself.into()] {
			assert_eq!(act(call.clone()), Err(filtered()), "{call:?}");
		}

		assert_ok!(Proxy::remove_proxy(signed(Eve), id(Ferdie).into(), ProxyType::Consent, 0));
		assert_noop!(
			Proxy::proxy(signed(Ferdie), id(Eve).into(), None, Box::new(grant())),
			pallet_proxy::Error::<Runtime>::NotProxy
		);
	});
}

/// Its account is a signatory, and a proxy with every right of another: nothing of this is passed on.
#[test]
fn a_non_transfer_proxy_moves_no_money_through_others() {
	development(|| {
		let shared = Multisig::multi_account_id(&sorted([Eve, Charlie]), 1);
		Balances::make_free_balance_be(&shared, 100 * MED);
		assert_ok!(Proxy::add_proxy(signed(Charlie), id(Eve).into(), ProxyType::Any, 0));
		assert_ok!(Proxy::add_proxy(signed(Eve), id(Ferdie).into(), ProxyType::NonTransfer, 0));
		let before = Balances::free_balance(id(Ferdie));
		let as_multi = pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![id(Charlie)],
			call: Box::new(transfer(Ferdie, MED)),
		};
		let as_proxy = pallet_proxy::Call::proxy {
			real: id(Charlie).into(),
			force_proxy_type: None,
			call: Box::new(transfer(Ferdie, MED)),
		};
		for call in [as_multi.into(), as_proxy.into()] {
			let call: RuntimeCall = call;
			let batch = pallet_utility::Call::batch { calls: vec![call.clone()] };
			for call in [call, batch.into()] {
				assert_ok!(Proxy::proxy(signed(Ferdie), id(Eve).into(), None, Box::new(call)));
			}
		}
		assert_eq!(Balances::free_balance(id(Ferdie)), before);
		assert_eq!(Balances::free_balance(&shared), 100 * MED);
	});
}

fn sorted<const N: usize>(keys: [Sr25519Keyring; N]) -> Vec<AccountId> {
	let mut accounts: Vec<_> = keys.map(id).into();
	accounts.sort();
	accounts
}

#[test]
fn two_of_three_act_as_one_and_nobody_alone() {
	development(|| {
		let board = [Bob, Charlie, Dave];
		let account = Multisig::multi_account_id(&sorted(board), 2);
		Balances::make_free_balance_be(&account, 100 * MED);
		let others = |who: Sr25519Keyring| -> Vec<AccountId> {
			sorted(board).into_iter().filter(|other| *other != id(who)).collect()
		};
		let weight = Weight::from_parts(1_000_000_000, 100_000);
		let sign = |who, timepoint| {
			let call = Box::new(transfer(Eve, 5 * MED));
			Multisig::as_multi(signed(who), 2, others(who), timepoint, call, weight)
				.map(|_| ())
				.map_err(|error| error.error)
		};
		let before = Balances::free_balance(id(Eve));
		let free = Balances::free_balance(id(Bob));

		assert_ok!(sign(Bob, None));
		assert_eq!(Balances::free_balance(id(Eve)), before);
		assert!(Balances::free_balance(id(Bob)) < free);
		let timepoint = Some(Multisig::timepoint());
		assert_noop!(sign(Bob, timepoint), pallet_multisig::Error::<Runtime>::AlreadyApproved);
		assert_noop!(sign(Charlie, None), pallet_multisig::Error::<Runtime>::NoTimepoint);
		let wrong = pallet_multisig::Timepoint { height: 9, index: 9 };
		assert_noop!(sign(Charlie, Some(wrong)), pallet_multisig::Error::<Runtime>::WrongTimepoint);
		// A stranger makes another account of three, which has nothing.
		assert_ok!(Multisig::as_multi(
			signed(Ferdie),
			2,
			others(Dave),
			None,
			Box::new(transfer(Eve, 5 * MED)),
			weight,
		));
		assert_eq!(Balances::free_balance(id(Eve)), before);

		assert_ok!(sign(Charlie, timepoint));
		assert_eq!(Balances::free_balance(id(Eve)), before + 5 * MED);
		assert_eq!(Balances::free_balance(&account), 95 * MED);
		// The deposit is back.
		assert_eq!(Balances::free_balance(id(Bob)), free);
	});
}

/// A board appoints somebody for the daily work.
#[test]
fn a_multisig_has_a_consent_proxy() {
	development(|| {
		let account = Multisig::multi_account_id(&sorted([Bob, Dave]), 1);
		Balances::make_free_balance_be(&account, 100 * MED);
		let appoint = pallet_proxy::Call::add_proxy {
			delegate: id(Ferdie).into(),
			proxy_type: ProxyType::Consent,
			delay: 0,
		};
		assert_ok!(Multisig::as_multi_threshold_1(
			signed(Bob),
			vec![id(Dave)],
			Box::new(appoint.into()),
		));
		let grant = Box::new(grant());
		assert_ok!(Proxy::proxy(signed(Ferdie), account.into(), None, grant));
		assert_ok!(executed());
	});
}
