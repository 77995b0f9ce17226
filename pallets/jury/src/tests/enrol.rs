// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use medibloc_primitives::rings::PossessionProof;

const POSSESSION: usize = core::mem::size_of::<PossessionProof>();

fn with_key(who: AccountId, key: [u8; 32]) -> DispatchResult {
	let possession = possession(&jurors_cohort(stored().epoch + 1), &key, who);
	dispatch(who, Call::enrol { jurisdiction: KR, key, possession })
}

#[test]
fn enrol_holds_the_deposit_and_inserts_the_key() {
	ExtBuilder.founded(|| {
		assert_ok!(enrol(juror(0)));
		assert_eq!(last_event(), Event::Enrolled { jurisdiction: KR, epoch: 1, who: juror(0) });
		let stored = juror_of(1, juror(0)).unwrap();
		assert_eq!(stored.keys.to_vec(), [(1, ring_key(juror(0), 1))]);
		assert_eq!((stored.deposit, stored.released, stored.mark), (1_000, 0, None));
		assert_eq!(held(juror(0)), 1_000);
		assert_eq!(Rings::members(&jurors_cohort(1)), 1);
	});
}

#[test]
fn one_deposit_serves_all_epochs_of_a_term() {
	ExtBuilder.seated(3, || {
		assert_ok!(enrol(juror(0)));
		assert_eq!(held(juror(0)), 1_000);
		let keys: Vec<_> = juror_of(1, juror(0)).unwrap().keys.iter().map(|(of, _)| *of).collect();
		assert_eq!(keys, [1, 2]);
	});
}

#[test]
fn a_changed_deposit_changes_no_old_one() {
	ExtBuilder.seated(3, || {
		JurorDeposit::set(5_000);
		assert_ok!(enrol(juror(0)));
		assert_eq!(held(juror(0)), 1_000);
	});
}

#[test]
fn a_newcomer_waits_for_the_last_epoch_of_the_term() {
	ExtBuilder.seated(3, || {
		assert_noop!(enrol(juror(5)), Error::<Test>::TermRunning);
		enrol_all(jurors(3));
		next_epoch();
		assert_noop!(enrol(juror(5)), Error::<Test>::TermRunning);
		enrol_all(jurors(3));
		next_epoch();
		assert!(stored().is_last);
		assert_ok!(enrol(juror(5)));
		assert!(juror_of(2, juror(5)).is_some() && juror_of(1, juror(5)).is_none());
	});
}

#[test]
fn enrol_needs_a_live_credential_as_practitioner_of_the_jurisdiction() {
	ExtBuilder.founded(|| {
		assert_noop!(enrol(STRANGER), Error::<Test>::NotCertified);
		certify(STRANGER, Role::Institution, KR);
		assert_noop!(enrol(STRANGER), Error::<Test>::NotCertified);
		certify(STRANGER, Role::Practitioner, DE);
		assert_noop!(enrol(STRANGER), Error::<Test>::NotCertified);
		decertify(juror(0), Role::Practitioner);
		assert_noop!(enrol(juror(0)), Error::<Test>::NotCertified);
		let call = Call::enrol { jurisdiction: DE, key: [0; 32], possession: [0; POSSESSION] };
		assert_noop!(dispatch(juror(1), call), Error::<Test>::JuryNotFound);
	});
}

#[test]
fn enrol_needs_points_for_the_deposit() {
	ExtBuilder.founded(|| {
		certify(STRANGER, Role::Practitioner, KR);
		assert_noop!(enrol(STRANGER), TOO_FEW_POINTS);
		PointsLedger::give(STRANGER, 999);
		assert_noop!(enrol(STRANGER), TOO_FEW_POINTS);
		PointsLedger::give(STRANGER, 1);
		assert_ok!(enrol(STRANGER));
	});
}

#[test]
fn enrol_takes_one_key_for_an_epoch() {
	ExtBuilder.founded(|| {
		assert_ok!(enrol(juror(0)));
		let another = with_key(juror(0), fresh_key(&"another"));
		assert_noop!(another, Error::<Test>::AlreadyEnrolled);
	});
}

#[test]
fn enrol_takes_no_key_that_is_invalid_taken_or_not_held() {
	ExtBuilder.founded(|| {
		assert_ok!(enrol(juror(0)));
		assert_noop!(with_key(juror(1), ring_key(juror(0), 1)), NOT_FREE);
		assert_noop!(with_key(juror(1), invalid_key(0)), INVALID);
		// The proof of another account, and for another epoch.
		let key = ring_key(juror(1), 1);
		for possession in [
			possession(&jurors_cohort(1), &key, juror(2)),
			possession(&jurors_cohort(2), &key, juror(1)),
		] {
			let call = Call::enrol { jurisdiction: KR, key, possession };
			assert_noop!(dispatch(juror(1), call), NOT_HELD);
		}
		assert_eq!(held(juror(1)), 0);
	});
}

#[test]
fn a_juror_of_a_term_that_is_being_settled_holds_another_deposit_for_the_next() {
	ExtBuilder.seated(3, || {
		while !stored().is_last {
			next_epoch();
		}
		assert_ok!(enrol(juror(0)));
		assert_eq!(held(juror(0)), 2_000);
	});
}
