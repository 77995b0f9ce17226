// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, RequestPolicy};
use frame_support::assert_ok;
use medibloc_primitives::{
	apis::{ConsentInfo, MAX_PAGE},
	consent::{Grantee, Terms, Verdict},
	credential::Role,
};
use std::collections::BTreeSet;

#[test]
fn check_access_answers_for_now_or_a_given_moment() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { until: START + DAY, ..terms() });
		set_time(START + DAY);
		let check = |at| Consent::check_access(&PATIENT, &DOCTOR, &asked(), at);
		assert!(matches!(check(None), Verdict::Deny(_)));
		assert!(check(Some(START)).is_permit());
	});
}

#[test]
fn consents_are_paged_by_grantee() {
	ExtBuilder.build_and_execute(|| {
		let all = Role::ALL.map(Grantee::Role);
		for grantee in &all {
			grant_to(grantee.clone(), terms());
		}
		let mut pages = Vec::new();
		for start in [0, 3, 6] {
			pages.extend(Consent::consents(&PATIENT, start, 3));
		}
		assert_eq!(pages.len(), 7);
		let seen = pages.iter().filter_map(|info| info.grantee.role()).collect::<BTreeSet<_>>();
		assert_eq!(seen, BTreeSet::from(Role::ALL));
		assert!(pages.iter().all(|info| info.grants == grants(&info.grantee)));
		assert!(Consent::consents(&PATIENT, 7, 3).is_empty());
		assert!(Consent::consents(&PATIENT, 0, 0).is_empty());
		assert!(Consent::consents(&OTHER_PATIENT, 0, 3).is_empty());
	});
}

#[test]
fn consents_leave_out_mere_requests() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(Consent::request(RuntimeOrigin::signed(STRANGER), PATIENT, terms()));
		grant_to(doctor(), terms());
		let expected = ConsentInfo { grantee: doctor(), grants: grants(&doctor()) };
		assert_eq!(Consent::consents(&PATIENT, 0, 10), [expected]);
	});
}

#[test]
fn pages_are_bounded() {
	ExtBuilder.build_and_execute(|| {
		for account in 0..u64::from(MAX_PAGE) + 1 {
			grant_to(Grantee::Account(1_000 + account), terms());
		}
		grant_to(doctor(), terms());
		for _ in 0..MAX_PAGE + 1 {
			assert_ok!(log());
		}
		assert_eq!(Consent::consents(&PATIENT, 0, u32::MAX).len(), MAX_PAGE as usize);
		let entries = Consent::access_entries(&PATIENT, 0, u32::MAX);
		assert_eq!(entries.len(), MAX_PAGE as usize);
		let rest = Consent::access_entries(&PATIENT, MAX_PAGE.into(), u32::MAX);
		assert_eq!(rest.len(), 1);
		assert_eq!(rest[0].0, u64::from(MAX_PAGE));
		assert!(Consent::access_entries(&PATIENT, u64::MAX, u32::MAX).is_empty());
		assert_eq!(Consent::access_log(&PATIENT).count, u64::from(MAX_PAGE) + 1);
	});
}
