// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

/// A history with as many closed periods as a running one leaves room for.
fn fill() {
	issue(BOARD, ALICE, 5 * YEAR);
	for _ in 1..MaxHistory::get() {
		pass(DAY);
		suspend(BOARD, ALICE);
		pass(DAY);
		resume(BOARD, ALICE);
	}
	assert_eq!(history(ALICE).len(), 3);
	pass(DAY);
}

#[test]
fn an_issuer_can_always_suspend() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		suspend(BOARD, ALICE);
		assert_eq!(history(ALICE).len(), 4);
		assert!(was_active(ALICE, START));
		assert!(was_active(ALICE, now() - 1));
		assert!(!was_active(ALICE, now()));
	});
}

#[test]
fn an_issuer_can_always_revoke() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		revoke(BOARD, ALICE);
		assert_eq!(history(ALICE).len(), 4);
		assert!(was_active(ALICE, START));
		assert!(was_active(ALICE, now() - 1));
		assert!(!was_active(ALICE, now()));
	});
}

#[test]
fn an_issuer_can_revoke_what_it_suspended_with_a_full_history() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		suspend(BOARD, ALICE);
		pass(DAY);
		revoke(BOARD, ALICE);
		assert_eq!(history(ALICE).len(), 4);
	});
}

#[test]
fn a_holder_can_always_surrender() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		surrender(ALICE);
		assert_eq!(history(ALICE).len(), 4);
	});
}

#[test]
fn a_full_history_rejects_what_would_start_another_period() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		let error = DispatchError::from(Error::<Test>::HistoryFull);
		let later = now() + 5 * YEAR;
		assert_noop!(Credentials::renew(signed(BOARD), ALICE, Practitioner, later), error);
		suspend(BOARD, ALICE);
		pass(DAY);
		assert_noop!(Credentials::resume(signed(BOARD), ALICE, Practitioner), error);
		revoke(BOARD, ALICE);
		assert_noop!(Credentials::issue(signed(COLLEGE), ALICE, Practitioner, later), error);
	});
}

#[test]
fn a_full_history_drops_its_oldest_period_once_that_is_past_the_retention() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		revoke(BOARD, ALICE);
		let oldest = history(ALICE)[0].clone();
		set_time(oldest.until + RETENTION);
		let expires_at = now() + YEAR;
		assert_noop!(
			Credentials::issue(signed(COLLEGE), ALICE, Practitioner, expires_at),
			Error::<Test>::HistoryFull
		);
		assert!(was_active(ALICE, oldest.from));
		set_time(oldest.until + RETENTION + 1);
		assert_ok!(Credentials::issue(signed(COLLEGE), ALICE, Practitioner, expires_at));
		assert_eq!(history(ALICE).len(), 3);
		assert!(!was_active(ALICE, oldest.from));
		assert!(was_active(ALICE, history(ALICE)[0].from));
	});
}

#[test]
fn a_rogue_issuer_cannot_fill_the_history_for_others() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		suspend(BOARD, ALICE);
		invalidate(BOARD, START);
		issue(COLLEGE, ALICE, YEAR);
		assert_eq!(history(ALICE), []);
	});
}

#[test]
fn yearly_renewals_never_find_the_history_full_once_they_are_past_the_retention() {
	ExtBuilder::default().build_and_execute(|| {
		HistoryRetention::set(YEAR);
		issue(BOARD, ALICE, 2 * YEAR);
		for _ in 0..20 {
			pass(YEAR);
			renew(BOARD, ALICE, 2 * YEAR);
		}
		assert_eq!(history(ALICE).len(), 3);
		assert!(was_active(ALICE, now() - YEAR));
	});
}

#[test]
fn periods_of_several_issuers_are_told_apart() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, DAY);
		pass(2 * DAY);
		issue(COLLEGE, ALICE, DAY);
		pass(2 * DAY);
		assert!(was_active(ALICE, START));
		assert!(!was_active(ALICE, START + DAY));
		assert!(was_active(ALICE, START + 2 * DAY));
		invalidate(BOARD, START);
		assert!(!was_active(ALICE, START));
		assert!(was_active(ALICE, START + 2 * DAY));
	});
}

#[test]
fn clearing_the_periods_of_a_rogue_issuer_keeps_those_of_others() {
	ExtBuilder::default().build_and_execute(|| {
		issue(COLLEGE, ALICE, DAY);
		pass(2 * DAY);
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		invalidate(BOARD, START);
		issue(COLLEGE, ALICE, YEAR);
		assert_eq!(history(ALICE).len(), 1);
		assert!(was_active(ALICE, START));
	});
}
