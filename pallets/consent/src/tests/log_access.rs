// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, AccessEntries, AccessLogs, Error, Event, FirstEntry, HoldReason};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	access_log::{leaf, prove, AccessEntry, AccessLog},
	consent::{AccessQuery, Action, Grantee, Obligations, Purpose, Scope, Terms},
	credential::Role,
	record::RecordClass,
	ItemId, Jurisdiction, Moment,
};
use sp_core::H256;
use sp_runtime::TokenError;

#[test]
fn log_access_stores_the_entry_and_uses_the_grant() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		assert_ok!(log());

		let AccessQuery { class, anchor, purpose, action, .. } = asked();
		let entry = AccessEntry {
			accessor: DOCTOR,
			class,
			anchor,
			purpose,
			action,
			place: KR,
			grant: id,
			at: START,
		};
		let stored = AccessEntries::<Test>::get(PATIENT, 0).expect("the entry is stored");
		assert_eq!((&stored.entry, stored.deposit), (&entry, own(10)));
		assert_eq!(on_hold(HoldReason::Log, DOCTOR), 10);
		assert_eq!(grants(&doctor())[0].used, 1);

		let mut expected = AccessLog::default();
		expected.append(leaf(&PATIENT, 0, &entry));
		assert_eq!(AccessLogs::<Test>::get(PATIENT), expected);
		assert_eq!(
			last_event(),
			Event::AccessLogged {
				patient: PATIENT,
				index: 0,
				accessor: DOCTOR,
				class,
				anchor,
				purpose,
				action,
				place: KR,
				grant: id
			}
		);
	});
}

#[test]
fn log_access_proves_every_entry() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		for _ in 0..11 {
			assert_ok!(log());
		}
		let leaves = Consent::access_entries(&PATIENT, 0, 20)
			.iter()
			.map(|(index, entry)| leaf(&PATIENT, *index, entry))
			.collect::<Vec<_>>();
		let log = Consent::access_log(&PATIENT);
		assert_eq!(log.count, 11);
		for (index, leaf) in (0..).zip(&leaves) {
			let path = prove(&leaves, index).expect("the entry exists");
			assert!(log.verify(index, *leaf, &path));
		}
	});
}

#[test]
fn log_access_uses_the_grant_that_permits() {
	ExtBuilder.build_and_execute(|| {
		certify(HOSPITAL, Role::Institution, 0..Moment::MAX);
		let elsewhere = Terms { purposes: purposes([Purpose::Hresch]), ..terms() };
		let hospital = Grantee::Institution(HOSPITAL);
		grant_to(Grantee::Account(HOSPITAL), elsewhere);
		grant_to(hospital.clone(), Terms { max_uses: Some(2), ..terms() });
		assert_ok!(log_as(HOSPITAL, asked(), KR));
		assert_eq!(grants(&hospital)[0].used, 1);
		assert_eq!(grants(&Grantee::Account(HOSPITAL))[0].used, 0);
	});
}

#[test]
fn log_access_rejects_the_own_records() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(log_as(PATIENT, asked(), KR), Error::<Test>::OwnRecords);
	});
}

#[test]
fn log_access_rejects_without_a_grant() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(log(), Error::<Test>::NoGrant);
		grant_to(doctor(), terms());
		assert_noop!(log_as(STRANGER, asked(), KR), Error::<Test>::NoGrant);
	});
}

#[test]
fn log_access_rejects_a_record_that_does_not_exist_or_is_of_another_class() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { scope: Scope::All, ..terms() });
		let of_one = AccessQuery { anchor: Some(ItemId(1)), ..asked() };
		assert_noop!(log_as(DOCTOR, of_one, KR), Error::<Test>::RecordMismatch);
		anchor(PATIENT, ItemId(1), RecordClass::Imaging);
		assert_noop!(log_as(DOCTOR, of_one, KR), Error::<Test>::RecordMismatch);
		anchor(PATIENT, ItemId(1), RecordClass::Laboratory);
		assert_ok!(log_as(DOCTOR, of_one, KR));
	});
}

#[test]
fn log_access_rejects_what_the_grant_does_not_cover() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		let asked_for = |request| log_as(DOCTOR, request, KR);
		let imaging = AccessQuery { class: RecordClass::Imaging, ..asked() };
		assert_noop!(asked_for(imaging), Error::<Test>::OutOfScope);
		let disclosure = AccessQuery { action: Action::Disclose, ..asked() };
		assert_noop!(asked_for(disclosure), Error::<Test>::ActionNotGranted);
		let research = AccessQuery { purpose: Purpose::Hresch, ..asked() };
		assert_noop!(asked_for(research), Error::<Test>::PurposeNotGranted);
	});
}

#[test]
fn log_access_rejects_after_a_revocation_in_the_same_block() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		assert_ok!(log());
		assert_ok!(Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), id));
		assert_noop!(log(), Error::<Test>::Revoked);
	});
}

#[test]
fn log_access_rejects_before_the_beginning_and_at_the_end() {
	ExtBuilder.build_and_execute(|| {
		let until = START + 2 * DAY;
		grant_to(doctor(), Terms { from: START + DAY, until, ..terms() });
		set_time(START + DAY - 1);
		assert_noop!(log(), Error::<Test>::NotYetValid);
		set_time(START + DAY);
		assert_ok!(log());
		set_time(until - 1);
		assert_ok!(log());
		set_time(until);
		assert_noop!(log(), Error::<Test>::Expired);
	});
}

#[test]
fn log_access_rejects_one_use_too_many() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { max_uses: Some(2), ..terms() });
		assert_ok!(log());
		assert_ok!(log());
		assert_noop!(log(), Error::<Test>::UsesExhausted);
	});
}

#[test]
fn log_access_rejects_what_is_forbidden() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		grant_to(doctor(), denial());
		assert_noop!(log(), Error::<Test>::ExplicitDeny);
	});
}

#[test]
fn log_access_rejects_a_place_that_the_grant_does_not_allow() {
	ExtBuilder.build_and_execute(|| {
		let obligations = Obligations { no_reshare: false, place: Some(KR) };
		grant_to(doctor(), Terms { obligations, ..terms() });
		assert_noop!(log_as(DOCTOR, asked(), DE), Error::<Test>::PlaceNotAllowed);
		assert_ok!(log_as(DOCTOR, asked(), KR));
	});
}

#[test]
fn log_access_uses_the_grant_for_the_country_of_the_access() {
	ExtBuilder.build_and_execute(|| {
		for place in [KR, DE] {
			let obligations = Obligations { no_reshare: false, place: Some(place) };
			grant_to(doctor(), Terms { obligations, ..terms() });
		}
		for place in [DE, KR, DE] {
			assert_ok!(log_as(DOCTOR, asked(), place));
		}
		let used = grants(&doctor()).iter().map(|grant| grant.used).collect::<Vec<_>>();
		assert_eq!(used, [1, 2]);
	});
}

#[test]
fn log_access_names_each_record_where_one_of_the_class_is_denied() {
	ExtBuilder.build_and_execute(|| {
		for id in [1, 2] {
			anchor(PATIENT, ItemId(id), RecordClass::Laboratory);
		}
		grant_to(doctor(), terms());
		grant_to(doctor(), Terms { scope: single(ItemId(1)), ..denial() });
		assert_noop!(log(), Error::<Test>::ExplicitDeny);
		let named = |id| AccessQuery { anchor: Some(ItemId(id)), ..asked() };
		assert_noop!(log_as(DOCTOR, named(1), KR), Error::<Test>::ExplicitDeny);
		assert_ok!(log_as(DOCTOR, named(2), KR));
		let logged = AccessEntries::<Test>::get(PATIENT, 0).expect("the entry is stored");
		assert_eq!(logged.entry.anchor, Some(ItemId(2)));
	});
}

#[test]
fn log_access_rejects_a_member_of_a_role_that_is_denied() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, 0..Moment::MAX);
		grant_to(doctor(), terms());
		grant_to(Grantee::Role(Role::Practitioner), denial());
		assert_noop!(log(), Error::<Test>::ExplicitDeny);
	});
}

#[test]
fn log_access_rejects_a_malformed_country() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		let place = Jurisdiction(*b"k1");
		assert_noop!(log_as(DOCTOR, asked(), place), Error::<Test>::InvalidPlace);
	});
}

#[test]
fn log_access_rejects_a_full_log() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		let peaks = vec![H256::zero(); 64].try_into().expect("64 peaks");
		AccessLogs::<Test>::insert(PATIENT, AccessLog { count: u64::MAX, peaks });
		FirstEntry::<Test>::insert(PATIENT, u64::MAX);
		assert_noop!(log(), Error::<Test>::LogFull);
	});
}

#[test]
fn log_access_rejects_an_accessor_who_cannot_pay_the_deposit() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		LogDeposit::set(FUNDS);
		assert_noop!(log(), TokenError::FundsUnavailable);
	});
}
