// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, RequestPolicy};
use codec::Encode;
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
		for role in Role::ALL {
			grant_to(Grantee::Role(role), terms());
			assert_ok!(Consent::grant(signed(OTHER_PATIENT), Grantee::Role(role), terms().into()));
		}
		let mut pages = Vec::new();
		loop {
			let after = pages.last().map(|info: &ConsentInfo<_, _>| info.grantee.clone());
			let page = Consent::consents(&PATIENT, after.as_ref(), 3);
			if page.is_empty() {
				break;
			}
			pages.extend(page);
		}
		assert_eq!(pages.len(), 7);
		let seen = pages.iter().filter_map(|info| info.grantee.role()).collect::<BTreeSet<_>>();
		assert_eq!(seen, BTreeSet::from(Role::ALL));
		assert!(pages.iter().all(|info| info.grants == grants(&info.grantee)));
		assert!(Consent::consents(&PATIENT, None, 0).is_empty());
		assert!(Consent::consents(&STRANGER, None, 3).is_empty());
		// A grantee that is gone, or never was, is as good a cursor.
		let third = &pages[2].grantee;
		let gone = Consents::<Test>::take(PATIENT, third);
		let page = Consent::consents(&PATIENT, Some(third), 10);
		assert_eq!(page, pages[3..]);
		Consents::<Test>::set(PATIENT, third, gone);
	});
}

#[test]
fn consents_tell_of_requests_and_a_page_reads_no_more_of_them_than_it_holds() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(Consent::request(RuntimeOrigin::signed(STRANGER), PATIENT, terms().into()));
		grant_to(doctor(), terms());
		let mut page = Consent::consents(&PATIENT, None, 10);
		page.sort_by_key(|info| info.grants.len());
		let stranger = Grantee::Account(STRANGER);
		let stored = Consents::<Test>::get(PATIENT, &stranger).expect("stored");
		assert_eq!(
			page,
			[
				ConsentInfo { grantee: stranger, grants: vec![], request: stored.request },
				ConsentInfo { grantee: doctor(), grants: grants(&doctor()), request: None },
			]
		);
		assert_eq!(Consent::consents(&PATIENT, None, 1).len(), 1);
	});
}

#[test]
fn a_page_costs_the_same_wherever_it_starts() {
	let mut chain = ExtBuilder.build();
	chain.execute_with(|| {
		for account in 0..1_000 {
			grant_to(Grantee::Account(1_000 + account), terms());
		}
	});
	chain.commit_all().expect("the state can be committed");
	let (mut sizes, mut after) = (Vec::new(), None);
	loop {
		let (page, proof) =
			chain.execute_and_prove(|| Consent::consents(&PATIENT, after.as_ref(), 50));
		let Some(last) = page.last() else { break };
		sizes.push(proof.encoded_size());
		after = Some(last.grantee.clone());
	}
	assert_eq!(sizes.len(), 20);
	let (least, most) = (sizes.iter().min().copied(), sizes.iter().max().copied());
	assert!(most < least.map(|least| least + least / 4), "{sizes:?}");
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
		assert_eq!(Consent::consents(&PATIENT, None, u32::MAX).len(), MAX_PAGE as usize);
		let entries = Consent::access_entries(&PATIENT, 0, u32::MAX);
		assert_eq!(entries.len(), MAX_PAGE as usize);
		let rest = Consent::access_entries(&PATIENT, MAX_PAGE.into(), u32::MAX);
		assert_eq!(rest.len(), 1);
		assert_eq!(rest[0].0, u64::from(MAX_PAGE));
		assert!(Consent::access_entries(&PATIENT, u64::MAX, u32::MAX).is_empty());
		assert_eq!(Consent::access_log(&PATIENT).count, u64::from(MAX_PAGE) + 1);
	});
}
