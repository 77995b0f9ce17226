// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin. Every account has a say over its own keys only, so that of
//! those who sign only the owner's state differs: it has a further key.

use super::*;
use crate::Call;
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const OK: Outcome = Ok(());

#[test]
fn every_call_answers_each_origin_as_expected() {
	let refused = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let wrong = || refused(Error::WrongChallenge);
	let none = || refused(Error::NotFound);
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[STRANGER.account(), REVOKED, EXPIRED, DELEGATE, PATIENT.account(), HOSPITAL, ADMIN],
		|| {
			add(&PATIENT.account(), PHONE);
			// Had the same key once.
			add(&REVOKED, PHONE);
			remove(&REVOKED, PHONE);
		},
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|()| Call::add_passkey {
					key: TABLET.key(),
					assertion: TABLET.possession(&PATIENT.account()),
				},
				[BAD, wrong(), wrong(), wrong(), wrong(), OK, wrong(), wrong(), BAD],
			),
			(
				|()| Call::remove_passkey { passkey: PHONE.passkey() },
				[BAD, none(), none(), none(), none(), OK, none(), none(), BAD],
			),
			(
				|()| Call::set_relying_party { relying_party: relying_party("b", &["http://b"]) },
				[BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD],
			),
			(
				|()| Call::remove_relying_party { relying_party: sha2_256(ID.as_bytes()) },
				[BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD],
			),
		],
	);
}
