// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Points earned by records, which never fails.

use super::*;
use crate::{Pairs, Pending, SpentBudget};
use frame_support::traits::fungible::Mutate;

fn contributed(subject: AccountId) {
	Medipoints::contributed(&subject, CLASS);
}

#[test]
fn an_acknowledged_record_pays_its_author() {
	ExtBuilder.build_and_execute(|| {
		acknowledged(DOCTOR, ALICE);
		assert_eq!(lots(DOCTOR), [(month(), 2_000, 1_600)]);
		assert_eq!(Medipoints::score(&DOCTOR), 2_000);
		assert_eq!(spendable(ALICE), 0);
		assert_eq!(last_event(), Event::Earned { who: DOCTOR, points: 2_000 });
		// No MED moved: it was in the reserve, and is set aside now.
		assert_eq!(reserve(), FUND);
		assert_eq!(Totals::<Test>::get().backing, 1_600);
	});
}

#[test]
fn a_contribution_pays_its_subject() {
	ExtBuilder.build_and_execute(|| {
		contributed(ALICE);
		assert_eq!(lots(ALICE), [(month(), 500, 400)]);
		assert_eq!(Medipoints::score(&ALICE), 500);
	});
}

#[test]
fn the_table_is_by_class_and_clamped_where_it_is_read() {
	ExtBuilder.build_and_execute(|| {
		Medipoints::acknowledged(&DOCTOR, &ALICE, RecordClass::Other);
		Medipoints::contributed(&ALICE, RecordClass::Other);
		assert_eq!(Medipoints::score(&DOCTOR) + Medipoints::score(&ALICE), 0);
		AcknowledgedReward::set(u64::MAX);
		ContributedReward::set(u64::MAX);
		MaxReward::set(1_500);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(Medipoints::score(&DOCTOR), 1_500);
		ContributionCost::set(1_000_000);
		contributed(ALICE);
		assert_eq!(Medipoints::score(&ALICE), 1_500);
	});
}

#[test]
fn an_author_earns_so_much_a_day() {
	ExtBuilder.build_and_execute(|| {
		for subject in 100..200 {
			acknowledged(DOCTOR, subject);
		}
		assert_eq!(Medipoints::score(&DOCTOR), AuthorDailyCap::get());
		pass(DAY - 1 - NOW % DAY);
		acknowledged(DOCTOR, 200);
		assert_eq!(Medipoints::score(&DOCTOR), AuthorDailyCap::get());
		pass(1);
		acknowledged(DOCTOR, 200);
		assert_eq!(Medipoints::score(&DOCTOR), AuthorDailyCap::get() + 2_000);
	});
}

#[test]
fn a_subject_earns_so_much_a_day() {
	ExtBuilder.build_and_execute(|| {
		(0..10).for_each(|_| contributed(ALICE));
		assert_eq!(Medipoints::score(&ALICE), SubjectDailyCap::get());
		pass(DAY);
		contributed(ALICE);
		assert_eq!(Medipoints::score(&ALICE), SubjectDailyCap::get() + 500);
	});
}

#[test]
fn a_pair_earns_so_much_a_month() {
	ExtBuilder.build_and_execute(|| {
		for _ in 0..10 {
			acknowledged(DOCTOR, ALICE);
		}
		assert_eq!(Medipoints::score(&DOCTOR), PairMonthlyCap::get());
		// With another subject it is another pair.
		acknowledged(DOCTOR, BOB);
		assert_eq!(Medipoints::score(&DOCTOR), PairMonthlyCap::get() + 2_000);
		set_time(month().after(1).start() - 1);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(Medipoints::score(&DOCTOR), PairMonthlyCap::get() + 2_000);
		pass(1);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(Medipoints::score(&DOCTOR), PairMonthlyCap::get() + 4_000);
	});
}

#[test]
fn nobody_earns_by_acknowledging_themselves() {
	ExtBuilder.build_and_execute(|| {
		acknowledged(DOCTOR, DOCTOR);
		assert_eq!(Medipoints::score(&DOCTOR), 0);
	});
}

#[test]
fn a_contribution_is_worth_no_more_than_it_costs() {
	ExtBuilder.build_and_execute(|| {
		ContributionCost::set(100);
		contributed(ALICE);
		assert_eq!(lots(ALICE), [(month(), 125, 100)]);
		ContributionCost::set(0);
		contributed(ALICE);
		assert_eq!(Medipoints::score(&ALICE), 125);
	});
}

#[test]
fn contributions_of_sponsored_accounts_earn_nothing() {
	ExtBuilder.build_and_execute(|| {
		SponsoredAccounts::set(vec![ALICE]);
		contributed(ALICE);
		assert!(!Accounts::<Test>::contains_key(ALICE));
	});
}

#[test]
fn the_budget_of_a_period_is_shared_by_all_and_new_in_the_next() {
	ExtBuilder.build_and_execute(|| {
		EarnBudget::set(2_000);
		acknowledged(DOCTOR, ALICE);
		// 400 are left, which back 500 thousandths.
		acknowledged(BOB, ALICE);
		assert_eq!((spendable(DOCTOR), spendable(BOB)), (2_000, 500));
		acknowledged(BOB, DOCTOR);
		contributed(ALICE);
		assert_eq!((spendable(BOB), spendable(ALICE)), (500, 0));
		assert_eq!(SpentBudget::<Test>::get(), (NOW / EarnPeriod::get(), 2_000));
		set_time((NOW / EarnPeriod::get() + 1) * EarnPeriod::get() - 1);
		contributed(ALICE);
		assert_eq!(spendable(ALICE), 0);
		pass(1);
		contributed(ALICE);
		assert_eq!(spendable(ALICE), 500);
		assert_eq!(SpentBudget::<Test>::get(), (NOW / EarnPeriod::get() + 1, 400));
	});
}

#[test]
fn nothing_is_earned_beyond_the_surplus_of_the_reserve() {
	ExtBuilder.build_and_execute(|| {
		Balances::set_balance(&Medipoints::reserve(), 1 + 1_000);
		buy(BOB, 5_000);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(lots(DOCTOR), [(month(), 1_250, 1_000)]);
		acknowledged(DOCTOR, ALICE);
		contributed(ALICE);
		assert_eq!((spendable(DOCTOR), spendable(ALICE)), (1_250, 0));
		// What was not paid counts towards no cap.
		assert_eq!(Pairs::<Test>::get(DOCTOR, ALICE).unwrap().points, 1_250);
		assert_eq!(Accounts::<Test>::get(DOCTOR).authored.points, 1_250);
		fund_reserve(10_000);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(spendable(DOCTOR), 3_250);
	});
}

#[test]
fn without_a_reserve_nothing_is_earned_and_nothing_fails() {
	ExtBuilder.build_and_execute(|| {
		Balances::set_balance(&Medipoints::reserve(), 0);
		acknowledged(DOCTOR, ALICE);
		contributed(ALICE);
		assert!(!Accounts::<Test>::contains_key(DOCTOR));
		assert!(!Pairs::<Test>::contains_key(DOCTOR, ALICE));
	});
}

#[test]
fn more_than_can_be_counted_is_not_earned() {
	ExtBuilder.build().execute_with(|| {
		Totals::<Test>::mutate(|totals| totals.issued = u64::MAX);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(spendable(DOCTOR), 0);
		assert_eq!(Totals::<Test>::get().issued, u64::MAX);
	});
}

#[test]
fn records_of_sponsored_subjects_wait_for_claims() {
	ExtBuilder.build_and_execute(|| {
		SponsoredAccounts::set(vec![ALICE, BOB]);
		acknowledged(DOCTOR, ALICE);
		acknowledged(DOCTOR, ALICE);
		acknowledged(DOCTOR, BOB);
		assert_eq!(spendable(DOCTOR), 0);
		assert_eq!(Medipoints::score(&DOCTOR), 0);
		let pending = Pending::<Test>::get((DOCTOR, month()));
		// Two subjects, whatever they acknowledged.
		assert_eq!((pending.claims, pending.points), (2, 6_000));
		assert_eq!(pending.part(), 3_000);
		// What waits counts towards the caps.
		acknowledged(DOCTOR, ALICE);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(Pending::<Test>::get((DOCTOR, month())).points, 5_000 + 2_000);
		for subject in 100..200 {
			acknowledged(DOCTOR, subject);
		}
		assert_eq!(spendable(DOCTOR), AuthorDailyCap::get() - 7_000);
	});
}

#[test]
fn a_subject_that_is_sponsored_later_shares_the_cap_of_the_pair() {
	ExtBuilder.build_and_execute(|| {
		acknowledged(DOCTOR, ALICE);
		SponsoredAccounts::set(vec![ALICE]);
		for _ in 0..5 {
			acknowledged(DOCTOR, ALICE);
		}
		let pending = Pending::<Test>::get((DOCTOR, month()));
		assert_eq!((pending.claims, pending.points), (1, 3_000));
		assert_eq!(spendable(DOCTOR), 2_000);
	});
}

#[test]
fn a_gift_raises_the_score_alone() {
	ExtBuilder.build_and_execute(|| {
		Medipoints::credit_score(&ALICE, 700);
		Medipoints::credit_score(&ALICE, 0);
		assert_eq!(Medipoints::score(&ALICE), 700);
		assert_eq!(spendable(ALICE), 0);
		assert_eq!(Totals::<Test>::get().issued, 0);
		assert_eq!(last_event(), Event::ScoreCredited { who: ALICE, points: 700 });
		Medipoints::credit_score(&ALICE, u64::MAX);
		assert_eq!(Medipoints::score(&ALICE), u64::MAX);
		Medipoints::credit_score(&BOB, 0);
		assert!(!Accounts::<Test>::contains_key(BOB));
	});
}

#[test]
fn the_score_is_not_spent() {
	ExtBuilder.build_and_execute(|| {
		acknowledged(DOCTOR, ALICE);
		assert_ok!(Medipoints::hold(&DOCTOR, JUROR, 1_000));
		Medipoints::burn_held(&DOCTOR, JUROR, 1_000);
		let id = redeem(DOCTOR, 1_000);
		pass(90 * DAY);
		assert_ok!(Medipoints::pay(signed(DOCTOR), DOCTOR, id));
		assert_eq!(spendable(DOCTOR), 0);
		assert_eq!(Medipoints::score(&DOCTOR), 2_000);
	});
}
