// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event, HoldReason, RequestPolicy, Summaries};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{Basis, Effect, Grant, Grantee, Scope, Terms},
	credential::Role,
	record::{RecordClass, Version},
	ItemId,
};
use sp_runtime::TokenError;

fn grant(grantee: Grantee<AccountId>) -> DispatchResultWithPostInfo {
	Consent::grant(RuntimeOrigin::signed(PATIENT), grantee, terms().into())
}

#[test]
fn grant_is_stored_with_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(grant(doctor()));
		// The id is that of the event that tells of it.
		let event = System::event_count() - 1;
		let id = ItemId::new(START, 1, event).expect("the id fits");

		let deposit = 100 + terms().encoded_size() as u64;
		let expected = Grant {
			id,
			terms: Terms { from: START, ..terms() },
			anchor_classes: Default::default(),
			basis: Basis::Own,
			used: 0,
			revoked_at: None,
			deposit: own(deposit),
		};
		assert_eq!(grants(&doctor()), [expected]);
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), deposit);
		let event = Event::Granted { patient: PATIENT, grantee: doctor(), grant: id };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn grant_admits_every_kind_of_grantee() {
	ExtBuilder.build_and_execute(|| {
		for grantee in
			[doctor(), Grantee::Institution(HOSPITAL), Grantee::Role(Role::EmergencyResponder)]
		{
			assert_ok!(grant(grantee.clone()));
			assert_eq!(grants(&grantee).len(), 1);
		}
	});
}

#[test]
fn grant_gives_every_grant_an_id_of_its_own() {
	ExtBuilder.build_and_execute(|| {
		let ids = [doctor(), doctor(), Grantee::Account(STRANGER)]
			.map(|grantee| grant_to(grantee, terms()));
		assert!(ids.is_sorted_by(|one, two| one < two));
	});
}

#[test]
fn grant_keeps_a_beginning_in_the_future() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { from: START + DAY, ..terms() });
		assert_eq!(grants(&doctor())[0].terms.from, START + DAY);
	});
}

#[test]
fn grant_rejects_the_patient_as_grantee() {
	ExtBuilder.build_and_execute(|| {
		for grantee in [Grantee::Account(PATIENT), Grantee::Institution(PATIENT)] {
			assert_noop!(grant(grantee), Error::<Test>::OwnRecords);
		}
	});
}

#[test]
fn grant_leaves_an_open_request_open() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, terms().into()));
		assert_ok!(grant(doctor()));
		assert!(Consents::<Test>::get(PATIENT, doctor()).expect("stored").request.is_some());
	});
}

#[test]
fn grant_rejects_one_grant_too_many() {
	ExtBuilder.build_and_execute(|| {
		for _ in 1..MaxGrants::get() {
			assert_ok!(grant(doctor()));
		}
		assert_noop!(grant(doctor()), Error::<Test>::TooManyGrants);
		assert_ok!(grant(Grantee::Account(STRANGER)));
	});
}

#[test]
fn grant_is_not_hindered_by_what_is_kept_of_the_past() {
	ExtBuilder.build_and_execute(|| {
		for _ in 0..3 * MaxGrants::get() {
			let id = grant_to(doctor(), terms());
			set_time(now() + 1);
			assert_ok!(Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), id));
		}
		let kept = grants(&doctor());
		assert_eq!(kept.len(), 4);
		// The last ones, and that nothing is known of those before.
		let ends = kept.iter().filter_map(|grant| grant.revoked_at).collect::<Vec<_>>();
		assert_eq!(ends, [9, 10, 11, 12].map(|after| START + after));
		let stored = Consents::<Test>::get(PATIENT, doctor()).expect("stored");
		assert_eq!(stored.known_since, START + 8);
		let deposits = kept.iter().map(|grant| grant.deposit.amount).sum::<u64>();
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), deposits);
	});
}

#[test]
fn grant_rejects_a_patient_who_cannot_pay_the_deposit() {
	ExtBuilder.build_and_execute(|| {
		GrantDeposit::set(FUNDS);
		assert_noop!(grant(doctor()), TokenError::FundsUnavailable);
	});
}

#[test]
fn grant_rejects_when_the_chain_has_no_more_ids() {
	ExtBuilder.build_and_execute(|| {
		set_time((u64::from(u32::MAX) + 1) * 1_000);
		assert_noop!(grant(doctor()), Error::<Test>::IdsExhausted);
	});
}

#[test]
fn grant_drops_what_ended_first_where_there_is_no_room() {
	ExtBuilder.build_and_execute(|| {
		let ends = [3, 1, 2, 200].map(|days| START + days * DAY);
		for until in &ends[..3] {
			grant_to(doctor(), Terms { until: *until, ..terms() });
		}
		set_time(START + DAY);
		grant_to(doctor(), Terms { until: ends[3], ..terms() });
		let before = on_hold(HoldReason::Grant, PATIENT);
		set_time(START + 2 * DAY);
		assert_ok!(grant(doctor()));
		let left = grants(&doctor()).iter().map(|grant| grant.terms.until).collect::<Vec<_>>();
		assert_eq!(left[..3], [ends[0], ends[2], ends[3]]);
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), before);
		assert_eq!(
			Consents::<Test>::get(PATIENT, doctor()).expect("stored").known_since,
			START + DAY
		);
		let events = System::events().into_iter().map(|record| record.event);
		let pruned =
			Event::Pruned { patient: PATIENT, grantee: doctor(), grants: 1, request: false };
		assert!(events.into_iter().any(|event| event == RuntimeEvent::Consent(pruned.clone())));
	});
}

#[test]
fn grant_notes_whom_a_denial_is_to() {
	ExtBuilder.build_and_execute(|| {
		for grantee in [doctor(), Grantee::Institution(HOSPITAL), Grantee::Role(Role::Insurer)] {
			grant_to(grantee, terms());
		}
		grant_to(doctor(), denial());
		assert!(!Summaries::<Test>::contains_key(PATIENT));
		grant_to(Grantee::Role(Role::Insurer), denial());
		grant_to(Grantee::Institution(HOSPITAL), denial());
		let summary = Summaries::<Test>::get(PATIENT);
		assert!(summary.denied_institution);
		assert!(summary.denied_roles.iter().eq(&[Role::Insurer]));
	});
}

#[test]
fn grant_rejects_a_denial_of_a_record_that_does_not_exist() {
	ExtBuilder.build_and_execute(|| {
		let terms = Terms { scope: single(ItemId(1)), ..denial() };
		let deny = || Consent::grant(signed(PATIENT), doctor(), terms.clone().into());
		assert_noop!(deny(), Error::<Test>::RecordMismatch);
		anchor(OTHER_PATIENT, ItemId(1), RecordClass::Imaging);
		assert_noop!(deny(), Error::<Test>::RecordMismatch);
		anchor(PATIENT, ItemId(1), RecordClass::Imaging);
		assert_ok!(deny());
		assert!(grants(&doctor())[0].anchor_classes.iter().eq(&[RecordClass::Imaging]));
	});
}

#[test]
fn grant_stores_of_a_denial_the_first_versions_and_pays_for_them() {
	ExtBuilder.build_and_execute(|| {
		let class = RecordClass::Imaging;
		for id in 1..=3 {
			anchor_version(PATIENT, ItemId(id), Version { class, first: ItemId(1) });
		}
		let both = |effect| {
			let anchors = std::collections::BTreeSet::from([2, 3].map(ItemId));
			let scope = Scope::Selected {
				classes: Default::default(),
				anchors: anchors.try_into().expect("two anchors"),
			};
			Terms { effect, scope, ..terms() }
		};
		grant_to(doctor(), both(Effect::Deny));
		let of_first = Terms { scope: single(ItemId(1)), ..denial() };
		let stored = grants(&doctor()).remove(0);
		assert_eq!(stored.terms, Terms { from: START, ..of_first.clone() });
		grant_to(Grantee::Account(STRANGER), of_first);
		let other = grants(&Grantee::Account(STRANGER)).remove(0);
		assert_eq!(stored.deposit, other.deposit);

		// A permit is of the versions that it names.
		grant_to(Grantee::Account(HOSPITAL), both(Effect::Permit));
		let permitted = grants(&Grantee::Account(HOSPITAL)).remove(0);
		assert_eq!(permitted.terms.scope, both(Effect::Permit).scope);
	});
}
