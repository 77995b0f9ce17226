// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::fungible::Mutate;
use medibloc_primitives::{
	apis::MAX_PAGE,
	credential::{ApplicationInfo, CredentialInfo},
};

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
		let certified = |who, role, at| Credentials::is_certified(who, role, at);
		assert_eq!(certified(ALICE, Practitioner, START), Some(true));
		assert_eq!(certified(ALICE, Practitioner, START + DAY), Some(false));
		assert_eq!(certified(ALICE, Role::Insurer, START), Some(false));
		assert_eq!(certified(BOB, Practitioner, START), Some(false));
		assert_eq!(certified(BOB, Practitioner, 0), None);
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

/// The accounts in the order of storage that asked the board to be certified.
fn applicants(count: u32) -> Vec<AccountId> {
	let mut applicants: Vec<AccountId> =
		(0..count).map(|number| 1_000 + u64::from(number)).collect();
	for applicant in &applicants {
		assert_ok!(Balances::mint_into(applicant, ENDOWMENT));
		assert_ok!(Credentials::apply(signed(*applicant), Practitioner, BOARD, H256::zero()));
	}
	applicants
		.sort_by_key(|applicant| Applications::<Test>::hashed_key_for(applicant, Practitioner));
	applicants
}

/// Applicant and role of each application on a page.
fn page(after: Option<(AccountId, Role)>, limit: u32) -> Vec<(AccountId, Role)> {
	let applications = Credentials::applications(after, limit);
	applications.into_iter().map(|application| (application.applicant, application.role)).collect()
}

#[test]
fn applications_tell_what_is_stored_also_after_it_expired() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Credentials::applications(None, 1), []);
		let evidence = H256::repeat_byte(7);
		assert_ok!(Credentials::apply(signed(ALICE), Practitioner, BOARD, evidence));
		let expected = [ApplicationInfo {
			applicant: ALICE,
			role: Practitioner,
			authority: BOARD,
			evidence,
			applied_at: START,
			expires_at: START + 30 * DAY,
		}];
		assert_eq!(Credentials::applications(None, 1), expected);
		pass(YEAR);
		assert_eq!(Credentials::applications(None, 1), expected);
	});
}

#[test]
fn applications_are_paged_by_the_last_one_even_if_it_is_gone() {
	ExtBuilder::default().build_and_execute(|| {
		let expected: Vec<_> = applicants(5).into_iter().map(|who| (who, Practitioner)).collect();
		assert_eq!(page(None, 2), expected[..2]);
		assert_eq!(page(Some(expected[1]), 2), expected[2..4]);
		assert_ok!(Credentials::withdraw_application(signed(expected[3].0), Practitioner));
		assert_eq!(page(Some(expected[3]), 2), expected[4..]);
		assert_eq!(page(Some(expected[4]), 2), []);
		assert_eq!(page(None, 0), []);
	});
}

#[test]
fn pages_of_applications_are_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		let expected = applicants(MAX_PAGE + 1);
		let first = page(None, u32::MAX);
		assert_eq!(first.len(), MAX_PAGE as usize);
		let rest = page(first.last().copied(), u32::MAX);
		assert_eq!(rest, [(expected[MAX_PAGE as usize], Practitioner)]);
	});
}
