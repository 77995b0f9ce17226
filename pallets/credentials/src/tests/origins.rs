// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the calls to each origin. The owner is certified by the provider, an authority, and
//! has applied to it for another role. Whoever was revoked or has expired was certified by the
//! authority as well; the delegate is certified now.

use super::*;
use crate::Call;
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const OK: Outcome = Ok(());
const ROLE: Role = Practitioner;
const APPLIED: Role = Role::Institution;
/// A credential that another authority issued, which is suspended. Its removal is due.
const BY_COLLEGE: Serial = 5;

fn set_up() {
	issue(BOARD, REVOKED, YEAR);
	issue(BOARD, EXPIRED, DAY);
	for holder in [DELEGATE, ALICE] {
		issue(BOARD, holder, YEAR);
	}
	issue(BOARD, BOB, YEAR);
	assert_eq!(issue(COLLEGE, COLLEGE, YEAR), BY_COLLEGE);
	set_status(COLLEGE, TargetStatus::Suspended);
	assert_ok!(Credentials::remove_authority(RuntimeOrigin::root(), COLLEGE));
	pass(DELAY);
	revoke(BOARD, REVOKED);
	suspend(BOARD, BOB);
	apply_as(ALICE, APPLIED, BOARD);
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let (foreign, absent) = (no(Error::NoPermission), no(Error::NotFound));
	let (nothing, unasked) = (no(Error::NothingToPrune), no(Error::ApplicationNotFound));
	let (revoked, expired) = (no(Error::AlreadyRevoked), no(Error::Expired));
	let admin = [BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD];
	let root = [BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK];
	let issuer = [BAD, foreign, foreign, foreign, foreign, foreign, OK, foreign, BAD];
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder::default().build(),
		[STRANGER, REVOKED, EXPIRED, DELEGATE, ALICE, BOARD, ADMIN],
		set_up,
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|()| Call::register_authority {
					authority: STRANGER,
					roles: roles(&[ROLE]),
					jurisdiction: KR,
				},
				admin,
			),
			(
				|()| Call::set_authority_status {
					authority: BOARD,
					status: TargetStatus::Suspended,
				},
				admin,
			),
			(|()| Call::invalidate_since { authority: BOARD, moment: START }, root),
			(|()| Call::remove_authority { authority: BOARD }, root),
			(|()| Call::enact { authority: COLLEGE }, [BAD, OK, OK, OK, OK, OK, OK, OK, BAD]),
			(|()| Call::veto { authority: COLLEGE }, [BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, OK]),
			(|()| Call::force_revoke { serial: BY_COLLEGE }, admin),
			(
				|()| Call::apply { role: ROLE, authority: BOARD, evidence: H256::zero() },
				[BAD, OK, OK, OK, OK, OK, OK, OK, BAD],
			),
			(
				|()| Call::withdraw_application { role: APPLIED },
				[BAD, unasked, unasked, unasked, unasked, OK, unasked, unasked, BAD],
			),
			(
				|()| Call::issue {
					holder: ALICE,
					role: APPLIED,
					evidence: EVIDENCE,
					expires_at: START + 2 * YEAR,
				},
				issuer,
			),
			(|()| Call::renew { holder: ALICE, role: ROLE, expires_at: START + 2 * YEAR }, issuer),
			(|()| Call::suspend { holder: ALICE, role: ROLE }, issuer),
			(|()| Call::resume { holder: BOB, role: ROLE }, issuer),
			(|()| Call::revoke { holder: ALICE, role: ROLE }, issuer),
			(
				|()| Call::surrender { role: ROLE },
				[BAD, absent, revoked, expired, OK, OK, absent, absent, BAD],
			),
			(
				|()| Call::prune { holder: ALICE, role: ROLE },
				[BAD, nothing, nothing, nothing, nothing, nothing, nothing, nothing, BAD],
			),
			(|()| Call::reject_application { applicant: ALICE, role: APPLIED }, issuer),
		],
	);
}
