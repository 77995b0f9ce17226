// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Access decisions over all grantees that an accessor can be.

use crate::{inspect::Stored, mock::*, Consents, DepositOf};
use frame_support::assert_ok;
use medibloc_primitives::{
	consent::{
		decide_access, AccessQuery, DenyReason, Facts, GrantId, Granted, Grantee, Obligations,
		Purpose, Summary, Terms, Verdict,
	},
	credential::Role,
	record::{AnchorId, RecordClass, Version},
	ConsentInspect, ItemId, Moment,
};
use std::convert::Infallible;

const ALWAYS: std::ops::Range<Moment> = 0..Moment::MAX;

fn check(accessor: AccountId) -> Verdict {
	Consent::can_access(&PATIENT, &accessor, &asked(), Timestamp::get())
}

fn permit(grant: GrantId) -> Verdict {
	Verdict::Permit { grant, obligations: Obligations::default() }
}

#[test]
fn everyone_is_denied_by_default() {
	ExtBuilder.build_and_execute(|| {
		for role in Role::ALL {
			certify(DOCTOR, role, ALWAYS);
		}
		assert_eq!(check(DOCTOR), Verdict::Deny(DenyReason::NoGrant));
	});
}

#[test]
fn the_patient_is_never_denied_the_own_records() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(check(PATIENT), Verdict::Own);
		certify(PATIENT, Role::Practitioner, ALWAYS);
		grant_to(Grantee::Role(Role::Practitioner), denial());
		assert_eq!(check(PATIENT), Verdict::Own);
	});
}

#[test]
fn a_record_that_does_not_exist_is_denied_to_the_patient_too() {
	ExtBuilder.build_and_execute(|| {
		let request = AccessQuery { anchor: Some(ItemId(1)), ..asked() };
		let check = || Consent::can_access(&PATIENT, &PATIENT, &request, START);
		assert_eq!(check(), Verdict::Deny(DenyReason::RecordMismatch));
		anchor(PATIENT, ItemId(1), RecordClass::Laboratory);
		assert_eq!(check(), Verdict::Own);
	});
}

#[test]
fn a_grant_of_a_single_record_covers_it_alone() {
	ExtBuilder.build_and_execute(|| {
		for id in [1, 2] {
			anchor(PATIENT, ItemId(id), RecordClass::Laboratory);
		}
		let grant = grant_to(doctor(), Terms { scope: single(ItemId(1)), ..terms() });
		let check = |anchor| {
			Consent::can_access(&PATIENT, &DOCTOR, &AccessQuery { anchor, ..asked() }, START)
		};
		assert_eq!(check(Some(ItemId(1))), permit(grant));
		assert_eq!(check(Some(ItemId(2))), Verdict::Deny(DenyReason::OutOfScope));
		assert_eq!(check(None), Verdict::Deny(DenyReason::OutOfScope));
	});
}

#[test]
fn a_grant_to_an_institution_needs_its_credential() {
	ExtBuilder.build_and_execute(|| {
		let grant = grant_to(Grantee::Institution(HOSPITAL), terms());
		assert_eq!(check(HOSPITAL), Verdict::Deny(DenyReason::NoGrant));
		certify(HOSPITAL, Role::Practitioner, ALWAYS);
		assert_eq!(check(HOSPITAL), Verdict::Deny(DenyReason::NoGrant));
		certify(HOSPITAL, Role::Institution, ALWAYS);
		assert_eq!(check(HOSPITAL), permit(grant));
		assert_eq!(check(STRANGER), Verdict::Deny(DenyReason::NoGrant));
	});
}

#[test]
fn a_grant_to_a_role_covers_all_who_are_certified_in_it_and_while_they_are() {
	ExtBuilder.build_and_execute(|| {
		let grant = grant_to(Grantee::Role(Role::Researcher), terms());
		certify(DOCTOR, Role::Researcher, START..START + DAY);
		certify(STRANGER, Role::Practitioner, ALWAYS);
		assert_eq!(check(DOCTOR), permit(grant));
		assert_eq!(check(STRANGER), Verdict::Deny(DenyReason::NoGrant));
		set_time(START + DAY);
		assert_eq!(check(DOCTOR), Verdict::Deny(DenyReason::NoGrant));
		let past = Consent::can_access(&PATIENT, &DOCTOR, &asked(), START + DAY - 1);
		assert_eq!(past, permit(grant));
	});
}

#[test]
fn a_denial_to_any_circle_of_the_accessor_denies() {
	let circles = || {
		[
			Grantee::Account(HOSPITAL),
			Grantee::Institution(HOSPITAL),
			Grantee::Role(Role::Practitioner),
			Grantee::Role(Role::Institution),
		]
	};
	for denied in circles() {
		for permitted in circles() {
			ExtBuilder.build_and_execute(|| {
				certify(HOSPITAL, Role::Institution, ALWAYS);
				certify(HOSPITAL, Role::Practitioner, START..START + DAY);
				grant_to(permitted.clone(), terms());
				assert!(check(HOSPITAL).is_permit());
				let denial = grant_to(denied.clone(), denial());
				assert_eq!(check(HOSPITAL), Verdict::Deny(DenyReason::ExplicitDeny));
				assert_ok!(Consent::lift(signed(PATIENT), denied.clone(), denial));
				assert!(check(HOSPITAL).is_permit());
			});
		}
	}
}

#[test]
fn a_denial_to_a_circle_denies_whoever_was_in_it_since() {
	let practitioners = || Grantee::Role(Role::Practitioner);
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, START..START + DAY);
		certify(STRANGER, Role::Practitioner, 0..START - 1);
		certify(HOSPITAL, Role::Practitioner, START + 2 * DAY..START + 3 * DAY);
		let everybody = [DOCTOR, STRANGER, HOSPITAL];
		let grants = everybody.map(|who| grant_to(Grantee::Account(who), terms()));
		let denial = grant_to(practitioners(), denial());
		let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
		let all = || everybody.map(check);
		// Who was certified before the denial was given is not meant, who is later is.
		assert_eq!(all(), [explicit, permit(grants[1]), permit(grants[2])]);
		set_time(START + DAY);
		assert_eq!(all(), [explicit, permit(grants[1]), permit(grants[2])]);
		set_time(START + 2 * DAY);
		assert_eq!(all(), [explicit, permit(grants[1]), explicit]);
		set_time(START + 4 * DAY);
		assert_eq!(all(), [explicit, permit(grants[1]), explicit]);
		assert_ok!(Consent::lift(signed(PATIENT), practitioners(), denial));
		assert_eq!(all(), grants.map(permit));
	});
}

#[test]
fn a_denial_of_one_version_denies_the_corrections_that_there_are_and_those_to_come() {
	ExtBuilder.build_and_execute(|| {
		let [first, second, third, other] = [1, 2, 3, 4].map(ItemId);
		let version = |first| Version { class: RecordClass::Laboratory, first };
		for (id, of) in [(first, first), (second, first), (other, other)] {
			anchor_version(PATIENT, id, version(of));
		}
		let grant = grant_to(doctor(), terms());
		// The second version is named, and all of them are meant.
		grant_to(doctor(), Terms { scope: single(second), ..denial() });
		anchor_version(PATIENT, third, version(first));
		let check = |anchor| {
			let request = AccessQuery { anchor, ..asked() };
			Consent::can_access(&PATIENT, &DOCTOR, &request, START)
		};
		let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
		for id in [first, second, third] {
			assert_eq!(check(Some(id)), explicit);
		}
		assert_eq!(check(None), explicit);
		assert_eq!(check(Some(other)), permit(grant));
	});
}

#[test]
fn a_denial_of_one_record_refuses_its_class_until_each_record_is_named() {
	ExtBuilder.build_and_execute(|| {
		anchor(PATIENT, ItemId(1), RecordClass::Laboratory);
		anchor(PATIENT, ItemId(2), RecordClass::Laboratory);
		anchor(PATIENT, ItemId(3), RecordClass::Imaging);
		let scope = classes([RecordClass::Laboratory, RecordClass::Imaging]);
		let grant = grant_to(doctor(), Terms { scope, ..terms() });
		let check = |class, anchor: Option<u64>| {
			let anchor = anchor.map(ItemId);
			let request = AccessQuery { class, anchor, ..asked() };
			Consent::can_access(&PATIENT, &DOCTOR, &request, START)
		};
		assert_eq!(check(RecordClass::Laboratory, None), permit(grant));
		grant_to(doctor(), Terms { scope: single(ItemId(1)), ..denial() });
		let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
		assert_eq!(check(RecordClass::Laboratory, None), explicit);
		assert_eq!(check(RecordClass::Laboratory, Some(1)), explicit);
		assert_eq!(check(RecordClass::Laboratory, Some(2)), permit(grant));
		assert_eq!(check(RecordClass::Imaging, None), permit(grant));
		assert_eq!(check(RecordClass::Imaging, Some(3)), permit(grant));
	});
}

#[test]
fn a_record_is_denied_by_its_class() {
	ExtBuilder.build_and_execute(|| {
		anchor(PATIENT, ItemId(1), RecordClass::Laboratory);
		grant_to(doctor(), Terms { scope: single(ItemId(1)), ..terms() });
		let request = AccessQuery { anchor: Some(ItemId(1)), ..asked() };
		let check = || Consent::can_access(&PATIENT, &DOCTOR, &request, START);
		assert!(check().is_permit());
		grant_to(Grantee::Institution(DOCTOR), denial());
		assert!(check().is_permit());
		certify(DOCTOR, Role::Institution, ALWAYS);
		assert_eq!(check(), Verdict::Deny(DenyReason::ExplicitDeny));
	});
}

#[test]
fn the_reason_is_the_nearest_of_all_circles() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, ALWAYS);
		let research = Terms { purposes: purposes([Purpose::Hresch]), ..terms() };
		grant_to(doctor(), Terms { scope: classes([RecordClass::Dental]), ..terms() });
		grant_to(Grantee::Role(Role::Practitioner), research);
		grant_to(Grantee::Role(Role::Insurer), Terms { from: START + DAY, ..terms() });
		assert_eq!(check(DOCTOR), Verdict::Deny(DenyReason::PurposeNotGranted));
	});
}

#[test]
fn credentials_are_not_asked_where_nothing_is_granted_or_the_account_decides() {
	ExtBuilder.build_and_execute(|| {
		credentials_asked();
		check(DOCTOR);
		grant_to(doctor(), terms());
		check(DOCTOR);
		assert_eq!(credentials_asked(), 0);
		check(STRANGER);
		assert_eq!(credentials_asked(), 0);
		grant_to(Grantee::Role(Role::Insurer), terms());
		check(STRANGER);
		assert_eq!(credentials_asked(), 1);
	});
}

/// The reads of the rule, by fact.
#[derive(Debug, Default, PartialEq, Eq)]
struct Reads {
	records: u32,
	summaries: u32,
	grants: u32,
	credentials: u32,
}

/// The facts of the state, with a count of what was read.
struct Counted<'a> {
	facts: Stored<'a, Test>,
	reads: Reads,
}

impl Facts for Counted<'_> {
	type AccountId = AccountId;
	type Deposit = DepositOf<Test>;
	type Error = Infallible;

	fn patient(&self) -> &AccountId {
		self.facts.patient()
	}

	fn accessor(&self) -> &AccountId {
		self.facts.accessor()
	}

	fn version(&mut self, anchor: AnchorId) -> Result<Option<Version>, Infallible> {
		self.reads.records += 1;
		self.facts.version(anchor)
	}

	fn summary(&mut self) -> Result<Summary, Infallible> {
		self.reads.summaries += 1;
		self.facts.summary()
	}

	fn grants(
		&mut self,
		grantee: &Grantee<AccountId>,
	) -> Result<Granted<DepositOf<Test>>, Infallible> {
		self.reads.grants += 1;
		self.facts.grants(grantee)
	}

	fn is_certified(&mut self, role: Role, at: Moment) -> Result<Option<bool>, Infallible> {
		self.reads.credentials += 1;
		self.facts.is_certified(role, at)
	}

	fn held(&mut self, role: Role, since: Moment, at: Moment) -> Result<Option<bool>, Infallible> {
		self.reads.credentials += 1;
		self.facts.held(role, since, at)
	}
}

#[test]
fn the_check_reads_no_more_of_the_state_than_it_needs() {
	ExtBuilder.build_and_execute(|| {
		anchor(PATIENT, ItemId(1), RecordClass::Laboratory);
		let reads = |accessor, anchor| {
			let facts = Stored::new(&PATIENT, &accessor);
			let mut counted = Counted { facts, reads: Reads::default() };
			let request = AccessQuery { anchor, ..asked() };
			let Ok((verdict, _)) = decide_access(&mut counted, &request, START);
			assert_eq!(verdict, Consent::can_access(&PATIENT, &accessor, &request, START));
			counted.reads
		};
		let count =
			|records, grants, credentials| Reads { records, summaries: 1, grants, credentials };
		let all = 2 + Role::ALL.len() as u32;
		let none = Reads::default();
		assert_eq!(reads(PATIENT, None), none);
		assert_eq!(reads(DOCTOR, Some(ItemId(2))), Reads { records: 1, ..none });
		assert_eq!(reads(DOCTOR, None), count(0, all, 0));
		grant_to(doctor(), terms());
		assert_eq!(reads(DOCTOR, None), count(0, 1, 0));
		assert_eq!(reads(DOCTOR, Some(ItemId(1))), count(1, 1, 0));
		grant_to(Grantee::Institution(HOSPITAL), terms());
		assert_eq!(reads(HOSPITAL, None), count(0, all, 1));
		certify(HOSPITAL, Role::Institution, ALWAYS);
		assert_eq!(reads(HOSPITAL, None), count(0, 2, 1));
		// Denials to others cost a direct grant the entry of each circle that was denied anything.
		grant_to(Grantee::Institution(STRANGER), denial());
		assert_eq!(reads(DOCTOR, None), count(0, 2, 0));
		let elsewhere = Terms { scope: classes([RecordClass::Dental]), ..denial() };
		grant_to(Grantee::Role(Role::Insurer), elsewhere);
		assert_eq!(reads(DOCTOR, None), count(0, 3, 0));
		grant_to(doctor(), denial());
		assert_eq!(reads(DOCTOR, None), count(0, 1, 0));
	});
}

#[test]
fn past_moments_are_answered_until_the_grant_is_pruned() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		set_time(START + DAY);
		assert_ok!(Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), id));
		set_time(START + DAY + GrantRetention::get());
		let at = |at| Consent::can_access(&PATIENT, &DOCTOR, &asked(), at);
		assert_eq!(at(START - 1), Verdict::Deny(DenyReason::NotYetValid));
		assert_eq!(at(START), permit(id));
		assert_eq!(at(START + DAY - 1), permit(id));
		assert_eq!(at(START + DAY), Verdict::Deny(DenyReason::Revoked));
		assert_ok!(Consent::prune_expired(RuntimeOrigin::signed(STRANGER), PATIENT, doctor()));
		assert_eq!(at(START), Verdict::Unknown);
		assert_eq!(at(START + DAY - 1), Verdict::Unknown);
		assert_eq!(at(START + DAY), Verdict::Deny(DenyReason::NoGrant));
		assert!(!Consents::<Test>::contains_key(PATIENT, doctor()));
	});
}

#[test]
fn pruning_a_denial_permits_nothing_that_it_denied() {
	ExtBuilder.build_and_execute(|| {
		let until = START + 300 * DAY;
		let grant = grant_to(doctor(), Terms { until, ..terms() });
		grant_to(doctor(), Terms { until: START + DAY, ..denial() });
		let at = |at| Consent::check_access(&PATIENT, &DOCTOR, &asked(), Some(at));
		set_time(START + DAY + GrantRetention::get());
		assert_eq!(at(START), Verdict::Deny(DenyReason::ExplicitDeny));
		assert_ok!(Consent::prune_expired(signed(STRANGER), PATIENT, doctor()));
		assert_eq!(at(START), Verdict::Unknown);
		assert_eq!(at(START + DAY), permit(grant));
	});
}

#[test]
fn a_grant_that_makes_room_leaves_what_it_said_unknown_between_the_two() {
	ExtBuilder.build_and_execute(|| {
		// As many as can be live, two of which end.
		grant_to(doctor(), Terms { until: START + 1, ..denial() });
		grant_to(doctor(), Terms { until: START + 2, ..terms() });
		for _ in 3..MaxGrants::get() {
			grant_to(doctor(), terms());
		}
		grant_to(Grantee::Account(STRANGER), terms());
		set_time(START + DAY);
		for _ in 0..2 {
			grant_to(doctor(), terms());
		}
		let at = |who, at| Consent::check_access(&PATIENT, &who, &asked(), Some(at));
		assert_eq!(at(DOCTOR, START), Verdict::Unknown);
		assert!(at(DOCTOR, START + 1).is_permit());
		assert!(at(STRANGER, START).is_permit());
	});
}

#[test]
fn a_grant_does_not_justify_an_access_of_the_same_second_before_it() {
	ExtBuilder.build_and_execute(|| {
		set_time(START + 500);
		grant_to(doctor(), terms());
		let at = |at| Consent::can_access(&PATIENT, &DOCTOR, &asked(), at);
		assert_eq!(at(START + 499), Verdict::Deny(DenyReason::NotYetValid));
		assert!(at(START + 500).is_permit());
	});
}
