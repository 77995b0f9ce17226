// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn the_admin_removes_accounts_and_passes_over_others() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		enrol(pot, OTHER);
		let list = accounts([THIRD, PATIENT, PATIENT, OTHER]);
		assert_ok!(Sponsorship::remove(signed(HOSPITAL), pot, list));
		let ended: Vec<_> =
			events().into_iter().filter(|event| matches!(event, Event::Ended { .. })).collect();
		let expected = [PATIENT, OTHER].map(|account| Event::Ended { pot, account });
		assert_eq!(ended, expected);
		assert_eq!((sponsor(&PATIENT), sponsor(&OTHER)), (None, None));
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
	});
}

#[test]
fn removing_needs_no_credential() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		Certified::set(Vec::new());
		assert_ok!(Sponsorship::remove(signed(HOSPITAL), pot, accounts([PATIENT])));
	});
}

#[test]
fn remove_rejects_others_and_what_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		assert_noop!(
			Sponsorship::remove(signed(APP), pot, accounts([PATIENT])),
			Error::<Test>::NoPermission
		);
		assert_noop!(
			Sponsorship::remove(signed(HOSPITAL), pot, accounts([OTHER])),
			Error::<Test>::ListingNotFound
		);
		assert_ok!(Sponsorship::remove(signed(HOSPITAL), pot, accounts([PATIENT])));
		assert_noop!(
			Sponsorship::remove(signed(HOSPITAL), pot, accounts([PATIENT])),
			Error::<Test>::ListingNotFound
		);
	});
}
