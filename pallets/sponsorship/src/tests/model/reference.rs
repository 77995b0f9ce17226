// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The plain model: what everybody has, and what is counted.

use super::{claim_of, Kind, Op};
use crate::{mock::*, tests::*, Budget};
use frame_support::traits::fungible::InspectHold;
use std::collections::{BTreeMap, BTreeSet};

/// Accounts that send; the last one has MED from the first.
pub(super) const ACCOUNTS: [AccountId; 4] = [PATIENT, OTHER, THIRD, RICH];

const PRICE: Balance = 200;
const CLAIMS: u8 = 2;

struct Fund {
	id: ItemId,
	free: Balance,
	budget: Budget<Balance>,
	/// The largest budget of fees that it had.
	largest: Balance,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
	until: Option<Moment>,
	is_ended: bool,
	last: Moment,
	spent: Balance,
	on_hold: Balance,
}

pub(super) struct Model {
	pots: Vec<Fund>,
	listings: BTreeMap<(usize, AccountId), Entry>,
	/// The pot that pays, of those who are listed.
	active: BTreeMap<AccountId, Option<usize>>,
	free: BTreeMap<AccountId, Balance>,
	/// The payer, if it is a pot, and the deposit of each item.
	items: BTreeMap<(AccountId, u8), (Option<usize>, Balance)>,
	claims: BTreeSet<(u32, Month, u8)>,
	/// The fees that each pot paid for each account, by day, which is the shortest period.
	paid: BTreeMap<(usize, AccountId, Moment), Balance>,
	issuance: Balance,
}

impl Model {
	pub fn new() -> Self {
		let mut pots: Vec<_> = [20_000, 3_000]
			.map(|free| (pot_with(BUDGET, free), free))
			.into_iter()
			.map(|(id, free)| Fund { id, free, budget: BUDGET, largest: BUDGET.fees })
			.collect();
		public_pot(2_000);
		pots.push(Fund { id: PUBLIC_POT, free: 2_000, budget: BUDGET, largest: BUDGET.fees });
		let named = [HOSPITAL, STRANGER, TREASURY, FEES].into_iter().chain(ACCOUNTS);
		let free = named.map(|who| (who.clone(), free(&who))).collect();
		Self {
			pots,
			listings: BTreeMap::new(),
			active: BTreeMap::new(),
			free,
			items: BTreeMap::new(),
			claims: BTreeSet::new(),
			paid: BTreeMap::new(),
			issuance: Balances::total_issuance(),
		}
	}

	fn free(&mut self, who: &AccountId) -> &mut Balance {
		self.free.get_mut(who).unwrap()
	}

	/// What an account has on hold of its own.
	fn held(&self, who: &AccountId) -> Balance {
		let own =
			self.items.iter().filter(|((owner, _), (payer, _))| owner == who && payer.is_none());
		own.map(|(_, (_, amount))| amount).sum()
	}

	fn exists(&self, who: &AccountId) -> bool {
		self.active.contains_key(who) || self.free[who] + self.held(who) > 0
	}

	fn is_live(&self, pot: usize, who: &AccountId) -> bool {
		self.listings
			.get(&(pot, who.clone()))
			.is_some_and(|entry| !entry.is_ended && entry.until.is_none_or(|until| now() < until))
	}

	/// The fees that a pot paid for an account in this period.
	fn spent(&self, pot: usize, who: &AccountId) -> Balance {
		let entry = &self.listings[&(pot, who.clone())];
		if entry.last >= self.period(pot) {
			entry.spent
		} else {
			0
		}
	}

	fn period(&self, pot: usize) -> Moment {
		now() / self.pots[pot].budget.period * self.pots[pot].budget.period
	}

	/// Lists an account, or fails for lack of money.
	fn list(&mut self, pot: usize, who: &AccountId, until: Option<Moment>) -> bool {
		let key = (pot, who.clone());
		if let Some(entry) = self.listings.get_mut(&key) {
			(entry.until, entry.is_ended) = (until, false);
			return true;
		}
		if self.pots[pot].free < PRICE + ED {
			return false;
		}
		let is_fresh = !self.exists(who);
		self.pots[pot].free -= PRICE;
		self.active.entry(who.clone()).or_insert(is_fresh.then_some(pot));
		let entry = Entry { until, is_ended: false, last: 0, spent: 0, on_hold: 0 };
		self.listings.insert(key, entry);
		true
	}

	fn end(&mut self, pot: usize, who: &AccountId) -> bool {
		match self.listings.get_mut(&(pot, who.clone())) {
			Some(entry) if !entry.is_ended => entry.is_ended = true,
			_ => return false,
		}
		let active = self.active.get_mut(who).unwrap();
		*active = active.filter(|active| *active != pot);
		true
	}

	/// What the call itself does, if `payer` paid the fee. Whether it succeeds.
	fn call(&mut self, who: &AccountId, kind: &Kind, payer: Option<usize>) -> bool {
		match kind {
			Kind::Store { number, price } => self.store(who, *number, *price, payer),
			// A batch succeeds whether what is in it does or not.
			Kind::Batch { number, price } => {
				self.store(who, *number, *price, None);
				true
			},
			Kind::Delete { number } => {
				let Some((payer, amount)) = self.items.remove(&(who.clone(), *number)) else {
					return false;
				};
				match payer {
					None => *self.free(who) += amount,
					Some(pot) => {
						self.pots[pot].free += amount;
						let entry = self.listings.get_mut(&(pot, who.clone())).unwrap();
						entry.on_hold -= amount;
					},
				}
				true
			},
			Kind::Fail { .. } => false,
			Kind::Overstate => true,
			Kind::Transfer { amount } => {
				let can = self.free[who] >= amount + ED;
				if can {
					*self.free(who) -= amount;
					*self.free(&STRANGER) += amount;
				}
				can
			},
			Kind::Accept { pot } => {
				let can = self.is_live(*pot, who) && self.active[who] != Some(*pot);
				if can {
					self.active.insert(who.clone(), Some(*pot));
				}
				can
			},
			Kind::Leave { pot } => self.end(*pot, who),
		}
	}

	fn store(&mut self, who: &AccountId, number: u8, price: Balance, payer: Option<usize>) -> bool {
		let key = (who.clone(), number);
		if self.items.contains_key(&key) {
			return false;
		}
		let payer = payer.filter(|pot| {
			let entry = &self.listings[&(*pot, who.clone())];
			let fund = &self.pots[*pot];
			entry.on_hold + price <= fund.budget.deposits && fund.free >= price + ED
		});
		match payer {
			Some(pot) => {
				self.pots[pot].free -= price;
				self.listings.get_mut(&(pot, who.clone())).unwrap().on_hold += price;
			},
			None if price > 0 && self.free[who] < price + ED => return false,
			None => *self.free(who) -= price,
		}
		self.items.insert(key, (payer, price));
		true
	}

	fn send(&mut self, who: AccountId, kind: Kind, tip: Balance) -> bool {
		let pot_id = |pot: usize| self.pots[pot].id;
		let call: RuntimeCall = match kind.clone() {
			Kind::Store { number, price } => store(number, price),
			Kind::Delete { number } => delete(number),
			Kind::Fail { price } => items::Call::fail { price }.into(),
			Kind::Overstate => overstate(),
			Kind::Batch { number, price } => {
				pallet_utility::Call::batch { calls: vec![store(number, price)] }.into()
			},
			Kind::Transfer { amount } => {
				pallet_balances::Call::transfer_keep_alive { dest: STRANGER, value: amount }.into()
			},
			Kind::Accept { pot } => Call::accept { pot: pot_id(pot) }.into(),
			Kind::Leave { pot } => Call::leave { pot: pot_id(pot) }.into(),
		};
		let tx = Tx::new(who.clone(), call).tip(tip);
		let most = tx.fee();
		let sponsor = match &kind {
			Kind::Batch { .. } | Kind::Transfer { .. } => None,
			Kind::Accept { pot } | Kind::Leave { pot } => Some(*pot),
			_ => self.active.get(&who).copied().flatten(),
		};
		let sponsor = sponsor.filter(|pot| {
			tip == 0
				&& self.is_live(*pot, &who)
				&& self.spent(*pot, &who) + most <= self.pots[*pot].budget.fees
				&& self.pots[*pot].free >= most + ED
		});
		let can_pay = sponsor.is_some() || self.free[&who] >= most + ED;
		let applied = tx.apply();
		if !(can_pay && self.exists(&who)) {
			assert_eq!(applied, Err(InvalidTransaction::Payment.into()), "{tx:?}");
			return false;
		}
		match sponsor {
			Some(pot) => self.pots[pot].free -= most,
			None => *self.free(&who) -= most,
		}
		let succeeds = self.call(&who, &kind, sponsor);
		let result = applied.as_ref().expect("it is valid").as_ref();
		assert_eq!(result.is_ok(), succeeds, "{tx:?}: {result:?}");
		let fee = tx.actual_fee(&applied);
		assert!(fee <= most);
		*self.free(&FEES) += fee;
		match sponsor {
			None => *self.free(&who) += most - fee,
			Some(pot) => {
				self.pots[pot].free += most - fee;
				let spent = self.spent(pot, &who) + fee;
				let entry = self.listings.get_mut(&(pot, who.clone())).unwrap();
				(entry.spent, entry.last) = (spent, now());
				*self.paid.entry((pot, who, now() / DAY)).or_default() += fee;
			},
		}
		succeeds
	}

	fn claim(&mut self, key: u32, who: AccountId, number: u8) -> bool {
		let month = Sponsorship::month();
		let listed = self.listings.get(&(2, who.clone()));
		let can = number < CLAIMS
			&& !self.claims.contains(&(key, month, number))
			&& listed.map_or(!self.exists(&who), |entry| !entry.is_ended)
			&& (listed.is_some() || self.pots[2].free >= PRICE + ED);
		let before = listed.and_then(|entry| entry.until);
		let applied = Tx::general(claim_of(key, who.clone(), number)).apply();
		assert_eq!(applied.is_ok(), can, "{applied:?}");
		if can {
			assert!(applied.unwrap().is_ok());
			let until = month.after(2).start().max(before.unwrap_or_default());
			assert!(self.list(2, &who, Some(until)));
			self.claims.insert((key, month, number));
		}
		can
	}

	fn prune(&mut self, pot: usize, who: AccountId) -> bool {
		let key = (pot, who.clone());
		let id = self.pots[pot].id;
		let count = self.listings.keys().filter(|(_, listed)| *listed == who).count();
		let is_reaped = count == 1 && self.free[&who] + self.held(&who) == 0;
		let is_safe = !is_reaped || *System::account_nonce(&who) <= System::block_number();
		let can = is_safe
			&& !self.is_live(pot, &who)
			&& self.listings.get(&key).is_some_and(|entry| entry.on_hold == 0);
		let pruned = Sponsorship::prune(signed(STRANGER), id, accounts([who.clone()]));
		assert_eq!(pruned.is_ok(), can, "{pruned:?}");
		if can {
			self.listings.remove(&key);
			self.pots[pot].free += PRICE;
			let active = self.active.get_mut(&who).unwrap();
			*active = active.filter(|active| *active != pot);
			if count == 1 {
				self.active.remove(&who);
				assert_eq!(System::account_exists(&who), !is_reaped);
			}
		}
		can
	}

	/// Makes a step, and says whether it succeeded.
	pub fn apply(&mut self, op: Op) -> bool {
		match op {
			Op::Send { who, kind, tip } => self.send(who, kind, tip),
			Op::Claim { key, who, number } => self.claim(key, who, number),
			Op::Prune { pot, who } => self.prune(pot, who),
			Op::Endow { who, amount } => {
				let can = self.free[&STRANGER] >= amount + ED && self.free[&who] + amount >= ED;
				let sent = Balances::transfer_keep_alive(signed(STRANGER), who.clone(), amount);
				assert_eq!(sent.is_ok(), can, "{sent:?}");
				if can {
					*self.free(&STRANGER) -= amount;
					*self.free(&who) += amount;
				}
				can
			},
			Op::Fund { pot, amount } => {
				assert_ok!(Sponsorship::fund(signed(STRANGER), self.pots[pot].id, amount));
				*self.free(&STRANGER) -= amount;
				self.pots[pot].free += amount;
				true
			},
			Op::Feed { amount } => {
				let can = amount <= MOST && self.free[&TREASURY] >= amount + ED;
				let fed = Sponsorship::feed(signed(GOVERNANCE), amount);
				assert_eq!(fed.is_ok(), can, "{fed:?}");
				if can {
					*self.free(&TREASURY) -= amount;
					self.pots[2].free += amount;
				}
				can
			},
			Op::Withdraw { pot, amount } => {
				let can = pot != 2 && self.pots[pot].free >= amount + ED;
				let taken = Sponsorship::withdraw(signed(HOSPITAL), self.pots[pot].id, amount);
				assert_eq!(taken.is_ok(), can, "{taken:?}");
				if can {
					self.pots[pot].free -= amount;
					*self.free(&HOSPITAL) += amount;
				}
				can
			},
			Op::SetBudget { pot, budget } => {
				let set = Sponsorship::set_budget(signed(HOSPITAL), self.pots[pot].id, budget);
				assert_eq!(set.is_ok(), pot != 2);
				if pot != 2 {
					let fund = &mut self.pots[pot];
					(fund.budget, fund.largest) = (budget, fund.largest.max(budget.fees));
				}
				pot != 2
			},
			Op::Enrol { pot, who, days } => {
				let until = days.map(|days| now() + days * DAY);
				let list = accounts([who.clone()]);
				let id = self.pots[pot].id;
				let enrolled = Sponsorship::enrol(signed(HOSPITAL), id, list, until);
				let can = pot != 2 && days != Some(0) && self.list(pot, &who, until);
				assert_eq!(enrolled.is_ok(), can, "{enrolled:?}");
				can
			},
			Op::Remove { pot, who } => {
				let (id, list) = (self.pots[pot].id, accounts([who.clone()]));
				let can = self.end(pot, &who);
				assert_eq!(Sponsorship::remove(signed(HOSPITAL), id, list).is_ok(), can);
				can
			},
			Op::Advance { time, blocks } => {
				set_block(System::block_number() + blocks, now() + time);
				true
			},
		}
	}

	/// Compares all that there is.
	pub fn compare(&self) {
		assert_eq!(Balances::total_issuance(), self.issuance);
		for (who, expected) in &self.free {
			assert_eq!(free(who), *expected, "{who}");
		}
		for who in &ACCOUNTS {
			assert_eq!(Balances::total_balance_on_hold(who), self.held(who), "{who}");
			let sponsorship = Sponsorships::<Test>::get(who);
			let count = self.listings.keys().filter(|(_, listed)| listed == who).count() as u32;
			assert_eq!(sponsorship.map(|it| it.listings).unwrap_or_default(), count);
			let expected = self.active.get(who).map(|pot| pot.map(|pot| self.pots[pot].id));
			assert_eq!(sponsorship.map(|it| it.pot), expected, "{who}");
		}
		for (place, fund) in self.pots.iter().enumerate() {
			let listed = self.listings.iter().filter(|((pot, _), _)| *pot == place);
			let held = listed.map(|(_, entry)| entry.on_hold + PRICE).sum::<Balance>();
			let account = money(fund.id);
			assert_eq!(free(&account), fund.free, "pot {place}");
			assert_eq!(Balances::total_balance_on_hold(&account), held, "pot {place}");
		}
		assert_eq!(Listings::<Test>::iter().count(), self.listings.len());
		for ((pot, who), expected) in &self.listings {
			let found = listing(self.pots[*pot].id, who);
			let found = Entry {
				until: found.until,
				is_ended: found.is_ended,
				last: found.last,
				spent: found.spent,
				on_hold: found.on_hold,
			};
			assert_eq!(found, *expected);
		}
		for ((pot, who, _), paid) in &self.paid {
			assert!(*paid <= self.pots[*pot].largest, "too much was paid for {who}");
		}
	}
}
