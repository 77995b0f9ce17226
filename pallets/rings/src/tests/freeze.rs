// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Collecting, Queue};
use frame_support::dispatch::Pays;
use medibloc_primitives::RandomnessTurn;
use sp_runtime::DispatchErrorWithPostInfo;

fn freeze(cohort: Cohort) -> DispatchResult {
	match Rings::freeze(signed(STRANGER), cohort) {
		Ok(info) => {
			assert_eq!(info.pays_fee, Pays::No);
			Ok(())
		},
		Err(DispatchErrorWithPostInfo { error, post_info }) => {
			assert_eq!(post_info.pays_fee, Pays::Yes);
			Err(error)
		},
	}
}

#[test]
fn anyone_freezes_a_cohort_whose_month_has_begun() {
	ExtBuilder.build_and_execute(|| {
		for number in 1..=3 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		enter(2023, 12);
		assert_ok!(freeze(DECEMBER));
		let stage = Stage::Frozen { turn: RandomnessTurn(7) };
		let frozen_at = Some(now());
		assert_eq!(standing(&DECEMBER), Standing { stage, members: 3, rings: 0, frozen_at });
		assert_eq!(Collecting::<Test>::get(), None);
		assert_eq!(Queue::<Test>::get().to_vec(), [DECEMBER]);
		assert_eq!(last_event(), Event::Frozen { cohort: DECEMBER, members: 3 });
	});
}

#[test]
fn freeze_rejects_a_cohort_whose_month_has_not_begun() {
	ExtBuilder.build_and_execute(|| {
		for number in 1..=3 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		set_time(medibloc_primitives::Month::new(2023, 12).unwrap().start() - 1);
		assert_noop!(freeze(DECEMBER), Error::<Test>::NotDue);
	});
}

#[test]
fn freeze_rejects_too_few_persons_until_december() {
	ExtBuilder.build_and_execute(|| {
		enter(2024, 1);
		let february = persons(2024, 2);
		assert_ok!(vouch(HOSPITAL, 1));
		for month in 2..=11 {
			enter(2024, month);
			assert_noop!(freeze(february), Error::<Test>::NotDue);
		}
		enter(2024, 12);
		assert_ok!(freeze(february));
		assert_eq!(Rings::state(&february), Some(CohortState::TooSmall));
		assert!(Queue::<Test>::get().is_empty());
		assert_eq!(last_event(), Event::FellShort { cohort: february, members: 1 });
	});
}

#[test]
fn freeze_rejects_cohorts_that_are_frozen_unknown_or_of_other_pallets() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, [1]);
		assert_noop!(freeze(JURORS), Error::<Test>::NotPersons);
		assert_noop!(freeze(DECEMBER), Error::<Test>::CohortNotFound);
		assert_noop!(freeze(persons(2023, 13)), Error::<Test>::CohortNotFound);
		assert_ok!(vouch(HOSPITAL, 2));
		enter(2023, 12);
		assert_ok!(freeze(DECEMBER));
		assert_noop!(freeze(DECEMBER), Error::<Test>::NotOpen);
	});
}

/// A cohort that everybody left is not frozen for rings of nobody.
#[test]
fn an_empty_cohort_falls_short() {
	ExtBuilder.build_and_execute(|| {
		MinPersons::set(0);
		assert_ok!(vouch(HOSPITAL, 1));
		assert_ok!(Rings::withdraw_vouch(signed(HOSPITAL), key(1)));
		enter(2023, 12);
		assert_ok!(freeze(DECEMBER));
		assert_eq!(Rings::state(&DECEMBER), Some(CohortState::TooSmall));
	});
}
