// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn extend(issuer: AccountId, expires_at: Moment) -> sp_runtime::DispatchResult {
	Credentials::renew(signed(issuer), ALICE, Practitioner, expires_at)
}

#[test]
fn renew_extends_the_credential_under_its_serial() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		let before = credential(ALICE);
		pass(DAY);
		let expires_at = now() + YEAR;
		assert_ok!(extend(BOARD, expires_at));
		assert_eq!(
			credential(ALICE),
			Credential { issued_at: START + DAY, valid_from: START + DAY, expires_at, ..before }
		);
		assert_eq!(
			last_event(),
			Event::Renewed { serial, holder: ALICE, role: Practitioner, expires_at }
		);
		assert_eq!(
			history(ALICE),
			[Period { serial, issuer: BOARD, issued_at: START, from: START, until: START + YEAR }]
		);
		for at in [START, START + DAY, START + YEAR, expires_at - 1] {
			assert!(was_active(ALICE, at));
		}
		assert!(!was_active(ALICE, expires_at));
	});
}

#[test]
fn renew_must_extend_within_bounds() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		let latest = now() + 5 * YEAR;
		for early in [0, now(), START + YEAR] {
			assert_noop!(extend(BOARD, early), Error::<Test>::ExpiryTooEarly);
		}
		assert_noop!(extend(BOARD, latest + 1), Error::<Test>::ExpiryTooLate);
		assert_ok!(extend(BOARD, START + YEAR + 1));
		assert_ok!(extend(BOARD, latest));
	});
}

#[test]
fn renew_twice_in_one_block_is_one_act() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_ok!(extend(BOARD, START + 2 * YEAR));
		assert_eq!(history(ALICE), []);
		pass(DAY);
		assert_ok!(extend(BOARD, START + 3 * YEAR));
		assert_ok!(extend(BOARD, START + 4 * YEAR));
		assert_eq!(history(ALICE).len(), 1);
		invalidate(BOARD, START + DAY);
		let info = Credentials::credential(ALICE, Practitioner).unwrap();
		assert_eq!(info.expires_at, START + 2 * YEAR);
	});
}

#[test]
fn renew_in_the_block_of_a_resumption_keeps_the_act_before() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		suspend(BOARD, ALICE);
		pass(DAY);
		resume(BOARD, ALICE);
		assert_ok!(extend(BOARD, START + 3 * YEAR));
		invalidate(BOARD, now());
		assert!(is_active(ALICE));
		let info = Credentials::credential(ALICE, Practitioner).unwrap();
		assert_eq!((info.issued_at, info.expires_at), (START, START + YEAR));
	});
}

#[test]
fn renew_rejects_all_but_the_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		for who in [COLLEGE, ALICE, ADMIN, STRANGER] {
			assert_noop!(extend(who, START + 2 * YEAR), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn renew_rejects_an_account_without_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(extend(BOARD, START + YEAR), Error::<Test>::NotFound);
	});
}

#[test]
fn renew_rejects_a_credential_that_is_not_valid() {
	let ends: [fn(); 4] = [
		|| {
			set_time(START + YEAR);
			assert_noop!(extend(BOARD, now() + 2 * YEAR), Error::<Test>::Expired);
		},
		|| {
			suspend(BOARD, ALICE);
			assert_noop!(extend(BOARD, now() + 2 * YEAR), Error::<Test>::Suspended);
		},
		|| {
			revoke(BOARD, ALICE);
			assert_noop!(extend(BOARD, now() + 2 * YEAR), Error::<Test>::AlreadyRevoked);
		},
		|| {
			surrender(ALICE);
			assert_noop!(extend(BOARD, now() + 2 * YEAR), Error::<Test>::AlreadySurrendered);
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

#[test]
fn renew_works_up_to_the_last_moment() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		set_time(START + YEAR - 1);
		assert_ok!(extend(BOARD, START + YEAR + 1));
	});
}
