// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn with(credentials: Vec<(AccountId, Role, AccountId, Moment)>) -> ExtBuilder {
	ExtBuilder::default().credentials(credentials)
}

#[test]
fn genesis_certifies_without_deposit_from_the_beginning_of_time() {
	let expires_at = START + 20 * YEAR;
	with(vec![(ALICE, Practitioner, BOARD, expires_at), (BOB, Practitioner, COLLEGE, START)])
		.build_and_execute(|| {
			assert_eq!(
				credential(ALICE),
				Credential {
					serial: 0,
					issuer: BOARD,
					jurisdiction: KR,
					issued_at: 0,
					valid_from: 0,
					expires_at,
					status: Status::Active,
					deposit: own(0),
				}
			);
			assert!(is_active(ALICE));
			assert!(was_active(ALICE, 0));
			assert_eq!(state(BOB), CredentialState::Expired);
			assert_eq!(NextSerial::<Test>::get(), 2);
		});
}

#[test]
fn a_genesis_credential_ends_like_any_other() {
	with(vec![(ALICE, Practitioner, BOARD, START + YEAR)]).build_and_execute(|| {
		renew(BOARD, ALICE, 2 * YEAR);
		revoke(BOARD, ALICE);
		assert!(!is_active(ALICE));
		pass(RETENTION + 1);
		assert_ok!(Credentials::prune(signed(STRANGER), ALICE, Practitioner));
	});
}

#[test]
fn genesis_reads_as_json() {
	let config: crate::GenesisConfig<Test> = serde_json::from_str(
		r#"{
			"authorities": [[10, ["Practitioner", "Insurer"], "KR"]],
			"credentials": [[20, "Practitioner", 10, 1700000000001]]
		}"#,
	)
	.unwrap();
	ExtBuilder::default()
		.authorities(config.authorities)
		.credentials(config.credentials)
		.build_and_execute(|| assert!(is_active(ALICE)));
}

#[test]
#[should_panic(expected = "who certifies 20 as Practitioner, is no authority")]
fn genesis_refuses_an_unknown_issuer() {
	with(vec![(ALICE, Practitioner, STRANGER, START)]).build();
}

#[test]
#[should_panic(expected = "is not registered for Institution")]
fn genesis_refuses_a_role_that_the_issuer_does_not_certify() {
	with(vec![(ALICE, Role::Institution, COLLEGE, START)]).build();
}

#[test]
#[should_panic(expected = "20 is certified as Practitioner twice")]
fn genesis_refuses_two_credentials_for_one_role() {
	with(vec![(ALICE, Practitioner, BOARD, START), (ALICE, Practitioner, COLLEGE, START)]).build();
}

#[test]
#[should_panic(expected = "expires before it begins")]
fn genesis_refuses_a_credential_that_is_never_valid() {
	with(vec![(ALICE, Practitioner, BOARD, 0)]).build();
}

#[test]
#[should_panic(expected = "lists role Practitioner twice")]
fn genesis_refuses_a_role_that_is_listed_twice() {
	ExtBuilder::default().authorities(vec![(BOARD, vec![Practitioner, Practitioner], KR)]).build();
}

#[test]
#[should_panic(expected = "authority 10 cannot be registered")]
fn genesis_refuses_an_authority_that_could_not_be_registered() {
	ExtBuilder::default().authorities(vec![(BOARD, vec![], KR)]).build();
}
