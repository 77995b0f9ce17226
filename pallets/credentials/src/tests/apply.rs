// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn file(authority: AccountId, role: Role) -> sp_runtime::DispatchResult {
	Credentials::apply(signed(ALICE), role, authority, H256::repeat_byte(7))
}

#[test]
fn apply_stores_the_application_and_holds_its_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(file(BOARD, Practitioner));
		let expires_at = START + 30 * DAY;
		assert_eq!(
			Applications::<Test>::get(ALICE, Practitioner),
			Some(Application {
				authority: BOARD,
				evidence: H256::repeat_byte(7),
				applied_at: START,
				expires_at,
				deposit: own(10),
			})
		);
		assert_eq!(on_hold(HoldReason::Application, ALICE), 10);
		assert_eq!(
			last_event(),
			Event::Applied { applicant: ALICE, role: Practitioner, authority: BOARD, expires_at }
		);
		assert!(!is_active(ALICE));
	});
}

#[test]
fn apply_takes_one_application_for_each_role() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(file(BOARD, Practitioner));
		assert_ok!(file(BOARD, Role::Institution));
		assert_eq!(on_hold(HoldReason::Application, ALICE), 20);
	});
}

#[test]
fn apply_rejects_an_unknown_authority() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(file(STRANGER, Practitioner), Error::<Test>::AuthorityNotFound);
	});
}

#[test]
fn apply_rejects_a_role_that_the_authority_does_not_certify() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(file(REGULATOR, Practitioner), Error::<Test>::RoleNotAllowed);
	});
}

#[test]
fn apply_rejects_a_second_application_until_the_first_has_expired() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(file(BOARD, Practitioner));
		set_time(START + 30 * DAY - 1);
		assert_noop!(file(COLLEGE, Practitioner), Error::<Test>::ApplicationAlreadyExists);
		set_time(START + 30 * DAY);
		assert_ok!(file(COLLEGE, Practitioner));
		assert_eq!(Applications::<Test>::get(ALICE, Practitioner).unwrap().authority, COLLEGE);
	});
}

#[test]
fn apply_pays_the_deposit_of_the_replaced_application_back() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(file(BOARD, Practitioner));
		pass(30 * DAY);
		ApplicationDeposit::set(&15);
		assert_ok!(file(BOARD, Practitioner));
		assert_eq!(on_hold(HoldReason::Application, ALICE), 15);
	});
}

#[test]
fn apply_rejects_an_account_that_cannot_pay_the_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(Credentials::apply(signed(PAUPER), Practitioner, BOARD, H256::zero()).is_err());
		assert_eq!(Applications::<Test>::iter().count(), 0);
	});
}
