// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::assert_noop;

fn set(relying_party: RelyingParty) {
	Passkeys::set_relying_party(signed(ADMIN), relying_party).unwrap();
}

fn remark_is(expected: Result<(), Refusal>) {
	let account = PATIENT.account();
	let transaction = Draft::of(&account, remark("")).signed(&account, PATIENT);
	let expected = expected.map_err(crate::verification::invalid);
	assert_eq!(validate(&transaction).map(drop), expected);
}

#[test]
fn a_relying_party_is_registered_by_the_hash_of_its_id() {
	ExtBuilder.build_and_execute(|| {
		let new = relying_party("new.example", &["https://new.example"]);
		set(new.clone());
		let hash = sha2_256(b"new.example");
		assert_eq!(RelyingParties::<Test>::get(hash), Some(new));
		System::assert_last_event(Event::RelyingPartySet { relying_party: hash }.into());
	});
}

#[test]
fn origins_are_replaced_at_once_for_all_its_passkeys() {
	ExtBuilder.build_and_execute(|| {
		remark_is(Ok(()));
		set(relying_party(ID, &["https://moved.medipass.example"]));
		remark_is(Err(Refusal::OriginNotAllowed));
		set(relying_party(ID, &["https://moved.medipass.example", ORIGIN]));
		remark_is(Ok(()));
	});
}

#[test]
fn an_id_that_is_no_domain_name_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		for id in ["", "Medipass.example", "https://medipass.example"] {
			assert_noop!(
				Passkeys::set_relying_party(signed(ADMIN), relying_party(id, &[ORIGIN])),
				Error::<Test>::InvalidRelyingParty
			);
		}
	});
}

#[test]
fn origins_that_no_browser_writes_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let invalid: [&[&str]; 4] =
			[&[], &[""], &["https://medipass.example/"], &[ORIGIN, "http://b", ORIGIN]];
		for origins in invalid {
			assert_noop!(
				Passkeys::set_relying_party(signed(ADMIN), relying_party(ID, origins)),
				Error::<Test>::InvalidOrigins
			);
		}
	});
}
