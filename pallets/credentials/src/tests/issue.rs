// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn certify(issuer: AccountId, role: Role, expires_at: Moment) -> sp_runtime::DispatchResult {
	Credentials::issue(signed(issuer), ALICE, role, EVIDENCE, expires_at)
}

#[test]
fn issue_on_application_moves_the_deposit_to_the_credential() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		pass(DAY);
		let expires_at = now() + YEAR;
		assert_ok!(certify(BOARD, Practitioner, expires_at));
		assert_eq!(
			credential(ALICE),
			Credential {
				serial: 0,
				issuer: BOARD,
				jurisdiction: KR,
				issued_at: START + DAY,
				valid_from: START + DAY,
				expires_at,
				status: Status::Active,
				deposit: own(30),
			}
		);
		assert_eq!(
			last_event(),
			Event::Issued {
				serial: 0,
				holder: ALICE,
				role: Practitioner,
				issuer: BOARD,
				expires_at
			}
		);
		assert_eq!(Applications::<Test>::get(ALICE, Practitioner), None);
		assert_eq!(on_hold(HoldReason::Application, ALICE), 0);
		assert_eq!(on_hold(HoldReason::Credential, ALICE), 30);
		assert_eq!(on_hold(HoldReason::Credential, BOARD), 0);
		assert_eq!(Holders::<Test>::get(0), Some((ALICE, Practitioner)));
		assert_eq!(Credentials::holder(0), Some((ALICE, Practitioner)));
		assert_eq!(Credentials::active_serial(&ALICE, Practitioner), Some(0));
	});
}

#[test]
fn issue_rejects_who_has_not_applied() {
	ExtBuilder::default().build_and_execute(|| {
		let error = DispatchError::from(Error::<Test>::ApplicationNotFound);
		assert_noop!(certify(BOARD, Practitioner, START + YEAR), error);
		apply(BOB, BOARD);
		assert_noop!(certify(BOARD, Practitioner, START + YEAR), error);
		// Each credential needs an application of its own.
		issue(BOARD, ALICE, YEAR);
		revoke(BOARD, ALICE);
		assert_noop!(certify(BOARD, Practitioner, START + YEAR), error);
	});
}

#[test]
fn issue_rejects_an_application_to_another_authority() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, COLLEGE);
		assert_noop!(certify(BOARD, Practitioner, START + YEAR), Error::<Test>::NoPermission);
		assert!(Applications::<Test>::contains_key(ALICE, Practitioner));
	});
}

#[test]
fn issue_rejects_an_application_that_was_replaced_by_one_with_other_evidence() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		// The applicant sees that the board is about to certify what it has judged.
		let other = H256::repeat_byte(8);
		assert_ok!(Credentials::withdraw_application(signed(ALICE), Practitioner));
		assert_ok!(Credentials::apply(signed(ALICE), Practitioner, BOARD, other));
		assert_noop!(certify(BOARD, Practitioner, START + YEAR), Error::<Test>::ApplicationChanged);
		let judged = |evidence| {
			Credentials::issue(signed(BOARD), ALICE, Practitioner, evidence, START + YEAR)
		};
		assert_noop!(judged(H256::zero()), Error::<Test>::ApplicationChanged);
		assert_ok!(judged(other));
	});
}

#[test]
fn issue_numbers_credentials_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(issue(BOARD, ALICE, YEAR), 0);
		assert_eq!(issue(COLLEGE, BOB, YEAR), 1);
		assert_eq!(credential(BOB).serial, 1);
		assert_eq!(NextSerial::<Test>::get(), 2);
	});
}

#[test]
fn issue_covers_the_time_from_now_until_before_the_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, DAY);
		assert!(!was_active(ALICE, START - 1));
		assert!(was_active(ALICE, START));
		set_time(START + DAY - 1);
		assert!(is_active(ALICE));
		assert!(was_active(ALICE, now()));
		set_time(START + DAY);
		assert!(!is_active(ALICE));
		assert!(!was_active(ALICE, now()));
		assert_eq!(state(ALICE), CredentialState::Expired);
		assert!(was_active(ALICE, START + DAY - 1));
	});
}

#[test]
fn issue_certifies_for_one_role_only() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_eq!(Credentials::active_serial(&ALICE, Role::Institution), None);
		assert!(!Credentials::is_active(&ALICE, Role::Institution, now()));
		apply_as(ALICE, Role::Institution, BOARD);
		assert_ok!(certify(BOARD, Role::Institution, now() + DAY));
		assert_eq!(Credentials::active_serial(&ALICE, Role::Institution), Some(1));
	});
}

#[test]
fn issue_rejects_who_is_no_authority() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [ADMIN, ALICE, STRANGER] {
			assert_noop!(certify(who, Practitioner, START + YEAR), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn issue_rejects_a_role_that_the_authority_does_not_certify() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			certify(COLLEGE, Role::Institution, START + YEAR),
			Error::<Test>::RoleNotAllowed
		);
	});
}

#[test]
fn issue_bounds_the_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		apply_as(ALICE, Role::Institution, BOARD);
		let error = DispatchError::from(Error::<Test>::ExpiryTooEarly);
		assert_noop!(certify(BOARD, Practitioner, 0), error);
		assert_noop!(certify(BOARD, Practitioner, START), error);
		let latest = START + 5 * YEAR;
		let error = DispatchError::from(Error::<Test>::ExpiryTooLate);
		assert_noop!(certify(BOARD, Practitioner, latest + 1), error);
		assert_noop!(certify(BOARD, Practitioner, Moment::MAX), error);
		assert_ok!(certify(BOARD, Practitioner, latest));
		assert_ok!(certify(BOARD, Role::Institution, START + 1));
	});
}

#[test]
fn issue_rejects_an_expired_application() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		apply(BOB, BOARD);
		set_time(START + 30 * DAY - 1);
		grant(BOARD, BOB, YEAR);
		set_time(START + 30 * DAY);
		assert_noop!(certify(BOARD, Practitioner, now() + YEAR), Error::<Test>::ApplicationExpired);
	});
}

#[test]
fn issue_rejects_an_applicant_who_cannot_pay_the_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		CredentialDeposit::set(&(2 * ENDOWMENT));
		assert!(certify(BOARD, Practitioner, START + YEAR).is_err());
		assert!(Applications::<Test>::contains_key(ALICE, Practitioner));
		assert_eq!(on_hold(HoldReason::Application, ALICE), 10);
		assert_eq!(NextSerial::<Test>::get(), 0);
	});
}

#[test]
fn issue_rejects_a_second_live_credential() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		let states: [fn(); 2] = [|| (), || suspend(BOARD, ALICE)];
		for put in states {
			put();
			for issuer in [BOARD, COLLEGE] {
				apply(ALICE, issuer);
				assert_noop!(
					certify(issuer, Practitioner, now() + YEAR),
					Error::<Test>::AlreadyExists
				);
				assert_ok!(Credentials::withdraw_application(signed(ALICE), Practitioner));
			}
		}
	});
}

#[test]
fn issue_replaces_a_credential_however_it_ended() {
	let ends: [(fn(), CredentialState); 7] = [
		(|| pass(YEAR), CredentialState::Expired),
		(|| revoke(BOARD, ALICE), CredentialState::Revoked),
		(|| surrender(ALICE), CredentialState::Surrendered),
		(|| remove(BOARD), CredentialState::IssuerRemoved),
		(|| invalidate(BOARD, START), CredentialState::Invalidated),
		(
			|| {
				suspend(BOARD, ALICE);
				pass(YEAR);
			},
			CredentialState::Expired,
		),
		(
			|| {
				suspend(BOARD, ALICE);
				remove(BOARD);
			},
			CredentialState::IssuerRemoved,
		),
	];
	for (end, expected) in ends {
		ExtBuilder::default().build_and_execute(|| {
			issue(BOARD, ALICE, YEAR);
			pass(DAY);
			end();
			assert_eq!(state(ALICE), expected);
			let before: Vec<bool> =
				(0..20).map(|half_day| was_active(ALICE, START + half_day * DAY / 2)).collect();

			let serial = issue(COLLEGE, ALICE, YEAR);
			assert_eq!(Credentials::active_serial(&ALICE, Practitioner), Some(serial));
			assert_eq!(credential(ALICE).deposit, own(30));
			assert_eq!(on_hold(HoldReason::Credential, ALICE), 30);
			assert_eq!(Credentials::holder(0), Some((ALICE, Practitioner)));
			let reissued_at = now();
			for (half_day, before) in (0..20).zip(before) {
				let at = START + half_day * DAY / 2;
				if at < reissued_at {
					assert_eq!(was_active(ALICE, at), before);
				}
			}
		});
	}
}

#[test]
fn issue_rejects_a_holder_once_all_serials_are_used() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		NextSerial::<Test>::put(Serial::MAX);
		assert_noop!(certify(BOARD, Practitioner, START + YEAR), Error::<Test>::SerialsExhausted);
		NextSerial::<Test>::put(0);
	});
}
