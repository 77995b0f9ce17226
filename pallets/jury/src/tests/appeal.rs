// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn appeal(who: AccountId, id: BallotId) -> DispatchResult {
	dispatch(who, Call::appeal { ballot: id })
}

#[test]
fn appeal_opens_the_window_to_decide() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 0, 4);
		pass(AppealWindow::get() - 1);
		assert_ok!(appeal(APPLICANT, id));
		let until = after(DecisionWindow::get());
		assert_eq!(last_event(), Event::Appealed { ballot: id, until });
		let (outcome, appeal) = (Outcome::Refused, Appeal::Filed { until });
		assert_eq!(ballot(id).stage, BallotStage::Decided { ring: 0, outcome, appeal });
	});
}

#[test]
fn appeal_works_where_the_evidence_was_found_unreadable() {
	ExtBuilder.seated(4, || {
		let id = drawn(APPLICANT);
		vote(id, &[(juror(0), Unreadable), (juror(1), Unreadable)]);
		close(id);
		assert_ok!(appeal(APPLICANT, id));
	});
}

#[test]
fn appeal_is_for_the_applicant_once_and_in_time() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 0, 4);
		assert_noop!(appeal(STRANGER, id), Error::<Test>::NoPermission);
		let other = BallotId { number: 9, ..id };
		assert_noop!(appeal(APPLICANT, other), Error::<Test>::BallotNotFound);
		pass(AppealWindow::get());
		assert_noop!(appeal(APPLICANT, id), Error::<Test>::WindowOver);

		let second = decided(OTHER_APPLICANT, 0, 4);
		assert_ok!(appeal(OTHER_APPLICANT, second));
		assert_noop!(appeal(OTHER_APPLICANT, second), Error::<Test>::NotAppealable);
	});
}

#[test]
fn appeal_needs_a_decision_against_the_applicant() {
	ExtBuilder.seated(4, || {
		let open = drawn(OTHER_APPLICANT);
		assert_noop!(appeal(OTHER_APPLICANT, open), Error::<Test>::NotAppealable);
		vote(open, &[]);
		close(open);
		assert_noop!(appeal(OTHER_APPLICANT, open), Error::<Test>::NotAppealable);
		let approved = decided(APPLICANT, 4, 0);
		assert_noop!(appeal(APPLICANT, approved), Error::<Test>::NotAppealable);
	});
}
