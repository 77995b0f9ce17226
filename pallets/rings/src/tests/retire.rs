// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Keys, Members, Queue, Reserved, Rings as BuiltRings, Unfinished, Vouched, Vouches};
use frame_support::dispatch::{Pays, PostDispatchInfo};
use sp_runtime::DispatchError;

fn retire(cohort: Cohort) -> Result<PostDispatchInfo, DispatchError> {
	Rings::retire(signed(STRANGER), cohort).map_err(|failure| {
		assert_eq!(failure.post_info.pays_fee, Pays::Yes);
		failure.error
	})
}

/// A cohort of persons of this year, built in its last month.
fn make_persons(members: u32) {
	for number in 0..members {
		assert_ok!(vouch(if number % 2 == 0 { HOSPITAL } else { CLINIC }, number));
	}
	enter(2023, 12);
	assert_ok!(Rings::freeze(signed(STRANGER), DECEMBER));
	draw();
	build(&DECEMBER);
	assert_eq!(Rings::state(&DECEMBER), Some(CohortState::Built));
}

fn ensure_nothing_is_left() {
	assert_eq!(Cohorts::<Test>::iter().count(), 0);
	assert_eq!(Keys::<Test>::iter().count(), 0);
	assert_eq!(Members::<Test>::iter().count(), 0);
	assert_eq!(Reserved::<Test>::iter().count(), 0);
	assert_eq!(BuiltRings::<Test>::iter().count(), 0);
	assert_eq!(Unfinished::<Test>::iter().count(), 0);
	assert_eq!(Vouches::<Test>::iter().count(), 0);
	assert_eq!(Vouched::<Test>::iter().count(), 0);
	assert!(Queue::<Test>::get().is_empty());
}

#[test]
fn persons_of_a_past_year_are_deleted_step_by_step_for_free() {
	ExtBuilder.build_and_execute(|| {
		KeysPerStep::set(2);
		make_persons(5);
		enter(2024, 1);
		let weights: Vec<_> = (0..4)
			.map(|_| {
				let info = retire(DECEMBER).unwrap();
				assert_eq!(info.pays_fee, Pays::No);
				info.actual_weight.unwrap()
			})
			.collect();
		// Five keys and a ring, and at last the cohort.
		let weight = <() as crate::WeightInfo>::retire;
		assert_eq!(weights, [weight(2), weight(2), weight(2), weight(0)]);
		assert_eq!(events().first(), Some(&Event::Retired { cohort: DECEMBER }));
		assert_eq!(events().last(), Some(&Event::Forgotten { cohort: DECEMBER }));
		ensure_nothing_is_left();
		assert_noop!(retire(DECEMBER), Error::<Test>::CohortNotFound);
	});
}

#[test]
fn deposits_go_back_as_they_were_paid_also_without_a_credential() {
	ExtBuilder.build_and_execute(|| {
		make_persons(5);
		VouchDeposit::set(1_000);
		Credentials::set_live(HOSPITAL_SERIAL, false);
		enter(2024, 1);
		assert_ok!(retire(DECEMBER));
		assert_eq!((free(HOSPITAL), free(CLINIC)), (ENDOWMENT, ENDOWMENT));
	});
}

#[test]
fn persons_whose_year_is_not_over_stay() {
	ExtBuilder.build_and_execute(|| {
		make_persons(3);
		assert_noop!(retire(DECEMBER), Error::<Test>::NotOver);
		set_time(medibloc_primitives::Month::new(2024, 1).unwrap().start() - 1);
		assert_noop!(retire(DECEMBER), Error::<Test>::NotOver);
	});
}

#[test]
fn a_cohort_that_nobody_froze_is_retired_with_its_year() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		enter(2024, 1);
		assert_ok!(retire(DECEMBER));
		ensure_nothing_is_left();
		check_state();
		// And the next one opens.
		assert_ok!(vouch(HOSPITAL, 2));
		assert_eq!(Rings::state(&persons(2024, 2)), Some(CohortState::Open));
	});
}

#[test]
fn persons_without_rings_are_free_at_once() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		enter(2023, 12);
		assert_ok!(Rings::freeze(signed(STRANGER), DECEMBER));
		assert_eq!(Rings::state(&DECEMBER), Some(CohortState::TooSmall));
		assert_ok!(retire(DECEMBER));
		ensure_nothing_is_left();
		assert_ok!(vouch(HOSPITAL, 1));
		assert_eq!(Keys::<Test>::get(key(1)).unwrap().cohort, JANUARY);
	});
}

#[test]
fn cohorts_of_other_pallets_end_by_them_and_are_deleted_by_anyone() {
	ExtBuilder.build_and_execute(|| {
		KeysPerStep::set(100);
		make(&JURORS, 0..300);
		assert_noop!(retire(JURORS), Error::<Test>::NotOver);
		assert_ok!(<Rings as RingsMutate>::retire(&JURORS));
		assert_eq!(Rings::state(&JURORS), Some(CohortState::Retired));
		assert_eq!(last_event(), Event::Retired { cohort: JURORS });
		for _ in 0..4 {
			assert_ok!(retire(JURORS));
			check_state();
		}
		ensure_nothing_is_left();
	});
}

#[test]
fn reserved_keys_are_given_free_with_their_cohort() {
	ExtBuilder.build_and_execute(|| {
		KeysPerStep::set(3);
		collect(&VOUCHERS, 0..2);
		for number in 2..7 {
			assert_ok!(<Rings as RingsMutate>::reserve(&VOUCHERS, key(number)));
		}
		assert_ok!(<Rings as RingsMutate>::retire(&VOUCHERS));
		let steps = (0..).take_while(|_| retire(VOUCHERS).is_ok()).count();
		assert_eq!(steps, 3);
		ensure_nothing_is_left();
		assert!((0..7).all(|number| Rings::is_free(&key(number))));
	});
}

#[test]
fn a_cohort_is_retired_at_any_stage() {
	ExtBuilder.build_and_execute(|| {
		KeysPerStep::set(2);
		for (epoch, steps) in [(1, 0), (2, 1), (3, 2), (4, 3)] {
			let cohort = Cohort::Practitioners { jurisdiction: KR, epoch };
			collect(&cohort, epoch * 10..epoch * 10 + 5);
			if epoch > 1 {
				assert_ok!(freeze_at(&cohort, 1));
			}
			draw();
			for _ in 0..steps {
				Rings::do_build(&cohort).ok();
			}
			assert_ok!(<Rings as RingsMutate>::retire(&cohort));
			check_state();
			while retire(cohort).is_ok() {
				check_state();
			}
		}
		ensure_nothing_is_left();
	});
}

/// What an institution lost of what is on hold for a vouch keeps no cohort from being deleted.
#[test]
fn an_institution_without_money_keeps_nothing_from_being_deleted() {
	ExtBuilder.build_and_execute(|| {
		make_persons(3);
		slash(HoldReason::Vouch, HOSPITAL, 20);
		enter(2024, 1);
		assert_ok!(retire(DECEMBER));
		ensure_nothing_is_left();
		assert_eq!(free(HOSPITAL), ENDOWMENT - 20);
		assert_eq!(free(CLINIC), ENDOWMENT);
	});
}
