// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use pallet_support::testing::TestExternalities;

fn with(relying_parties: &[(&str, &[&str])]) -> TestExternalities {
	let relying_parties = relying_parties.iter().map(|(id, origins)| {
		(id.to_string(), origins.iter().map(|origin| origin.to_string()).collect())
	});
	externalities(0, [] as [(AccountId32, Balance); 0], |genesis| {
		genesis.passkeys.relying_parties = relying_parties.collect();
	})
}

#[test]
fn genesis_registers_relying_parties() {
	execute(with(&[(ID, &[ORIGIN, "https://www.medipass.example"]), ("b", &["http://b"])]), || {
		let registered = RelyingParties::<Test>::get(sha2_256(ID.as_bytes()));
		let expected = relying_party(ID, &[ORIGIN, "https://www.medipass.example"]);
		assert_eq!(registered, Some(expected));
		assert_eq!(RelyingParties::<Test>::iter().count(), 2);
	});
}

#[test]
#[should_panic(expected = "the relying party a is there twice")]
fn genesis_rejects_a_relying_party_twice() {
	with(&[("a", &["http://a"]), ("a", &["http://b"])]);
}

#[test]
#[should_panic(expected = "the relying party a cannot be registered")]
fn genesis_rejects_an_origin_that_is_none() {
	with(&[("a", &["http://a/"])]);
}

#[test]
#[should_panic(expected = "are too long")]
fn genesis_rejects_an_origin_that_is_too_long() {
	with(&[("a", &[&"a".repeat(129)])]);
}
