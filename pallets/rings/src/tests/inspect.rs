// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use super::*;
use crate::WeightInfo;
use medibloc_primitives::RingsWeights;

#[test]
fn a_cohort_is_told_of_at_each_stage() {
	ExtBuilder.build_and_execute(|| {
		let told = || {
			let ring = ring(&JURORS, 0);
			(
				Rings::state(&JURORS),
				Rings::members(&JURORS),
				Rings::rings(&JURORS),
				Rings::ring_len(&ring),
				Rings::ring_of(&JURORS, &key(1)).is_some(),
				Rings::frozen_at(&JURORS),
			)
		};
		assert_eq!(told(), (None, 0, 0, 0, false, None));
		collect(&JURORS, 0..3);
		assert_eq!(told(), (Some(CohortState::Open), 3, 0, 0, false, None));
		assert_ok!(freeze_at(&JURORS, 1));
		let frozen_at = Some(NOW);
		assert_eq!(told(), (Some(CohortState::Frozen), 3, 0, 0, false, frozen_at));
		pass(1_000);
		draw();
		assert_ok!(Rings::do_build(&JURORS));
		assert_eq!(told(), (Some(CohortState::Frozen), 3, 0, 0, false, frozen_at));
		build(&JURORS);
		assert_eq!(told(), (Some(CohortState::Built), 3, 1, 3, true, frozen_at));
		assert_ok!(<Rings as RingsMutate>::retire(&JURORS));
		assert_eq!(told(), (Some(CohortState::Retired), 3, 0, 0, false, frozen_at));
		assert_ok!(Rings::retire(signed(STRANGER), JURORS));
		assert_eq!(told(), (None, 0, 0, 0, false, None));
	});
}

#[test]
fn a_key_has_a_ring_in_its_cohort_alone() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..3);
		make(&VOUCHERS, 3..6);
		assert_eq!(Rings::ring_of(&JURORS, &key(1)), Some(ring(&JURORS, 0)));
		assert_eq!(Rings::ring_of(&VOUCHERS, &key(1)), None);
		assert_eq!(Rings::ring_of(&JURORS, &key(9)), None);
		assert_eq!(Rings::ring_len(&ring(&JURORS, 1)), 0);
	});
}

#[test]
fn a_key_is_free_until_it_is_enrolled_or_reserved() {
	ExtBuilder.build_and_execute(|| {
		assert!(Rings::is_free(&key(1)) && Rings::is_free(&key(2)));
		collect(&JURORS, [1]);
		assert_ok!(<Rings as RingsMutate>::reserve(&VOUCHERS, key(2)));
		assert!(!Rings::is_free(&key(1)) && !Rings::is_free(&key(2)));
		<Rings as RingsMutate>::unreserve(&VOUCHERS, &key(2));
		assert!(Rings::is_free(&key(2)));
	});
}

/// What is set up once depends on the domain, which the number of members decides.
#[test]
fn the_weight_of_a_check_grows_with_the_domain() {
	let check = |members| <Rings as RingsWeights>::check(members);
	let together = |members| <Rings as RingsWeights>::check_all(members, 32);
	for (members, set_up) in [
		(1, <() as WeightInfo>::set_up_255()),
		(255, <() as WeightInfo>::set_up_255()),
		(256, <() as WeightInfo>::set_up_767()),
		(767, <() as WeightInfo>::set_up_767()),
		(768, <() as WeightInfo>::set_up_16127()),
		(u32::MAX, <() as WeightInfo>::set_up_16127()),
	] {
		assert_eq!(<Rings as RingsWeights>::cold_start(members), set_up);
		assert_eq!(check(members), <() as WeightInfo>::check() + set_up);
		assert_eq!(together(members), <() as WeightInfo>::check_all(32) + set_up);
	}
	let told = [
		(<Rings as RingsWeights>::open(), <() as WeightInfo>::open()),
		(<Rings as RingsWeights>::insert(), <() as WeightInfo>::insert()),
		(<Rings as RingsWeights>::reserve(), <() as WeightInfo>::reserve()),
		(<Rings as RingsWeights>::insert_reserved(), <() as WeightInfo>::insert_reserved()),
		(<Rings as RingsWeights>::unreserve(), <() as WeightInfo>::unreserve()),
		(<Rings as RingsWeights>::remove(), <() as WeightInfo>::remove()),
		(<Rings as RingsWeights>::freeze(), <() as WeightInfo>::freeze_cohort()),
		(<Rings as RingsWeights>::retire(), <() as WeightInfo>::retire_cohort()),
	];
	assert!(told.iter().all(|(weight, of)| weight == of));
}
