// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::fixtures::{make_ring, Fixture};
use medibloc_primitives::rings::CohortInfo;

#[test]
fn a_cohort_is_reported_at_each_stage() {
	ExtBuilder.build_and_execute(|| {
		let report = || {
			let CohortInfo { state, members, rings, built, frozen_at } = Rings::cohort(&JURORS)?;
			Some((state, members, rings, built, frozen_at.is_some()))
		};
		assert_eq!(report(), None);
		collect(&JURORS, 0..256);
		assert_eq!(report(), Some((CohortState::Open, 256, 0, 0, false)));
		assert_ok!(freeze_at(&JURORS, 1));
		assert_eq!(report(), Some((CohortState::Frozen, 256, 2, 0, true)));
		draw();
		for _ in 0..4 {
			assert_ok!(Rings::do_build(&JURORS));
		}
		assert_eq!(report(), Some((CohortState::Frozen, 256, 2, 1, true)));
		assert_eq!(Rings::ring(&ring(&JURORS, 0), 0), None);
		build(&JURORS);
		assert_eq!(report(), Some((CohortState::Built, 256, 2, 2, true)));
		assert!(Rings::ring(&ring(&JURORS, 0), 0).is_some());
		assert_ok!(<Rings as RingsMutate>::retire(&JURORS));
		assert_eq!(report(), Some((CohortState::Retired, 256, 0, 0, true)));
		assert_eq!(Rings::ring(&ring(&JURORS, 0), 0), None);
	});
}

#[test]
fn a_ring_is_reported_in_pages() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..5);
		let ring = ring(&JURORS, 0);
		let all = Rings::ring(&ring, 0).unwrap();
		assert_eq!((all.len, all.members.len(), all.commitment.len()), (5, 5, 288));
		for start in 0..=6 {
			let page = Rings::ring(&ring, start).unwrap();
			assert_eq!((page.len, &page.commitment), (5, &all.commitment));
			assert_eq!(page.members, all.members[(start as usize).min(5)..]);
		}
		assert_eq!(Rings::ring(&ring, u32::MAX).unwrap().members, Vec::<RingKey>::new());
		assert_eq!(Rings::ring(&super::ring(&JURORS, 1), 0), None);
	});
}

#[test]
fn a_page_has_at_most_1024_members() {
	ExtBuilder.build_and_execute(|| {
		collect(&VOUCHERS, 0..1_100);
		provide(0..9);
		assert_ok!(freeze_at(&VOUCHERS, 1));
		draw();
		build(&VOUCHERS);
		let ring = ring(&VOUCHERS, 0);
		assert_eq!(Rings::ring(&ring, 0).unwrap().members.len(), 1_024);
		assert_eq!(Rings::ring(&ring, 1_024).unwrap().members.len(), 76);
		assert_eq!(commit(&members(&ring)), Rings::ring(&ring, 0).unwrap().commitment);
	});
}

#[test]
fn the_cohort_that_collects_is_reported() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(Rings::collecting_cohort(), Some(DECEMBER));
		enter(2023, 12);
		assert_eq!(Rings::collecting_cohort(), Some(JANUARY));
	});
}

#[test]
fn a_full_ring_of_persons_is_one_page() {
	ExtBuilder.build().execute_with(|| {
		make_ring::<Test>(DECEMBER);
		let page = Rings::ring(&ring(&DECEMBER, 0), 0).unwrap();
		assert_eq!(page.members, Fixture::for_cohort(&DECEMBER).keys);
	});
}
