// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! An attacker who asks all keepers: it gets nothing, and gets the record as soon as the one check that
//! stops it is left out.

use super::{decision::*, *};
use medibloc_primitives::{consent::Purpose, ItemId, Moment};

/// One attack, and the check that stops it.
type Attack = (&'static str, Refusal, fn(&mut Case));

const ATTACKS: &[Attack] = &[
	("a chain of the attacker's own", Refusal::OtherChain, |case| {
		case.facts.genesis = H256([0xee; 32]);
	}),
	("a share of before it changed hands", Refusal::OtherPolicy, |case| {
		case.ask.policy = PolicyId(H256([0xee; 32]));
	}),
	("a state of before the permit was revoked", Refusal::Stale, |case| {
		case.facts.time = NOW - 24 * 60 * 60_000;
	}),
	("a clock that runs ahead", Refusal::Ahead, |case| {
		case.facts.time = NOW + 31_000;
		case.permit().terms.until = Moment::MAX;
	}),
	("a permit for another record", Refusal::OtherRecord, |case| {
		case.facts.anchored = Some(Record::Single(H256([0xee; 32])));
	}),
	("a permit for another accessor", Refusal::OtherParties, |case| {
		case.facts.consent.accessor = OTHER;
	}),
	("a key that is not the asker's", Refusal::KeyNotPublished, |case| {
		case.facts.published = None;
	}),
	("no entry in the log", Refusal::NotLogged, |case| case.facts.logged = None),
	("the entry of another accessor", Refusal::OtherAccessor, |case| {
		case.log(|entry| entry.accessor = OTHER);
	}),
	("the entry of another record", Refusal::OtherAccess, |case| {
		case.ask.anchor = ItemId(78);
	}),
	("an entry of long ago", Refusal::Late, |case| {
		case.log(|entry| entry.at = NOW - 24 * 60 * 60_000);
	}),
	("an entry of tomorrow", Refusal::Early, |case| {
		case.log(|entry| entry.at = NOW + 24 * 60 * 60_000);
	}),
	("no permit", Refusal::NotPermitted, |case| case.facts.consent.grants.clear()),
	("a revoked permit", Refusal::NotPermitted, |case| case.permit().revoked_at = Some(NOW - 1)),
	("an expired permit", Refusal::NotPermitted, |case| case.permit().terms.until = NOW - 1),
	("another purpose", Refusal::NotPermitted, |case| {
		case.log(|entry| entry.purpose = Purpose::Hresch);
	}),
];

/// What the asker reads if each keeper decides so.
fn read(
	custody: &Custody,
	key: &SecretKey,
	case: &Case,
	decide: impl Fn(&Case) -> Result<(), Refusal>,
) -> Result<Vec<u8>, Error> {
	let Split { policy, commitments, .. } = &custody.split;
	let context = &case.ask.context;
	let shares: Vec<_> = (0..custody.keys.len())
		.filter(|_| decide(case).is_ok())
		.map(|position| {
			let release = custody.release(position, context);
			release.open(key, policy, commitments, context).expect("the release is for the asker")
		})
		.collect();
	custody.read(&shares)
}

#[test]
fn each_attack_fails_and_works_without_the_one_check() {
	let (custody, key) = (custody(5, 3), SecretKey::random(&mut OsRng));
	let nothing = Err(Error::TooFew { given: 0, needed: 3 });
	for (name, check, attack) in ATTACKS {
		let mut case = Case::new(&custody.split.policy, key.public());
		assert_eq!(read(&custody, &key, &case, Case::decide), Ok(SECRETS.to_vec()), "{name}");
		attack(&mut case);
		assert_eq!(case.decide(), Err(*check), "{name}");
		assert_eq!(read(&custody, &key, &case, Case::decide), nothing, "{name}");
		let without = |case: &Case| case.decide_without(*check);
		assert_eq!(read(&custody, &key, &case, without), Ok(SECRETS.to_vec()), "{name}");
	}
}

#[test]
fn a_thief_of_a_recovered_account_gets_nothing() {
	let (custody, key) = (custody(5, 3), SecretKey::random(&mut OsRng));
	let mut case = Case::of_owner(&custody.split.policy, key.public());
	case.facts.recovered_by = Some(OTHER);
	assert!(read(&custody, &key, &case, Case::decide).is_err());
	let without = |case: &Case| case.decide_without(Refusal::NotOwner);
	assert_eq!(read(&custody, &key, &case, without), Ok(SECRETS.to_vec()));
}

#[test]
fn two_of_three_that_are_needed_get_nothing() {
	let custody = custody(5, 3);
	let shares = [custody.share(0), custody.share(4)];
	assert_eq!(custody.read(&shares), Err(Error::TooFew { given: 2, needed: 3 }));
}
