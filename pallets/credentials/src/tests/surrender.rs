// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn give_up(holder: AccountId) -> sp_runtime::DispatchResult {
	Credentials::surrender(signed(holder), Practitioner)
}

#[test]
fn surrender_ends_the_credential() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		pass(DAY);
		assert_ok!(give_up(ALICE));
		assert_eq!(credential(ALICE).status, Status::Surrendered { at: START + DAY });
		assert_eq!(last_event(), Event::Surrendered { serial, holder: ALICE, role: Practitioner });
		assert_eq!(state(ALICE), CredentialState::Surrendered);
		assert!(!is_active(ALICE));
		assert!(was_active(ALICE, START + DAY - 1));
		assert!(!was_active(ALICE, START + DAY));
		assert!(!Tombstones::<Test>::contains_key(serial));
	});
}

#[test]
fn surrender_cuts_what_earlier_acts_gave() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		renew(BOARD, ALICE, 2 * YEAR);
		pass(DAY);
		assert_ok!(give_up(ALICE));
		invalidate(BOARD, START + DAY);
		assert!(!was_active(ALICE, now()));
		assert!(!is_active(ALICE));
	});
}

#[test]
fn surrender_reaches_a_suspended_credential() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		suspend(BOARD, ALICE);
		pass(DAY);
		assert_ok!(give_up(ALICE));
		assert!(!was_active(ALICE, START + DAY));
	});
}

#[test]
fn surrender_rejects_who_holds_no_credential() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		for who in [BOB, BOARD] {
			assert_noop!(give_up(who), Error::<Test>::NotFound);
		}
	});
}

#[test]
fn surrender_rejects_a_credential_that_has_ended() {
	let ends: [fn(); 5] = [
		|| {
			set_time(START + YEAR);
			assert_noop!(give_up(ALICE), Error::<Test>::Expired);
		},
		|| {
			revoke(BOARD, ALICE);
			assert_noop!(give_up(ALICE), Error::<Test>::AlreadyRevoked);
		},
		|| {
			surrender(ALICE);
			assert_noop!(give_up(ALICE), Error::<Test>::AlreadySurrendered);
		},
		|| {
			invalidate(BOARD, START);
			assert_noop!(give_up(ALICE), Error::<Test>::Invalidated);
		},
		|| {
			remove(BOARD);
			assert_noop!(give_up(ALICE), Error::<Test>::IssuerRemoved);
		},
	];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			issue(BOARD, ALICE, YEAR);
			pass(DAY);
			end();
		});
	}
}
