// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Lifecycles;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn force_retract(who: AccountId, id: AnchorId) -> DispatchResult {
	RecordAnchors::force_retract(signed(who), of(PATIENT), id)
}

#[test]
fn the_admin_retracts_where_neither_author_nor_authority_can() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		Credentials::set_live(DOCTOR_SERIAL, false);
		MayAuthorityAct::set(false);
		pass(9);
		assert_ok!(force_retract(ADMIN, id));
		assert_eq!(Lifecycles::<Test>::get(&subject, id).retracted_at, Some(NOW + 9));
		System::assert_last_event(Event::Retracted { subject, id }.into());
		assert_noop!(force_retract(ADMIN, id), Error::<Test>::AlreadyRetracted);
	});
}

#[test]
fn the_admin_does_not_retract_for_a_certified_author_or_the_subject() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(force_retract(ADMIN, id), Error::<Test>::StillCertified);
		let own = anchor_by_patient();
		assert_noop!(force_retract(ADMIN, own), Error::<Test>::NoPermission);
	});
}

#[test]
fn only_the_admin_forces() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		Credentials::set_live(DOCTOR_SERIAL, false);
		for who in [DOCTOR, PATIENT, AUTHORITY] {
			assert_noop!(force_retract(who, id), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn force_retract_rejects_an_unknown_record() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(force_retract(ADMIN, AnchorId::default()), Error::<Test>::NotFound);
	});
}
