// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn withdraw(issuer: AccountId) -> sp_runtime::DispatchResult {
	Credentials::revoke(signed(issuer), ALICE, Practitioner)
}

#[test]
fn revoke_ends_the_credential_and_leaves_a_tombstone() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		pass(DAY);
		assert_ok!(withdraw(BOARD));
		assert_eq!(credential(ALICE).status, Status::Revoked { at: START + DAY });
		assert_eq!(last_event(), Event::Revoked { serial, holder: ALICE, role: Practitioner });
		assert_eq!(
			Tombstones::<Test>::get(serial),
			Some(Tombstone {
				issuer: BOARD,
				jurisdiction: KR,
				issued_at: START,
				expires_at: START + YEAR,
				revoked_at: START + DAY,
			})
		);
		assert_eq!(state(ALICE), CredentialState::Revoked);
		assert!(!is_active(ALICE));
		assert!(was_active(ALICE, START + DAY - 1));
		assert!(!was_active(ALICE, START + DAY));
	});
}

#[test]
fn revoke_keeps_the_deposit_until_the_credential_is_cleared() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_ok!(withdraw(BOARD));
		assert_eq!(on_hold(HoldReason::Credential, ALICE), 30);
	});
}

#[test]
fn revoke_cuts_what_earlier_acts_gave_even_if_the_renewal_is_voided_later() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		renew(BOARD, ALICE, 2 * YEAR);
		pass(DAY);
		assert_ok!(withdraw(BOARD));
		invalidate(BOARD, START + DAY);
		assert_eq!(state(ALICE), CredentialState::Revoked);
		assert!(was_active(ALICE, START + 2 * DAY - 1));
		assert!(!was_active(ALICE, START + 2 * DAY));
		pass(DAY);
		assert!(!is_active(ALICE));
	});
}

#[test]
fn revoke_reaches_a_credential_that_ended_otherwise() {
	let ends: [fn(); 4] = [
		|| suspend(BOARD, ALICE),
		|| surrender(ALICE),
		|| set_time(START + YEAR),
		|| invalidate(BOARD, START),
	];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			let serial = issue(BOARD, ALICE, YEAR);
			pass(DAY);
			end();
			pass(DAY);
			let answers = || [0, DAY - 1, DAY, YEAR - 1].map(|t| was_active(ALICE, START + t));
			let before = answers();
			assert_ok!(withdraw(BOARD));
			assert_eq!(state(ALICE), CredentialState::Revoked);
			assert!(Tombstones::<Test>::contains_key(serial));
			assert_eq!(answers(), before);
		});
	}
}

#[test]
fn revoke_rejects_a_second_time() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_ok!(withdraw(BOARD));
		pass(DAY);
		assert_noop!(withdraw(BOARD), Error::<Test>::AlreadyRevoked);
	});
}

#[test]
fn revoke_rejects_all_but_the_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		for who in [COLLEGE, ALICE, ADMIN, STRANGER] {
			assert_noop!(withdraw(who), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn revoke_rejects_the_payer_of_the_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_eq!(credential(ALICE).deposit.payer, None);
		assert_noop!(withdraw(ALICE), Error::<Test>::NoPermission);
	});
}

#[test]
fn revoke_rejects_an_account_without_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(withdraw(BOARD), Error::<Test>::NotFound);
	});
}
