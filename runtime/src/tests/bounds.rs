// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! An election at its bounds fits a block.

use super::authoring::*;
use crate::{
	configs::{
		election::ElectionLimits,
		staking::{BagThresholds, BAG_THRESHOLDS},
		system::RuntimeBlockWeights,
	},
	constants::staking::*,
	*,
};
use codec::Encode;
use frame_election_provider_support::{ElectionDataProvider, SortedListProvider, VoteWeight};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{credential::Role, CredentialInspect};
use sp_keyring::Sr25519Keyring;
use sp_staking::currency_to_vote::CurrencyToVote;

#[test]
fn an_election_at_its_bounds_fits_a_block() {
	let mut ext = with_keystore(super::preset("local_testnet"));
	ext.execute_with(|| {
		let there = pallet_staking::Nominators::<Runtime>::count();
		let waiting = MAX_NOMINATORS - MAX_ELECTING_VOTERS - there;
		crowd(MAX_CANDIDATES, MAX_ELECTING_VOTERS, waiting);
		let one_more = newcomer(u32::MAX - 1);
		bond(&one_more, MIN_NOMINATOR_BOND);
		assert_noop!(
			Staking::nominate(signed(&one_more), vec![account(Sr25519Keyring::Alice).into()]),
			pallet_staking::Error::<Runtime>::TooManyNominators
		);
	});
	ext.commit_all().unwrap();

	let max = RuntimeBlockWeights::get().max_block;
	let (institutions, proof) = ext.execute_and_prove(|| {
		pallet_staking::ForceEra::<Runtime>::put(pallet_staking::Forcing::ForceNew);
		Session::rotate_session();
		let elected = pallet_session::QueuedKeys::<Runtime>::get();
		assert_eq!(elected.len(), MAX_SEATS as usize);
		elected
			.iter()
			.filter(|(stash, _)| Credentials::is_active(stash, Role::Institution, super::NOW))
			.count() as u32
	});
	// Stake alone seats fewer of them: the election was held a second time.
	assert_eq!(institutions, INSTITUTION_SHARE.mul_floor(MAX_SEATS));

	let proof_size = proof.encoded_size() as u64;
	println!(
		"{MAX_CANDIDATES} candidates, {MAX_ELECTING_VOTERS} voters of {MAX_NOMINATORS}, \
		 {MAX_NOMINATIONS} nominations, {MAX_SEATS} seats: a proof of {proof_size} bytes",
	);
	// What else is in the block, inherents and the judgement of authors, has the other half.
	assert!(proof_size * 2 < max.proof_size(), "{proof_size}");
}

/// They are bounds of the proof, and storage of the staking pallet that the runtime does not read by itself.
#[test]
fn nobody_but_root_sets_how_many_stand_and_nominate() {
	use crate::configs::governance::origins::Origin;
	use pallet_staking::ConfigOp::{Noop, Set};
	with_keystore(super::preset("local_testnet")).execute_with(|| {
		let raise = |origin: RuntimeOrigin| {
			let (nominators, candidates) = (Set(2 * MAX_NOMINATORS), Set(2 * MAX_CANDIDATES));
			Staking::set_staking_configs(
				origin, Noop, Noop, nominators, candidates, Noop, Noop, Noop,
			)
		};
		type Committee = pallet_collective::RawOrigin<AccountId, pallet_collective::Instance1>;
		let committee = Committee::Members(3, 3);
		let mut others = vec![signed(&account(Sr25519Keyring::Alice)), committee.into()];
		others.extend(
			[
				Origin::CredentialAdmin,
				Origin::EconomyAdmin,
				Origin::Treasurer,
				Origin::ReferendumCanceller,
				Origin::ReferendumKiller,
				Origin::Fellows,
			]
			.map(RuntimeOrigin::from),
		);
		for origin in others {
			assert_noop!(raise(origin), sp_runtime::DispatchError::BadOrigin);
		}
		assert_eq!(pallet_staking::MaxNominatorsCount::<Runtime>::get(), Some(MAX_NOMINATORS));
		assert_ok!(raise(RuntimeOrigin::root()));
	});
}

#[test]
fn an_election_looks_at_no_more_than_its_bounds_and_at_the_largest_stakes() {
	with_keystore(super::preset("local_testnet")).execute_with(|| {
		crowd(MAX_CANDIDATES, MAX_ELECTING_VOTERS, MAX_CANDIDATES);
		let limits = ElectionLimits::get();
		let voters = Staking::electing_voters(limits.voters, 0).unwrap();
		assert_eq!(voters.len(), MAX_ELECTING_VOTERS as usize);
		assert_eq!(
			Staking::electable_targets(limits.targets, 0).unwrap().len(),
			MAX_CANDIDATES as usize
		);
		let issuance = Balances::total_issuance();
		let least = <Runtime as pallet_staking::Config>::CurrencyToVote::to_vote(
			5 * MIN_VALIDATOR_BOND,
			issuance,
		);
		assert!(voters.iter().all(|(_, stake, _)| *stake >= least));
		assert!(VoterList::count() > MAX_ELECTING_VOTERS);
	});
}

#[test]
fn the_bags_are_a_geometric_series_over_all_that_can_be_staked() {
	assert_eq!(BagThresholds::get(), BAG_THRESHOLDS);
	assert_eq!(BAG_THRESHOLDS.last(), Some(&VoteWeight::MAX));
	assert_eq!(BAG_THRESHOLDS.iter().filter(|bag| **bag == VoteWeight::MAX).count(), 1);
	for pair in BAG_THRESHOLDS.windows(2) {
		assert!(pair[0] < pair[1]);
		let ratio = pair[1] as f64 / pair[0] as f64;
		assert!(ratio < 1.26, "{ratio}");
	}
	// What the existential deposit weighs, and what a nominator stakes at least, in the middle.
	let least = MIN_NOMINATOR_BOND / (constants::currency::ISSUANCE_SCALE / u128::from(u64::MAX));
	assert!(u128::from(BAG_THRESHOLDS[20]) < least);
}

#[test]
fn a_block_in_which_a_session_begins_has_room_for_inherents() {
	// They are mandatory. A class without a limit, and without a reserve that would be one in a block
	// that is full, is never turned away.
	let weights = RuntimeBlockWeights::get();
	let mandatory = weights.get(frame_support::dispatch::DispatchClass::Mandatory);
	assert_eq!((mandatory.max_total, mandatory.reserved), (None, None));
}
