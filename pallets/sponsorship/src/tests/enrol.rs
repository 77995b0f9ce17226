// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn a_fresh_account_is_paid_for_at_once() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		pass_blocks(41);
		enrol(pot, PATIENT);
		assert_eq!(last_event(), Event::Enrolled { pot, account: PATIENT, until: None });
		assert_eq!(sponsor(&PATIENT), Some(pot));
		assert_eq!(System::sufficients(&PATIENT), 1);
		// It begins with a nonce that no account had before.
		assert_eq!(*System::account_nonce(PATIENT), 42);
		assert_eq!(on_hold(HoldReason::Listing, &money(pot)), 200);
		assert_eq!(Pots::<Test>::get(pot).unwrap().listings, 1);
		succeed(Tx::new(PATIENT, overstate()));
	});
}

#[test]
fn to_an_account_that_exists_it_is_an_offer() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, RICH);
		assert_eq!(sponsor(&RICH), None);
		assert_eq!(System::sufficients(&RICH), 1);
		let fee = succeed(Tx::new(RICH, overstate()));
		assert_eq!(free(&RICH), ENDOWMENT - fee);
	});
}

#[test]
fn several_pots_list_an_account_and_the_first_pays() {
	ExtBuilder.build_and_execute(|| {
		let (first, second) = (pot(), pot());
		enrol(first, PATIENT);
		enrol(second, PATIENT);
		assert_eq!(sponsor(&PATIENT), Some(first));
		assert_eq!(Sponsorships::<Test>::get(PATIENT).unwrap().listings, 2);
		assert_eq!(System::sufficients(&PATIENT), 1);
	});
}

#[test]
fn an_account_is_listed_once_and_its_end_is_moved() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let fee = succeed(Tx::new(PATIENT, store(1, 100)));
		let until = Some(NOW + DAY);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, accounts([PATIENT, PATIENT]), until));
		let listing = listing(pot, &PATIENT);
		assert_eq!((listing.until, listing.spent, listing.on_hold), (until, fee, 100));
		assert_eq!(on_hold(HoldReason::Listing, &money(pot)), 200);
		assert_eq!(Pots::<Test>::get(pot).unwrap().listings, 1);
	});
}

#[test]
fn a_pot_pays_until_the_end_of_a_listing() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		let until = NOW + DAY;
		let list = accounts([PATIENT]);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, list, Some(until)));
		pass(DAY - 1);
		succeed(Tx::new(PATIENT, overstate()));
		pass(1);
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
	});
}

#[test]
fn whoever_was_removed_is_offered_it_anew() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
		enrol(pot, PATIENT);
		assert_eq!(sponsor(&PATIENT), None);
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
		succeed(Tx::new(PATIENT, Call::accept { pot }));
		succeed(Tx::new(PATIENT, overstate()));
	});
}

#[test]
fn enrol_rejects_an_end_that_is_not_later() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		for until in [0, NOW] {
			assert_noop!(
				Sponsorship::enrol(signed(HOSPITAL), pot, accounts([PATIENT]), Some(until)),
				Error::<Test>::Expired
			);
		}
	});
}

#[test]
fn enrol_rejects_others_and_an_admin_who_is_certified_no_more() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		let list = || accounts([PATIENT]);
		assert_noop!(
			Sponsorship::enrol(signed(APP), pot, list(), None),
			Error::<Test>::NoPermission
		);
		assert_noop!(
			Sponsorship::enrol(signed(HOSPITAL), ItemId(7), list(), None),
			Error::<Test>::NotFound
		);
		Certified::set(Vec::new());
		assert_noop!(
			Sponsorship::enrol(signed(HOSPITAL), pot, list(), None),
			Error::<Test>::CredentialNotLive
		);
	});
}

#[test]
fn enrol_lists_all_or_nobody() {
	ExtBuilder.build_and_execute(|| {
		// Of three deposits there is money for two.
		let pot = pot_with(BUDGET, 2 * 200 + ED + 1);
		assert_noop!(
			Sponsorship::enrol(signed(HOSPITAL), pot, accounts([PATIENT, OTHER, THIRD]), None),
			TokenError::FundsUnavailable
		);
		assert!(!System::account_exists(&PATIENT));
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, accounts([PATIENT, OTHER]), None));
	});
}
