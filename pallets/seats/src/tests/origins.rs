// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Table of the calls by origin. To the pallet all accounts but the admin are strangers.

use super::*;
use crate::Call;
use pallet_support::testing::{check_origins, BAD_ORIGIN as BAD};

#[test]
fn every_call_answers_each_origin_as_expected() {
	check_origins::<Call<Test>, _, _>(
		new_test_ext,
		[1, 2, 3, 4, 5, 6, ADMIN],
		|| Candidates::set((1..=8).collect()),
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|()| Call::set_schedule {
					schedule: Schedule { session_length: 4, sessions_per_era: 7 },
				},
				[BAD, BAD, BAD, BAD, BAD, BAD, BAD, Ok(()), BAD],
			),
			(
				|()| Call::displace { weakest: 6, entrant: 50 },
				[BAD, Ok(()), Ok(()), Ok(()), Ok(()), Ok(()), Ok(()), Ok(()), BAD],
			),
		],
	);
}
