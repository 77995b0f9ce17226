// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Pairs;
use frame_support::BoundedVec;

fn prune(pairs: &[(AccountId, AccountId)]) -> DispatchResult {
	Medipoints::prune_pairs(signed(BOB), BoundedVec::truncate_from(pairs.to_vec()))
}

#[test]
fn anyone_clears_pairs_of_an_earlier_month() {
	ExtBuilder.build_and_execute(|| {
		acknowledged(DOCTOR, ALICE);
		acknowledged(DOCTOR, BOB);
		pass_months(1);
		acknowledged(DOCTOR, BOB);
		assert_ok!(prune(&[(DOCTOR, ALICE), (DOCTOR, BOB), (ALICE, DOCTOR)]));
		assert_eq!(last_event(), Event::PairsPruned { count: 1 });
		assert!(!Pairs::<Test>::contains_key(DOCTOR, ALICE));
		assert!(Pairs::<Test>::contains_key(DOCTOR, BOB));
	});
}

/// Else the cap of a pair would begin anew.
#[test]
fn a_pair_of_this_month_is_not_cleared() {
	ExtBuilder.build_and_execute(|| {
		acknowledged(DOCTOR, ALICE);
		assert_noop!(prune(&[(DOCTOR, ALICE)]), Error::<Test>::NothingToPrune);
		set_time(month().after(1).start() - 1);
		assert_noop!(prune(&[(DOCTOR, ALICE)]), Error::<Test>::NothingToPrune);
		pass(1);
		assert_ok!(prune(&[(DOCTOR, ALICE), (DOCTOR, ALICE)]));
		assert_eq!(last_event(), Event::PairsPruned { count: 1 });
	});
}

#[test]
fn an_empty_list_clears_nothing() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(prune(&[]), Error::<Test>::NothingToPrune);
	});
}
