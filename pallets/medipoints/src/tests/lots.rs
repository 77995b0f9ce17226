// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists of lots, and amounts of MED for points.

use super::*;
use crate::{
	types::{points_for, price, Lots, MAX_LOTS},
	Lot,
};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_runtime::Rounding;

type List = BoundedVec<Lot<u128>, ConstU32<MAX_LOTS>>;

fn lot(month: u16, points: Points, backing: u128) -> Lot<u128> {
	Lot { month: Month(month), points, backing }
}

fn list(lots: &[Lot<u128>]) -> List {
	let mut list = List::new();
	lots.iter().for_each(|lot| list.add(*lot));
	list
}

#[test]
fn lots_are_kept_in_order_and_one_a_month() {
	let list = list(&[lot(5, 1, 10), lot(3, 2, 20), lot(4, 3, 30), lot(3, 4, 40)]);
	assert_eq!(list.to_vec(), [lot(3, 6, 60), lot(4, 3, 30), lot(5, 1, 10)]);
}

#[test]
fn an_empty_lot_is_not_kept() {
	assert_eq!(list(&[lot(5, 0, 10)]).len(), 0);
}

#[test]
fn parts_of_a_lot_have_their_share_of_the_backing_and_together_all_of_it() {
	let mut list = list(&[lot(1, 3, 10)]);
	assert_eq!(list.take_points(1), [lot(1, 1, 3)]);
	assert_eq!(list.take_points(1), [lot(1, 1, 3)]);
	assert_eq!(list.take_points(1), [lot(1, 1, 4)]);
	assert_eq!(list.len(), 0);
}

#[test]
fn no_more_is_taken_than_is_there() {
	let mut list = list(&[lot(1, 3, 10), lot(2, 5, 7)]);
	assert_eq!(list.take_points(0), []);
	assert_eq!(list.take_points(100), [lot(1, 3, 10), lot(2, 5, 7)]);
	assert_eq!(list.take_points(1), []);
}

#[test]
fn the_share_of_the_largest_amounts_does_not_overflow() {
	let mut list = list(&[lot(1, u64::MAX, u128::MAX)]);
	assert_eq!(list.take_points(u64::MAX - 1)[0].backing, u128::MAX - (1 << 64) - 1);
	assert_eq!(list.take_points(1)[0].backing, (1 << 64) + 1);
}

#[test]
fn what_was_bought_is_redeemed_for_no_more_than_was_paid() {
	let lot = lot(1, 2_000, 1_000);
	assert_eq!(lot.redeems_for(400), 800);
	assert_eq!(lot.redeems_for(500), 1_000);
	assert_eq!(lot.redeems_for(u128::MAX), 1_000);
}

#[test]
fn prices_are_rounded_and_saturate() {
	assert_eq!(price(1u64, 1_500u128, Rounding::Down), 1);
	assert_eq!(price(1u64, 1_500u128, Rounding::Up), 2);
	assert_eq!(price(u64::MAX, u128::MAX, Rounding::Up), u128::MAX);
	assert_eq!(price(u64::MAX, u64::MAX, Rounding::Up), u64::MAX);
}

#[test]
fn points_for_an_amount_cost_no_more_than_it() {
	for rate in [1u128, 7, 999, 1_000, 1_001, 123_456_789] {
		for amount in (0u128..2_000).step_by(13) {
			let points = points_for(amount, rate).unwrap();
			assert!(price(points, rate, Rounding::Up) <= amount);
			assert!(price(points + 1, rate, Rounding::Up) > amount);
		}
	}
	assert_eq!(points_for(u128::MAX, 1u128), None);
	assert_eq!(points_for(1u128, 0u128), None);
}
