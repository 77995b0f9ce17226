// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin. Every account has a say over its own key only, so that of
//! those who sign only the owner's state differs: it has a key.

use super::*;
use crate::Call;
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const OK: Outcome = Ok(());

#[test]
fn every_call_answers_each_origin_as_expected() {
	let none = || -> Outcome { Err(Error::<Test>::NotFound.into()) };
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[
			STRANGER.to_account_id(),
			REVOKED.to_account_id(),
			EXPIRED.to_account_id(),
			HOSPITAL,
			PATIENT.to_account_id(),
			PROVIDER.to_account_id(),
			ADMIN.to_account_id(),
		],
		|| {
			publish(PATIENT, 1, 0);
			// Withdrew its key.
			publish(REVOKED, 1, 0);
			withdraw(REVOKED);
		},
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|()| Call::publish { key: key(2), epoch: 1, signature: None },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|()| Call::withdraw {},
				[BAD, none(), none(), none(), none(), OK, none(), none(), BAD],
			),
		],
	);
}
