// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin, about one record by the provider of the owner, who is its
//! subject. The record has a locator that was reported as damaged. Whoever's credential was revoked
//! or has run out once had one as a provider; the delegate is a co-signer.

use super::*;
use crate::Call;
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const REVOKED: AccountId = 20;
const EXPIRED: AccountId = 21;
const OK: Outcome = Ok(());

struct State {
	subject: Subject<AccountId>,
	id: AnchorId,
}

fn set_up() -> State {
	for who in [REVOKED, EXPIRED] {
		let serial = Credentials::issue(who, Role::Practitioner);
		Credentials::set_live(serial, false);
	}
	let subject = of(PATIENT);
	let id = anchor_by_doctor(subject.clone());
	RecordAnchors::co_sign(signed(NURSE), subject.clone(), id, Role::Practitioner).unwrap();
	set_locator(PATIENT, id).unwrap();
	report_corruption(PATIENT, id).unwrap();
	State { subject, id }
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let (foreign, lapsed) = (no(Error::NoPermission), no(Error::CredentialNotLive));
	let (unknown, signed) = (no(Error::NotFound), no(Error::AlreadySigned));
	let reported = no(Error::AlreadyReported);
	const PRACTITIONER: Role = Role::Practitioner;
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[STRANGER, REVOKED, EXPIRED, NURSE, PATIENT, DOCTOR, ADMIN],
		set_up,
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|state: &State| Call::anchor {
					subject: state.subject.clone(),
					commitment: commitment(7),
					class: RecordClass::Other,
					record_origin: Origin::Clinician,
					role: Some(PRACTITIONER),
				},
				[BAD, lapsed, lapsed, lapsed, OK, lapsed, OK, lapsed, BAD],
			),
			(
				|state: &State| Call::anchor {
					subject: state.subject.clone(),
					commitment: commitment(7),
					class: RecordClass::Other,
					record_origin: Origin::Patient,
					role: None,
				},
				[BAD, foreign, foreign, foreign, foreign, OK, foreign, foreign, BAD],
			),
			(
				|_| Call::anchor_batch {
					root: commitment(7),
					count: 2,
					record_origin: Origin::Clinician,
					role: PRACTITIONER,
				},
				[BAD, lapsed, lapsed, lapsed, OK, lapsed, OK, lapsed, BAD],
			),
			(
				|state: &State| Call::amend {
					subject: state.subject.clone(),
					predecessor: state.id,
					commitment: commitment(7),
					role: Some(PRACTITIONER),
				},
				[BAD, foreign, foreign, foreign, foreign, foreign, OK, foreign, BAD],
			),
			(
				|state: &State| Call::retract { subject: state.subject.clone(), id: state.id },
				[BAD, foreign, foreign, foreign, foreign, foreign, OK, foreign, BAD],
			),
			(
				|state: &State| Call::acknowledge { id: state.id },
				[BAD, unknown, unknown, unknown, unknown, OK, unknown, unknown, BAD],
			),
			(
				|state: &State| Call::contest { id: state.id },
				[BAD, unknown, unknown, unknown, unknown, OK, unknown, unknown, BAD],
			),
			(
				|state: &State| Call::co_sign {
					subject: state.subject.clone(),
					id: state.id,
					role: PRACTITIONER,
				},
				[BAD, lapsed, lapsed, lapsed, signed, lapsed, signed, lapsed, BAD],
			),
			(
				|state: &State| Call::set_locator {
					subject: state.subject.clone(),
					id: state.id,
					content: commitment(8),
					size: 1,
					replicas: 1,
				},
				[BAD, foreign, foreign, foreign, foreign, OK, OK, foreign, BAD],
			),
			(
				|state: &State| Call::remove_locator {
					subject: state.subject.clone(),
					id: state.id,
				},
				[BAD, foreign, foreign, foreign, foreign, OK, OK, foreign, BAD],
			),
			(
				|state: &State| Call::report_corruption {
					subject: state.subject.clone(),
					id: state.id,
				},
				[BAD, foreign, foreign, foreign, reported, reported, reported, foreign, BAD],
			),
			(
				|state: &State| Call::confirm_restored {
					subject: state.subject.clone(),
					id: state.id,
				},
				[BAD, foreign, foreign, foreign, foreign, OK, OK, foreign, BAD],
			),
			(
				|state: &State| Call::erase { id: state.id },
				[BAD, unknown, unknown, unknown, unknown, OK, unknown, unknown, BAD],
			),
		],
	);
}
