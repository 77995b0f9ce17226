// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn veto(authority: AccountId) -> sp_runtime::DispatchResult {
	Credentials::veto(signed(ADMIN), authority)
}

#[test]
fn veto_calls_a_sanction_off() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		let authority = Authorities::<Test>::get(BOARD);
		// A slip: all that the authority ever certified.
		assert_ok!(Credentials::invalidate_since(RuntimeOrigin::root(), BOARD, 0));
		pass(DAY);
		assert_ok!(veto(BOARD));
		let sanction = Sanction::Invalidation { since: 0 };
		assert_eq!(last_event(), Event::SanctionVetoed { authority: BOARD, sanction });
		pass(DELAY);
		assert_noop!(Credentials::enact(signed(STRANGER), BOARD), Error::<Test>::SanctionNotFound);
		assert_eq!(Authorities::<Test>::get(BOARD), authority);
		assert!(is_active(ALICE));
	});
}

#[test]
fn veto_reaches_a_sanction_that_is_due_until_somebody_enacts_it() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Credentials::remove_authority(RuntimeOrigin::root(), BOARD));
		pass(2 * DELAY);
		assert_ok!(veto(BOARD));
	});
}

#[test]
fn veto_rejects_what_was_not_announced_or_is_enacted() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(veto(BOARD), Error::<Test>::SanctionNotFound);
		remove(BOARD);
		assert_noop!(veto(BOARD), Error::<Test>::SanctionNotFound);
	});
}
