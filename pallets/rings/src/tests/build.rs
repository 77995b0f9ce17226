// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Queue, Rings as BuiltRings, Unfinished};
use frame_support::dispatch::{Pays, PostDispatchInfo};
use medibloc_primitives::{rings::Placement, RandomnessTurn};
use sp_runtime::{DispatchError, DispatchErrorWithPostInfo};
use std::collections::BTreeSet;

fn step(cohort: Cohort) -> Result<PostDispatchInfo, DispatchError> {
	Rings::build(signed(STRANGER), cohort).map_err(|failure: DispatchErrorWithPostInfo<_>| {
		assert_eq!(failure.post_info.pays_fee, Pays::Yes);
		failure.error
	})
}

#[test]
fn build_waits_for_randomness_that_comes_after_the_freezing() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, 0..3);
		assert_ok!(freeze_at(&JURORS, 1));
		for turn in [7, 8] {
			Turn::set(turn);
			assert_noop!(step(JURORS), Error::<Test>::NotDrawn);
		}
		Turn::set(9);
		assert_ok!(step(JURORS));
		assert!(matches!(standing(&JURORS).stage, Stage::Placed { .. }));
		assert_eq!(last_event(), Event::Placed { cohort: JURORS, rings: 1 });
	});
}

/// All that are frozen in one turn have the same randomness, and each another seed.
#[test]
fn each_cohort_has_a_seed_of_its_own() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..3);
		make(&Cohort::Practitioners { jurisdiction: KR, epoch: 2 }, 3..6);
		make(&VOUCHERS, 6..9);
		let seeds: BTreeSet<_> = Cohorts::<Test>::iter_values()
			.map(|standing| match standing.stage {
				Stage::Built { seed } => seed,
				other => panic!("{other:?}"),
			})
			.collect();
		assert_eq!(seeds.len(), 3);
	});
}

#[test]
fn randomness_that_was_forgotten_is_drawn_anew() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, 0..3);
		assert_ok!(freeze_at(&JURORS, 1));
		Turn::set(30);
		Remembered::set(20);
		let info = step(JURORS).unwrap();
		assert_eq!(info.pays_fee, Pays::No);
		assert_eq!(standing(&JURORS).stage, Stage::Frozen { turn: RandomnessTurn(30) });
		assert_eq!(last_event(), Event::DrawnAnew { cohort: JURORS });
		// The same cannot be had twice.
		assert_noop!(step(JURORS), Error::<Test>::NotDrawn);
		draw();
		build(&JURORS);
		assert_eq!(Rings::state(&JURORS), Some(CohortState::Built));
	});
}

#[test]
fn rings_are_built_step_by_step_for_free() {
	ExtBuilder.build_and_execute(|| {
		KeysPerStep::set(2);
		collect(&JURORS, 0..5);
		assert_ok!(freeze_at(&JURORS, 5));
		draw();
		let weights: Vec<_> = (0..4)
			.map(|_| {
				let info = step(JURORS).unwrap();
				assert_eq!(info.pays_fee, Pays::No);
				info.actual_weight.unwrap()
			})
			.collect();
		let build = <() as crate::WeightInfo>::build;
		assert_eq!(weights, [<() as crate::WeightInfo>::draw(), build(2), build(2), build(1)]);
		let (ring, rings) = (ring(&JURORS, 0), 1);
		assert_eq!(
			events()[events().len() - 3..],
			[
				Event::Placed { cohort: JURORS, rings },
				Event::RingBuilt { ring },
				Event::Built { cohort: JURORS, rings },
			]
		);
		assert!(!Unfinished::<Test>::contains_key(JURORS));
		assert!(Queue::<Test>::get().is_empty());
	});
}

#[test]
fn the_steps_make_the_ring_that_is_made_at_once() {
	for keys_per_step in [1, 7, 50, 1_000] {
		ExtBuilder.build_and_execute(|| {
			KeysPerStep::set(keys_per_step);
			make(&JURORS, 0..61);
			let ring = ring(&JURORS, 0);
			let info = Rings::ring(&ring, 0).unwrap();
			assert_eq!(info.commitment, commit(&info.members));
			// All members are in it, in another order.
			let expected: BTreeSet<_> = (0..61).map(key).collect();
			assert_eq!(info.members.iter().copied().collect::<BTreeSet<_>>(), expected);
			assert_ne!(info.members, (0..61).map(key).collect::<Vec<_>>());
		});
	}
}

#[test]
fn members_beyond_one_ring_are_spread_over_as_few_as_there_can_be() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..256);
		assert_eq!(Rings::rings(&JURORS), 2);
		let rings = [ring(&JURORS, 0), ring(&JURORS, 1)];
		let lists = rings.map(|ring| members(&ring));
		assert_eq!([lists[0].len(), lists[1].len()], [128, 128]);
		let all: BTreeSet<_> = lists.concat().into_iter().collect();
		assert_eq!(all, (0..256).map(key).collect());
		for (ring, list) in rings.iter().zip(&lists) {
			assert_eq!(Rings::ring(ring, 0).unwrap().commitment, commit(list));
			assert!(list.iter().all(|key| Rings::ring_of(&JURORS, key) == Some(*ring)));
		}
	});
}

#[test]
fn build_rejects_cohorts_of_which_nothing_is_to_be_built() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(step(JURORS), Error::<Test>::CohortNotFound);
		collect(&JURORS, [1]);
		assert_noop!(step(JURORS), Error::<Test>::NothingToBuild);
		assert_ok!(freeze_at(&JURORS, 2));
		assert_eq!(Rings::state(&JURORS), Some(CohortState::TooSmall));
		assert_noop!(step(JURORS), Error::<Test>::NothingToBuild);
		make(&VOUCHERS, [2]);
		assert_noop!(step(VOUCHERS), Error::<Test>::NothingToBuild);
		assert_ok!(<Rings as RingsMutate>::retire(&VOUCHERS));
		assert_noop!(step(VOUCHERS), Error::<Test>::NothingToBuild);
	});
}

/// A ring of more than 767 members is of the largest domain, whose points are in storage.
#[test]
fn a_large_ring_waits_for_its_parameters() {
	ExtBuilder.build_and_execute(|| {
		collect(&VOUCHERS, 0..768);
		assert_ok!(freeze_at(&VOUCHERS, 1));
		draw();
		assert_ok!(step(VOUCHERS));
		assert_noop!(step(VOUCHERS), Error::<Test>::ParametersMissing);
		provide([0]);
		// The third step needs points of the second chunk.
		assert_ok!(step(VOUCHERS));
		assert_ok!(step(VOUCHERS));
		assert_noop!(step(VOUCHERS), Error::<Test>::ParametersMissing);
		assert_eq!(Unfinished::<Test>::get(VOUCHERS).unwrap().added, 100);
		provide(1..6);
		build(&VOUCHERS);
		assert_eq!(Rings::state(&VOUCHERS), Some(CohortState::Built));
		let ring = ring(&VOUCHERS, 0);
		let members = members(&ring);
		assert_eq!(members.len(), 768);
		assert_eq!(Rings::ring(&ring, 0).unwrap().commitment, commit(&members));
	});
}

#[test]
fn vouchers_up_to_767_need_no_parameters_in_storage() {
	ExtBuilder.build_and_execute(|| {
		for (term, len) in [(1, 255), (2, 256), (3, 767)] {
			let cohort = Cohort::Vouchers { jurisdiction: KR, term };
			make(&cohort, term * 1_000..term * 1_000 + len);
			let ring = ring(&cohort, 0);
			assert_eq!(Rings::ring(&ring, 0).unwrap().commitment, commit(&members(&ring)));
		}
	});
}

/// What blocks cannot queue is built by calls, and enters the queue with them.
#[test]
fn a_cohort_that_found_no_room_in_the_queue_is_built_by_calls() {
	ExtBuilder.build_and_execute(|| {
		MaxQueued::set(1);
		collect(&JURORS, 0..3);
		collect(&VOUCHERS, 3..6);
		assert_ok!(freeze_at(&JURORS, 1));
		assert_ok!(freeze_at(&VOUCHERS, 1));
		assert_eq!(Queue::<Test>::get().to_vec(), [JURORS]);
		draw();
		assert_ok!(step(VOUCHERS));
		build(&JURORS);
		assert!(Queue::<Test>::get().is_empty());
		KeysPerStep::set(1);
		assert_ok!(step(VOUCHERS));
		assert_eq!(Queue::<Test>::get().to_vec(), [VOUCHERS]);
		build(&VOUCHERS);
		assert_eq!(Rings::state(&VOUCHERS), Some(CohortState::Built));
	});
}

#[test]
fn the_placement_is_that_of_the_seed() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..300);
		let Stage::Built { seed } = standing(&JURORS).stage else { panic!("it is built") };
		let placement = Placement::new(seed, 300, 255).unwrap();
		for position in 0..300 {
			let (index, place) = placement.place(position).unwrap();
			let list = members(&ring(&JURORS, index as u16));
			assert_eq!(list[place as usize], key(position));
		}
		assert_eq!(BuiltRings::<Test>::iter_prefix(JURORS).count(), 2);
	});
}
