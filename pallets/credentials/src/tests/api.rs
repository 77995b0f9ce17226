// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use medibloc_primitives::credential::CredentialInfo;

#[test]
fn credential_tells_what_is_stored_and_where_it_stands() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		let info = CredentialInfo {
			serial,
			holder: ALICE,
			role: Practitioner,
			issuer: BOARD,
			jurisdiction: KR,
			issued_at: START,
			expires_at: START + YEAR,
			state: CredentialState::Active,
		};
		assert_eq!(Credentials::credential(ALICE, Practitioner), Some(info.clone()));
		assert_eq!(Credentials::credential_by_serial(serial), Some(info));
		assert_eq!(Credentials::credential(ALICE, Role::Insurer), None);
		assert_eq!(Credentials::credential(BOB, Practitioner), None);
		assert_eq!(Credentials::credential_by_serial(serial + 1), None);
	});
}

#[test]
fn credential_by_serial_tells_the_successor_of_an_expired_one() {
	ExtBuilder::default().build_and_execute(|| {
		let first = issue(BOARD, ALICE, DAY);
		pass(2 * DAY);
		let second = issue(COLLEGE, ALICE, DAY);
		assert_eq!(Credentials::credential_by_serial(first).unwrap().serial, second);
	});
}

#[test]
fn credential_by_serial_tells_a_revoked_one_after_it_was_replaced() {
	ExtBuilder::default().build_and_execute(|| {
		let first = issue(BOARD, ALICE, YEAR);
		pass(DAY);
		revoke(BOARD, ALICE);
		let second = issue(COLLEGE, ALICE, YEAR);
		let info = Credentials::credential_by_serial(first).unwrap();
		assert_eq!((info.serial, info.issuer), (first, BOARD));
		assert_eq!((info.issued_at, info.expires_at), (START, START + YEAR));
		assert_eq!(info.state, CredentialState::Revoked);
		let info = Credentials::credential_by_serial(second).unwrap();
		assert_eq!(info.state, CredentialState::Active);
	});
}

#[test]
fn is_certified_answers_for_the_past() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, DAY);
		pass(YEAR);
		assert!(Credentials::is_certified(ALICE, Practitioner, START));
		assert!(!Credentials::is_certified(ALICE, Practitioner, START + DAY));
		assert!(!Credentials::is_certified(ALICE, Role::Insurer, START));
		assert!(!Credentials::is_certified(BOB, Practitioner, START));
	});
}

#[test]
fn the_live_check_needs_only_the_credential_and_its_issuer() {
	ExtBuilder::default().build().execute_with(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		pass(DAY);
		renew(BOARD, ALICE, 2 * YEAR);
		Histories::<Test>::remove(ALICE, Practitioner);
		Holders::<Test>::remove(serial);
		NextSerial::<Test>::kill();
		assert_eq!(Credentials::active_serial(&ALICE, Practitioner), Some(serial));
	});
}
