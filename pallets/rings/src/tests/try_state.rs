// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use crate::{
	Collecting, Enrolment, Keys, Members, Parameters, Progress, Queue, Reserved,
	Rings as BuiltRings, Unfinished, Vouch, Vouched, Vouches,
};
use frame_support::assert_err;
use medibloc_primitives::Month;
use pallet_support::Deposit;
use sp_core::H256;
use sp_runtime::TryRuntimeError;

fn detects(error: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		corrupt();
		assert_err!(Rings::do_try_state(), TryRuntimeError::Other(error));
	});
}

fn change(cohort: Cohort, change: impl FnOnce(&mut Standing)) {
	Cohorts::<Test>::mutate(cohort, |standing| change(standing.as_mut().unwrap()));
}

#[test]
fn a_gap_among_the_members_is_detected() {
	detects("a position has no member", || {
		collect(&JURORS, 0..3);
		Members::<Test>::remove(JURORS, 1);
		Members::<Test>::insert(JURORS, 3, key(3));
	});
}

#[test]
fn a_member_that_is_not_counted_is_detected() {
	detects("the members are not as many as said", || {
		collect(&JURORS, 0..3);
		change(JURORS, |standing| standing.members = 2);
	});
}

#[test]
fn more_members_than_a_cohort_can_have_are_detected() {
	detects("a cohort has too many members", || {
		collect(&JURORS, 0..3);
		MaxMembers::set(2);
	});
}

#[test]
fn a_member_that_is_enrolled_elsewhere_is_detected() {
	detects("a member is not enrolled there", || {
		collect(&JURORS, 0..3);
		let enrolment = Enrolment { cohort: JURORS, position: Some(2) };
		Keys::<Test>::insert(key(0), enrolment);
	});
}

#[test]
fn a_member_at_two_positions_is_detected() {
	detects("a member is not enrolled there", || {
		collect(&JURORS, 0..3);
		Members::<Test>::insert(JURORS, 2, key(1));
	});
}

#[test]
fn an_enrolled_key_that_is_no_member_is_detected() {
	detects("an enrolled key is not the member at its position", || {
		collect(&JURORS, 0..3);
		Keys::<Test>::insert(key(9), Enrolment { cohort: JURORS, position: Some(0) });
	});
}

#[test]
fn an_enrolled_key_that_is_not_valid_is_detected() {
	detects("an enrolled key is not valid", || {
		collect(&JURORS, []);
		let enrolment = Enrolment { cohort: JURORS, position: Some(0) };
		Keys::<Test>::insert([0; 32], enrolment);
		Members::<Test>::insert(JURORS, 0, [0; 32]);
		change(JURORS, |standing| standing.members = 1);
	});
}

#[test]
fn an_enrolled_key_that_is_not_reserved_is_detected() {
	detects("an enrolled key is neither a member nor reserved", || {
		Keys::<Test>::insert(key(1), Enrolment { cohort: VOUCHERS, position: None });
	});
}

#[test]
fn a_reserved_key_that_is_not_enrolled_is_detected() {
	detects("a reserved key is not enrolled so", || {
		Reserved::<Test>::insert(VOUCHERS, key(1), ());
	});
	detects("a reserved key is not enrolled so", || {
		collect(&VOUCHERS, [1]);
		Reserved::<Test>::insert(VOUCHERS, key(1), ());
	});
}

#[test]
fn a_key_reserved_for_persons_is_detected() {
	detects("a key is reserved for persons", || {
		Keys::<Test>::insert(key(1), Enrolment { cohort: DECEMBER, position: None });
		Reserved::<Test>::insert(DECEMBER, key(1), ());
	});
}

#[test]
fn rings_that_a_cohort_cannot_have_are_detected() {
	for frozen in [false, true] {
		detects("a cohort says to have rings that it cannot have", || {
			collect(&JURORS, 0..3);
			if frozen {
				assert_ok!(freeze_at(&JURORS, 1));
			}
			change(JURORS, |standing| standing.rings = 1);
		});
	}
	detects("a cohort says to have rings that it cannot have", || {
		make(&JURORS, 0..3);
		change(JURORS, |standing| standing.rings = 0);
		BuiltRings::<Test>::remove(JURORS, 0);
	});
	detects("a cohort says to have rings that it cannot have", || {
		make(&JURORS, 0..3);
		let seed = H256::zero();
		change(JURORS, |standing| standing.stage = Stage::Placed { seed });
	});
}

#[test]
fn a_ring_that_is_missing_is_detected() {
	detects("the rings are not as many as said", || {
		make(&JURORS, 0..3);
		BuiltRings::<Test>::remove(JURORS, 0);
	});
	detects("a ring has no commitment", || {
		make(&JURORS, 0..3);
		let commitment = BuiltRings::<Test>::take(JURORS, 0).unwrap();
		BuiltRings::<Test>::insert(JURORS, 1, commitment);
	});
}

#[test]
fn a_ring_that_is_no_commitment_is_detected() {
	detects("a ring is no commitment", || {
		make(&JURORS, 0..3);
		BuiltRings::<Test>::insert(JURORS, 0, [0xff; 288]);
	});
}

fn begin_ring() {
	KeysPerStep::set(2);
	collect(&JURORS, 0..5);
	assert_ok!(freeze_at(&JURORS, 1));
	draw();
	assert_ok!(Rings::do_build(&JURORS));
	assert_ok!(Rings::do_build(&JURORS));
	check_state();
}

#[test]
fn a_ring_in_work_of_a_cohort_that_is_not_is_detected() {
	detects("a ring is built of no cohort", || {
		begin_ring();
		let progress = Unfinished::<Test>::get(JURORS).unwrap();
		collect(&VOUCHERS, [7]);
		Unfinished::<Test>::insert(VOUCHERS, progress);
	});
	detects("a ring is built of no cohort", || {
		Unfinished::<Test>::insert(JURORS, Progress { added: 1, commitment: [0; 848] });
	});
}

#[test]
fn a_ring_in_work_with_no_or_all_members_is_detected() {
	for added in [0, 5] {
		detects("a ring has as many members as cannot be", || {
			begin_ring();
			Unfinished::<Test>::mutate(JURORS, |progress| progress.as_mut().unwrap().added = added);
		});
	}
}

#[test]
fn what_is_of_no_cohort_is_detected() {
	detects("an enrolled key is not the member at its position", || {
		collect(&JURORS, [1]);
		Cohorts::<Test>::remove(JURORS);
		Members::<Test>::remove(JURORS, 0);
	});
	detects("a member or ring is of no cohort", || {
		collect(&JURORS, [1]);
		Cohorts::<Test>::remove(JURORS);
	});
	detects("a member or ring is of no cohort", || {
		BuiltRings::<Test>::insert(JURORS, 0, [0; 288]);
	});
}

#[test]
fn a_person_without_a_vouch_is_detected() {
	detects("nobody vouches for a person", || {
		assert_ok!(vouch(HOSPITAL, 1));
		Vouches::<Test>::remove(key(1));
	});
}

#[test]
fn a_vouch_for_no_person_is_detected() {
	let vouch =
		|| Vouch { serial: HOSPITAL_SERIAL, deposit: Deposit { payer: Some(HOSPITAL), amount: 0 } };
	detects("a vouch is for no person", || Vouches::<Test>::insert(key(1), vouch()));
	detects("a vouch is for no person", || {
		collect(&JURORS, [1]);
		Vouches::<Test>::insert(key(1), vouch());
	});
}

#[test]
fn an_unknown_institution_is_detected() {
	detects("an institution is unknown", || {
		assert_ok!(vouch(HOSPITAL, 1));
		Vouches::<Test>::mutate(key(1), |vouch| vouch.as_mut().unwrap().serial = 99);
	});
}

#[test]
fn a_deposit_of_nobody_is_detected() {
	detects("a deposit names no payer", || {
		assert_ok!(vouch(HOSPITAL, 1));
		Vouches::<Test>::mutate(key(1), |vouch| vouch.as_mut().unwrap().deposit.payer = None);
	});
}

#[test]
fn vouches_that_are_counted_wrongly_are_detected() {
	for count in [0, 2] {
		detects("the vouches of an institution are not counted", || {
			assert_ok!(vouch(HOSPITAL, 1));
			Vouched::<Test>::insert(DECEMBER, HOSPITAL, count);
		});
	}
	detects("the vouches of an institution are not counted", || {
		assert_ok!(vouch(HOSPITAL, 1));
		Vouched::<Test>::remove(DECEMBER, HOSPITAL);
	});
	detects("the vouches of an institution are not counted", || {
		Vouched::<Test>::insert(DECEMBER, CLINIC, 1);
	});
}

#[test]
fn a_leaked_hold_is_detected() {
	detects("what is on hold is not what the deposits say", || {
		assert_ok!(vouch(HOSPITAL, 1));
		leak_hold(HoldReason::Vouch, CLINIC);
	});
}

#[test]
fn a_deposit_that_is_not_on_hold_is_detected() {
	detects("what is on hold is not what the deposits say", || {
		assert_ok!(vouch(HOSPITAL, 1));
		slash(HoldReason::Vouch, HOSPITAL, 1);
	});
}

#[test]
fn an_open_cohort_of_persons_that_does_not_collect_is_detected() {
	detects("an open cohort of persons does not collect", || {
		assert_ok!(vouch(HOSPITAL, 1));
		Collecting::<Test>::kill();
	});
	detects("an open cohort of persons does not collect", || {
		assert_ok!(vouch(HOSPITAL, 1));
		Cohorts::<Test>::insert(JANUARY, Standing::new());
	});
}

#[test]
fn a_cohort_that_collects_and_is_not_open_is_detected() {
	detects("the cohort that collects is not open", || {
		Collecting::<Test>::set(Month::new(2023, 12));
	});
	detects("the cohort that collects is not open", || {
		assert_ok!(vouch(HOSPITAL, 1));
		enter(2023, 12);
		assert_ok!(Rings::freeze(signed(STRANGER), DECEMBER));
		Collecting::<Test>::set(Month::new(2023, 12));
	});
}

#[test]
fn a_queue_with_the_same_twice_is_detected() {
	detects("a cohort is queued twice", || {
		collect(&JURORS, 0..3);
		assert_ok!(freeze_at(&JURORS, 1));
		Queue::<Test>::try_append(JURORS).unwrap();
	});
}

#[test]
fn a_queue_with_nothing_to_do_is_detected() {
	let queue = |cohort| Queue::<Test>::try_append(cohort).unwrap();
	let error = "there is nothing to do for a cohort that is queued";
	detects(error, || queue(JURORS));
	detects(error, || {
		collect(&JURORS, 0..3);
		queue(JURORS);
	});
	detects(error, || {
		make(&JURORS, 0..3);
		queue(JURORS);
	});
	detects(error, || {
		collect(&JURORS, 0..3);
		assert_ok!(freeze_at(&JURORS, 9));
		queue(JURORS);
	});
}

#[test]
fn a_cohort_with_another_date_than_its_stage_is_detected() {
	detects("a cohort is open and frozen, or neither", || {
		collect(&JURORS, []);
		change(JURORS, |standing| standing.frozen_at = Some(NOW));
	});
	detects("a cohort is open and frozen, or neither", || {
		make(&JURORS, 0..3);
		change(JURORS, |standing| standing.frozen_at = None);
	});
}

#[test]
fn parameters_that_are_not_those_of_their_hash_are_detected() {
	detects("parameters are not those of their hash", || {
		Parameters::<Test>::insert(0, chunk(1));
	});
	detects("parameters are not those of their hash", || {
		Parameters::<Test>::insert(126, chunk(0));
	});
}
