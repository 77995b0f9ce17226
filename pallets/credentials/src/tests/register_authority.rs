// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

const NEWCOMER: AccountId = 99;

fn register(list: &[Role], jurisdiction: Jurisdiction) -> sp_runtime::DispatchResult {
	Credentials::register_authority(signed(ADMIN), NEWCOMER, roles(list), jurisdiction)
}

#[test]
fn register_authority_stores_an_active_authority() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(&[Role::Researcher, Role::CareApp], KR));
		assert_eq!(
			Authorities::<Test>::get(NEWCOMER),
			Some(Authority {
				roles: roles(&[Role::CareApp, Role::Researcher]),
				jurisdiction: KR,
				status: AuthorityStatus::Active,
				registered_at: START,
				invalid_since: None,
			})
		);
		assert_eq!(
			last_event(),
			Event::AuthorityRegistered {
				authority: NEWCOMER,
				roles: roles(&[Role::CareApp, Role::Researcher])
			}
		);
	});
}

#[test]
fn register_authority_rejects_an_empty_set_of_roles() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(register(&[], KR), Error::<Test>::NoRoles);
	});
}

#[test]
fn register_authority_rejects_a_malformed_jurisdiction() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			register(&[Practitioner], Jurisdiction(*b"kr")),
			Error::<Test>::InvalidJurisdiction
		);
	});
}

#[test]
fn register_authority_rejects_a_known_account() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(&[Practitioner], KR));
		assert_noop!(register(&[Practitioner], KR), Error::<Test>::AuthorityAlreadyExists);
	});
}

#[test]
fn register_authority_rejects_a_removed_account_for_good() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(&[Practitioner], KR));
		remove(NEWCOMER);
		pass(100 * YEAR);
		assert_noop!(register(&[Practitioner], KR), Error::<Test>::AuthorityRemoved);
	});
}

#[test]
fn register_authority_counts_removed_accounts_against_the_maximum() {
	ExtBuilder::default().build_and_execute(|| {
		MaxAuthorities::set(3);
		assert_noop!(register(&[Practitioner], KR), Error::<Test>::TooManyAuthorities);
		remove(BOARD);
		assert_noop!(register(&[Practitioner], KR), Error::<Test>::TooManyAuthorities);
		MaxAuthorities::set(4);
		assert_ok!(register(&[Practitioner], KR));
	});
}
