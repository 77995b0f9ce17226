// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn an_offer_takes_effect_when_it_is_accepted_and_the_pot_pays_for_that() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, RICH);
		let before = free(&money(pot));
		let fee = succeed(Tx::new(RICH, Call::accept { pot }));
		assert!(events().contains(&Event::Accepted { pot, account: RICH }));
		assert_eq!(sponsor(&RICH), Some(pot));
		assert_eq!(free(&RICH), ENDOWMENT);
		assert_eq!(free(&money(pot)), before - fee);
		let more = succeed(Tx::new(RICH, overstate()));
		assert_eq!(free(&money(pot)), before - fee - more);
	});
}

#[test]
fn another_pot_takes_the_place_of_the_first_and_back() {
	ExtBuilder.build_and_execute(|| {
		let (first, second) = (pot(), pot());
		enrol(first, PATIENT);
		enrol(second, PATIENT);
		succeed(Tx::new(PATIENT, Call::accept { pot: second }));
		assert_eq!(sponsor(&PATIENT), Some(second));
		let before = free(&money(first));
		succeed(Tx::new(PATIENT, overstate()));
		assert_eq!(free(&money(first)), before);
		succeed(Tx::new(PATIENT, Call::accept { pot: first }));
		assert_eq!(sponsor(&PATIENT), Some(first));
	});
}

#[test]
fn accept_rejects_what_is_no_offer() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		assert_noop!(Sponsorship::accept(signed(RICH), pot), Error::<Test>::ListingNotFound);
		enrol(pot, PATIENT);
		assert_noop!(Sponsorship::accept(signed(PATIENT), pot), Error::<Test>::AlreadyAccepted);
		assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
		assert_noop!(Sponsorship::accept(signed(PATIENT), pot), Error::<Test>::Ended);
	});
}

#[test]
fn accept_rejects_an_offer_that_has_run_out() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		let list = accounts([RICH]);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, list, Some(NOW + DAY)));
		pass(DAY);
		assert_noop!(Sponsorship::accept(signed(RICH), pot), Error::<Test>::Ended);
	});
}
