// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The decision of a keeper: whether it releases a share.

use crate::{Access, Policy, PolicyId, PublicKey, Record, ReleaseContext};
use medibloc_primitives::{
	access_log::{leaf, AccessEntry},
	consent::{
		self, decide_access, AccessQuery, Action, GrantId, Granted, Grantee, Summary, Verdict,
	},
	credential::Role,
	record::{AnchorId, Version},
	Moment,
};
use sp_core::{crypto::AccountId32, H256};
use thiserror::Error;

/// The largest age of the finalized block that a keeper decides on, in milliseconds. For so long a
/// revocation may not be seen.
pub const MAX_HEAD_AGE: Moment = 5 * 60_000;
/// The time after a logged access during which shares are released for it, in milliseconds.
pub const MAX_ENTRY_AGE: Moment = 60 * 60_000;
/// The largest lead of the chain's clock over the keeper's, in milliseconds.
pub const MAX_LEAD: Moment = 30_000;

/// What a keeper is asked for, by a request that the asker signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
	/// The policy under which the keeper has its share.
	pub policy: PolicyId,
	/// The record, as it is anchored.
	pub anchor: AnchorId,
	/// The asker, its key, and the access.
	pub context: ReleaseContext,
}

/// An entry in the access log of the patient, as a proof has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEntry {
	/// Its place in the log.
	pub index: u64,
	/// The entry.
	pub entry: AccessEntry<AccountId32>,
}

/// What the state of one finalized block says, by proof.
#[derive(Clone, Debug)]
pub struct Facts<C> {
	/// The hash of the first block of the chain.
	pub genesis: H256,
	/// The time of the block.
	pub time: Moment,
	/// What the patient has anchored under the id that was asked for; of a batch, the leaf whose path
	/// was shown.
	pub anchored: Option<Record>,
	/// The account that recovered the patient's, if one did.
	pub recovered_by: Option<AccountId32>,
	/// The encryption key that the asker has published, and its epoch.
	pub published: Option<(u32, PublicKey)>,
	/// The entry that the asker refers to.
	pub logged: Option<LoggedEntry>,
	/// What the rule on access reads.
	pub consent: C,
}

/// The reason for keeping a share back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
	/// The chain is another one.
	#[error("the policy is of another chain")]
	OtherChain,
	/// The keeper has its share under another policy.
	#[error("the request names another policy")]
	OtherPolicy,
	/// The finalized block is too old.
	#[error("the finalized block is more than five minutes old")]
	Stale,
	/// The chain's clock is ahead of the keeper's.
	#[error("the clock of the chain is ahead")]
	Ahead,
	/// The record of the policy is not anchored under the id.
	#[error("the record of the policy is not anchored under this id")]
	OtherRecord,
	/// The facts are about another patient or accessor.
	#[error("the facts are about another patient or accessor")]
	OtherParties,
	/// The key to release to is not the one that the asker published last.
	#[error("the asker has not published this key")]
	KeyNotPublished,
	/// The account asks as the owner, and is not.
	#[error("the account does not own the record")]
	NotOwner,
	/// The log has no such entry.
	#[error("the access is not logged")]
	NotLogged,
	/// The entry is of another accessor.
	#[error("another account logged the access")]
	OtherAccessor,
	/// The entry is of another record, or of a whole class.
	#[error("the logged access is to another record")]
	OtherAccess,
	/// The entry is of another action than to retrieve the record.
	#[error("the logged action is not to access the record")]
	OtherAction,
	/// The entry is too old.
	#[error("the access was logged more than an hour ago")]
	Late,
	/// The entry is later than the clock.
	#[error("the access was logged in the future")]
	Early,
	/// No permit is in force under which the access was logged.
	#[error("no permit is in force for the access")]
	NotPermitted,
	/// A fact cannot be read.
	#[error("a fact is missing")]
	Unreadable,
}

/// Decides whether a keeper that has its share under `policy` releases it at `now`, by its own clock.
///
/// The owner of the record needs no entry: that is the patient or, once the account was recovered,
/// whoever recovered it, and then nobody else, because what is recovered may have been stolen.
///
/// Everybody else needs a recent entry in the log, and the permit that it was logged under in force at
/// the later of `now` and the block. The use that the entry took from the permit counts as not yet taken.
///
/// # Errors
///
/// The [`Refusal`].
pub fn decide<C>(ask: &Ask, policy: &Policy, facts: Facts<C>, now: Moment) -> Result<(), Refusal>
where
	C: consent::Facts<AccountId = AccountId32>,
{
	Rule { ask, policy, now, without: None }.decide(facts)
}

/// The rule. Tests leave one check out, to see that it alone stops an attack.
pub(crate) struct Rule<'a> {
	pub(crate) ask: &'a Ask,
	pub(crate) policy: &'a Policy,
	pub(crate) now: Moment,
	pub(crate) without: Option<Refusal>,
}

impl Rule<'_> {
	pub(crate) fn decide<C>(&self, mut facts: Facts<C>) -> Result<(), Refusal>
	where
		C: consent::Facts<AccountId = AccountId32>,
	{
		self.check_state(&facts)?;
		let access = self.ask.context.access;
		match access {
			Access::Owner => self.check_owner(&facts),
			Access::Logged(id) => {
				let logged = facts.logged.take().filter(|logged| self.id(logged) == id);
				self.ensure(logged.is_some(), Refusal::NotLogged)?;
				logged.map_or(Ok(()), |LoggedEntry { entry, .. }| {
					self.check_entry(&entry)?;
					self.check_permit(&entry, facts)
				})
			},
		}
	}

	fn ensure(&self, holds: bool, refusal: Refusal) -> Result<(), Refusal> {
		if holds || self.without == Some(refusal) {
			Ok(())
		} else {
			Err(refusal)
		}
	}

	fn id(&self, LoggedEntry { index, entry }: &LoggedEntry) -> H256 {
		leaf(self.policy.patient(), *index, entry)
	}

	fn check_state<C>(&self, facts: &Facts<C>) -> Result<(), Refusal>
	where
		C: consent::Facts<AccountId = AccountId32>,
	{
		let Ask { policy, context, .. } = self.ask;
		self.ensure(facts.genesis == self.policy.genesis(), Refusal::OtherChain)?;
		self.ensure(*policy == self.policy.id(), Refusal::OtherPolicy)?;
		let age = self.now.saturating_sub(facts.time);
		self.ensure(age <= MAX_HEAD_AGE, Refusal::Stale)?;
		let ahead = facts.time.saturating_sub(self.now);
		self.ensure(ahead <= MAX_LEAD, Refusal::Ahead)?;
		self.ensure(facts.anchored == Some(self.policy.record()), Refusal::OtherRecord)?;
		let parties = (facts.consent.patient(), facts.consent.accessor());
		let is_same = parties == (self.policy.patient(), &context.asker);
		self.ensure(is_same, Refusal::OtherParties)?;
		let key = Some((context.epoch, context.key));
		self.ensure(facts.published == key, Refusal::KeyNotPublished)
	}

	fn check_owner<C>(&self, facts: &Facts<C>) -> Result<(), Refusal> {
		let owner = facts.recovered_by.as_ref().unwrap_or(self.policy.patient());
		self.ensure(self.ask.context.asker == *owner, Refusal::NotOwner)
	}

	fn check_entry(&self, entry: &AccessEntry<AccountId32>) -> Result<(), Refusal> {
		self.ensure(entry.accessor == self.ask.context.asker, Refusal::OtherAccessor)?;
		self.ensure(entry.anchor == Some(self.ask.anchor), Refusal::OtherAccess)?;
		self.ensure(entry.action == Action::Access, Refusal::OtherAction)?;
		let age = self.now.saturating_sub(entry.at);
		self.ensure(age <= MAX_ENTRY_AGE, Refusal::Late)?;
		let ahead = entry.at.saturating_sub(self.now);
		self.ensure(ahead <= MAX_LEAD, Refusal::Early)
	}

	fn check_permit<C>(
		&self,
		entry: &AccessEntry<AccountId32>,
		facts: Facts<C>,
	) -> Result<(), Refusal>
	where
		C: consent::Facts<AccountId = AccountId32>,
	{
		let query = AccessQuery {
			class: entry.class,
			anchor: entry.anchor,
			purpose: entry.purpose,
			action: entry.action,
			place: Some(entry.place),
		};
		let at = self.now.max(facts.time);
		let mut consent = BeforeUse { facts: facts.consent, grant: entry.grant };
		let (verdict, _) =
			decide_access(&mut consent, &query, at).map_err(|_| Refusal::Unreadable)?;
		// Under another permit the accessor logs again: that takes a use of that one.
		let is_in_force = matches!(verdict, Verdict::Permit { grant, .. } if grant == entry.grant);
		self.ensure(is_in_force, Refusal::NotPermitted)
	}
}

/// The facts, without the one use that an entry took from its permit.
struct BeforeUse<C> {
	facts: C,
	grant: GrantId,
}

impl<C: consent::Facts> consent::Facts for BeforeUse<C> {
	type AccountId = C::AccountId;
	type Deposit = C::Deposit;
	type Error = C::Error;

	fn patient(&self) -> &C::AccountId {
		self.facts.patient()
	}

	fn accessor(&self) -> &C::AccountId {
		self.facts.accessor()
	}

	fn version(&mut self, id: AnchorId) -> Result<Option<Version>, C::Error> {
		self.facts.version(id)
	}

	fn summary(&mut self) -> Result<Summary, C::Error> {
		self.facts.summary()
	}

	fn grants(&mut self, grantee: &Grantee<C::AccountId>) -> Result<Granted<C::Deposit>, C::Error> {
		let mut granted = self.facts.grants(grantee)?;
		for grant in granted.grants.iter_mut().filter(|grant| grant.id == self.grant) {
			grant.used = grant.used.saturating_sub(1);
		}
		Ok(granted)
	}

	fn is_certified(&mut self, role: Role, at: Moment) -> Result<Option<bool>, C::Error> {
		self.facts.is_certified(role, at)
	}

	fn held(&mut self, role: Role, since: Moment, at: Moment) -> Result<Option<bool>, C::Error> {
		self.facts.held(role, since, at)
	}
}
