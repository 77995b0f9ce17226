// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::assert_noop;

#[test]
fn a_further_key_is_removed_with_its_deposit() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		add(&account, PHONE);
		KeyDeposit::set(100);
		add(&account, TABLET);
		KeyDeposit::set(7);
		remove(&account, PHONE);
		assert_eq!(further(&account), [TABLET.passkey()]);
		assert_eq!(on_hold(HoldReason::Key, account.clone()), 100);
		remove(&account, TABLET);
		assert_eq!(free(account.clone()), ENDOWMENT);
		let passkey = TABLET.passkey();
		System::assert_last_event(Event::PasskeyRemoved { account, passkey }.into());
	});
}

#[test]
fn the_first_key_is_removed_and_stays_so() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		add(&account, PHONE);
		remove(&account, PATIENT);
		assert!(!Passkeys::is_key_of(&account, &PATIENT.passkey()));
		assert_noop!(
			Passkeys::remove_passkey(signed(account.clone()), PATIENT.passkey()),
			Error::<Test>::NotFound
		);
		// Not even when all others change.
		add(&account, TABLET);
		remove(&account, PHONE);
		assert!(!Passkeys::is_key_of(&account, &PATIENT.passkey()));
	});
}

#[test]
fn the_last_key_is_never_removed() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let is_last = |key: Authenticator| {
			assert_noop!(
				Passkeys::remove_passkey(signed(account.clone()), key.passkey()),
				Error::<Test>::LastKey
			);
		};
		is_last(PATIENT);
		add(&account, PHONE);
		remove(&account, PHONE);
		is_last(PATIENT);
		add(&account, PHONE);
		remove(&account, PATIENT);
		is_last(PHONE);
		// The first key, added again, is one as any other.
		add(&account, PATIENT);
		remove(&account, PHONE);
		is_last(PATIENT);
		add(&account, PHONE);
		remove(&account, PATIENT);
		is_last(PHONE);
	});
}

#[test]
fn the_key_of_another_kind_counts_as_the_first() {
	ExtBuilder.build_and_execute(|| {
		add(&HOSPITAL, PHONE);
		remove(&HOSPITAL, PHONE);
		assert!(further(&HOSPITAL).is_empty());
		assert_eq!(free(HOSPITAL), ENDOWMENT);
	});
}

#[test]
fn nobody_removes_the_key_of_another() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		add(&account, PHONE);
		for key in [PATIENT, PHONE, PAUPER] {
			assert_noop!(
				Passkeys::remove_passkey(signed(THIEF.account()), key.passkey()),
				Error::<Test>::NotFound
			);
		}
		// The same key for another relying party is another passkey.
		assert_noop!(
			Passkeys::remove_passkey(signed(account), ELSEWHERE.passkey()),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn a_refund_never_blocks_a_removal() {
	ExtBuilder.build().execute_with(|| {
		let account = PATIENT.account();
		add(&account, PHONE);
		// Something outside of this pallet took what was held.
		slash(HoldReason::Key, account.clone(), 20);
		remove(&account, PHONE);
		assert_eq!(on_hold(HoldReason::Key, account), 0);
	});
}
