// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin, about one record by the provider of the owner, who is its
//! subject. The record has a locator of the provider that was reported as damaged. Whoever's credential was revoked
//! or has run out once had one as a provider; the delegate is a co-signer. Another record, older than the
//! window to refuse it, is by the one whose credential was revoked.

use super::*;
use crate::{Call, WriterPolicy};
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const REVOKED: AccountId = 20;
const EXPIRED: AccountId = 21;
const OK: Outcome = Ok(());

struct State {
	subject: Subject<AccountId>,
	id: AnchorId,
	/// The record of the revoked author.
	lapsed: AnchorId,
}

fn set_up() -> State {
	let subject = of(PATIENT);
	let mut lapsed = None;
	SuretyDeposit::set(0);
	for who in [REVOKED, EXPIRED] {
		let serial = Credentials::issue(who, Role::Practitioner);
		let (class, origin) = (RecordClass::Other, Origin::Clinician);
		let role = Some(Role::Practitioner);
		let written =
			RecordAnchors::do_anchor(who, subject.clone(), commitment(6), class, origin, role);
		lapsed.get_or_insert(written.unwrap().0);
		Credentials::set_live(serial, false);
	}
	live(30_000);
	SuretyDeposit::set(25);
	let id = anchor_by_doctor(subject.clone());
	co_sign_by_nurse(id).unwrap();
	set_locator(DOCTOR, id).unwrap();
	report_corruption(PATIENT, id).unwrap();
	State { subject, id, lapsed: lapsed.unwrap() }
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let (foreign, lapsed) = (no(Error::NoPermission), no(Error::CredentialNotLive));
	let (unknown, signed) = (no(Error::NotFound), no(Error::AlreadySigned));
	let (reported, not_lapsed) = (no(Error::AlreadyReported), no(Error::StillCertified));
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
				|state: &State| Call::retract { subject: state.subject.clone(), id: state.lapsed },
				[BAD, foreign, lapsed, foreign, foreign, foreign, foreign, foreign, BAD],
			),
			(
				|state: &State| Call::force_retract {
					subject: state.subject.clone(),
					id: state.id,
				},
				[BAD, BAD, BAD, BAD, BAD, BAD, BAD, not_lapsed, BAD],
			),
			(
				|state: &State| Call::force_retract {
					subject: state.subject.clone(),
					id: state.lapsed,
				},
				[BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD],
			),
			(
				|state: &State| Call::remove_co_signature {
					subject: state.subject.clone(),
					id: state.id,
					serial: NURSE_SERIAL,
				},
				[BAD, foreign, foreign, foreign, OK, OK, foreign, foreign, BAD],
			),
			(
				|state: &State| Call::refuse { ids: vec![state.id].try_into().unwrap() },
				[BAD, unknown, unknown, unknown, unknown, OK, unknown, unknown, BAD],
			),
			(
				|state: &State| Call::release_sureties {
					records: vec![(PATIENT, state.lapsed)].try_into().unwrap(),
				},
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|_| Call::set_writer_policy { policy: WriterPolicy::Nobody },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
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
					commitment: commitment(1),
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
