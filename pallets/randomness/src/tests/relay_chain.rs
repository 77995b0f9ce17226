// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn the_first_value_begins_the_first_turn() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(LastReading::<Test>::get(), Reading::default());
		block(Proven::value(1));
		let reading = Reading { turn: RandomnessTurn(1), value: Some(value(1)), is_current: true };
		assert_eq!(LastReading::<Test>::get(), reading);
		assert_eq!(Values::<Test>::get(RandomnessTurn(1)), Some(value(1)));
	});
}

#[test]
fn a_value_of_zeros_is_a_value() {
	ExtBuilder::default().build_and_execute(|| {
		block(Proven::value(0));
		assert_eq!(turn(), 1);
		assert_eq!(Values::<Test>::get(RandomnessTurn(1)), Some(H256::zero()));
	});
}

#[test]
fn the_same_value_begins_no_turn() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1, 1, 1]);
		assert_eq!(turn(), 1);
		assert_eq!(kept(), [1]);
	});
}

#[test]
fn values_that_change_twice_in_a_row_begin_two_turns() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1, 2, 3]);
		assert_eq!(turn(), 3);
		for number in 1..=3 {
			let kept = Values::<Test>::get(RandomnessTurn(number));
			assert_eq!(kept, Some(value(number.into())));
		}
	});
}

#[test]
fn no_value_begins_no_turn() {
	for proven in [Proven::Absent, Proven::Omitted, Proven::Malformed] {
		ExtBuilder::default().build_and_execute(|| {
			block(proven);
			assert_eq!(LastReading::<Test>::get(), Reading::default());
			block(Proven::value(1));
			let before = LastReading::<Test>::get();
			for _ in 0..10 {
				block(proven);
				let reading = LastReading::<Test>::get();
				assert_eq!(reading, Reading { is_current: false, ..before }, "{proven:?}");
			}
			assert_eq!(kept(), [1]);
			block(Proven::value(1));
			assert_eq!(LastReading::<Test>::get(), before);
			block(proven);
			block(Proven::value(2));
			assert_eq!(turn(), 2);
		});
	}
}

#[test]
fn more_values_than_are_kept_push_out_the_oldest() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with(1..=4);
		assert_eq!(kept(), [1, 2, 3, 4]);
		blocks_with([5]);
		assert_eq!(kept(), [2, 3, 4, 5]);
		blocks_with(6..=20);
		assert_eq!(kept(), [17, 18, 19, 20]);
	});
}

#[test]
fn turns_come_round() {
	ExtBuilder::default().build_and_execute(|| {
		let last = RandomnessTurn(u32::MAX - 1);
		LastReading::<Test>::put(Reading { turn: last, value: Some(value(1)), is_current: true });
		Values::<Test>::insert(last, value(1));
		let frozen = Randomness::turn();
		blocks_with([2]);
		assert_eq!((turn(), Randomness::draw(frozen)), (u32::MAX, Draw::Pending));
		let before_the_end = Randomness::turn();
		blocks_with([3]);
		assert_eq!(turn(), 0);
		drawn(frozen);
		assert_eq!(Randomness::draw(before_the_end), Draw::Pending);
		blocks_with([4, 5]);
		assert_eq!(kept(), [0, 1, 2, u32::MAX]);
		Randomness::do_try_state().unwrap();
		assert_ne!(drawn(frozen), drawn(before_the_end));
		blocks_with([6]);
		assert_eq!(kept(), [0, 1, 2, 3]);
		blocks_with([7]);
		assert_eq!(Randomness::draw(frozen), Draw::Forgotten);
		drawn(before_the_end);
		blocks_with([8]);
		assert_eq!(Randomness::draw(before_the_end), Draw::Forgotten);
	});
}
