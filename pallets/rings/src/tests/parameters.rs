// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The points in the runtime and those that it has the hashes of are those of `verifiable`.

use super::*;
use crate::parameters::{is_chunk, CHUNK_POINTS, DOMAIN_11, DOMAIN_12};
use medibloc_ring_vrf::{capacity, testing::are_points, POINT_LEN};

#[test]
fn the_points_in_the_runtime_are_those_of_the_crate() {
	assert_eq!(DOMAIN_11[..], theirs(Domain::Domain11)[..255 * POINT_LEN]);
	assert_eq!(DOMAIN_12[..], theirs(Domain::Domain12)[..767 * POINT_LEN]);
}

#[test]
fn the_hashes_in_the_runtime_are_of_the_points_of_the_crate() {
	assert!((0..126).all(|index| is_chunk(index, &chunk(index))));
	assert!(!is_chunk(126, &chunk(125)));
}

#[test]
fn there_are_points_for_every_place() {
	assert_eq!(Domain::VARIANTS.map(capacity), [255, 767, 16_127]);
	assert_eq!(DOMAIN_11.len(), 255 * POINT_LEN);
	assert_eq!(DOMAIN_12.len(), 767 * POINT_LEN);
	assert_eq!(16_127usize.div_ceil(CHUNK_POINTS), 126);
	assert_eq!(CHUNK_POINTS * POINT_LEN, CHUNK_LEN as usize);
}

/// They are decoded without a check when rings are built, so each is checked here.
#[test]
fn every_point_is_of_the_right_order() {
	let stored: Vec<u8> = (0..126).flat_map(|index| chunk(index).into_inner()).collect();
	assert!([&DOMAIN_11[..], DOMAIN_12, &stored].into_iter().all(are_points));
}

#[test]
fn points_are_found_by_place_across_chunks() {
	ExtBuilder.build_and_execute(|| {
		provide([0, 1, 2]);
		let domain = Domain::Domain16;
		let points = Rings::points(domain, 127..257).unwrap();
		assert_eq!(points, theirs(domain)[127 * POINT_LEN..257 * POINT_LEN]);
	});
}

#[test]
fn points_that_are_not_there_are_not_found() {
	ExtBuilder.build_and_execute(|| {
		let domain = Domain::Domain16;
		provide([1]);
		assert!(Rings::points(domain, 128..256).is_some());
		assert!(Rings::points(domain, 127..256).is_none());
		assert!(Rings::points(domain, 128..257).is_none());
		assert!(Rings::points(Domain::Domain11, 0..256).is_none());
		assert!(Rings::points(Domain::Domain12, 767..768).is_none());
		assert!(Rings::points(Domain::Domain12, usize::MAX - 1..usize::MAX).is_none());
	});
}
