// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! An election at its bounds fits a block.

use super::authoring::*;
use crate::{
	configs::{
		election::{ElectionLimits, Phragmen},
		staking::{BagThresholds, BAG_THRESHOLDS},
		system::RuntimeBlockWeights,
	},
	constants::{currency::MED, staking::*},
	*,
};
use codec::Encode;
use frame_election_provider_support::{
	onchain, ElectionDataProvider, NposSolver, SortedListProvider, VoteWeight,
};
use frame_support::{assert_ok, weights::Weight};
use pallet_session::SessionManager;
use pallet_staking::WeightInfo;
use sp_staking::currency_to_vote::CurrencyToVote;
use std::time::Instant;

/// Nominators whose stakes are too small for them to vote.
const WAITING: u32 = 1_400;

/// As many candidates as can stand, as many voters as an election looks at, all with as many
/// nominations as they can have, and others that wait.
fn fill() {
	// An issuance of the size that is expected. What was sorted by another is put where it belongs.
	let whale = AccountId::from([1; 32]);
	let issuance = constants::currency::ISSUANCE_SCALE / 2;
	assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), whale.into(), issuance));
	for stash in VoterList::iter().collect::<Vec<_>>() {
		assert_ok!(VoterList::rebag(signed(&newcomer(0)), stash.into()));
	}
	assert_ok!(Staking::set_validator_count(RuntimeOrigin::root(), SEATS));
	let mut candidates: Vec<_> = pallet_staking::Validators::<Runtime>::iter_keys().collect();
	for index in candidates.len() as u32..MAX_CANDIDATES {
		let candidate = newcomer(index);
		stand(&candidate, MIN_VALIDATOR_BOND);
		candidates.push(candidate);
	}
	for index in 0..MAX_ELECTING_VOTERS + WAITING {
		let nominator = newcomer(1_000 + index);
		let is_waiting = index >= MAX_ELECTING_VOTERS;
		let stake = if is_waiting { MIN_NOMINATOR_BOND } else { 5 * MIN_VALIDATOR_BOND };
		bond(&nominator, stake + MED * Balance::from(index));
		let backed: Vec<_> = (0..MAX_NOMINATIONS)
			.map(|nth| candidates[((index * 7 + nth * 13) % MAX_CANDIDATES) as usize].clone())
			.collect();
		nominate(&nominator, &backed);
	}
}

/// What the SDK declares for an election of this runtime: reading voters and candidates, and
/// Phragmén twice.
fn declared() -> Weight {
	type OfStaking = <Runtime as pallet_staking::Config>::WeightInfo;
	let phragmen = <<Phragmen as onchain::Config>::Solver as NposSolver>::weight::<
		<Phragmen as onchain::Config>::WeightInfo,
	>(MAX_ELECTING_VOTERS, MAX_CANDIDATES, MAX_NOMINATIONS);
	OfStaking::get_npos_voters(0, MAX_ELECTING_VOTERS)
		.saturating_add(OfStaking::get_npos_targets(MAX_CANDIDATES))
		.saturating_add(phragmen.saturating_mul(2))
}

#[test]
fn an_election_at_its_bounds_fits_a_block() {
	let mut ext = with_keystore(super::preset("local_testnet"));
	ext.execute_with(fill);
	ext.commit_all().unwrap();

	let max = RuntimeBlockWeights::get().max_block;
	let begin = Instant::now();
	let (elected, proof) = ext.execute_and_prove(|| {
		pallet_staking::ForceEra::<Runtime>::put(pallet_staking::Forcing::ForceNew);
		<Seats as SessionManager<_>>::new_session(2).unwrap()
	});
	let elapsed = begin.elapsed();
	assert_eq!(elected.len(), SEATS as usize);

	let proof_size = proof.encoded_size() as u64;
	println!(
		"{MAX_CANDIDATES} candidates, {MAX_ELECTING_VOTERS} voters of {}, {MAX_NOMINATIONS} \
		 nominations: a proof of {proof_size} bytes, {elapsed:?} in this build; declared {}",
		MAX_ELECTING_VOTERS + WAITING,
		declared(),
	);
	// What else is in the block, inherents and the judgement of authors, has the other half.
	assert!(proof_size * 2 < max.proof_size(), "{proof_size}");
	assert!(declared().saturating_mul(2).all_lte(max), "{}", declared());
}

#[test]
fn an_election_looks_at_no_more_than_its_bounds_and_at_the_largest_stakes() {
	with_keystore(super::preset("local_testnet")).execute_with(|| {
		fill();
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
