// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Work of the hooks of a block.

use super::*;
use crate::{CheckedProofs, Queue, WeightInfo};
use frame_support::{
	traits::{Get, Hooks},
	weights::{RuntimeDbWeight, Weight},
};

fn idle(remaining: Weight) -> Weight {
	<Rings as Hooks<u64>>::on_idle(System::block_number(), remaining)
}

/// The least that a block must have left.
fn needed() -> Weight {
	let keys = KeysPerStep::get();
	let step = <() as WeightInfo>::build(keys)
		.max(<() as WeightInfo>::retire(keys))
		.max(<() as WeightInfo>::freeze())
		.max(<() as WeightInfo>::draw());
	<() as WeightInfo>::look().saturating_add(step)
}

fn looked() -> Weight {
	<() as WeightInfo>::look()
}

#[test]
fn a_block_with_room_takes_one_step() {
	ExtBuilder.build_and_execute(|| {
		KeysPerStep::set(2);
		collect(&JURORS, 0..3);
		assert_ok!(freeze_at(&JURORS, 1));
		draw();
		let draw = looked().saturating_add(<() as WeightInfo>::draw());
		assert_eq!(idle(Weight::MAX), draw);
		assert!(matches!(standing(&JURORS).stage, Stage::Placed { .. }));
		for added in [2, 1] {
			let expected = looked().saturating_add(<() as WeightInfo>::build(added));
			assert_eq!(idle(needed()), expected);
		}
		assert_eq!(Rings::state(&JURORS), Some(CohortState::Built));
		assert!(Queue::<Test>::get().is_empty());
		assert_eq!(idle(Weight::MAX), looked());
	});
}

#[test]
fn a_block_without_room_does_nothing() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, 0..3);
		assert_ok!(freeze_at(&JURORS, 1));
		draw();
		let one = Weight::from_parts(1, 0);
		let byte = Weight::from_parts(0, 1);
		for remaining in [Weight::zero(), needed() - one, needed() - byte] {
			assert_eq!(idle(remaining), Weight::zero());
			assert!(matches!(standing(&JURORS).stage, Stage::Frozen { .. }));
		}
	});
}

#[test]
fn a_cohort_that_waits_lets_others_go_first() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, 0..3);
		collect(&VOUCHERS, 3..6);
		assert_ok!(freeze_at(&VOUCHERS, 1));
		draw();
		assert_ok!(freeze_at(&JURORS, 1));
		assert_eq!(Queue::<Test>::get().to_vec(), [VOUCHERS, JURORS]);
		Queue::<Test>::mutate(|queue| queue.as_mut().rotate_left(1));
		assert_eq!(idle(Weight::MAX), looked());
		assert_eq!(Queue::<Test>::get().to_vec(), [VOUCHERS, JURORS]);
		idle(Weight::MAX);
		idle(Weight::MAX);
		assert_eq!(Rings::state(&VOUCHERS), Some(CohortState::Built));
		assert_eq!(Queue::<Test>::get().to_vec(), [JURORS]);
	});
}

/// Such a ring waits for its parameters, and nothing else waits with it.
#[test]
fn a_large_ring_without_parameters_lets_others_go_first() {
	ExtBuilder.build_and_execute(|| {
		collect(&VOUCHERS, 0..768);
		assert_ok!(freeze_at(&VOUCHERS, 1));
		collect(&JURORS, 800..803);
		assert_ok!(freeze_at(&JURORS, 1));
		draw();
		for _ in 0..6 {
			idle(Weight::MAX);
		}
		assert_eq!(Rings::state(&VOUCHERS), Some(CohortState::Frozen));
		assert_eq!(Rings::state(&JURORS), Some(CohortState::Built));
	});
}

#[test]
fn blocks_freeze_and_build_persons_and_delete_what_ended() {
	ExtBuilder.build_and_execute(|| {
		for number in 0..4 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		assert_eq!(idle(Weight::MAX), looked());
		enter(2023, 12);
		let frozen = looked().saturating_add(<() as WeightInfo>::freeze());
		assert_eq!(idle(Weight::MAX), frozen);
		assert_eq!(Rings::state(&DECEMBER), Some(CohortState::Frozen));
		draw();
		idle(Weight::MAX);
		idle(Weight::MAX);
		assert_eq!(Rings::state(&DECEMBER), Some(CohortState::Built));
		enter(2024, 1);
		// Nobody asked for its end yet.
		assert_eq!(idle(Weight::MAX), looked());
		KeysPerStep::set(2);
		assert_ok!(Rings::retire(signed(STRANGER), DECEMBER));
		assert_eq!(idle(Weight::MAX), looked().saturating_add(<() as WeightInfo>::retire(2)));
		idle(Weight::MAX);
		assert_eq!(Rings::state(&DECEMBER), None);
		assert!(Queue::<Test>::get().is_empty());
	});
}

#[test]
fn the_count_of_proofs_ends_with_the_block() {
	ExtBuilder.build_and_execute(|| {
		Rings::note_checked(40);
		assert!(!Rings::has_room(1));
		let database: RuntimeDbWeight = <Test as frame_system::Config>::DbWeight::get();
		let declared = <() as WeightInfo>::end_block().saturating_add(database.writes(1));
		assert_eq!(<Rings as Hooks<u64>>::on_initialize(1), declared);
		// Not at the beginning: the pool asks between blocks.
		assert!(!Rings::has_room(1));
		<Rings as Hooks<u64>>::on_finalize(1);
		assert!(Rings::has_room(40));
		assert!(!CheckedProofs::<Test>::exists());
	});
}
