// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Elections seat the authors that token holders back.

use super::authoring::*;
use crate::{constants::staking::*, *};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{credential::Role, CredentialInspect};
use pallet_seats::Event as SeatsEvent;
use pallet_staking::Event as StakingEvent;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, EveStash, FerdieStash};

fn aura_keys() -> Vec<AuraId> {
	let mut keys = pallet_aura::Authorities::<Runtime>::get().into_inner();
	keys.sort();
	keys
}

fn set_seats(seats: u32) {
	assert_ok!(Staking::set_validator_count(RuntimeOrigin::root(), seats));
}

fn set_minimum(seats: u32) {
	pallet_staking::MinimumValidatorCount::<Runtime>::put(seats);
}

#[test]
fn the_nominators_of_the_genesis_decide_who_authors() {
	on("local_testnet", |chain| {
		assert_eq!(authors(), sorted(&[Alice, Bob]));
		chain.eras(3);
		assert_eq!(authors(), sorted(&[Alice, Bob]));
	});
}

#[test]
fn an_era_of_the_local_testnet_takes_a_minute() {
	on("local_testnet", |chain| {
		chain.eras(2);
		let start = Staking::active_era().unwrap().start;
		chain.eras(1);
		let next = Staking::active_era().unwrap().start;
		assert_eq!(next.unwrap() - start.unwrap(), constants::time::MINUTES);
	});
}

#[test]
fn an_era_is_a_day_unless_the_genesis_says_otherwise() {
	on("development", |_| {
		assert_eq!(configs::staking::nominal_era_duration(), constants::time::DAYS);
	});
}

#[test]
fn an_election_changes_who_authors() {
	on("local_testnet", |chain| {
		for nominator in [EveStash, FerdieStash] {
			nominate(&account(nominator), &[account(Charlie), account(Dave)]);
		}
		chain.eras(2);
		assert_eq!(authors(), sorted(&[Charlie, Dave]));
		let mut keys = vec![Charlie.public().into(), Dave.public().into()];
		keys.sort();
		assert_eq!(aura_keys(), keys);

		chain.eras(1);
		let points = pallet_staking::ErasRewardPoints::<Runtime>::get(era() - 1).individual;
		let earned: Vec<_> = points.into_keys().collect();
		assert_eq!(earned, sorted(&[Charlie, Dave]));
	});
}

#[test]
fn a_better_backed_newcomer_displaces_the_weakest() {
	on("local_testnet", |chain| {
		assert_ok!(Staking::bond_extra(signed(&account(Alice)), 50_000 * constants::currency::MED));
		let newcomer = newcomer(0);
		let keys = stand(&newcomer, 5 * MIN_VALIDATOR_BOND);
		chain.eras(2);
		assert!(authors().contains(&newcomer));
		assert!(authors().contains(&account(Alice)));
		assert!(!authors().contains(&account(Bob)));
		assert!(aura_keys().contains(&keys.aura));
	});
}

#[test]
fn a_weaker_newcomer_waits() {
	on("local_testnet", |chain| {
		let newcomer = newcomer(0);
		stand(&newcomer, MIN_VALIDATOR_BOND);
		chain.eras(3);
		assert_eq!(authors(), sorted(&[Alice, Bob]));
	});
}

#[test]
fn equal_stakes_fill_the_seats_and_change_nothing_from_era_to_era() {
	on("local_testnet", |chain| {
		for nominator in [EveStash, FerdieStash] {
			assert_ok!(Staking::chill(signed(&account(nominator))));
		}
		chain.eras(2);
		let first = authors();
		assert_eq!(first.len(), 2);
		chain.eras(3);
		assert_eq!(authors(), first);
	});
}

#[test]
fn an_elected_stash_without_keys_is_reported_and_the_others_author() {
	on("local_testnet", |chain| {
		let newcomer = newcomer(0);
		bond(&newcomer, 5 * MIN_VALIDATOR_BOND);
		validate(&newcomer);
		chain.eras(2);
		let missing = SeatsEvent::KeysMissing { stash: newcomer.clone() };
		assert!(chain.told().contains(&missing));
		assert_eq!(authors().len(), 1);
		assert_eq!(aura_keys().len(), 1);

		// With keys it authors from the next era that is planned.
		set_keys(&newcomer);
		chain.eras(2);
		assert!(authors().contains(&newcomer));
		assert_eq!(authors().len(), 2);
	});
}

#[test]
fn the_authors_stay_if_too_few_of_the_elected_have_keys() {
	on("local_testnet", |chain| {
		set_minimum(2);
		let newcomer = newcomer(0);
		bond(&newcomer, 5 * MIN_VALIDATOR_BOND);
		validate(&newcomer);
		chain.eras(2);
		assert!(chain.told().contains(&SeatsEvent::AuthorsKept { elected: 2, ready: 1 }));
		assert_eq!(authors(), sorted(&[Alice, Bob]));
	});
}

#[test]
fn all_but_one_may_chill() {
	on("local_testnet", |chain| {
		for candidate in [Alice, Bob, Charlie] {
			assert_ok!(Staking::chill(signed(&account(candidate))));
		}
		chain.eras(2);
		assert_eq!(authors(), [account(Dave)]);
		chain.eras(2);
		assert_eq!(authors(), [account(Dave)]);
	});
}

#[test]
fn the_authors_stay_if_fewer_stand_than_the_minimum() {
	on("local_testnet", |chain| {
		set_minimum(2);
		for candidate in [Alice, Bob, Charlie] {
			assert_ok!(Staking::chill(signed(&account(candidate))));
		}
		let era_before = era();
		for _ in 0..100 {
			chain.slot();
		}
		assert!(chain.told().contains(&StakingEvent::<Runtime>::StakingElectionFailed));
		assert_eq!(authors(), sorted(&[Alice, Bob]));
		assert_eq!(era(), era_before);

		// One more is enough.
		let newcomer = newcomer(0);
		stand(&newcomer, MIN_VALIDATOR_BOND);
		chain.eras(1);
		assert_eq!(authors().len(), 2);
		assert!(authors().contains(&newcomer));
	});
}

#[test]
fn the_chain_goes_on_if_nobody_stands_or_has_keys() {
	on("local_testnet", |chain| {
		for candidate in [Alice, Bob, Charlie, Dave] {
			assert_ok!(Session::purge_keys(signed(&account(candidate))));
		}
		let before = aura_keys();
		for _ in 0..50 {
			chain.slot();
		}
		assert_eq!(aura_keys(), before);
		assert!(chain.told().contains(&SeatsEvent::KeysMissing { stash: account(Alice) }));

		let newcomer = newcomer(0);
		let keys = stand(&newcomer, 5 * MIN_VALIDATOR_BOND);
		chain.eras(2);
		assert_eq!(aura_keys(), [keys.aura]);
	});
}

#[test]
#[should_panic(expected = "must have session keys")]
fn no_genesis_elects_a_stash_without_keys() {
	super::preset_with("local_testnet", |config| {
		config.session.keys.retain(|(stash, ..)| *stash != account(Bob));
	});
}

#[test]
fn every_preset_bounds_who_stands_and_who_nominates() {
	for name in ["development", "local_testnet"] {
		on(name, |_| {
			let most = pallet_staking::MaxValidatorsCount::<Runtime>::get();
			assert_eq!(most, Some(MAX_CANDIDATES));
			let most = pallet_staking::MaxNominatorsCount::<Runtime>::get();
			assert_eq!(most, Some(MAX_NOMINATORS));
			let threshold = pallet_staking::ChillThreshold::<Runtime>::get();
			assert_eq!(threshold, Some(CHILL_THRESHOLD));
			// Nothing goes through all pools or their members, and a limit could be bought up.
			assert_eq!(pallet_nomination_pools::MaxPools::<Runtime>::get(), None);
			assert_eq!(pallet_nomination_pools::MaxPoolMembers::<Runtime>::get(), None);
			assert_eq!(pallet_nomination_pools::MaxPoolMembersPerPool::<Runtime>::get(), None);
			assert!(pallet_staking::MinimumValidatorCount::<Runtime>::get() > 0);
			assert!(!Staking::invulnerables().is_empty());
		});
	}
}

#[test]
fn no_more_can_stand_than_an_election_looks_at() {
	on("local_testnet", |chain| {
		for index in 4..MAX_CANDIDATES {
			let newcomer = newcomer(index);
			bond(&newcomer, MIN_VALIDATOR_BOND);
			validate(&newcomer);
		}
		let newcomer = newcomer(MAX_CANDIDATES);
		bond(&newcomer, MIN_VALIDATOR_BOND);
		assert_noop!(
			Staking::validate(signed(&newcomer), Default::default()),
			pallet_staking::Error::<Runtime>::CommissionTooLow
		);
		let prefs = pallet_staking::ValidatorPrefs { commission: MIN_COMMISSION, blocked: false };
		assert_noop!(
			Staking::validate(signed(&newcomer), prefs),
			pallet_staking::Error::<Runtime>::TooManyValidators
		);
		chain.eras(2);
		assert_eq!(authors(), sorted(&[Alice, Bob]));
	});
}

/// Ten seats and candidates, and so many hospitals with less stake, of which each has a live
/// credential.
fn ten_seats_and_hospitals(hospitals: u32) -> Vec<AccountId> {
	set_seats(10);
	for index in 0..10 {
		stand(&newcomer(index), 5 * MIN_VALIDATOR_BOND);
	}
	(0..hospitals)
		.map(|index| {
			let hospital = newcomer(100 + index);
			stand(&hospital, MIN_VALIDATOR_BOND + Balance::from(index));
			let (role, evidence) = (Role::Institution, sp_core::H256::zero());
			let (authority, until) = (account(Alice), Timestamp::get() + constants::time::YEARS);
			let applicant = signed(&hospital);
			assert_ok!(Credentials::apply(applicant, role, authority.clone(), evidence));
			let issuer = signed(&authority);
			assert_ok!(Credentials::issue(issuer, hospital.clone(), role, evidence, until));
			hospital
		})
		.collect()
}

fn live_institutions() -> usize {
	authors()
		.iter()
		.filter(|stash| Credentials::is_active(stash, Role::Institution, Timestamp::get()))
		.count()
}

#[test]
fn institutions_have_their_share_of_the_seats() {
	on("local_testnet", |chain| {
		let hospitals = ten_seats_and_hospitals(3);
		chain.eras(2);
		assert_eq!(authors().len(), 10);
		assert_eq!(live_institutions(), 2);
		// Those with the most stake, and no more than the share.
		assert!(!authors().contains(&hospitals[0]));
		assert!(authors().contains(&hospitals[1]));
		assert!(authors().contains(&hospitals[2]));
	});
}

#[test]
fn a_revoked_institution_has_no_share() {
	on("local_testnet", |chain| {
		let hospitals = ten_seats_and_hospitals(2);
		for hospital in &hospitals {
			assert_ok!(Credentials::revoke(
				signed(&account(Alice)),
				hospital.clone(),
				Role::Institution,
			));
		}
		chain.eras(2);
		assert_eq!(authors().len(), 10);
		assert!(hospitals.iter().all(|hospital| !authors().contains(hospital)));
	});
}

#[test]
fn the_stake_of_a_seat_that_institutions_take_backs_the_others() {
	on("local_testnet", |chain| {
		ten_seats_and_hospitals(2);
		chain.eras(2);
		let total: Balance =
			authors().iter().map(|stash| Staking::eras_stakers(era(), stash).total).sum();
		assert_eq!(total, pallet_staking::ErasTotalStake::<Runtime>::get(era()));
		for stash in authors() {
			assert!(Staking::eras_stakers(era(), &stash).total >= MIN_VALIDATOR_BOND);
		}
	});
}

#[test]
fn a_pool_of_small_stakes_elects() {
	on("local_testnet", |chain| {
		let founder = newcomer(0);
		let founded = NominationPools::create(
			signed(&founder),
			MIN_POOL_BOND,
			founder.clone().into(),
			founder.clone().into(),
			founder.clone().into(),
		);
		assert_ok!(founded);
		for index in 1..=30 {
			let member = newcomer(index);
			assert_ok!(NominationPools::join(signed(&member), MIN_VALIDATOR_BOND / 10, 1));
		}
		let backed = vec![account(Charlie)];
		assert_ok!(NominationPools::nominate(signed(&founder), 1, backed));
		chain.eras(2);
		assert!(authors().contains(&account(Charlie)));

		// The pool earns what its members share.
		chain.eras(1);
		assert_ok!(Staking::payout_stakers(signed(&founder), account(Charlie), era() - 1));
		assert!(NominationPools::api_pending_rewards(newcomer(1)).unwrap() > 0);
	});
}
