// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin. The owner is the institution that vouched, the provider another one
//! with a live credential, and a practitioner the delegate. Whoever's credential was revoked or has run out was an
//! institution; the first of them vouched before.

use super::*;
use crate::Call;
use medibloc_primitives::credential::Role;
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const REVOKED: AccountId = 20;
const EXPIRED: AccountId = 21;
const OK: Outcome = Ok(());

fn set_up() {
	let lapsing = [REVOKED, EXPIRED].map(|who| Credentials::issue(who, Role::Institution));
	assert_ok!(vouch(REVOKED, 1));
	for serial in lapsing {
		Credentials::set_live(serial, false);
	}
	assert_ok!(vouch(HOSPITAL, 2));
	assert_ok!(vouch(HOSPITAL, 3));
}

/// Somebody else each time signs the same call, so the possession proof is for whom it may succeed.
fn vouch_by(who: AccountId) -> Call<Test> {
	Call::vouch { key: key(9), possession: possession(9, &DECEMBER, who) }
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let (dead, foreign) = (no(Error::CredentialNotLive), no(Error::NoPermission));
	let unshown = no(Error::BadPossession);
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[STRANGER, REVOKED, EXPIRED, DOCTOR, HOSPITAL, CLINIC, ADMIN],
		set_up,
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(|_| vouch_by(HOSPITAL), [BAD, dead, dead, dead, dead, OK, unshown, dead, BAD]),
			(|_| vouch_by(CLINIC), [BAD, dead, dead, dead, dead, unshown, OK, dead, BAD]),
			(
				|_| Call::withdraw_vouch { key: key(2) },
				[BAD, foreign, foreign, foreign, foreign, OK, foreign, foreign, BAD],
			),
			(
				|_| Call::withdraw_vouch { key: key(1) },
				[BAD, foreign, OK, foreign, foreign, foreign, foreign, foreign, BAD],
			),
			(
				|_| {
					enter(2023, 12);
					Call::freeze { cohort: DECEMBER }
				},
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|_| {
					enter(2023, 12);
					assert_ok!(Rings::freeze(signed(STRANGER), DECEMBER));
					draw();
					Call::build { cohort: DECEMBER }
				},
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|_| {
					enter(2024, 1);
					Call::retire { cohort: DECEMBER }
				},
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|_| Call::provide_parameters { index: 7, chunk: chunk(7) },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
		],
	);
}
