// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::verification::invalid;
use frame_support::assert_noop;

#[test]
fn passkeys_of_a_removed_relying_party_sign_no_more() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		add(&account, ELSEWHERE);
		let hash = sha2_256(ID.as_bytes());
		Passkeys::remove_relying_party(signed(ADMIN), hash).unwrap();
		System::assert_last_event(Event::RelyingPartyRemoved { relying_party: hash }.into());
		let draft = Draft::of(&account, remark(""));
		let refused = validate(&draft.signed(&account, PATIENT));
		assert_eq!(refused, Err(invalid(Refusal::RelyingPartyNotFound)));
		// A key of another relying party does, and removes the first one.
		let call = crate::Call::remove_passkey { passkey: PATIENT.passkey() };
		let (_, result) = submit(&Draft::of(&account, call).signed(&account, ELSEWHERE)).unwrap();
		assert_eq!(result, Ok(()));
	});
}

#[test]
fn they_sign_again_when_it_is_registered_again() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		Passkeys::remove_relying_party(signed(ADMIN), sha2_256(ID.as_bytes())).unwrap();
		Passkeys::set_relying_party(signed(ADMIN), relying_party(ID, &[ORIGIN])).unwrap();
		assert!(validate(&Draft::of(&account, remark("")).signed(&account, PATIENT)).is_ok());
	});
}

#[test]
fn a_relying_party_that_is_not_there_is_not_removed() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			Passkeys::remove_relying_party(signed(ADMIN), sha2_256(b"unknown")),
			Error::<Test>::RelyingPartyNotFound
		);
	});
}
