// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn the_api_answers_what_is_stored() {
	ExtBuilder.seated(4, || {
		let info = Jury::jury(KR).unwrap();
		assert_eq!((info.account, info.jury), (account(), stored()));
		assert_eq!(Jury::jury(DE), None);
		assert_eq!(Jury::term(KR, 1), Some(term(1)));
		assert_eq!(Jury::term(KR, 0), None);
		let found = drawn(APPLICANT);
		assert_eq!(Jury::ballot(found), Some(ballot(found)));
		assert_eq!(Jury::ballot(id(1, 1)), None);
		let juror_info = Jury::juror(KR, 1, &juror(0)).unwrap();
		assert_eq!(juror_info.keys, [(1, ring_key(juror(0), 1))]);
		assert_eq!((juror_info.deposit, juror_info.mark), (1_000, None));
		assert_eq!(Jury::juror(KR, 1, &STRANGER), None);
		submit(commit_call(found, juror(0), Approve)).unwrap();
		let votes = Jury::votes(found);
		assert_eq!(votes, [(alias_in(found, juror(0)), stored_vote(found, juror(0)).unwrap())]);
	});
}

#[test]
fn ballots_come_by_number() {
	ExtBuilder.seated(4, || {
		for applicant in [APPLICANT, OTHER_APPLICANT, STRANGER] {
			applied(applicant);
		}
		let numbers = |start, limit| -> Vec<_> {
			Jury::ballots(KR, 1, start, limit).into_iter().map(|(id, _)| id.number).collect()
		};
		assert_eq!(numbers(0, 2), [0, 1]);
		assert_eq!(numbers(2, u32::MAX), [2]);
		assert!(numbers(3, 9).is_empty() && numbers(u32::MAX, 9).is_empty());
	});
}

#[test]
fn jurors_and_redeemed_vouchers_come_by_page() {
	MinBallots::set(1);
	ExtBuilder.seated(4, || {
		let mut found = Vec::new();
		while let [(who, _), ..] = &Jury::jurors(KR, 1, found.last(), 1)[..] {
			found.push(*who);
		}
		found.sort();
		assert_eq!(found, jurors(4));
		let id = decided(APPLICANT, 4, 0);
		end_term();
		mint(1);
		let keys = voucher_keys(id, juror(0));
		submit(surplus_call(1, &keys[0], STRANGER)).unwrap();
		submit(surplus_call(1, &keys[1], STRANGER)).unwrap();
		let first = Jury::redeemed(KR, 1, None, 1);
		let second = Jury::redeemed(KR, 1, first.first(), 9);
		let context = jury::redeem_context(GENESIS, KR, 1);
		let mut expected = keys.map(|key| alias(&key, &context));
		let mut all = [first[0], second[0]];
		expected.sort();
		all.sort();
		assert_eq!(all, expected);
	});
}
