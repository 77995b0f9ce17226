// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{FurtherKey, KeySet};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::passkey::{addition_challenge, transaction_challenge};
use sp_core::H256;
use sp_runtime::TokenError;

#[test]
fn a_key_is_added_for_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let assertion = PHONE.possession(&account);
		assert_ok!(Passkeys::add_passkey(signed(account.clone()), PHONE.key(), assertion));
		let passkey = PHONE.passkey();
		let key = FurtherKey { passkey, deposit: deposit(DEPOSIT) };
		let further = vec![key].try_into().unwrap();
		let expected = KeySet { additions: 1, is_first_removed: false, further };
		assert_eq!(Keys::<Test>::get(&account), expected);
		assert_eq!(on_hold(HoldReason::Key, account.clone()), DEPOSIT);
		System::assert_last_event(Event::PasskeyAdded { account, passkey }.into());
	});
}

#[test]
fn one_key_can_sign_for_several_accounts() {
	ExtBuilder.build_and_execute(|| {
		for account in [PATIENT.account(), STRANGER.account(), HOSPITAL] {
			add(&account, PHONE);
			assert!(Passkeys::is_key_of(&account, &PHONE.passkey()));
		}
	});
}

#[test]
fn a_key_of_another_relying_party_is_another_passkey() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		add(&account, PHONE);
		add(&account, ELSEWHERE);
		assert_eq!(further(&account), [PHONE.passkey(), ELSEWHERE.passkey()]);
	});
}

#[test]
fn a_key_that_signs_already_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		add(&account, PHONE);
		for key in [PATIENT, PHONE] {
			assert_noop!(
				Passkeys::add_passkey(signed(account.clone()), key.key(), key.possession(&account)),
				Error::<Test>::AlreadyExists
			);
		}
	});
}

#[test]
fn more_keys_than_the_most_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		for key in [PHONE, TABLET, ELSEWHERE] {
			add(&account, key);
		}
		let assertion = THIEF.possession(&account);
		assert_noop!(
			Passkeys::add_passkey(signed(account.clone()), THIEF.key(), assertion.clone()),
			Error::<Test>::TooMany
		);
		remove(&account, PHONE);
		assert_ok!(Passkeys::add_passkey(signed(account), THIEF.key(), assertion));
	});
}

#[test]
fn whoever_cannot_pay_the_deposit_adds_no_key() {
	ExtBuilder.build_and_execute(|| {
		let account = PAUPER.account();
		let assertion = PHONE.possession(&account);
		assert_noop!(
			Passkeys::add_passkey(signed(account), PHONE.key(), assertion),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn an_addition_works_once() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let assertion = PHONE.possession(&account);
		let again =
			|| Passkeys::add_passkey(signed(account.clone()), PHONE.key(), assertion.clone());
		assert_ok!(again());
		remove(&account, PHONE);
		assert_noop!(again(), Error::<Test>::WrongChallenge);
		// Nor after the addition of another key, although this one was never there.
		let unused = TABLET.possession(&account);
		add(&account, PHONE);
		assert_noop!(
			Passkeys::add_passkey(signed(account.clone()), TABLET.key(), unused),
			Error::<Test>::WrongChallenge
		);
	});
}

#[test]
fn a_proof_for_anything_else_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let passkey = PHONE.passkey();
		let other_chain = PHONE.possession_on(H256::repeat_byte(9), &account);
		let other_account = PHONE.possession(&STRANGER.account());
		let other_key = addition_challenge(&GENESIS, &account, 0, &TABLET.passkey());
		let other_party = addition_challenge(&GENESIS, &account, 0, &ELSEWHERE.passkey());
		let later = addition_challenge(&GENESIS, &account, 1, &passkey);
		// The signature of a transaction, which adds no key.
		let transaction = transaction_challenge(&account, &[0; 32]);
		for assertion in [
			other_chain,
			other_account,
			PHONE.sign(&other_key),
			PHONE.sign(&other_party),
			PHONE.sign(&later),
			PHONE.sign(&transaction),
			PHONE.sign(&Draft::of(&account, remark("")).challenge(&account)),
		] {
			assert_noop!(
				Passkeys::add_passkey(signed(account.clone()), PHONE.key(), assertion),
				Error::<Test>::WrongChallenge
			);
		}
		// The proof of another key for this one, and the other way round.
		let assertion = TABLET.sign(&addition_challenge(&GENESIS, &account, 0, &passkey));
		assert_noop!(
			Passkeys::add_passkey(signed(account.clone()), PHONE.key(), assertion),
			Error::<Test>::InvalidSignature
		);
		assert_noop!(
			Passkeys::add_passkey(
				signed(account.clone()),
				TABLET.key(),
				PHONE.possession(&account)
			),
			Error::<Test>::WrongChallenge
		);
	});
}

#[test]
fn a_proof_that_is_no_assertion_here_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let challenge = addition_challenge(&GENESIS, &account, 0, &PHONE.passkey());
		let request = PHONE.request(&challenge);
		let answer = |change: fn(&mut Request)| {
			let mut request = request.clone();
			change(&mut request);
			PHONE.answer(&request)
		};
		let who = || signed(account.clone());
		let key = PHONE.key();
		assert_noop!(
			Passkeys::add_passkey(
				who(),
				key,
				answer(|it| it.origin = "https://a.medipass.example")
			),
			Error::<Test>::OriginNotAllowed
		);
		assert_noop!(
			Passkeys::add_passkey(who(), key, PHONE.sign_data(&request, b"{}".to_vec())),
			Error::<Test>::InvalidClientData
		);
		assert_noop!(
			Passkeys::add_passkey(who(), key, answer(|it| it.kind = "webauthn.create")),
			Error::<Test>::WrongType
		);
		assert_noop!(
			Passkeys::add_passkey(who(), key, answer(|it| it.more = ",\"crossOrigin\":true")),
			Error::<Test>::CrossOrigin
		);
		assert_noop!(
			Passkeys::add_passkey(who(), key, answer(|it| it.flags = 0x04)),
			Error::<Test>::UserNotPresent
		);
		assert_noop!(
			Passkeys::add_passkey(who(), key, answer(|it| it.flags = 0x01)),
			Error::<Test>::UserNotVerified
		);
		assert_noop!(
			Passkeys::add_passkey(who(), key, answer(|it| it.flags = 0x45)),
			Error::<Test>::InvalidAuthenticatorData
		);
		assert_noop!(
			Passkeys::add_passkey(who(), key, with_high_s(PHONE.answer(&request))),
			Error::<Test>::HighS
		);
		let unknown = Authenticator { relying_party: "unknown.example", ..PHONE };
		assert_noop!(
			Passkeys::add_passkey(who(), key, unknown.possession(&account)),
			Error::<Test>::RelyingPartyNotFound
		);
		assert_ok!(Passkeys::add_passkey(who(), key, answer(|_| ())));
	});
}

#[test]
fn a_key_that_is_not_on_the_curve_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let relying_party = PHONE.passkey().relying_party;
		let mut compact = PHONE.key();
		compact[0] = 5;
		// No point has this x, x is not below the prime, and other encodings.
		let mut no_point = [0; 33];
		(no_point[0], no_point[32]) = (2, 1);
		let mut not_reduced = [0xff; 33];
		not_reduced[0] = 2;
		for key in [compact, no_point, not_reduced, [0; 33], [4; 33]] {
			let passkey = Passkey { relying_party, key };
			let challenge = addition_challenge(&GENESIS, &account, 0, &passkey);
			assert_noop!(
				Passkeys::add_passkey(signed(account.clone()), key, PHONE.sign(&challenge)),
				Error::<Test>::InvalidKey
			);
		}
	});
}
