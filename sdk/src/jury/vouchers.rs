// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Vouchers: redeemed up to the mark to the own account, and what is beyond it to fresh ones.

use super::{
	chain::{Redemption, Term},
	juror::{Event, Juror, Step, SOON},
	plan::{PlannedVoucher, RedemptionPlan},
	Error,
};
use crate::{
	rings::{KeptRingKey, Membership, Ring},
	vault::{AccountSeed, Change},
};
use medibloc_primitives::{jury, rings::Cohort, Jurisdiction, LiveMoment};
use sp_core::crypto::AccountId32;
use std::collections::BTreeMap;

/// The most vouchers that are redeemed to the own account together, since their proofs are verified
/// together.
pub const MOST_TOGETHER: usize = 32;

/// The own vouchers are redeemed in this part of the time to redeem, which is its first: what the
/// account gets names it anyway, and a key that is gone betrays nothing.
const OWN_SHARE: u64 = 128;

/// The surplus is spread over this part.
const SURPLUS_SHARE: u64 = 4;

impl Juror {
	/// Has the vouchers of a term that go to the own account redeemed by the next [`step`](Self::step), and
	/// with `surplus` those that go to fresh accounts, one with each step. Answers how many they are.
	///
	/// What is redeemed at a time that the juror chose can be told to be the juror's by that time. Vouchers to the
	/// own account name it anyway.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed), [`Vault`](Error::Vault), [`Chain`](Error::Chain).
	pub async fn hasten(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
		surplus: bool,
	) -> Result<usize, Error> {
		let now = self.chain.now().await?;
		let Some(mut plan) = self.plan::<RedemptionPlan>(&(jurisdiction, term))? else {
			return Ok(0);
		};
		let mut hastened: usize = 0;
		for voucher in plan.vouchers.iter_mut().filter(|voucher| voucher.to.is_some() == surplus) {
			voucher.redeem_at = now;
			hastened = hastened.saturating_add(1);
		}
		self.vault.commit(vec![self.owner.put(&plan)]).await?;
		Ok(hastened)
	}

	/// Works on the vouchers of all terms of a jurisdiction.
	pub(super) async fn work_on_terms(
		&self,
		step: &mut Step,
		now: LiveMoment,
		jurisdiction: Jurisdiction,
	) -> Result<(), Error> {
		let terms = self.chain.terms(jurisdiction).await?;
		let terms: BTreeMap<_, _> = terms.into_iter().map(|term| (term.number, term)).collect();
		for term in terms.values() {
			if self.plan::<RedemptionPlan>(&(jurisdiction, term.number))?.is_none() {
				let planned = self.plan_redemption(step, now, jurisdiction, term).await;
				self.tolerate(step, now, planned)?;
			}
		}
		for plan in self.plans::<RedemptionPlan>()? {
			if plan.jurisdiction == jurisdiction {
				let worked = match terms.get(&plan.term) {
					Some(term) if !term.redeem.end.is_over(now) => {
						self.work_on_term(step, now, plan, term).await
					},
					_ => self.work_on_lost_term(step, plan).await,
				};
				self.tolerate(step, now, worked)?;
			}
		}
		Ok(())
	}

	/// Finds the own vouchers of a term, and settles when each is redeemed to whom.
	async fn plan_redemption(
		&self,
		step: &mut Step,
		now: LiveMoment,
		jurisdiction: Jurisdiction,
		term: &Term,
	) -> Result<(), Error> {
		if !term.redeem.contains(now) {
			if now < term.redeem.start {
				step.wake(term.redeem.start);
			}
			return Ok(());
		}
		let cohort = Cohort::Vouchers { jurisdiction, term: term.number };
		let mut keys = self.keys();
		keys.retain(|(id, key)| id.cohort == cohort && key.seen.is_none());
		if keys.is_empty() {
			return Ok(());
		}
		let ring = self.ring(term.ring).await?;
		// So that nobody looks again. Those that were not paid go with the rest: if the node lied, they are
		// still needed.
		let mut changes: Vec<_> = keys
			.iter()
			.map(|(id, key)| {
				let key = KeptRingKey { seen: Some(ring.seen()), ..key.clone() };
				Change::PutRingKey(id.clone(), key)
			})
			.collect();
		let mut paid = keys;
		paid.retain(|(_, key)| ring.contains(&key.secret.public()));
		if paid.is_empty() {
			return Ok(self.vault.commit(changes).await?);
		}
		let mark = self.account.mark(jurisdiction, term.number).await?;
		let mark = usize::try_from(mark).unwrap_or(usize::MAX);

		let latest = self.latest(&term.redeem);
		let length = term.redeem.start.until(term.redeem.end);
		let until = |share: u64| match term.redeem.start.after(length / share) {
			// Somebody who comes late spreads over what is left.
			end if end <= now => latest,
			end => end.min(latest),
		};
		let context = jury::redeem_context(self.owner.genesis, jurisdiction, term.number);
		self.shuffle(&mut paid);
		let mut vouchers = Vec::with_capacity(paid.len());
		let mut together = now;
		for (place, (id, key)) in paid.into_iter().enumerate() {
			let alias = key.secret.alias(&context)?;
			let (to, redeem_at) = if place < mark {
				if place.checked_rem(MOST_TOGETHER) == Some(0) {
					together = self.draw(now, until(OWN_SHARE));
				}
				(None, together)
			} else {
				let seed = AccountSeed::random()?;
				let account = seed.account();
				changes.push(Change::PutAccount(seed));
				(Some(account), self.draw(now, until(SURPLUS_SHARE)))
			};
			vouchers.push(PlannedVoucher { key: id, alias, to, redeem_at });
		}
		let own = vouchers.iter().filter(|voucher| voucher.to.is_none()).count();
		let surplus = vouchers.len().saturating_sub(own);
		let term = term.number;
		changes.push(self.owner.put(&RedemptionPlan { jurisdiction, term, vouchers }));
		self.vault.commit(changes).await?;
		step.say(Event::RedemptionPlanned { term, own, surplus });
		Ok(())
	}

	async fn work_on_term(
		&self,
		step: &mut Step,
		now: LiveMoment,
		mut plan: RedemptionPlan,
		term: &Term,
	) -> Result<(), Error> {
		self.take_out_redeemed(step, &mut plan, term).await?;
		if plan.vouchers.is_empty() {
			return self.settle(step, plan).await;
		}
		self.put_off(now, &mut plan, term).await?;
		let (due, later): (Vec<_>, Vec<_>) =
			plan.vouchers.iter().partition(|voucher| voucher.redeem_at <= now);
		later.iter().for_each(|voucher| step.wake(voucher.redeem_at));
		if due.is_empty() {
			return Ok(());
		}
		let ring = self.ring(term.ring).await?;
		let (own, surplus): (Vec<_>, Vec<_>) =
			due.into_iter().partition(|voucher| voucher.to.is_none());
		for together in own.chunks(MOST_TOGETHER) {
			let redeemed = self.redeem_own(&plan, &ring, together).await;
			self.tolerate(step, now, redeemed)?;
			step.wake(now.after(SOON));
		}
		// One at a time: those that come together are seen to be one juror's.
		for voucher in surplus {
			let redeemed = self.redeem_surplus(&plan, &ring, voucher).await;
			let is_done = redeemed.is_ok();
			self.tolerate(step, now, redeemed)?;
			if is_done {
				step.wake(now.after(SOON));
				break;
			}
		}
		Ok(())
	}

	async fn redeem_own(
		&self,
		plan: &RedemptionPlan,
		ring: &Ring,
		vouchers: &[&PlannedVoucher],
	) -> Result<(), Error> {
		let redemption = self.redemption(plan, ring, &self.owner.account, vouchers).await?;
		Ok(self.account.redeem(redemption).await?)
	}

	async fn redeem_surplus(
		&self,
		plan: &RedemptionPlan,
		ring: &Ring,
		voucher: &PlannedVoucher,
	) -> Result<(), Error> {
		let Some(to) = &voucher.to else { return Ok(()) };
		let redemption = self.redemption(plan, ring, to, &[voucher]).await?;
		Ok(self.chain.redeem_surplus(redemption).await?)
	}

	/// Takes what is redeemed out of the plan, and deletes the keys.
	async fn take_out_redeemed(
		&self,
		step: &mut Step,
		plan: &mut RedemptionPlan,
		term: &Term,
	) -> Result<(), Error> {
		let (redeemed, open): (Vec<_>, Vec<_>) = std::mem::take(&mut plan.vouchers)
			.into_iter()
			.partition(|voucher| term.redeemed.contains(&voucher.alias));
		plan.vouchers = open;
		if redeemed.is_empty() {
			return Ok(());
		}
		let count = redeemed.len();
		let mut changes: Vec<_> =
			redeemed.into_iter().map(|voucher| Change::ForgetRingKey(voucher.key)).collect();
		changes.push(self.owner.put(plan));
		self.vault.commit(changes).await?;
		step.say(Event::Redeemed { term: plan.term, count });
		Ok(())
	}

	/// Gives what is late a new time. Own vouchers that go together stay together.
	async fn put_off(
		&self,
		now: LiveMoment,
		plan: &mut RedemptionPlan,
		term: &Term,
	) -> Result<(), Error> {
		let latest = self.latest(&term.redeem);
		let mut new_times = BTreeMap::new();
		let mut is_changed = false;
		for voucher in &mut plan.vouchers {
			if !self.is_late(voucher.redeem_at, now) {
				continue;
			}
			let length = term.redeem.start.until(term.redeem.end);
			let share = if voucher.to.is_none() { OWN_SHARE } else { SURPLUS_SHARE };
			let draw = || self.draw(now, now.after(length / share).min(latest));
			voucher.redeem_at = match voucher.to {
				None => *new_times.entry(voucher.redeem_at).or_insert_with(draw),
				Some(_) => draw(),
			};
			is_changed = true;
		}
		if is_changed {
			self.vault.commit(vec![self.owner.put(plan)]).await?;
		}
		Ok(())
	}

	/// Proves to hold vouchers.
	async fn redemption(
		&self,
		plan: &RedemptionPlan,
		ring: &Ring,
		beneficiary: &AccountId32,
		vouchers: &[&PlannedVoucher],
	) -> Result<Redemption, Error> {
		let RedemptionPlan { jurisdiction, term, .. } = *plan;
		let genesis = self.owner.genesis;
		let context = jury::redeem_context(genesis, jurisdiction, term);
		let message = match *beneficiary == self.owner.account {
			true => jury::redeem_message(genesis, jurisdiction, term, beneficiary),
			false => jury::surplus_message(genesis, jurisdiction, term, beneficiary),
		};
		let mut proven: Vec<Membership> = Vec::with_capacity(vouchers.len());
		for voucher in vouchers {
			let key = self.vault.ring_key(&voucher.key).ok_or(crate::rings::Error::NotMember)?;
			ring.recognise(key.seen.as_ref())?;
			proven.push(self.prove(ring, &key.secret, context, message).await?);
		}
		let (ring, beneficiary) = (ring.id(), beneficiary.clone());
		Ok(Redemption { jurisdiction, term, ring, beneficiary, vouchers: proven })
	}

	/// Deletes what is left of a term, also the keys that were not paid. The seeds of fresh accounts
	/// stay, for the accounts hold what they were paid.
	async fn settle(&self, step: &mut Step, plan: RedemptionPlan) -> Result<(), Error> {
		let (term, lost) = (plan.term, plan.vouchers.len());
		let cohort = Cohort::Vouchers { jurisdiction: plan.jurisdiction, term };
		let mut changes = vec![self.owner.forget(&plan)];
		let keys = self.keys().into_iter().map(|(id, _)| id);
		changes.extend(keys.filter(|id| id.cohort == cohort).map(Change::ForgetRingKey));
		self.vault.commit(changes).await?;
		step.say(Event::TermSettled { term, lost });
		Ok(())
	}

	/// A term whose time is over, as far as the node tells. Its keys are deleted with their cohort, whose
	/// end all nodes must tell; then the plan goes too.
	async fn work_on_lost_term(&self, step: &mut Step, plan: RedemptionPlan) -> Result<(), Error> {
		let has_key = |voucher: &PlannedVoucher| self.vault.ring_key(&voucher.key).is_some();
		match plan.vouchers.iter().any(has_key) {
			true => Ok(()),
			false => self.settle(step, plan).await,
		}
	}
}
