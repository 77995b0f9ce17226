// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Sureties;
use frame_support::{assert_noop, assert_ok};

fn release(records: &[(AccountId, AnchorId)]) -> DispatchResult {
	RecordAnchors::release_sureties(signed(AUTHORITY), records.to_vec().try_into().unwrap())
}

#[test]
fn anyone_releases_what_is_due_and_nothing_else() {
	ExtBuilder.build_and_execute(|| {
		let due = anchor_by_doctor(of(PATIENT));
		let of_another = anchor_by_doctor(of(STRANGER));
		live(1);
		let open = anchor_by_doctor(of(PATIENT));
		live(29_999);
		let unknown = (PATIENT, AnchorId::default());
		assert_ok!(release(&[(PATIENT, open), (PATIENT, due), unknown, (STRANGER, of_another)]));
		assert!(!Sureties::<Test>::contains_key(of(PATIENT), due));
		assert!(Sureties::<Test>::contains_key(of(PATIENT), open));
		assert_eq!(on_hold(HoldReason::Surety, DOCTOR), 25);
		System::assert_has_event(Event::SuretyReleased { subject: of(PATIENT), id: due }.into());
		let (subject, id) = (of(STRANGER), of_another);
		System::assert_last_event(Event::SuretyReleased { subject, id }.into());
	});
}

#[test]
fn a_surety_goes_back_as_it_was_paid() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		SuretyDeposit::set(400);
		live(30_000);
		assert_ok!(release(&[(PATIENT, id)]));
		assert_eq!(free(DOCTOR), ENDOWMENT);
	});
}

#[test]
fn a_window_lasts_as_long_as_the_chain_lives() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		// Wall-clock time alone ends nothing.
		pass(1_000_000);
		assert_noop!(release(&[(PATIENT, id)]), Error::<Test>::NothingToRelease);
	});
}

#[test]
fn nothing_that_is_due_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		live(29_999);
		for records in [&[][..], &[(PATIENT, id)], &[(STRANGER, id)]] {
			assert_noop!(release(records), Error::<Test>::NothingToRelease);
		}
		live(1);
		assert_ok!(release(&[(PATIENT, id)]));
		assert_noop!(release(&[(PATIENT, id)]), Error::<Test>::NothingToRelease);
	});
}
