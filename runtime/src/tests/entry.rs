// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Entry to staking cannot be bought shut: a stake that is paid back fills the lists, and a larger one
//! gets in all the same.

use super::authoring::*;
use crate::{
	constants::{currency::MED, staking::*},
	*,
};
use frame_support::{assert_noop, assert_ok};
use pallet_seats::Error as SeatsError;
use pallet_staking::Error as StakingError;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, EveStash, FerdieStash};
use sp_runtime::traits::Dispatchable;

/// How many the buyer has to fill. The rules are the same with more, and the test is quicker.
const PLACES: u32 = 60;

/// The buyer takes every place that there is, with the least stake.
fn buy_nominators() -> Vec<AccountId> {
	pallet_staking::MaxNominatorsCount::<Runtime>::put(PLACES);
	let there = pallet_staking::Nominators::<Runtime>::count();
	let bought: Vec<_> = (there..PLACES).map(|index| newcomer(10_000 + index)).collect();
	for nominator in &bought {
		bond(nominator, MIN_NOMINATOR_BOND);
		nominate(nominator, &[account(Dave)]);
	}
	bought
}

fn buy_candidates(most: u32, stake: Balance) -> Vec<AccountId> {
	pallet_staking::MaxValidatorsCount::<Runtime>::put(most);
	let there = pallet_staking::Validators::<Runtime>::count();
	let bought: Vec<_> = (there..most).map(|index| newcomer(20_000 + index)).collect();
	for candidate in &bought {
		bond(candidate, stake);
		validate(candidate);
	}
	bought
}

fn displace(weakest: &AccountId, entrant: &AccountId) -> RuntimeCall {
	let (weakest, entrant) = (weakest.clone(), entrant.clone());
	pallet_seats::Call::displace { weakest, entrant }.into()
}

fn in_one(who: &AccountId, calls: Vec<RuntimeCall>) -> sp_runtime::DispatchResult {
	let batch = RuntimeCall::from(pallet_utility::Call::batch_all { calls });
	batch.dispatch(signed(who)).map(|_| ()).map_err(|error| error.error)
}

fn nominate_call(target: &AccountId) -> RuntimeCall {
	pallet_staking::Call::nominate { targets: vec![target.clone().into()] }.into()
}

fn validate_call() -> RuntimeCall {
	let prefs = pallet_staking::ValidatorPrefs { commission: MIN_COMMISSION, blocked: false };
	pallet_staking::Call::validate { prefs }.into()
}

fn nominates(who: &AccountId) -> bool {
	pallet_staking::Nominators::<Runtime>::contains_key(who)
}

fn stands(who: &AccountId) -> bool {
	pallet_staking::Validators::<Runtime>::contains_key(who)
}

#[test]
fn a_newcomer_with_a_larger_stake_nominates_though_a_buyer_filled_the_list() {
	on("local_testnet", |chain| {
		let bought = buy_nominators();
		let entrant = newcomer(0);
		bond(&entrant, 3 * MIN_VALIDATOR_BOND);
		assert_noop!(
			Staking::nominate(signed(&entrant), vec![account(Charlie).into()]),
			StakingError::<Runtime>::TooManyNominators
		);

		let target = account(Charlie);
		assert_ok!(in_one(&entrant, vec![displace(&bought[0], &entrant), nominate_call(&target)]));
		assert!(nominates(&entrant) && !nominates(&bought[0]));
		// What was displaced is still the buyer's, and the newcomer's vote counts.
		assert!(Staking::ledger(bought[0].clone().into()).unwrap().active >= MIN_NOMINATOR_BOND);
		chain.eras(2);
		assert!(authors().contains(&target));
	});
}

#[test]
fn the_buyer_cannot_take_the_place_back_but_with_more() {
	on("local_testnet", |_| {
		let bought = buy_nominators();
		let entrant = newcomer(0);
		bond(&entrant, 2 * MIN_NOMINATOR_BOND);
		let alice = account(Alice);
		assert_ok!(in_one(&entrant, vec![displace(&bought[0], &entrant), nominate_call(&alice)]));
		let seats = |weakest: &AccountId, entrant: &AccountId| {
			Seats::displace(signed(&bought[0]), weakest.clone(), entrant.clone())
		};
		assert_noop!(
			seats(&entrant, &bought[0]).map_err(|error| error.error),
			SeatsError::<Runtime>::StakeTooSmall
		);
		// Even with more, the weakest has to go, and that is the buyer's own.
		let extra = 10 * MIN_NOMINATOR_BOND;
		assert_ok!(Staking::bond_extra(signed(&bought[0]), extra));
		assert_noop!(
			seats(&entrant, &bought[0]).map_err(|error| error.error),
			SeatsError::<Runtime>::NotWeakest
		);
		assert_ok!(seats(&bought[1], &bought[0]));
	});
}

#[test]
fn nobody_is_displaced_while_there_is_room() {
	on("local_testnet", |_| {
		let entrant = newcomer(0);
		bond(&entrant, 5 * MIN_VALIDATOR_BOND);
		for there in [EveStash, FerdieStash, Charlie] {
			assert_noop!(
				Seats::displace(signed(&entrant), account(there), entrant.clone())
					.map_err(|error| error.error),
				SeatsError::<Runtime>::NotFull
			);
		}
	});
}

/// Candidates are in the list of voters too.
#[test]
fn nominators_with_more_than_every_candidate_are_displaced_as_well() {
	on("local_testnet", |_| {
		pallet_staking::MaxNominatorsCount::<Runtime>::put(2);
		let entrant = newcomer(0);
		bond(&entrant, 9 * MIN_VALIDATOR_BOND);
		for nominator in [EveStash, FerdieStash] {
			let extra = 2 * MIN_VALIDATOR_BOND;
			assert_ok!(Staking::bond_extra(signed(&account(nominator)), extra));
		}
		assert_ok!(Seats::displace(signed(&entrant), account(EveStash), entrant.clone()));
	});
}

#[test]
fn a_pool_enters_a_full_list() {
	on("local_testnet", |_| {
		let bought = buy_nominators();
		let founder = newcomer(0);
		assert_ok!(NominationPools::create(
			signed(&founder),
			5 * MIN_POOL_BOND,
			founder.clone().into(),
			founder.clone().into(),
			founder.clone().into(),
		));
		let nominate = || {
			let validators = vec![account(Charlie)];
			let call = pallet_nomination_pools::Call::nominate { pool_id: 1, validators };
			RuntimeCall::from(call)
		};
		assert_noop!(
			in_one(&founder, vec![nominate()]),
			StakingError::<Runtime>::TooManyNominators
		);
		let pool = NominationPools::api_pool_accounts(1).0;
		assert_ok!(in_one(&founder, vec![displace(&bought[0], &pool), nominate()]));
		assert!(nominates(&pool));
	});
}

#[test]
fn a_newcomer_with_a_larger_stake_stands_though_a_buyer_filled_the_list() {
	on("local_testnet", |chain| {
		let bought = buy_candidates(40, MIN_VALIDATOR_BOND);
		let entrant = newcomer(0);
		bond(&entrant, 5 * MIN_VALIDATOR_BOND);
		set_keys(&entrant);
		assert_noop!(
			in_one(&entrant, vec![validate_call()]),
			StakingError::<Runtime>::TooManyValidators
		);
		assert_ok!(in_one(&entrant, vec![displace(&bought[0], &entrant), validate_call()]));
		assert!(stands(&entrant) && !stands(&bought[0]));
		chain.eras(2);
		assert!(authors().contains(&entrant));
	});
}

#[test]
fn a_buyer_with_larger_stakes_displaces_nobody_who_was_elected() {
	on("local_testnet", |chain| {
		// Charlie and Dave stand with as little as the authors, and were not elected.
		let bought = buy_candidates(10, 2 * MIN_VALIDATOR_BOND);
		let buyer = newcomer(0);
		bond(&buyer, 9 * MIN_VALIDATOR_BOND);
		let attempt = |weakest| {
			Seats::displace(signed(&buyer), account(weakest), buyer.clone())
				.map_err(|error| error.error)
		};
		for author in [Alice, Bob] {
			assert_noop!(attempt(author), SeatsError::<Runtime>::Seated);
		}
		assert_ok!(attempt(Charlie));
		validate(&buyer);

		// Nor who was elected for the next era, before it begins.
		while pallet_staking::CurrentEra::<Runtime>::get() == Some(era()) {
			chain.slot();
		}
		let planned = era() + 1;
		let other = newcomer(1);
		bond(&other, 9 * MIN_VALIDATOR_BOND + MED);
		for elected in pallet_staking::ErasStakersOverview::<Runtime>::iter_key_prefix(planned) {
			assert_noop!(
				Seats::displace(signed(&other), elected.clone(), other.clone())
					.map_err(|error| error.error),
				SeatsError::<Runtime>::Seated
			);
		}
		assert!(bought.iter().all(stands));
	});
}

#[test]
fn the_weakest_candidate_goes_first() {
	on("local_testnet", |_| {
		let bought = buy_candidates(10, 2 * MIN_VALIDATOR_BOND);
		let entrant = newcomer(0);
		bond(&entrant, 9 * MIN_VALIDATOR_BOND);
		assert_noop!(
			Seats::displace(signed(&entrant), bought[0].clone(), entrant.clone())
				.map_err(|error| error.error),
			SeatsError::<Runtime>::NotWeakest
		);
		assert_ok!(Seats::displace(signed(&entrant), account(Dave), entrant.clone()));
	});
}

#[test]
fn a_raised_minimum_is_enforced_by_anybody_once_the_list_fills() {
	use pallet_staking::ConfigOp::{Noop, Set};
	on("local_testnet", |_| {
		let bought = buy_nominators();
		let anybody = newcomer(0);
		let chill = |stash: &AccountId| Staking::chill_other(signed(&anybody), stash.clone());
		assert_noop!(chill(&bought[0]), StakingError::<Runtime>::CannotChillOther);
		assert_ok!(Staking::set_staking_configs(
			RuntimeOrigin::root(),
			Set(2 * MIN_NOMINATOR_BOND),
			Noop,
			Noop,
			Noop,
			Noop,
			Noop,
			Noop,
		));
		let left = CHILL_THRESHOLD * PLACES;
		for (index, nominator) in bought.iter().enumerate() {
			if pallet_staking::Nominators::<Runtime>::count() > left {
				assert_ok!(chill(nominator));
			} else {
				assert!(index > 0);
				assert_noop!(chill(nominator), StakingError::<Runtime>::CannotChillOther);
			}
		}
	});
}

/// Governance may let more stand than an election can look at. It goes on with those that it can.
#[test]
fn an_election_goes_on_though_more_stand_than_it_looks_at() {
	on("local_testnet", |chain| {
		buy_candidates(MAX_CANDIDATES + 5, MIN_VALIDATOR_BOND);
		assert_eq!(pallet_staking::Validators::<Runtime>::count(), MAX_CANDIDATES + 5);
		let before = era();
		// An era has ten blocks.
		for _ in 0..30 {
			chain.slot();
		}
		assert!(era() >= before + 2);
		let failed = pallet_staking::Event::<Runtime>::StakingElectionFailed;
		assert!(!chain.told().contains(&failed));
	});
}
