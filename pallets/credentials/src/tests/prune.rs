// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn clear(holder: AccountId) -> sp_runtime::DispatchResult {
	Credentials::prune(signed(STRANGER), holder, Practitioner)
}

#[test]
fn prune_removes_an_expired_application() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		set_time(START + 30 * DAY - 1);
		assert_noop!(clear(ALICE), Error::<Test>::NothingToPrune);
		set_time(START + 30 * DAY);
		assert_ok!(clear(ALICE));
		assert_eq!(Applications::<Test>::get(ALICE, Practitioner), None);
		assert_eq!(on_hold(HoldReason::Application, ALICE), 0);
		assert_eq!(last_event(), Event::ApplicationPruned { applicant: ALICE, role: Practitioner });
	});
}

#[test]
fn prune_removes_a_credential_whose_end_is_past_the_retention() {
	// How it ends a day after the issue, and when the end is counted from.
	let ends: [(fn(), Moment); 6] = [
		(|| (), START + YEAR),
		(|| suspend(BOARD, ALICE), START + YEAR),
		(|| revoke(BOARD, ALICE), START + DAY),
		(|| surrender(ALICE), START + DAY),
		(|| remove(BOARD), START + DAY),
		(|| invalidate(BOARD, START), START),
	];
	for (end, ended_at) in ends {
		ExtBuilder::default().build_and_execute(|| {
			let serial = issue(BOARD, ALICE, YEAR);
			pass(DAY);
			end();
			set_time(ended_at + RETENTION);
			assert_noop!(clear(ALICE), Error::<Test>::NothingToPrune);
			set_time(ended_at + RETENTION + 1);
			assert_ok!(clear(ALICE));
			assert_eq!(last_event(), Event::Pruned { serial, holder: ALICE, role: Practitioner });
			assert_eq!(Stored::get(ALICE, Practitioner), None);
			assert!(!Histories::<Test>::contains_key(ALICE, Practitioner));
			assert_eq!(on_hold(HoldReason::Credential, ALICE), 0);
			assert_eq!(Credentials::holder(serial), Some((ALICE, Practitioner)));
			assert_eq!(Credentials::credential(ALICE, Practitioner), None);
			assert_eq!(was_certified(ALICE, START), None);
			assert_eq!(was_certified(ALICE, now() - RETENTION), Some(false));
		});
	}
}

#[test]
fn prune_counts_the_end_of_a_void_renewal_from_the_expiry_before() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		renew(BOARD, ALICE, 5 * YEAR);
		invalidate(BOARD, START + DAY);
		set_time(START + YEAR + RETENTION);
		assert_noop!(clear(ALICE), Error::<Test>::NothingToPrune);
		assert!(was_active(ALICE, START + YEAR - 1));
		set_time(START + YEAR + RETENTION + 1);
		assert_ok!(clear(ALICE));
	});
}

#[test]
fn prune_leaves_a_revoked_serial_recognisable() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		pass(DAY);
		revoke(BOARD, ALICE);
		pass(RETENTION + 1);
		assert_ok!(clear(ALICE));
		let info = Credentials::credential_by_serial(serial).unwrap();
		assert_eq!(info.state, CredentialState::Revoked);
		assert_eq!((info.serial, info.holder, info.issuer), (serial, ALICE, BOARD));
	});
}

#[test]
fn prune_removes_application_and_credential_together() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		set_time(START + YEAR + RETENTION);
		apply(ALICE, COLLEGE);
		pass(30 * DAY);
		assert_ok!(clear(ALICE));
		assert_eq!(Applications::<Test>::get(ALICE, Practitioner), None);
		assert_eq!(Stored::get(ALICE, Practitioner), None);
		assert_eq!(on_hold(HoldReason::Credential, ALICE), 0);
	});
}

#[test]
fn prune_rejects_a_live_or_suspended_credential() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_noop!(clear(ALICE), Error::<Test>::NothingToPrune);
		suspend(BOARD, ALICE);
		pass(DAY);
		assert_noop!(clear(ALICE), Error::<Test>::NothingToPrune);
	});
}

#[test]
fn prune_rejects_an_account_that_left_nothing_behind() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(clear(ALICE), Error::<Test>::NothingToPrune);
	});
}

#[test]
fn an_account_can_be_certified_again_after_pruning() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(YEAR + RETENTION + 1);
		assert_ok!(clear(ALICE));
		assert_eq!(issue(BOARD, ALICE, YEAR), 1);
		assert!(is_active(ALICE));
	});
}

#[test]
fn what_was_pruned_is_unknown_also_once_the_account_is_certified_again() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, DAY);
		assert!(was_active(ALICE, START));
		pass(DAY + RETENTION + 1);
		assert_ok!(clear(ALICE));
		let certified_at = now();
		issue(COLLEGE, ALICE, YEAR);
		pass(DAY);
		renew(COLLEGE, ALICE, 2 * YEAR);
		for (at, expected) in [
			(START, None),
			(START + DAY - 1, None),
			(now() - RETENTION, Some(false)),
			(certified_at - 1, Some(false)),
			(certified_at, Some(true)),
		] {
			assert_eq!(was_certified(ALICE, at), expected, "{at}");
		}
	});
}

#[test]
fn of_who_left_nothing_behind_the_retention_is_known() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(was_certified(ALICE, now()), Some(false));
		assert_eq!(was_certified(ALICE, now() - RETENTION), Some(false));
		assert_eq!(was_certified(ALICE, now() - RETENTION - 1), None);
	});
}
