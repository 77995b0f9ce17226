// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Gains of a year of farming, by accounts that write and acknowledge records for points alone.
//!
//! | Who | Gains at most |
//! |---|---|
//! | A doctor and a patient who collude | the cap of a pair, each month |
//! | Ten doctors who acknowledge each other | each the cap of a pair with nine others, each month |
//! | A doctor with a thousand sponsored accounts | the cap of a pair for each *person* in it, each month; alone, with the key of one person, that of one pair |
//! | The same without any person | nothing |
//! | A doctor with a thousand accounts that pay their fees | the cap of an author, each day |
//! | Their owner, who lets them contribute | no more than the fees |
//!
//! All of it together is never more than the budget of the periods.

use super::*;
use crate::{Call, SpentBudget};
use frame_support::{
	dispatch::RawOrigin,
	traits::{Authorize, UnfilteredDispatchable},
};
use medibloc_primitives::{
	hashcash::Hashcash,
	points::claim::{claim_context, claim_message},
};
use sp_runtime::transaction_validity::TransactionSource;

/// The accounts of the farmer.
const ACCOUNTS: std::ops::Range<AccountId> = 1_000..2_000;

/// The months of 2026, and its days.
const MONTHS: u64 = 12;
const DAYS: u64 = 365;

/// Lives through 2026 day by day, and through the January after it, in which nothing is farmed. Claims by
/// persons with these keys for the doctor are made on every day.
fn live(keys: std::ops::Range<u32>, mut each_day: impl FnMut(u64)) {
	ClaimDifficulty::set(0);
	EarnBudget::set(1 << 40);
	fund_reserve(1 << 50);
	let start = Month::new(2026, 1).unwrap().start();
	for day in 0..DAYS + 31 {
		set_time(start + day * DAY);
		let block = System::block_number() - 1;
		frame_system::BlockHash::<Test>::insert(block, sp_core::H256::repeat_byte(1));
		Room::set(32);
		if day < DAYS {
			each_day(day);
		}
		for key in keys.clone() {
			claim(key, block as u32);
		}
	}
	check_state();
}

/// Claims for the doctor if that is possible.
fn claim(key: u32, block: u32) {
	let month = Month(month().0 - 1);
	let ring = ring_of(month);
	let context = claim_context(GENESIS, &DOCTOR, month);
	let message = claim_message(GENESIS, &DOCTOR, month);
	let call = Call::claim_record {
		author: DOCTOR,
		month,
		ring,
		alias: Rings::alias(key, &context),
		proof: Rings::proof(key, &ring, &context, &message),
		hashcash: Hashcash { block, nonce: 0 },
	};
	let authorized = RuntimeCall::from(call.clone()).authorize(TransactionSource::External);
	if authorized.is_some_and(|answer| answer.is_ok()) {
		assert_ok!(call.dispatch_bypass_filter(RawOrigin::Authorized.into()));
	}
}

/// What an account gained: the points, and the MED that they are redeemed for at most.
fn gained(who: AccountId) -> (Points, Balance) {
	let lots = lots(who);
	let points = lots.iter().map(|(_, points, _)| points).sum();
	assert_eq!(Medipoints::score(&who), points);
	(points, lots.iter().map(|(_, _, backing)| backing).sum())
}

/// The MED for points at the redeem rate, at which all of this is set aside.
fn worth(points: Points) -> Balance {
	points * 800 / POINT
}

#[test]
fn a_colluding_pair_gains_the_cap_of_one_pair() {
	ExtBuilder.build_and_execute(|| {
		live(0..0, |_| (0..20).for_each(|_| acknowledged(DOCTOR, ALICE)));
		let most = MONTHS * PairMonthlyCap::get();
		assert_eq!(gained(DOCTOR), (most, worth(most)));
		assert_eq!(gained(ALICE), (0, 0));
	});
}

#[test]
fn a_ring_of_ten_gains_the_cap_of_nine_pairs_each() {
	ExtBuilder.build_and_execute(|| {
		let doctors = 100..110;
		live(0..0, |_| {
			for author in doctors.clone() {
				for subject in doctors.clone() {
					acknowledged(author, subject);
				}
			}
		});
		let most = (9 * MONTHS * PairMonthlyCap::get()).min(DAYS * AuthorDailyCap::get());
		for doctor in doctors {
			assert_eq!(gained(doctor), (most, worth(most)));
		}
	});
}

/// Acknowledgements by a thousand sponsored accounts: some of them in turn, on the first day of a month all.
fn by_all(day: u64) {
	for number in 0..if day.is_multiple_of(30) { 1_000 } else { 25 } {
		acknowledged(DOCTOR, ACCOUNTS.start + (day * 25 + number) % 1_000);
	}
}

#[test]
fn a_thousand_sponsored_accounts_without_a_person_gain_nothing() {
	ExtBuilder.build_and_execute(|| {
		SponsoredAccounts::set(ACCOUNTS.collect());
		live(0..0, by_all);
		assert_eq!(gained(DOCTOR), (0, 0));
		assert_eq!(Totals::<Test>::get().issued, 0);
	});
}

#[test]
fn a_thousand_sponsored_accounts_gain_as_much_as_the_persons_behind_them() {
	for persons in [1, 3] {
		ExtBuilder.build_and_execute(|| {
			SponsoredAccounts::set(ACCOUNTS.collect());
			live(0..persons, by_all);
			let most = u64::from(persons) * MONTHS * PairMonthlyCap::get();
			let (points, med) = gained(DOCTOR);
			assert!(0 < points && points < most, "many accounts make each claim smaller");
			assert!(med <= worth(most));
		});
	}
}

#[test]
fn who_knows_the_rule_uses_as_many_accounts_as_there_are_persons_and_gains_no_more() {
	for persons in [1, 3] {
		ExtBuilder.build_and_execute(|| {
			let subjects = ACCOUNTS.start..ACCOUNTS.start + u64::from(persons);
			SponsoredAccounts::set(subjects.clone().collect());
			live(0..persons, |_| subjects.clone().for_each(|it| acknowledged(DOCTOR, it)));
			let most = u64::from(persons) * MONTHS * PairMonthlyCap::get();
			assert_eq!(gained(DOCTOR), (most, worth(most)));
		});
	}
}

#[test]
fn a_thousand_accounts_that_pay_their_fees_gain_the_cap_of_one_author() {
	ExtBuilder.build_and_execute(|| {
		live(0..3, by_all);
		let most = DAYS * AuthorDailyCap::get();
		assert_eq!(gained(DOCTOR), (most, worth(most)));
	});
}

#[test]
fn contributions_of_many_accounts_are_worth_no_more_than_their_fees() {
	ExtBuilder.build_and_execute(|| {
		// A table that pays more than a contribution costs.
		ContributedReward::set(2 * POINT);
		SubjectDailyCap::set(u64::MAX);
		MaxReward::set(u64::MAX);
		let mut fees = 0;
		live(0..0, |day| {
			for number in 0..25 {
				let who = ACCOUNTS.start + (day * 25 + number) % 1_000;
				Medipoints::contributed(&who, CLASS);
				fees += ContributionCost::get();
			}
		});
		let med: Balance = ACCOUNTS.map(|who| gained(who).1).sum();
		assert!(med > 0 && med <= fees, "{med} for {fees}");
	});
}

#[test]
fn contributions_of_sponsored_accounts_gain_nothing() {
	ExtBuilder.build_and_execute(|| {
		SponsoredAccounts::set(ACCOUNTS.collect());
		live(0..3, |day| Medipoints::contributed(&(ACCOUNTS.start + day), CLASS));
		assert_eq!(Totals::<Test>::get().issued, 0);
	});
}

#[test]
fn all_farmers_together_gain_no_more_than_the_budget() {
	ExtBuilder.build_and_execute(|| {
		let mut periods = std::collections::BTreeMap::new();
		live(0..3, |day| {
			EarnBudget::set(50_000);
			by_all(day);
			(100..200).for_each(|author| acknowledged(author, ALICE));
			ACCOUNTS.step_by(10).for_each(|who| Medipoints::contributed(&who, CLASS));
			let (period, spent) = SpentBudget::<Test>::get();
			assert!(spent <= 50_000);
			periods.insert(period, spent);
		});
		let all: Balance = periods.values().sum();
		assert_eq!(Totals::<Test>::get().backing, all);
		assert!(all <= 50_000 * periods.len() as u64);
		assert!(periods.values().any(|spent| *spent == 50_000), "the budget was the bound");
	});
}
