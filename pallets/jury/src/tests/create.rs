// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn create_founds_a_jury_whose_first_jurors_can_enrol() {
	ExtBuilder.build_and_execute(|| {
		create();
		assert_eq!(last_event(), Event::Created { jurisdiction: KR, account: account() });
		let jury = stored();
		assert_eq!((jury.epoch, jury.term, jury.is_last), (0, 0, true));
		assert_eq!(jury.epoch_ends_at, after(EpochLength::get()));
		assert_eq!((jury.appeal_authority, jury.roles), (COURT, roles(&Role::ALL)));
		assert_eq!(Rings::state(&jurors_cohort(1)), Some(CohortState::Open));
		assert_eq!((term(1).first_epoch, term(1).epochs), (1, 0));
		assert!(Terms::<Test>::get((KR, 0)).is_none());
	});
}

#[test]
fn each_jury_has_an_account_of_its_own() {
	ExtBuilder.build_and_execute(|| assert_ne!(Jury::account_of(KR), Jury::account_of(DE)));
}

#[test]
fn create_needs_an_authority_for_the_roles_in_the_jurisdiction() {
	ExtBuilder.build_and_execute(|| {
		let create = |jurisdiction, list: &[Role]| {
			Jury::create(signed(ADMIN), jurisdiction, COURT, roles(list))
		};
		assert_noop!(create(KR, &[]), Error::<Test>::NoRoles);
		assert_noop!(create(DE, &[ROLE]), Error::<Test>::NotAuthority);
		register(Jury::account_of(DE), &[ROLE], KR);
		assert_noop!(create(DE, &[ROLE]), Error::<Test>::NotAuthority);
		register(account(), &[ROLE], KR);
		assert_noop!(create(KR, &[ROLE, Role::Insurer]), Error::<Test>::RoleNotAllowed);
		unregister(account());
		assert_noop!(create(KR, &[ROLE]), Error::<Test>::NotAuthority);
	});
}

#[test]
fn create_needs_an_appeal_authority_for_the_same() {
	ExtBuilder.build_and_execute(|| {
		let create = |court| Jury::create(signed(ADMIN), KR, court, roles(&[ROLE, Role::Insurer]));
		assert_noop!(create(STRANGER), Error::<Test>::AppealAuthorityUnfit);
		assert_noop!(create(account()), Error::<Test>::AppealAuthorityUnfit);
		register(COURT, &[ROLE], KR);
		assert_noop!(create(COURT), Error::<Test>::AppealAuthorityUnfit);
		register(COURT, &Role::ALL, DE);
		assert_noop!(create(COURT), Error::<Test>::AppealAuthorityUnfit);
		register(COURT, &Role::ALL, KR);
		assert_ok!(create(COURT));
	});
}

#[test]
fn create_needs_an_account_that_exists() {
	ExtBuilder.build_and_execute(|| {
		use frame_support::traits::fungible::Mutate;
		Balances::set_balance(&account(), 0);
		let create = || Jury::create(signed(ADMIN), KR, COURT, roles(&[ROLE]));
		assert_noop!(create(), Error::<Test>::AccountNotFunded);
		Balances::set_balance(&account(), 1);
		assert_ok!(create());
	});
}

#[test]
fn create_rejects_a_second_jury() {
	ExtBuilder.founded(|| {
		let again = Jury::create(signed(ADMIN), KR, COURT, roles(&[ROLE]));
		assert_noop!(again, Error::<Test>::JuryAlreadyExists);
	});
}
