// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Authors that keep silent lose their reward, and then their seat.

use super::authoring::*;
use crate::*;
use pallet_seats::Event as SeatsEvent;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};

fn points(era: u32, who: &AccountId) -> u32 {
	pallet_staking::ErasRewardPoints::<Runtime>::get(era)
		.individual
		.get(who)
		.copied()
		.unwrap_or_default()
}

fn is_candidate(who: &AccountId) -> bool {
	pallet_staking::Validators::<Runtime>::contains_key(who)
}

#[test]
fn a_silent_author_loses_its_points_and_then_its_seat() {
	on("local_testnet", |chain| {
		let bob = account(Bob);
		chain.eras(1);
		// It has earned something before it falls silent.
		while points(era(), &bob) < 40 {
			chain.slot();
		}
		chain.silent = vec![bob.clone()];
		let first = era();
		chain.eras(1);
		assert!(matches!(
			chain.told::<SeatsEvent<Runtime>>()[..],
			[SeatsEvent::PointsForfeited { era, points: 40, .. }] if era == first
		));
		assert_eq!(points(first, &bob), 0);
		assert!(is_candidate(&bob));

		chain.eras(1);
		let unseated = SeatsEvent::Unseated { stash: bob.clone(), era: first + 1 };
		assert!(chain.told().contains(&unseated));
		assert!(!is_candidate(&bob));

		// The election for the next era had been held.
		chain.eras(2);
		assert!(!authors().contains(&bob));
		assert_eq!(authors().len(), 2);
	});
}

#[test]
fn a_silent_era_is_forgiven_by_one_that_is_not() {
	on("local_testnet", |chain| {
		let bob = account(Bob);
		chain.eras(1);
		for _ in 0..3 {
			chain.silent = vec![bob.clone()];
			chain.eras(1);
			chain.silent.clear();
			chain.eras(1);
		}
		assert_eq!(chain.told::<SeatsEvent<Runtime>>().len(), 3);
		assert!(is_candidate(&bob));
		assert!(authors().contains(&bob));
	});
}

#[test]
fn what_is_forfeited_is_paid_to_nobody() {
	on("local_testnet", |chain| {
		let (alice, bob) = (account(Alice), account(Bob));
		chain.eras(1);
		while points(era(), &bob) < 40 {
			chain.slot();
		}
		chain.silent = vec![bob.clone()];
		chain.eras(1);
		let ended = pallet_staking::ErasRewardPoints::<Runtime>::get(era() - 1);
		assert_eq!(ended.individual.len(), 1);
		assert_eq!(ended.total, ended.individual[&alice] + 40);
	});
}

#[test]
fn nobody_is_removed_if_too_few_would_stand() {
	on("local_testnet", |chain| {
		pallet_staking::MinimumValidatorCount::<Runtime>::put(4);
		// The election needs as many seats.
		frame_support::assert_ok!(Staking::set_validator_count(RuntimeOrigin::root(), 4));
		chain.eras(2);
		assert_eq!(authors(), sorted(&[Alice, Bob, Charlie, Dave]));
		let dave = account(Dave);
		chain.silent = vec![dave.clone()];
		let era_before = era();
		chain.eras(4);
		let spared = SeatsEvent::Spared { stash: dave.clone(), era: era_before + 1 };
		assert!(chain.told().contains(&spared));
		assert!(authors().contains(&dave));
	});
}

#[test]
fn an_invulnerable_author_loses_its_points_only() {
	on("local_testnet", |chain| {
		let alice = account(Alice);
		chain.eras(1);
		chain.silent = vec![alice.clone()];
		chain.eras(4);
		assert!(chain.told::<SeatsEvent<Runtime>>().iter().all(
			|event| matches!(event, SeatsEvent::PointsForfeited { stash, .. } if *stash == alice)
		));
		assert!(authors().contains(&alice));
	});
}

#[test]
fn a_stall_of_the_chain_makes_nobody_silent() {
	on("local_testnet", |chain| {
		chain.eras(1);
		for _ in 0..4 {
			chain.slot();
			chain.stall(constants::time::HOURS);
			chain.eras(1);
		}
		assert_eq!(chain.told::<SeatsEvent<Runtime>>(), []);
	});
}

#[test]
fn a_stash_that_never_sets_its_keys_loses_its_seat() {
	on("local_testnet", |chain| {
		let newcomer = newcomer(0);
		bond(&newcomer, 5 * constants::staking::MIN_VALIDATOR_BOND);
		validate(&newcomer);
		chain.eras(6);
		assert!(!is_candidate(&newcomer));
		assert_eq!(authors(), sorted(&[Alice, Bob]));
	});
}
