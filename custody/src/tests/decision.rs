// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What a keeper decides, check by check.

use super::*;
use medibloc_primitives::{
	access_log::{leaf, AccessEntry},
	consent::{
		self, Action, Basis, Effect, Grant, GrantId, Granted, Grantee, Obligations, Purpose, Scope,
		Summary, Terms,
	},
	credential::Role,
	record::{AnchorId, RecordClass, Version},
	ItemId, Jurisdiction, Moment,
};
use std::{collections::BTreeSet, convert::Infallible};

pub(super) const NOW: Moment = 1_700_000_000_000;
pub(super) const OTHER: AccountId32 = AccountId32::new([9; 32]);
const ANCHOR: AnchorId = ItemId(77);
const INDEX: u64 = 5;

/// What the patient granted to the asker.
#[derive(Clone, Debug)]
pub(super) struct Consent {
	pub(super) patient: AccountId32,
	pub(super) accessor: AccountId32,
	pub(super) grants: Vec<Grant<u64>>,
}

impl consent::Facts for Consent {
	type AccountId = AccountId32;
	type Deposit = u64;
	type Error = Infallible;

	fn patient(&self) -> &AccountId32 {
		&self.patient
	}

	fn accessor(&self) -> &AccountId32 {
		&self.accessor
	}

	fn version(&mut self, id: AnchorId) -> Result<Option<Version>, Infallible> {
		Ok(Some(Version { class: RecordClass::Laboratory, first: id }))
	}

	fn summary(&mut self) -> Result<Summary, Infallible> {
		Ok(Summary::default())
	}

	fn grants(&mut self, grantee: &Grantee<AccountId32>) -> Result<Granted<u64>, Infallible> {
		let is_asker = *grantee == Grantee::Account(self.accessor.clone());
		let grants = if is_asker { self.grants.clone() } else { Vec::new() };
		Ok(Granted { grants, known_since: 0 })
	}

	fn is_certified(&mut self, _: Role, _: Moment) -> Result<Option<bool>, Infallible> {
		Ok(Some(false))
	}

	fn held(&mut self, _: Role, _: Moment, _: Moment) -> Result<Option<bool>, Infallible> {
		Ok(Some(false))
	}
}

fn set<Item: Ord, Set: TryFrom<BTreeSet<Item>>>(item: Item) -> Set {
	Set::try_from(BTreeSet::from([item])).unwrap_or_else(|_| panic!("one item fits"))
}

fn permit() -> Grant<u64> {
	let terms = Terms {
		effect: Effect::Permit,
		scope: Scope::All,
		actions: set(Action::Access),
		purposes: set(Purpose::Treat),
		from: 0,
		until: NOW + 1_000,
		max_uses: Some(1),
		obligations: Obligations::default(),
		text: None,
	};
	let id = ItemId::new(NOW - 10_000_000, 1, 1).expect("the id fits");
	let anchor_classes = consent::Classes::default();
	Grant { id, terms, anchor_classes, basis: Basis::Own, used: 1, revoked_at: None, deposit: 0 }
}

fn entry(grant: GrantId) -> AccessEntry<AccountId32> {
	AccessEntry {
		accessor: ASKER,
		class: RecordClass::Laboratory,
		anchor: Some(ANCHOR),
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Jurisdiction(*b"KR"),
		grant,
		at: NOW - 60_000,
	}
}

/// One ask, and all that a keeper knows of it.
#[derive(Clone)]
pub(super) struct Case {
	pub(super) policy: Policy,
	pub(super) ask: Ask,
	pub(super) facts: Facts<Consent>,
	pub(super) now: Moment,
}

impl Case {
	/// That of an asker who logged an access under a permit for one use.
	pub(super) fn new(policy: &Policy, key: PublicKey) -> Self {
		let grant = permit();
		let logged = LoggedEntry { index: INDEX, entry: entry(grant.id) };
		let access = Access::Logged(leaf(&PATIENT, INDEX, &logged.entry));
		let context = ReleaseContext { asker: ASKER, epoch: 7, key, access };
		let consent = Consent { patient: PATIENT, accessor: ASKER, grants: vec![grant] };
		Self {
			policy: policy.clone(),
			ask: Ask { policy: policy.id(), anchor: ANCHOR, context },
			facts: Facts {
				genesis: GENESIS,
				time: NOW - 30_000,
				anchored: Some(RECORD),
				recovered_by: None,
				published: Some((7, key)),
				logged: Some(logged),
				consent,
			},
			now: NOW,
		}
	}

	/// That of the owner.
	pub(super) fn of_owner(policy: &Policy, key: PublicKey) -> Self {
		let mut case = Self::new(policy, key);
		case.ask.context = ReleaseContext { asker: PATIENT, epoch: 7, key, access: Access::Owner };
		case.facts.consent = Consent { patient: PATIENT, accessor: PATIENT, grants: Vec::new() };
		case.facts.logged = None;
		case
	}

	/// Changes the entry, and what the asker says of it.
	pub(super) fn log(&mut self, change: impl FnOnce(&mut AccessEntry<AccountId32>)) {
		let logged = self.facts.logged.as_mut().expect("the access is logged");
		change(&mut logged.entry);
		self.ask.context.access = Access::Logged(leaf(&PATIENT, logged.index, &logged.entry));
	}

	pub(super) fn permit(&mut self) -> &mut Grant<u64> {
		&mut self.facts.consent.grants[0]
	}

	pub(super) fn decide(&self) -> Result<(), Refusal> {
		decide(&self.ask, &self.policy, self.facts.clone(), self.now)
	}

	pub(super) fn decide_without(&self, without: Refusal) -> Result<(), Refusal> {
		let Self { policy, ask, facts, now } = self;
		let without = Some(without);
		crate::decision::Rule { ask, policy, now: *now, without }.decide(facts.clone())
	}
}

fn case() -> Case {
	let policy = custody(3, 2).split.policy;
	Case::new(&policy, SecretKey::random(&mut OsRng).public())
}

fn owner() -> Case {
	let policy = custody(3, 2).split.policy;
	Case::of_owner(&policy, SecretKey::random(&mut OsRng).public())
}

fn answer(mut case: Case, change: impl FnOnce(&mut Case)) -> Result<(), Refusal> {
	change(&mut case);
	case.decide()
}

#[test]
fn a_logged_access_under_a_permit_is_answered() {
	assert_eq!(case().decide(), Ok(()));
}

#[test]
fn the_last_use_of_a_permit_counts_and_one_beyond_it_does_not() {
	assert_eq!(answer(case(), |case| case.permit().used = 1), Ok(()));
	assert_eq!(answer(case(), |case| case.permit().used = 2), Err(Refusal::NotPermitted));
}

#[test]
fn a_head_is_at_most_five_minutes_old() {
	let at = |time| answer(case(), |case| case.facts.time = time);
	assert_eq!(at(NOW - MAX_HEAD_AGE), Ok(()));
	assert_eq!(at(NOW - MAX_HEAD_AGE - 1), Err(Refusal::Stale));
	assert_eq!(at(0), Err(Refusal::Stale));
	assert_eq!(at(NOW + MAX_LEAD + 1), Err(Refusal::Ahead));
	assert_eq!(at(Moment::MAX), Err(Refusal::Ahead));
}

#[test]
fn an_entry_is_at_most_an_hour_old() {
	let at = |at| answer(case(), |case| case.log(|entry| entry.at = at));
	assert_eq!(at(NOW - MAX_ENTRY_AGE), Ok(()));
	assert_eq!(at(NOW - MAX_ENTRY_AGE - 1), Err(Refusal::Late));
	assert_eq!(at(NOW + MAX_LEAD), Ok(()));
	assert_eq!(at(NOW + MAX_LEAD + 1), Err(Refusal::Early));
}

#[test]
fn chain_policy_and_record_are_those_of_the_keeper() {
	let genesis = answer(case(), |case| case.facts.genesis = H256::zero());
	assert_eq!(genesis, Err(Refusal::OtherChain));
	let policy = answer(case(), |case| case.ask.policy = PolicyId(H256::zero()));
	assert_eq!(policy, Err(Refusal::OtherPolicy));
	for record in [None, Some(Record::Single(H256::zero())), Some(Record::Batched(H256([4; 32])))] {
		let answer = answer(case(), |case| case.facts.anchored = record);
		assert_eq!(answer, Err(Refusal::OtherRecord));
	}
}

#[test]
fn facts_are_about_patient_and_asker() {
	let accessor = answer(case(), |case| case.facts.consent.accessor = OTHER);
	assert_eq!(accessor, Err(Refusal::OtherParties));
	let patient = answer(case(), |case| case.facts.consent.patient = OTHER);
	assert_eq!(patient, Err(Refusal::OtherParties));
}

#[test]
fn a_share_goes_to_the_published_key_only() {
	let key = SecretKey::random(&mut OsRng).public();
	let none = answer(case(), |case| case.facts.published = None);
	assert_eq!(none, Err(Refusal::KeyNotPublished));
	let other = answer(case(), |case| case.facts.published = Some((7, key)));
	assert_eq!(other, Err(Refusal::KeyNotPublished));
	let epoch = answer(case(), |case| case.ask.context.epoch = 6);
	assert_eq!(epoch, Err(Refusal::KeyNotPublished));
}

#[test]
fn the_entry_is_the_one_that_is_named_and_of_this_access() {
	let none = answer(case(), |case| case.facts.logged = None);
	assert_eq!(none, Err(Refusal::NotLogged));
	let named = |case: &mut Case| case.ask.context.access = Access::Logged(H256::zero());
	assert_eq!(answer(case(), named), Err(Refusal::NotLogged));
	let accessor = answer(case(), |case| case.log(|entry| entry.accessor = OTHER));
	assert_eq!(accessor, Err(Refusal::OtherAccessor));
	for anchor in [None, Some(ItemId(78))] {
		let answer = answer(case(), |case| case.log(|entry| entry.anchor = anchor));
		assert_eq!(answer, Err(Refusal::OtherAccess));
	}
	let action = answer(case(), |case| case.log(|entry| entry.action = Action::Correct));
	assert_eq!(action, Err(Refusal::OtherAction));
}

#[test]
fn the_permit_of_the_entry_is_in_force_now() {
	let refused = Err(Refusal::NotPermitted);
	assert_eq!(answer(case(), |case| case.facts.consent.grants.clear()), refused);
	assert_eq!(answer(case(), |case| case.permit().revoked_at = Some(NOW)), refused);
	assert_eq!(answer(case(), |case| case.permit().revoked_at = Some(NOW + 1)), Ok(()));
	assert_eq!(answer(case(), |case| case.permit().terms.until = NOW), refused);
	assert_eq!(answer(case(), |case| case.permit().terms.from = NOW + 1), refused);
	let purpose = answer(case(), |case| case.log(|entry| entry.purpose = Purpose::Hresch));
	assert_eq!(purpose, refused);
	let class = answer(case(), |case| case.log(|entry| entry.class = RecordClass::Other));
	assert_eq!(class, refused);
	let grant = answer(case(), |case| case.log(|entry| entry.grant = ItemId(1)));
	assert_eq!(grant, refused);
	let denied = answer(case(), |case| {
		let mut denial = permit();
		denial.id = ItemId(denial.id.0 + 1);
		denial.terms = Terms { effect: Effect::Deny, max_uses: None, ..denial.terms };
		case.facts.consent.grants.push(denial);
	});
	assert_eq!(denied, refused);
}

#[test]
fn the_owner_needs_no_entry() {
	assert_eq!(owner().decide(), Ok(()));
	let other = |case: &mut Case| {
		case.ask.context.asker = OTHER;
		case.facts.consent.accessor = OTHER;
	};
	assert_eq!(answer(owner(), other), Err(Refusal::NotOwner));
}

#[test]
fn a_recovered_account_belongs_to_whoever_recovered_it() {
	let recovered = |case: &mut Case| case.facts.recovered_by = Some(OTHER);
	assert_eq!(answer(owner(), recovered), Err(Refusal::NotOwner));
	let by_other = |case: &mut Case| {
		recovered(case);
		case.ask.context.asker = OTHER;
		case.facts.consent.accessor = OTHER;
	};
	assert_eq!(answer(owner(), by_other), Ok(()));
}

#[test]
fn the_owner_is_refused_where_everybody_is() {
	let stale = answer(owner(), |case| case.facts.time = 0);
	assert_eq!(stale, Err(Refusal::Stale));
	let key = answer(owner(), |case| case.facts.published = None);
	assert_eq!(key, Err(Refusal::KeyNotPublished));
}
