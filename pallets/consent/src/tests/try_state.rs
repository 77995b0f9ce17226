// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Each invariant: storage that breaks it is detected.

use crate::{
	mock::*, AccessEntries, AccessLogs, Consents, DepositOf, FirstEntry, HoldReason, OpenRequest,
	RequestPolicy, Summaries,
};
use frame_support::{assert_err, assert_ok};
use medibloc_primitives::{
	consent::{Effect, Grantee, Terms},
	credential::Role,
	record::RecordClass,
	ItemId,
};
use sp_core::H256;
use sp_runtime::TryRuntimeError;

fn assert_detected(broken: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, terms().into()));
		grant_to(doctor(), Terms { max_uses: Some(5), ..terms() });
		grant_to(Grantee::Role(Role::Insurer), terms());
		for _ in 0..3 {
			assert_ok!(log());
		}
		assert_ok!(Consent::do_try_state());
		corrupt();
		assert_err!(Consent::do_try_state(), TryRuntimeError::Other(broken));
	});
}

fn mutate(change: impl FnOnce(&mut crate::ConsentOf<Test>)) {
	Consents::<Test>::mutate(PATIENT, doctor(), |consent| {
		change(consent.as_mut().expect("the consent is stored"))
	});
}

fn request() -> OpenRequest<DepositOf<Test>> {
	let consent = Consents::<Test>::get(PATIENT, doctor()).expect("the consent is stored");
	consent.request.expect("a request is open")
}

#[test]
fn an_empty_consent_is_detected() {
	assert_detected("an empty consent is stored", || {
		Consents::<Test>::insert(PATIENT, Grantee::Account(9), crate::Consent::default());
	});
}

#[test]
fn a_grant_to_oneself_is_detected() {
	for oneself in [Grantee::Account(PATIENT), Grantee::Institution(PATIENT)] {
		assert_detected("a patient is the own grantee", || {
			Consents::<Test>::swap(PATIENT, doctor(), PATIENT, oneself);
		});
	}
}

#[test]
fn an_id_given_twice_is_detected() {
	assert_detected("an id is given to two grants", || {
		let other = grants(&Grantee::Role(Role::Insurer))[0].id;
		mutate(|consent| consent.grants[0].id = other);
	});
}

#[test]
fn one_use_too_many_is_detected() {
	assert_detected("a grant was used more often than it covers", || {
		mutate(|consent| consent.grants[0].used = 6);
	});
}

#[test]
fn a_revocation_at_an_impossible_time_is_detected() {
	for at in [START - 1, START + 1] {
		assert_detected("a grant was revoked before it was given, or in the future", || {
			mutate(|consent| consent.grants[0].revoked_at = Some(at));
		});
	}
}

#[test]
fn grants_that_leave_no_place_are_detected() {
	assert_detected("no place is left to narrow a grant", || {
		mutate(|consent| {
			for number in 0..3 {
				let id = medibloc_primitives::ItemId(number);
				let grant = medibloc_primitives::consent::Grant {
					id,
					deposit: own(0),
					..consent.grants[0].clone()
				};
				consent.grants.try_push(grant).expect("there is room for four");
			}
		});
	});
}

#[test]
fn a_request_by_more_than_an_account_is_detected() {
	for grantee in [Grantee::Institution(DOCTOR), Grantee::Role(Role::Insurer)] {
		assert_detected("a request is stored with a grantee that is no account", || {
			let request = request();
			Consents::<Test>::mutate(PATIENT, grantee, |consent| {
				consent.get_or_insert_default().request = Some(request);
			});
		});
	}
}

#[test]
fn a_log_without_its_peaks_is_detected() {
	assert_detected("a log does not match its peaks", || {
		AccessLogs::<Test>::mutate(PATIENT, |log| log.peaks.pop());
	});
}

#[test]
fn a_missing_entry_is_detected() {
	for index in 0..3 {
		assert_detected("the stored entries of a log have gaps", || {
			AccessEntries::<Test>::remove(PATIENT, index);
		});
	}
}

#[test]
fn an_entry_beyond_the_end_is_detected() {
	assert_detected("the stored entries of a log have gaps", || {
		let entry = AccessEntries::<Test>::get(PATIENT, 0).expect("stored");
		AccessEntries::<Test>::insert(PATIENT, 3, entry);
	});
}

#[test]
fn a_moved_entry_is_detected() {
	assert_detected("the stored entries of a log have gaps", || {
		AccessEntries::<Test>::swap(PATIENT, 2, PATIENT, 7);
	});
}

#[test]
fn a_wrong_first_entry_is_detected() {
	for first in [1, 4] {
		assert_detected("the stored entries of a log have gaps", || {
			FirstEntry::<Test>::insert(PATIENT, first);
		});
	}
}

#[test]
fn a_changed_entry_is_detected() {
	assert_detected("a log does not match its entries", || {
		AccessEntries::<Test>::mutate(PATIENT, 1, |logged| {
			logged.as_mut().expect("stored").entry.at += 1;
		});
	});
}

#[test]
fn changed_peaks_are_detected() {
	assert_detected("a log does not match its entries", || {
		AccessLogs::<Test>::mutate(PATIENT, |log| log.peaks[0] = H256::zero());
	});
}

#[test]
fn an_entry_without_a_log_is_detected() {
	assert_detected("an entry is stored for a patient without a log", || {
		let entry = AccessEntries::<Test>::get(PATIENT, 0).expect("stored");
		AccessEntries::<Test>::insert(OTHER_PATIENT, 0, entry);
	});
}

#[test]
fn a_first_entry_without_a_log_is_detected() {
	assert_detected("entries were removed from a log that does not exist", || {
		FirstEntry::<Test>::insert(OTHER_PATIENT, 0);
	});
}

#[test]
fn a_changed_deposit_is_detected() {
	let broken = "what is on hold is not what the deposits say";
	assert_detected(broken, || mutate(|consent| consent.grants[0].deposit.amount += 1));
	assert_detected(broken, || {
		mutate(|consent| consent.grants[0].deposit.payer = Some(OTHER_PATIENT));
	});
	assert_detected(broken, || {
		mutate(|consent| consent.request.as_mut().expect("a request is open").deposit.amount -= 1);
	});
	assert_detected(broken, || {
		AccessEntries::<Test>::mutate(PATIENT, 1, |logged| {
			logged.as_mut().expect("stored").deposit.amount += 1;
		});
	});
}

#[test]
fn a_hold_for_nothing_is_detected() {
	for reason in [HoldReason::Grant, HoldReason::Request, HoldReason::Log] {
		assert_detected("what is on hold is not what the deposits say", || {
			leak_hold(reason, STRANGER);
		});
	}
}

#[test]
fn a_denial_that_the_summary_leaves_out_is_detected() {
	for grantee in [Grantee::Role(Role::Insurer), Grantee::Institution(HOSPITAL)] {
		assert_detected("a summary leaves out a denial", || {
			grant_to(grantee, denial());
			Summaries::<Test>::remove(PATIENT);
		});
	}
}

#[test]
fn a_horizon_in_the_future_is_detected() {
	let broken = "grants are known from a future moment on";
	assert_detected(broken, || mutate(|consent| consent.known_since = START + 1));
	assert_detected(broken, || {
		Summaries::<Test>::mutate(PATIENT, |summary| summary.known_since = START + 1);
	});
}

#[test]
fn a_grant_from_behind_the_horizon_is_detected() {
	assert_detected("a grant ended before all grants to its grantee are known", || {
		mutate(|consent| {
			consent.known_since = START;
			consent.grants[0].terms.until = START - 1;
		});
	});
}

#[test]
fn a_denial_without_the_classes_of_its_records_is_detected() {
	let broken = "a denial does not know the classes of its records";
	assert_detected(broken, || {
		mutate(|consent| {
			let grant = &mut consent.grants[0];
			grant.terms.effect = Effect::Deny;
			grant.terms.scope = single(ItemId(1));
		});
	});
	assert_detected(broken, || {
		mutate(|consent| {
			consent.grants[0].anchor_classes.insert(RecordClass::Imaging);
		});
	});
}
