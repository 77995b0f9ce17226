// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn force(serial: Serial) -> sp_runtime::DispatchResult {
	Credentials::force_revoke(signed(ADMIN), serial)
}

#[test]
fn force_revoke_ends_one_credential_of_an_authority_that_may_not_act() {
	let bars: [fn(); 2] = [|| set_status(BOARD, TargetStatus::Suspended), || remove(BOARD)];
	for bar in bars {
		ExtBuilder::default().build_and_execute(|| {
			let (first, other) = (issue(BOARD, ALICE, YEAR), issue(BOARD, BOB, YEAR));
			pass(DAY);
			bar();
			let before = state(BOB);
			assert_ok!(force(first));
			let (holder, role) = (ALICE, Practitioner);
			assert_eq!(last_event(), Event::Revoked { serial: first, holder, role });
			assert_eq!(state(ALICE), CredentialState::Revoked);
			assert!(!is_active(ALICE));
			assert!(was_active(ALICE, now() - 1));
			let tombstone = Tombstones::<Test>::get(first).unwrap();
			assert_eq!((tombstone.issuer, tombstone.revoked_at), (BOARD, now()));
			assert_eq!(state(BOB), before);
			assert_eq!(Tombstones::<Test>::get(other), None);
		});
	}
}

#[test]
fn force_revoke_rejects_the_credential_of_an_authority_that_may_act() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		assert_noop!(force(serial), Error::<Test>::AuthorityActive);
		set_status(BOARD, TargetStatus::Suspended);
		set_status(BOARD, TargetStatus::Active);
		assert_noop!(force(serial), Error::<Test>::AuthorityActive);
	});
}

#[test]
fn force_revoke_rejects_a_credential_that_another_has_replaced() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, DAY);
		pass(DAY);
		issue(COLLEGE, ALICE, YEAR);
		set_status(BOARD, TargetStatus::Suspended);
		set_status(COLLEGE, TargetStatus::Suspended);
		assert_noop!(force(serial), Error::<Test>::NotFound);
		assert!(is_active(ALICE));
	});
}

#[test]
fn force_revoke_rejects_an_unknown_or_revoked_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(force(9), Error::<Test>::NotFound);
		let serial = issue(BOARD, ALICE, YEAR);
		revoke(BOARD, ALICE);
		set_status(BOARD, TargetStatus::Suspended);
		assert_noop!(force(serial), Error::<Test>::AlreadyRevoked);
	});
}
