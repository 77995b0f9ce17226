// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The plain model: maps, whole numbers and nothing stored. Each step is made on the chain and here.

use super::*;
use crate::Lot;
use frame_support::{
	dispatch::RawOrigin,
	traits::{Authorize, UnfilteredDispatchable},
	BoundedVec,
};
use medibloc_primitives::{
	hashcash::Hashcash,
	points::claim::{claim_context, claim_message},
};
use sp_runtime::transaction_validity::TransactionSource;
use std::collections::BTreeSet;

/// Points and their backing by month.
pub(super) type LotMap = BTreeMap<Month, (Points, Balance)>;

pub(super) fn to_map(lots: &[Lot<Balance>]) -> LotMap {
	let map: LotMap = lots.iter().map(|lot| (lot.month, (lot.points, lot.backing))).collect();
	assert_eq!(map.len(), lots.len(), "a month has two lots");
	map
}

#[derive(Clone)]
pub(super) struct Reserved {
	pub id: ItemId,
	pub lots: Vec<(Month, (Points, Balance))>,
	pub promised: Balance,
	pub due: Moment,
}

#[derive(Clone, Default)]
pub(super) struct Account {
	pub lots: LotMap,
	pub held: BTreeMap<PointsHold, LotMap>,
	pub redemptions: Vec<Reserved>,
	pub score: Points,
	/// By day.
	authored: BTreeMap<Moment, Points>,
	contributed: BTreeMap<Moment, Points>,
}

impl Account {
	pub(super) fn sum_held(&self, reason: PointsHold) -> Points {
		self.held.get(&reason).map_or(0, |lots| lots.values().map(|(points, _)| points).sum())
	}
}

pub(super) struct Model {
	pub accounts: BTreeMap<AccountId, Account>,
	pub wealth: BTreeMap<AccountId, Balance>,
	pub reserve: Balance,
	pub issued: Points,
	pub spent: Points,
	pub rates: (Balance, Balance),
	set_at: Option<Moment>,
	now: Moment,
	/// What was set aside for earned points, by period.
	budgets: BTreeMap<Moment, Balance>,
	/// What an author earned by a subject, and whether that counts among the claims, by month.
	pairs: BTreeMap<(AccountId, AccountId, Month), (Points, bool)>,
	pending: BTreeMap<(AccountId, Month), (u32, Points)>,
	claimed: BTreeSet<(AccountId, Month, u32)>,
	/// What each account has, as of the end of the last step.
	sums: BTreeMap<AccountId, (Points, Balance, Balance)>,
}

fn price_up(points: Points, rate: Balance) -> Balance {
	(u128::from(points) * u128::from(rate)).div_ceil(1_000) as Balance
}

fn price_down(points: Points, rate: Balance) -> Balance {
	(u128::from(points) * u128::from(rate) / 1_000) as Balance
}

fn points_for(amount: Balance, rate: Balance) -> Points {
	(u128::from(amount) * 1_000 / u128::from(rate)) as Points
}

fn add(lots: &mut LotMap, month: Month, (points, backing): (Points, Balance)) {
	let lot = lots.entry(month).or_default();
	*lot = (lot.0 + points, lot.1 + backing);
}

/// Takes at most so many points out, the oldest first.
fn take(lots: &mut LotMap, points: Points) -> Vec<(Month, (Points, Balance))> {
	let (mut left, mut taken) = (points, Vec::new());
	while left > 0 {
		let Some((month, (points, backing))) = lots.pop_first() else { break };
		let part = points.min(left);
		let share = (u128::from(backing) * u128::from(part) / u128::from(points)) as Balance;
		taken.push((month, (part, share)));
		if part < points {
			lots.insert(month, (points - part, backing - share));
		}
		left -= part;
	}
	taken
}

fn dispatch(origin: impl Into<RuntimeOrigin>, call: Call<Test>) -> bool {
	call.dispatch_bypass_filter(origin.into()).is_ok()
}

impl Model {
	pub(super) fn new() -> Self {
		ClaimDifficulty::set(0);
		Room::set(u32::MAX);
		Self {
			accounts: ACCOUNTS.into_iter().map(|who| (who, Account::default())).collect(),
			wealth: ACCOUNTS.into_iter().map(|who| (who, ENDOWMENT)).collect(),
			reserve: FUND,
			issued: 0,
			spent: 0,
			rates: InitialRates::get(),
			set_at: None,
			now: NOW,
			budgets: BTreeMap::new(),
			pairs: BTreeMap::new(),
			pending: BTreeMap::new(),
			claimed: BTreeSet::new(),
			sums: BTreeMap::new(),
		}
	}

	fn month(&self) -> Month {
		Month::of(self.now)
	}

	fn is_live(&self, month: Month) -> bool {
		month.0 + 24 >= self.month().0
	}

	pub(super) fn spendable(&self, who: AccountId) -> Points {
		let lots = self.accounts[&who].lots.iter();
		lots.filter(|(month, _)| self.is_live(**month)).map(|(_, (points, _))| points).sum()
	}

	/// All points, their backing, and what is promised.
	pub(super) fn sums(&self) -> (Points, Balance, Balance) {
		let add = |a: (_, _, _), b: &(_, _, _)| (a.0 + b.0, a.1 + b.1, a.2 + b.2);
		self.sums.values().fold((0, 0, 0), add)
	}

	/// Adds up what an account has.
	pub(super) fn add_up(&mut self, who: AccountId) {
		let account = &self.accounts[&who];
		let (mut points, mut backing) = (0, 0);
		let reserved = account.redemptions.iter().flat_map(|redemption| &redemption.lots);
		let lots = account.lots.values().chain(account.held.values().flat_map(LotMap::values));
		for lot in lots.chain(reserved.map(|(_, lot)| lot)) {
			(points, backing) = (points + lot.0, backing + lot.1);
		}
		let promised = account.redemptions.iter().map(|it| it.promised).sum();
		self.sums.insert(who, (points, backing, promised));
	}

	pub(super) fn issuance(&self) -> Balance {
		// The admin has MED too, and does nothing with it.
		self.wealth.values().sum::<Balance>() + self.reserve + ENDOWMENT
	}

	fn account(&mut self, who: AccountId) -> &mut Account {
		self.accounts.get_mut(&who).unwrap()
	}

	/// Whatever changes an entry, clears what has expired of it.
	fn expire(&mut self, who: AccountId) {
		let now = self.month();
		let account = self.account(who);
		let (live, expired): (LotMap, LotMap) =
			account.lots.iter().partition(|(month, _)| month.0 + 24 >= now.0);
		account.lots = live;
		self.spent += expired.values().map(|(points, _)| points).sum::<Points>();
	}

	/// Lets an account earn what can be afforded, and tells how much.
	fn earn(&mut self, who: AccountId, points: Points) -> Points {
		let (points, backing) = self.affordable(points);
		if points == 0 {
			return 0;
		}
		*self.budgets.entry(self.now / EarnPeriod::get()).or_default() += backing;
		self.issued += points;
		self.expire(who);
		let month = self.month();
		let account = self.account(who);
		add(&mut account.lots, month, (points, backing));
		account.score += points;
		points
	}

	fn affordable(&self, points: Points) -> (Points, Balance) {
		let spent = self.budgets.get(&(self.now / EarnPeriod::get())).copied().unwrap_or(0);
		let most = (EarnBudget::get() - spent).min(self.reserve - 1 - self.sums().1);
		let points = points.min(points_for(most, self.rates.1));
		(points, price_up(points, self.rates.1))
	}

	fn acknowledge(&mut self, author: AccountId, subject: AccountId) -> bool {
		let (month, day) = (self.month(), self.now / DAY);
		let (earned, mut is_pending) =
			self.pairs.get(&(author, subject, month)).copied().unwrap_or_default();
		let today = self.accounts[&author].authored.get(&day).copied().unwrap_or(0);
		let points = AcknowledgedReward::get()
			.min(AuthorDailyCap::get() - today)
			.min(PairMonthlyCap::get() - earned);
		if author == subject || points == 0 {
			return false;
		}
		let points = if SponsoredAccounts::get().contains(&subject) {
			let pending = self.pending.entry((author, month)).or_default();
			*pending = (pending.0 + u32::from(!is_pending), pending.1 + points);
			is_pending = true;
			self.expire(author);
			points
		} else {
			self.earn(author, points)
		};
		if points > 0 {
			*self.account(author).authored.entry(day).or_default() += points;
			self.pairs.insert((author, subject, month), (earned + points, is_pending));
		}
		points > 0
	}

	fn contribute(&mut self, who: AccountId) -> bool {
		let day = self.now / DAY;
		if SponsoredAccounts::get().contains(&who) {
			return false;
		}
		let today = self.accounts[&who].contributed.get(&day).copied().unwrap_or(0);
		let points = ContributedReward::get()
			.min(SubjectDailyCap::get() - today)
			.min(points_for(ContributionCost::get(), self.rates.1));
		let points = self.earn(who, points);
		*self.account(who).contributed.entry(day).or_default() += points;
		points > 0
	}

	/// Makes a step on the chain and here, and tells whether it succeeded.
	pub(super) fn apply(&mut self, op: Op) -> bool {
		let now = self.now;
		match op {
			Op::Buy { who, amount, min_points } => {
				let points = points_for(amount, self.rates.0);
				let cost = price_up(points, self.rates.0);
				let expected = points >= MinPurchase::get()
					&& points >= min_points
					&& self.wealth[&who] > cost;
				assert_eq!(dispatch(signed(who), Call::buy { amount, min_points }), expected);
				if expected {
					self.expire(who);
					let month = self.month();
					add(&mut self.account(who).lots, month, (points, cost));
					self.issued += points;
					self.reserve += cost;
					*self.wealth.get_mut(&who).unwrap() -= cost;
				}
				expected
			},
			Op::Redeem { who, points, min_amount } => {
				let mut live = self.accounts[&who].lots.clone();
				live.retain(|month, _| self.is_live(*month));
				let lots = take(&mut live, points);
				let promised = lots
					.iter()
					.map(|(_, (points, backing))| price_down(*points, self.rates.1).min(*backing))
					.sum::<Balance>();
				let expected = self.spendable(who) >= points
					&& self.accounts[&who].redemptions.len() < MaxRedemptions::get() as usize
					&& promised >= min_amount.max(1);
				let call = Call::redeem { points, min_amount };
				assert_eq!(dispatch(signed(who), call), expected);
				if expected {
					self.expire(who);
					let id = Redemptions::<Test>::get(who).last().unwrap().id;
					let due = now + RedemptionPeriod::get();
					let account = self.account(who);
					account.lots = live;
					account.redemptions.push(Reserved { id, lots, promised, due });
				}
				expected
			},
			Op::Cancel { who, id } => {
				let redemptions = &self.accounts[&who].redemptions;
				let position = redemptions.iter().position(|redemption| redemption.id == id);
				let expected = position.is_some_and(|position| {
					redemptions[position].lots.iter().any(|(month, _)| self.is_live(*month))
				});
				assert_eq!(dispatch(signed(who), Call::cancel_redemption { id }), expected);
				if expected {
					self.expire(who);
					let lots = self.account(who).redemptions.remove(position.unwrap()).lots;
					for (month, lot) in lots {
						match self.is_live(month) {
							true => add(&mut self.account(who).lots, month, lot),
							false => self.spent += lot.0,
						}
					}
				}
				expected
			},
			Op::Pay { who, id } => {
				let redemptions = &self.accounts[&who].redemptions;
				let position = redemptions.iter().position(|redemption| redemption.id == id);
				let expected = position.is_some_and(|position| now >= redemptions[position].due);
				assert_eq!(dispatch(signed(BOB), Call::pay { who, id }), expected);
				if expected {
					let paid = self.account(who).redemptions.remove(position.unwrap());
					self.spent += paid.lots.iter().map(|(_, lot)| lot.0).sum::<Points>();
					self.reserve -= paid.promised;
					*self.wealth.get_mut(&who).unwrap() += paid.promised;
				}
				expected
			},
			Op::Sweep { who } => {
				let expected = self.accounts[&who].lots.keys().any(|month| !self.is_live(*month));
				assert_eq!(dispatch(signed(BOB), Call::sweep { who }), expected);
				if expected {
					self.expire(who);
				}
				expected
			},
			Op::SetRates { buy, redeem } => {
				let near = |before: Balance, after: Balance| {
					before.abs_diff(after) <= (before / 10).max(1)
				};
				let bounds = MinRate::get()..=MaxRate::get();
				let expected = redeem <= buy
					&& bounds.contains(&redeem)
					&& bounds.contains(&buy)
					&& near(self.rates.0, buy)
					&& near(self.rates.1, redeem)
					&& self.set_at.is_none_or(|at| now >= at + StepInterval::get());
				let call = Call::set_rates { buy, redeem };
				assert_eq!(dispatch(signed(ADMIN), call), expected);
				if expected {
					(self.rates, self.set_at) = ((buy, redeem), Some(now));
				}
				expected
			},
			Op::Claim { key, author, month } => {
				let context = claim_context(GENESIS, &author, month);
				let ring = ring_of(month);
				let message = claim_message(GENESIS, &author, month);
				let block = (System::block_number() - 1) as u32;
				let call = Call::claim_record {
					author,
					month,
					ring,
					alias: Rings::alias(key, &context),
					proof: Rings::proof(key, &ring, &context, &message),
					hashcash: Hashcash { block, nonce: 0 },
				};
				let (claims, points) =
					self.pending.get(&(author, month)).copied().unwrap_or_default();
				let part = points.checked_div(claims.into()).unwrap_or(0);
				let expected = month.after(1) == self.month()
					&& part > 0 && self.affordable(part).0 == part
					&& !self.claimed.contains(&(author, month, key));
				let authorized =
					RuntimeCall::from(call.clone()).authorize(TransactionSource::External);
				assert_eq!(authorized.unwrap().is_ok(), expected);
				if expected {
					assert!(dispatch(RawOrigin::Authorized, call));
					self.claimed.insert((author, month, key));
					self.pending.insert((author, month), (claims - 1, points - part));
					assert_eq!(self.earn(author, part), part);
				}
				expected
			},
			Op::PruneClaims { author, month, limit } => {
				let is_over = month.0 + 1 < self.month().0;
				let aliases: Vec<_> = self
					.claimed
					.range((author, month, 0)..=(author, month, u32::MAX))
					.copied()
					.collect();
				let has_any = !aliases.is_empty() || self.pending.contains_key(&(author, month));
				let call = Call::prune_claims { author, month, limit: u32::MAX };
				let (expected, _) = (is_over && has_any, limit);
				assert_eq!(dispatch(signed(BOB), call), expected);
				if expected {
					self.pending.remove(&(author, month));
					aliases.iter().for_each(|claim| {
						self.claimed.remove(claim);
					});
				}
				expected
			},
			Op::PrunePair { author, subject } => {
				let of = |month: u16| (author, subject, Month(month));
				let all = self.pairs.range(of(0)..=of(u16::MAX));
				let latest = all.last().map(|((_, _, month), _)| *month);
				let expected = latest.is_some_and(|month| month < self.month());
				let pairs = BoundedVec::truncate_from(vec![(author, subject)]);
				assert_eq!(dispatch(signed(BOB), Call::prune_pairs { pairs }), expected);
				if expected {
					self.pairs.retain(|(a, s, _), _| (*a, *s) != (author, subject));
				}
				expected
			},
			Op::Hold { who, reason, points } => {
				let expected = self.spendable(who) >= points;
				assert_eq!(Medipoints::hold(&who, reason, points).is_ok(), expected);
				if expected && points > 0 {
					self.expire(who);
					let month = self.month();
					let account = self.account(who);
					let lots = take(&mut account.lots, points);
					let held = account.held.entry(reason).or_default();
					// All that has expired is one lot, of the latest month that has.
					let (mut live, expired): (LotMap, LotMap) =
						held.iter().partition(|(of, _)| of.0 + 24 >= month.0);
					expired.into_values().for_each(|lot| add(&mut live, Month(month.0 - 25), lot));
					*held = live;
					lots.into_iter().for_each(|(month, lot)| add(held, month, lot));
				}
				expected
			},
			Op::Release { who, reason, points } => {
				let expected = points.min(self.accounts[&who].sum_held(reason));
				assert_eq!(Medipoints::release(&who, reason, points), expected);
				if expected > 0 {
					self.expire(who);
					let now = self.month();
					let lots = take(self.account(who).held.get_mut(&reason).unwrap(), points);
					for (month, lot) in lots {
						let month = if self.is_live(month) { month } else { now };
						add(&mut self.account(who).lots, month, lot);
					}
				}
				expected > 0
			},
			Op::Burn { who, reason, points } => {
				let expected = points.min(self.accounts[&who].sum_held(reason));
				assert_eq!(Medipoints::burn_held(&who, reason, points), expected);
				if expected > 0 {
					take(self.account(who).held.get_mut(&reason).unwrap(), points);
					self.spent += expected;
				}
				expected > 0
			},
			Op::Acknowledge { author, subject } => {
				Medipoints::acknowledged(&author, &subject, CLASS);
				self.acknowledge(author, subject)
			},
			Op::Contribute { who } => {
				Medipoints::contributed(&who, CLASS);
				self.contribute(who)
			},
			Op::Gift { who, points } => {
				Medipoints::credit_score(&who, points);
				if points > 0 {
					self.expire(who);
					self.account(who).score += points;
				}
				true
			},
			Op::Sponsor { who } => {
				SponsoredAccounts::mutate(|sponsored| {
					match sponsored.iter().position(|other| *other == who) {
						Some(position) => {
							sponsored.remove(position);
						},
						None => sponsored.push(who),
					}
				});
				true
			},
			Op::Fund { amount } => {
				fund_reserve(amount);
				self.reserve += amount;
				true
			},
			Op::Advance { by } => {
				self.now += by;
				let before = System::block_number();
				set_time(self.now);
				frame_system::BlockHash::<Test>::insert(before, sp_core::H256::repeat_byte(1));
				true
			},
		}
	}

	/// What waits to be claimed, and what pairs earned this month.
	pub(super) fn check_earning(&self) {
		for author in ACCOUNTS {
			for (key, (claims, points)) in &self.pending {
				let pending = Pending::<Test>::get(*key);
				assert_eq!((pending.claims, pending.points), (*claims, *points));
			}
			for subject in ACCOUNTS {
				let pair =
					Pairs::<Test>::get(author, subject).filter(|it| it.month == self.month());
				let expected = self.pairs.get(&(author, subject, self.month())).copied();
				assert_eq!(pair.map(|pair| (pair.points, pair.is_pending)), expected);
			}
		}
	}
}
