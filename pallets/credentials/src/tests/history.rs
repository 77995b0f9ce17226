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
fn a_full_history_drops_its_oldest_period_and_tells_since_when_it_is_complete() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		let oldest = history(ALICE)[0].clone();
		assert_eq!(known_since(ALICE), START - RETENTION + DAY);
		assert_eq!(was_certified(ALICE, START - 1), Some(false));
		suspend(BOARD, ALICE);
		pass(DAY);
		resume(BOARD, ALICE);
		assert_eq!(history(ALICE).len(), 3);
		assert_eq!(known_since(ALICE), oldest.until);
		for (at, expected) in [
			(START - 1, None),
			(oldest.from, None),
			(oldest.until - 1, None),
			(oldest.until, Some(false)),
			(history(ALICE)[0].from, Some(true)),
			(now(), Some(true)),
		] {
			assert_eq!(was_certified(ALICE, at), expected, "{at}");
		}
	});
}

#[test]
fn monthly_renewals_over_six_years_are_never_refused() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, 31 * DAY);
		for _ in 0..72 {
			pass(30 * DAY);
			renew(BOARD, ALICE, 31 * DAY);
			check_state();
		}
		assert!(is_active(ALICE));
		// What is forgotten is unknown, and never a no.
		let kept = history(ALICE)[0].from;
		for month in 0..72 {
			let at = START + month * 30 * DAY;
			let expected = (kept <= at).then_some(true);
			assert_eq!(was_certified(ALICE, at), expected, "{month}");
		}
		assert!(known_since(ALICE) < now() - 2 * 30 * DAY);
		pass(YEAR);
		issue(COLLEGE, ALICE, YEAR);
	});
}

#[test]
fn renewals_that_overlap_for_years_forget_nothing_that_still_counts() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		for _ in 0..8 {
			pass(30 * DAY);
			renew(BOARD, ALICE, 2 * YEAR);
		}
		assert_eq!(was_certified(ALICE, now()), Some(true));
		assert_eq!(known_since(ALICE), now());
		let kept = history(ALICE)[0].from;
		assert_eq!(was_certified(ALICE, kept), Some(true));
		assert_eq!(was_certified(ALICE, kept - 1), None);
		pass(DAY);
		revoke(BOARD, ALICE);
		assert_eq!(was_certified(ALICE, now()), Some(false));
	});
}

#[test]
fn an_authority_that_issues_and_revokes_forty_times_locks_nobody_out() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..40 {
			issue(BOARD, ALICE, YEAR);
			pass(DAY);
			revoke(BOARD, ALICE);
			check_state();
		}
		let serial = issue(COLLEGE, ALICE, YEAR);
		assert_eq!(serial, 40);
		assert!(is_active(ALICE));
		assert_eq!(was_certified(ALICE, START), None);
	});
}

#[test]
fn an_authority_cannot_touch_who_never_applied() {
	ExtBuilder::default().build_and_execute(|| {
		let until = now() + YEAR;
		assert_noop!(
			Credentials::issue(signed(BOARD), ALICE, Practitioner, EVIDENCE, until),
			Error::<Test>::ApplicationNotFound
		);
		assert_eq!(history(ALICE), []);
	});
}

#[test]
fn an_issuer_cannot_push_out_the_past_by_suspending_and_resuming() {
	ExtBuilder::default().build_and_execute(|| {
		issue(COLLEGE, ALICE, DAY);
		pass(2 * DAY);
		issue(BOARD, ALICE, YEAR);
		// Acts of the same hour, as many as can be.
		for _ in 1..MaxActs::get() {
			pass(HOUR);
			suspend(BOARD, ALICE);
			pass(HOUR);
			resume(BOARD, ALICE);
		}
		pass(HOUR);
		let (board, later) = (|| signed(BOARD), now() + 2 * YEAR);
		assert_noop!(
			Credentials::renew(board(), ALICE, Practitioner, later),
			Error::<Test>::TooManyActs
		);
		suspend(BOARD, ALICE);
		assert_noop!(Credentials::resume(board(), ALICE, Practitioner), Error::<Test>::TooManyActs);
		assert_eq!(was_certified(ALICE, START), Some(true));
		// The limit passes, and stands in nobody else's way.
		pass(DAY);
		resume(BOARD, ALICE);
		surrender(ALICE);
		issue(COLLEGE, ALICE, YEAR);
	});
}

#[test]
fn a_rogue_issuer_cannot_push_out_what_others_certified() {
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

#[test]
fn that_a_credential_was_held_outlives_it_however_it_ended() {
	let ends: [fn(); 4] = [
		|| surrender(ALICE),
		|| suspend(BOARD, ALICE),
		|| revoke(BOARD, ALICE),
		|| pass(YEAR - 2 * DAY),
	];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			pass(DAY);
			issue(BOARD, ALICE, YEAR);
			assert_eq!(was_held(ALICE, START, START + DAY - 1), Some(false));
			assert_eq!(was_held(ALICE, START, START + DAY), Some(true));
			pass(DAY);
			end();
			let ended = if state(ALICE) == CredentialState::Active {
				credential(ALICE).expires_at
			} else {
				now()
			};
			pass(2 * YEAR);
			assert_eq!(was_certified(ALICE, now()), Some(false));
			// Also by what is of the same block as the end.
			assert_eq!(was_held(ALICE, ended, now()), Some(true));
			assert_eq!(was_held(ALICE, ended + 1, now()), Some(false));
			assert_eq!(was_held(ALICE, START, now()), Some(true));
			// Nobody else did.
			assert_eq!(was_held(BOB, START, now()), Some(false));
		});
	}
}

#[test]
fn that_a_credential_was_held_does_not_depend_on_its_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		invalidate(BOARD, START);
		assert_eq!(was_certified(ALICE, START), Some(false));
		assert_eq!(was_held(ALICE, START, now()), Some(true));
	});
}

#[test]
fn that_a_credential_was_held_is_unknown_where_the_chain_forgot() {
	ExtBuilder::default().build_and_execute(|| {
		let asked = START + 2 * RETENTION;
		set_time(asked);
		assert_eq!(was_held(ALICE, asked - RETENTION, asked), Some(false));
		assert_eq!(was_held(ALICE, asked - RETENTION - 1, asked), None);
		// What is there says yes, however far the question reaches back.
		issue(BOARD, ALICE, YEAR);
		assert_eq!(was_held(ALICE, 0, asked), Some(true));
	});
}

#[test]
fn a_history_that_dropped_periods_never_says_that_none_was_held_since() {
	ExtBuilder::default().build_and_execute(|| {
		fill();
		for _ in 0..8 {
			suspend(BOARD, ALICE);
			pass(30 * DAY);
			for since in [START, now() - 20 * DAY, now()] {
				let expected = if since == START { Some(true) } else { Some(false) };
				assert_eq!(was_held(ALICE, since, now()), expected, "{since}");
			}
			resume(BOARD, ALICE);
			pass(DAY);
		}
		assert!(known_since(ALICE) > START);
	});
}
