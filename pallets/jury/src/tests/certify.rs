// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn certify(who: AccountId, id: BallotId) -> DispatchResult {
	dispatch(who, Call::certify { ballot: id })
}

/// A ballot that is approved, without the credential.
fn approved() -> BallotId {
	let id = drawn(APPLICANT);
	vote(id, &[(juror(0), Approve), (juror(1), Approve)]);
	withdraw(APPLICANT, ROLE);
	close(id);
	id
}

#[test]
fn certify_issues_what_could_not_be_issued_at_once() {
	ExtBuilder.seated(4, || {
		let id = approved();
		assert_noop!(certify(APPLICANT, id), NO_APPLICATION);
		// Other evidence was not judged.
		file(APPLICANT, ROLE, account(), H256::zero(), now() + DAY);
		assert_noop!(certify(APPLICANT, id), NO_APPLICATION);
		file(APPLICANT, ROLE, account(), EVIDENCE, now() + DAY);
		assert_ok!(certify(APPLICANT, id));
		let serial = Registry::active_serial(&APPLICANT, ROLE).unwrap();
		assert_eq!(last_event(), Event::Certified { ballot: id, serial });
		assert_eq!(ballot(id).serial, Some(serial));
		decertify(APPLICANT, ROLE);
		file(APPLICANT, ROLE, account(), EVIDENCE, now() + DAY);
		assert_noop!(certify(APPLICANT, id), Error::<Test>::AlreadyCertified);
	});
}

#[test]
fn certify_is_for_the_applicant_of_an_approved_ballot() {
	ExtBuilder.seated(4, || {
		let id = approved();
		assert_noop!(certify(STRANGER, id), Error::<Test>::NoPermission);
		let other = BallotId { number: 9, ..id };
		assert_noop!(certify(APPLICANT, other), Error::<Test>::BallotNotFound);
		let refused = decided(OTHER_APPLICANT, 0, 4);
		assert_noop!(certify(OTHER_APPLICANT, refused), Error::<Test>::NotApproved);
	});
}

#[test]
fn certify_fails_for_a_ballot_that_was_voided() {
	ExtBuilder.seated(4, || {
		let id = approved();
		assert_ok!(Jury::void(signed(ADMIN), id));
		file(APPLICANT, ROLE, account(), EVIDENCE, now() + DAY);
		assert_noop!(certify(APPLICANT, id), Error::<Test>::NotApproved);
	});
}
