// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

const PACKAGE: H256 = H256::repeat_byte(3);

fn present(who: AccountId, id: BallotId) -> DispatchResult {
	dispatch(who, Call::present { ballot: id, package: PACKAGE })
}

#[test]
fn present_says_once_where_the_evidence_is() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		assert_ok!(present(APPLICANT, id));
		assert_eq!(last_event(), Event::Presented { ballot: id });
		assert_eq!(ballot(id).package, Some(PACKAGE));
		assert_noop!(present(APPLICANT, id), Error::<Test>::AlreadyPresented);
	});
}

#[test]
fn present_is_for_the_applicant_while_votes_are_committed_to() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		assert_noop!(present(APPLICANT, id(1, 0)), Error::<Test>::NotVoting);
		Turns::pass_all();
		assert_ok!(draw(id(1, 0)));
		assert_noop!(present(STRANGER, id(1, 0)), Error::<Test>::NoPermission);
		assert_noop!(present(APPLICANT, id(1, 1)), Error::<Test>::BallotNotFound);
		pass(CommitWindow::get());
		assert_noop!(present(APPLICANT, id(1, 0)), Error::<Test>::NotVoting);
	});
}
