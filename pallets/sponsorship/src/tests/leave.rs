// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn a_beneficiary_leaves_and_the_pot_pays_for_that() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let before = free(&money(pot));
		let fee = succeed(Tx::new(PATIENT, Call::leave { pot }));
		assert!(events().contains(&Event::Ended { pot, account: PATIENT }));
		assert_eq!(sponsor(&PATIENT), None);
		assert_eq!(listing(pot, &PATIENT).spent, fee);
		assert_eq!(free(&money(pot)), before - fee);
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
	});
}

#[test]
fn an_offer_is_declined() {
	ExtBuilder.build_and_execute(|| {
		let (first, second) = (pot(), pot());
		enrol(first, PATIENT);
		enrol(second, PATIENT);
		succeed(Tx::new(PATIENT, Call::leave { pot: second }));
		assert_eq!(sponsor(&PATIENT), Some(first));
		assert!(listing(second, &PATIENT).is_ended);
	});
}

#[test]
fn nothing_is_left_twice_nor_by_who_is_not_listed() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		assert_noop!(Sponsorship::leave(signed(RICH), pot), Error::<Test>::ListingNotFound);
		assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
		assert_noop!(Sponsorship::leave(signed(PATIENT), pot), Error::<Test>::Ended);
	});
}

#[test]
fn leaving_needs_neither_a_live_pot_nor_a_certified_admin() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, RICH);
		Certified::set(Vec::new());
		let all = free(&money(pot)) - ED;
		assert_ok!(Sponsorship::withdraw(signed(HOSPITAL), pot, all));
		let fee = succeed(Tx::new(RICH, Call::leave { pot }));
		assert_eq!(free(&RICH), ENDOWMENT - fee);
	});
}
