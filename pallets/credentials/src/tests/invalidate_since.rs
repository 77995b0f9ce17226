// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn announce(authority: AccountId, since: Moment) -> sp_runtime::DispatchResult {
	Credentials::invalidate_since(RuntimeOrigin::root(), authority, since)
}

#[test]
fn invalidate_since_announces_the_invalidation_and_changes_nothing_else() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		let authority = Authorities::<Test>::get(BOARD);
		assert_ok!(announce(BOARD, 0));
		let sanction = Sanction::Invalidation { since: 0 };
		let due_at = LiveMoment::from_millis(DAY + DELAY);
		assert_eq!(Sanctions::<Test>::get(BOARD), Some(Announcement { sanction, due_at }));
		assert_eq!(last_event(), Event::SanctionAnnounced { authority: BOARD, sanction, due_at });
		assert_eq!(Authorities::<Test>::get(BOARD), authority);
		assert!(is_active(ALICE));
		issue(BOARD, BOB, YEAR);
	});
}

#[test]
fn invalidate_since_voids_what_was_issued_at_or_after_the_moment_in_retrospect() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		issue(BOARD, BOB, YEAR);
		issue(COLLEGE, STRANGER, YEAR);
		pass(DAY);
		invalidate(BOARD, START + DAY);
		assert_eq!(state(ALICE), CredentialState::Active);
		assert_eq!(state(BOB), CredentialState::Invalidated);
		assert_eq!(state(STRANGER), CredentialState::Active);
		assert!(!is_active(BOB));
		assert!(!was_active(BOB, START + DAY));
		assert!(was_active(ALICE, now()));
	});
}

#[test]
fn invalidate_since_voids_acts_of_the_same_block() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		invalidate(BOARD, now());
		assert!(!is_active(ALICE));
	});
}

#[test]
fn invalidate_since_rejects_a_moment_in_the_future() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(announce(BOARD, now() + 1), Error::<Test>::MomentInFuture);
		invalidate(BOARD, now());
	});
}

#[test]
fn invalidate_since_only_moves_to_an_earlier_moment() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		invalidate(BOARD, now());
		assert!(is_active(ALICE));
		pass(DAY);
		assert_noop!(announce(BOARD, now()), Error::<Test>::NotEarlier);
		assert_noop!(announce(BOARD, START + DAY), Error::<Test>::NotEarlier);
		invalidate(BOARD, START);
		assert!(!is_active(ALICE));
		assert_eq!(Authorities::<Test>::get(BOARD).unwrap().invalid_since, Some(START));
	});
}

#[test]
fn invalidate_since_rejects_an_unknown_authority() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(announce(STRANGER, START), Error::<Test>::AuthorityNotFound);
	});
}

#[test]
fn invalidate_since_reaches_a_removed_authority() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		remove(BOARD);
		assert!(was_active(ALICE, START));
		invalidate(BOARD, START);
		assert!(!was_active(ALICE, START));
		assert_eq!(state(ALICE), CredentialState::Invalidated);
	});
}

#[test]
fn an_invalidated_authority_can_certify_nobody_but_still_revoke() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		invalidate(BOARD, now());
		pass(DAY);
		let later = now() + 2 * YEAR;
		assert_noop!(
			Credentials::issue(signed(BOARD), BOB, Practitioner, EVIDENCE, later),
			Error::<Test>::AuthorityInvalidated
		);
		assert_noop!(
			Credentials::renew(signed(BOARD), ALICE, Practitioner, later),
			Error::<Test>::AuthorityInvalidated
		);
		assert_noop!(
			Credentials::apply(signed(BOB), Practitioner, BOARD, H256::zero()),
			Error::<Test>::AuthorityInvalidated
		);
		suspend(BOARD, ALICE);
		resume(BOARD, ALICE);
		revoke(BOARD, ALICE);
	});
}

#[test]
fn a_void_renewal_leaves_the_act_before_up_to_its_own_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		pass(100 * DAY);
		let renewed_at = now();
		renew(BOARD, ALICE, 3 * YEAR);
		pass(DAY);
		invalidate(BOARD, START + 1);

		assert_eq!(Credentials::active_serial(&ALICE, Practitioner), Some(serial));
		let info = Credentials::credential(ALICE, Practitioner).unwrap();
		assert_eq!(info.state, CredentialState::Active);
		assert_eq!((info.issued_at, info.expires_at), (START, START + YEAR));
		for at in [START, renewed_at - 1, renewed_at, now(), START + YEAR - 1] {
			assert!(was_active(ALICE, at));
		}
		assert!(!was_active(ALICE, START + YEAR));

		set_time(START + YEAR - 1);
		assert!(is_active(ALICE));
		set_time(START + YEAR);
		assert!(!is_active(ALICE));
		assert_eq!(state(ALICE), CredentialState::Invalidated);
		assert!(was_active(ALICE, START + YEAR - 1));
	});
}

#[test]
fn of_several_renewals_the_last_one_before_the_moment_counts() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		for _ in 0..2 {
			pass(100 * DAY);
			renew(BOARD, ALICE, YEAR);
		}
		pass(DAY);
		invalidate(BOARD, START + 200 * DAY);
		let info = Credentials::credential(ALICE, Practitioner).unwrap();
		assert_eq!(info.issued_at, START + 100 * DAY);
		assert_eq!(info.expires_at, START + 100 * DAY + YEAR);
		invalidate(BOARD, START + 100 * DAY);
		let info = Credentials::credential(ALICE, Practitioner).unwrap();
		assert_eq!((info.issued_at, info.expires_at), (START, START + YEAR));
		invalidate(BOARD, START);
		assert_eq!(state(ALICE), CredentialState::Invalidated);
		assert!(!was_active(ALICE, START));
	});
}

#[test]
fn a_credential_that_fell_back_can_be_ended_like_any_other() {
	let ends: [fn(); 4] =
		[|| suspend(BOARD, ALICE), || revoke(BOARD, ALICE), || surrender(ALICE), || remove(BOARD)];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			issue(BOARD, ALICE, YEAR);
			pass(DAY);
			renew(BOARD, ALICE, 3 * YEAR);
			invalidate(BOARD, START + DAY);
			pass(DAY);
			assert!(is_active(ALICE));
			end();
			assert!(!is_active(ALICE));
			assert!(was_active(ALICE, now() - 1));
			assert!(!was_active(ALICE, now()));
		});
	}
}

#[test]
fn nobody_certifies_over_a_credential_that_fell_back() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		renew(BOARD, ALICE, 3 * YEAR);
		invalidate(BOARD, START + DAY);
		set_time(START + YEAR - 1);
		apply(ALICE, COLLEGE);
		let expires_at = START + 2 * YEAR;
		let certify =
			|| Credentials::issue(signed(COLLEGE), ALICE, Practitioner, EVIDENCE, expires_at);
		assert_noop!(certify(), Error::<Test>::AlreadyExists);
		set_time(START + YEAR);
		assert_ok!(certify());
		assert!(was_active(ALICE, START + YEAR - 1));
	});
}

#[test]
fn a_suspended_credential_with_a_void_act_cannot_be_resumed() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		renew(BOARD, ALICE, 3 * YEAR);
		pass(DAY);
		suspend(BOARD, ALICE);
		invalidate(BOARD, START + DAY);
		assert_eq!(state(ALICE), CredentialState::Invalidated);
		assert_noop!(
			Credentials::resume(signed(BOARD), ALICE, Practitioner),
			Error::<Test>::Invalidated
		);
		issue(COLLEGE, ALICE, YEAR);
	});
}
