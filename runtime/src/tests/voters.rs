// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The list of voters holds those who stand for election or nominate, and nobody lists anybody else.

use super::authoring::*;
use crate::{constants::staking::*, *};
use frame_election_provider_support::{SortedListProvider, VoteWeight};
use frame_support::{assert_noop, assert_ok, instances::Instance1};
use pallet_bags_list::{Error, ListError};
use sp_keyring::Sr25519Keyring::{Dave, Ferdie};

const STAKE: Balance = 3 * MIN_VALIDATOR_BOND;
const NOT_FOUND: Error<Runtime, Instance1> = Error::List(ListError::NodeNotFound);

fn rebag(who: &AccountId) -> sp_runtime::DispatchResult {
	VoterList::rebag(signed(&account(Ferdie)), who.clone().into())
}

fn voters() -> u32 {
	pallet_staking::Validators::<Runtime>::count() + pallet_staking::Nominators::<Runtime>::count()
}

#[test]
fn nobody_lists_a_stake_that_does_not_vote() {
	on("local_testnet", |chain| {
		let saver = newcomer(0);
		bond(&saver, STAKE);
		assert_noop!(rebag(&saver), NOT_FOUND);

		nominate(&saver, &[account(Dave)]);
		assert_ok!(rebag(&saver));
		assert_ok!(Staking::chill(signed(&saver)));
		assert_noop!(rebag(&saver), NOT_FOUND);
		validate(&saver);
		assert_ok!(rebag(&saver));
		assert_ok!(Staking::chill(signed(&saver)));
		assert_noop!(rebag(&saver), NOT_FOUND);

		assert!(!VoterList::contains(&saver));
		assert_eq!(VoterList::count(), voters());
		chain.eras(2);
		// Who was never listed can be.
		nominate(&saver, &[account(Dave)]);
		assert_eq!(VoterList::count(), voters());
	});
}

#[test]
fn anybody_takes_a_stake_that_does_not_vote_off_the_list() {
	on("local_testnet", |_| {
		let saver = newcomer(0);
		bond(&saver, STAKE);
		assert_ok!(VoterList::on_insert(saver.clone(), VoteWeight::MAX));
		assert_ok!(rebag(&saver));
		assert!(!VoterList::contains(&saver));
		assert_eq!(VoterList::count(), voters());
	});
}
