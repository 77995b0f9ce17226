// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The rule on access, case by case.

mod brute_force;
mod terms;

use super::*;
use crate::{
	credential::{Role, HISTORY_RETENTION},
	record::{AnchorId, RecordClass, Version},
	ItemId, Jurisdiction, Moment,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use codec::Encode;
use core::convert::Infallible;
use proptest::prelude::*;
use sp_core::H256;

const ISSUED: Moment = 1_700_000_000_000;
const KR: Jurisdiction = Jurisdiction(*b"KR");
const DE: Jurisdiction = Jurisdiction(*b"DE");

fn set<Item: Ord, Set: TryFrom<BTreeSet<Item>>>(items: impl IntoIterator<Item = Item>) -> Set {
	Set::try_from(items.into_iter().collect()).unwrap_or_else(|_| panic!("too many items"))
}

fn terms() -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: Scope::Selected { classes: set([RecordClass::Laboratory]), anchors: set([]) },
		actions: set([Action::Access]),
		purposes: set([Purpose::Treat]),
		from: ISSUED,
		until: ISSUED + 1_000,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	}
}

fn grant(number: u64, terms: Terms) -> Grant<u64> {
	let id = ItemId::new(ISSUED, 1, number as u32).expect("the id fits");
	let anchor_classes = Classes::default();
	Grant { id, terms, anchor_classes, basis: Basis::Own, used: 0, revoked_at: None, deposit: 0 }
}

fn denial() -> Terms {
	Terms { effect: Effect::Deny, ..terms() }
}

fn asked() -> AccessQuery {
	AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(KR),
	}
}

/// The answer within a circle about a record that corrects none.
fn decide(grants: &[Grant<u64>], request: &AccessQuery, at: Moment) -> Verdict {
	super::decide(grants, request, request.anchor, at)
}

fn answer(terms: Terms) -> Verdict {
	decide(&[grant(0, terms)], &asked(), ISSUED)
}

fn permit(number: u64) -> Verdict {
	Verdict::Permit { grant: grant(number, terms()).id, obligations: Obligations::default() }
}

/// A fact that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
	Version(AnchorId),
	Summary,
	Grants(Grantee<u64>),
	Certified(Role),
	Held(Role),
}

/// Facts in plain Rust, which keep a list of what was asked for.
#[derive(Clone, Debug)]
struct World {
	patient: u64,
	accessor: u64,
	records: BTreeMap<AnchorId, RecordClass>,
	/// The first versions of those that are corrections.
	firsts: BTreeMap<AnchorId, AnchorId>,
	/// The grants to each grantee, in the order of [`Grantee::circles`].
	grants: Vec<Vec<Grant<u64>>>,
	/// From when on all grants to each grantee are known, in the same order.
	known_since: Vec<Moment>,
	/// From when on all grants of the patient are known.
	horizon: Moment,
	certified: BTreeSet<Role>,
	/// The roles in which the accessor was certified once, with the last moment.
	past: BTreeMap<Role, Moment>,
	/// The roles of which it is not known any more whether the accessor was certified in them.
	forgotten: BTreeSet<Role>,
	asked: Vec<Asked>,
}

const PATIENT: u64 = 1;
const ACCESSOR: u64 = 2;

impl World {
	fn new() -> Self {
		let grants = Grantee::circles(&ACCESSOR).map(|_| Vec::new()).collect();
		let known_since = Grantee::circles(&ACCESSOR).map(|_| 0).collect();
		let (records, firsts, certified, past, forgotten, asked) = Default::default();
		Self {
			patient: PATIENT,
			accessor: ACCESSOR,
			records,
			firsts,
			grants,
			known_since,
			horizon: 0,
			certified,
			past,
			forgotten,
			asked,
		}
	}

	fn with(mut self, grantee: Grantee<u64>, grant: Grant<u64>) -> Self {
		let position = self.position(&grantee).expect("a circle of the accessor");
		self.grants[position].push(grant);
		self
	}

	fn decide(&mut self, request: &AccessQuery, at: Moment) -> (Verdict, Grantee<u64>) {
		self.asked.clear();
		let Ok(decision) = decide_access(self, request, at);
		decision
	}

	fn first(&self, anchor: AnchorId) -> AnchorId {
		self.firsts.get(&anchor).copied().unwrap_or(anchor)
	}

	/// Whether the accessor was certified in a role at any moment since this one.
	fn was_in(&self, role: Role, since: Moment) -> bool {
		self.certified.contains(&role) || self.past.get(&role).is_some_and(|last| *last >= since)
	}

	fn circles(&self) -> impl Iterator<Item = (Grantee<u64>, &[Grant<u64>])> {
		Grantee::circles(&self.accessor).zip(self.grants.iter().map(Vec::as_slice))
	}

	fn position(&self, grantee: &Grantee<u64>) -> Option<usize> {
		Grantee::circles(&self.accessor).position(|circle| circle == *grantee)
	}
}

impl Facts for World {
	type AccountId = u64;
	type Deposit = u64;
	type Error = Infallible;

	fn patient(&self) -> &u64 {
		&self.patient
	}

	fn accessor(&self) -> &u64 {
		&self.accessor
	}

	fn version(&mut self, anchor: AnchorId) -> Result<Option<Version>, Infallible> {
		self.asked.push(Asked::Version(anchor));
		let first = self.first(anchor);
		Ok(self.records.get(&anchor).map(|class| Version { class: *class, first }))
	}

	fn summary(&mut self) -> Result<Summary, Infallible> {
		self.asked.push(Asked::Summary);
		let mut summary = Summary { known_since: self.horizon, ..Default::default() };
		for (grantee, grants) in self.circles() {
			if grants.iter().any(|grant| grant.terms.effect == Effect::Deny) {
				summary.note_denial(&grantee);
			}
		}
		Ok(summary)
	}

	fn grants(&mut self, grantee: &Grantee<u64>) -> Result<Granted<u64>, Infallible> {
		self.asked.push(Asked::Grants(grantee.clone()));
		let found = self.position(grantee).map(|position| Granted {
			grants: self.grants[position].clone(),
			known_since: self.known_since[position],
		});
		Ok(found.unwrap_or_default())
	}

	fn is_certified(&mut self, role: Role, _: Moment) -> Result<Option<bool>, Infallible> {
		self.asked.push(Asked::Certified(role));
		Ok((!self.forgotten.contains(&role)).then(|| self.certified.contains(&role)))
	}

	fn held(&mut self, role: Role, since: Moment, at: Moment) -> Result<Option<bool>, Infallible> {
		assert!(since <= at);
		self.asked.push(Asked::Held(role));
		Ok((!self.forgotten.contains(&role)).then(|| self.was_in(role, since)))
	}
}

#[test]
fn a_record_that_is_not_what_was_said_is_refused_even_to_its_patient() {
	let id = ItemId(7);
	let request = AccessQuery { anchor: Some(id), ..asked() };
	let answer = |class: Option<RecordClass>, accessor| {
		let mut world = World::new().with(Grantee::Account(ACCESSOR), grant(0, terms()));
		world.accessor = accessor;
		world.records.extend(class.map(|class| (id, class)));
		let (verdict, source) = world.decide(&request, ISSUED);
		assert_eq!(source, Grantee::Account(accessor));
		verdict
	};
	let mismatch = Verdict::Deny(DenyReason::RecordMismatch);
	for accessor in [PATIENT, ACCESSOR] {
		assert_eq!(answer(None, accessor), mismatch);
		assert_eq!(answer(Some(RecordClass::Imaging), accessor), mismatch);
	}
	assert_eq!(answer(Some(RecordClass::Laboratory), PATIENT), Verdict::Own);
	assert_eq!(answer(Some(RecordClass::Laboratory), ACCESSOR), permit(0));
}

#[test]
fn a_direct_grant_takes_two_facts_and_a_record_that_is_named_one_more() {
	let mut world = World::new().with(Grantee::Account(ACCESSOR), grant(0, terms()));
	world.records.insert(ItemId(7), RecordClass::Laboratory);
	assert_eq!(world.decide(&asked(), ISSUED).0, permit(0));
	let direct = Asked::Grants(Grantee::Account(ACCESSOR));
	assert_eq!(world.asked, [Asked::Summary, direct.clone()]);
	let single = AccessQuery { anchor: Some(ItemId(7)), ..asked() };
	assert_eq!(world.decide(&single, ISSUED).0, permit(0));
	assert_eq!(world.asked, [Asked::Version(ItemId(7)), Asked::Summary, direct]);
	// What is refused or is the patient's own takes none of the grants.
	let absent = AccessQuery { anchor: Some(ItemId(8)), ..asked() };
	world.decide(&absent, ISSUED);
	assert_eq!(world.asked, [Asked::Version(ItemId(8))]);
	world.accessor = PATIENT;
	assert_eq!(world.decide(&asked(), ISSUED).0, Verdict::Own);
	assert_eq!(world.asked, []);
}

#[test]
fn nothing_granted_is_denied() {
	assert_eq!(decide(&[], &asked(), ISSUED), Verdict::Deny(DenyReason::NoGrant));
}

#[test]
fn a_matching_grant_permits_under_its_obligations() {
	let obligations = Obligations { no_reshare: true, place: Some(KR) };
	assert_eq!(
		answer(Terms { obligations, ..terms() }),
		Verdict::Permit { grant: grant(0, terms()).id, obligations }
	);
}

#[test]
fn each_limit_denies_with_its_reason() {
	for (terms, reason) in [
		(
			Terms { scope: Scope::Selected { classes: set([]), anchors: set([]) }, ..terms() },
			DenyReason::OutOfScope,
		),
		(Terms { actions: set([Action::Disclose]), ..terms() }, DenyReason::ActionNotGranted),
		(Terms { purposes: set([Purpose::Hresch]), ..terms() }, DenyReason::PurposeNotGranted),
		(Terms { obligations: only_from(DE), ..terms() }, DenyReason::PlaceNotAllowed),
		(Terms { until: ISSUED, ..terms() }, DenyReason::Expired),
		(Terms { from: ISSUED + 1, ..terms() }, DenyReason::NotYetValid),
		(Terms { max_uses: Some(0), ..terms() }, DenyReason::UsesExhausted),
	] {
		assert_eq!(answer(terms), Verdict::Deny(reason));
	}
}

#[test]
fn a_grant_holds_from_its_first_moment_up_to_but_not_at_its_end() {
	let grants = [grant(0, Terms { from: ISSUED + 10, until: ISSUED + 20, ..terms() })];
	let at = |offset| decide(&grants, &asked(), ISSUED + offset);
	assert_eq!(at(9), Verdict::Deny(DenyReason::NotYetValid));
	assert_eq!(at(10), permit(0));
	assert_eq!(at(19), permit(0));
	assert_eq!(at(20), Verdict::Deny(DenyReason::Expired));
}

#[test]
fn a_grant_does_not_answer_for_what_was_before_it() {
	let grants = [grant(0, Terms { from: 0, ..terms() })];
	assert_eq!(decide(&grants, &asked(), ISSUED - 1), Verdict::Deny(DenyReason::NotYetValid));
	assert_eq!(decide(&grants, &asked(), ISSUED), permit(0));
}

#[test]
fn a_revocation_binds_from_its_moment_on_and_leaves_the_past() {
	let grants = [Grant { revoked_at: Some(ISSUED + 5), ..grant(0, terms()) }];
	assert_eq!(decide(&grants, &asked(), ISSUED + 4), permit(0));
	assert_eq!(decide(&grants, &asked(), ISSUED + 5), Verdict::Deny(DenyReason::Revoked));
	assert_eq!(grants[0].ended_at(), ISSUED + 5);
	assert_eq!(grant(0, terms()).ended_at(), ISSUED + 1_000);
}

#[test]
fn the_last_use_is_covered_and_the_next_is_not() {
	let terms = Terms { max_uses: Some(2), ..terms() };
	let with = |used| decide(&[Grant { used, ..grant(0, terms.clone()) }], &asked(), ISSUED);
	assert_eq!(with(1), permit(0));
	assert_eq!(with(2), Verdict::Deny(DenyReason::UsesExhausted));
}

#[test]
fn a_denial_beats_every_permit_wherever_it_stands() {
	let denial = grant(1, Terms { effect: Effect::Deny, ..terms() });
	for grants in [
		[grant(0, terms()), denial.clone(), grant(2, terms())],
		[denial.clone(), grant(0, terms()), grant(2, terms())],
		[grant(0, terms()), grant(2, terms()), denial],
	] {
		assert_eq!(decide(&grants, &asked(), ISSUED), Verdict::Deny(DenyReason::ExplicitDeny));
	}
}

#[test]
fn an_unlimited_permit_is_used_before_limited_ones_and_the_first_before_later_ones() {
	let limited = Terms { max_uses: Some(1), ..terms() };
	let grants = [grant(0, limited.clone()), grant(1, limited), grant(2, terms())];
	assert_eq!(decide(&grants, &asked(), ISSUED), permit(2));
	assert_eq!(decide(&grants[..2], &asked(), ISSUED), permit(0));
}

#[test]
fn a_single_record_is_covered_by_its_class_or_by_itself() {
	let (one, two) = (ItemId(1), ItemId(2));
	let class = Scope::Selected { classes: set([RecordClass::Imaging]), anchors: set([]) };
	assert!(class.contains(RecordClass::Imaging, Some(one)));
	assert!(class.contains(RecordClass::Imaging, None));
	assert!(!class.contains(RecordClass::Billing, Some(one)));
	let single = Scope::Selected { classes: set([]), anchors: set([one]) };
	assert!(single.contains(RecordClass::Imaging, Some(one)));
	assert!(!single.contains(RecordClass::Imaging, Some(two)));
	assert!(!single.contains(RecordClass::Imaging, None));
	assert!(Scope::All.contains(RecordClass::Other, None));
}

fn only_from(place: Jurisdiction) -> Obligations {
	Obligations { no_reshare: false, place: Some(place) }
}

#[test]
fn of_permits_for_two_countries_that_for_the_country_of_the_access_answers() {
	let grants = [KR, DE].map(|place| Terms { obligations: only_from(place), ..terms() });
	let [in_korea, in_germany] = grants;
	let grants = [grant(0, in_korea), grant(1, in_germany)];
	let from = |place| match decide(&grants, &AccessQuery { place, ..asked() }, ISSUED) {
		Verdict::Permit { grant, .. } => Ok(grant),
		verdict => Err(verdict),
	};
	assert_eq!(from(Some(KR)), Ok(grants[0].id));
	assert_eq!(from(Some(DE)), Ok(grants[1].id));
	// Neither is a permit for anywhere.
	let refused = Err(Verdict::Deny(DenyReason::PlaceNotAllowed));
	assert_eq!(from(Some(Jurisdiction(*b"FR"))), refused);
	assert_eq!(from(None), refused);
}

#[test]
fn a_denial_holds_in_every_country() {
	let denied = grant(1, Terms { obligations: only_from(DE), ..denial() });
	let grants = [grant(0, terms()), denied];
	for place in [None, Some(KR), Some(DE)] {
		let verdict = decide(&grants, &AccessQuery { place, ..asked() }, ISSUED);
		assert_eq!(verdict, Verdict::Deny(DenyReason::ExplicitDeny));
	}
}

#[test]
fn a_denial_of_one_record_denies_its_class_as_a_whole_and_nothing_else() {
	let scope = Scope::Selected { classes: set([]), anchors: set([ItemId(7)]) };
	let anchor_classes = set([RecordClass::Laboratory]);
	let denied = Grant { anchor_classes, ..grant(1, Terms { scope, ..denial() }) };
	let classes = set([RecordClass::Laboratory, RecordClass::Imaging]);
	let scope = Scope::Selected { classes, anchors: set([]) };
	let grants = [grant(0, Terms { scope, ..terms() }), denied];
	let check = |class, anchor: Option<u64>| {
		let anchor = anchor.map(ItemId);
		decide(&grants, &AccessQuery { class, anchor, ..asked() }, ISSUED)
	};
	let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
	assert_eq!(check(RecordClass::Laboratory, None), explicit);
	assert_eq!(check(RecordClass::Laboratory, Some(7)), explicit);
	assert_eq!(check(RecordClass::Laboratory, Some(8)), permit(0));
	assert_eq!(check(RecordClass::Imaging, None), permit(0));
}

#[test]
fn a_denial_of_one_version_of_a_record_denies_all_of_them() {
	let [first, second, third, other] = [7, 8, 9, 10].map(ItemId);
	let of = |anchor| Scope::Selected { classes: set([]), anchors: set([anchor]) };
	let ask = |denied, asked_for: AnchorId| {
		let mut world = World::new()
			.with(Grantee::Account(ACCESSOR), grant(0, terms()))
			.with(Grantee::Account(ACCESSOR), grant(1, Terms { scope: of(denied), ..denial() }));
		for id in [first, second, third, other] {
			world.records.insert(id, RecordClass::Laboratory);
		}
		world.firsts.extend([(second, first), (third, first)]);
		let request = AccessQuery { anchor: Some(asked_for), ..asked() };
		world.decide(&request, ISSUED).0
	};
	let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
	for version in [first, second, third] {
		// The chain has a denial name the first version.
		assert_eq!(ask(first, version), explicit);
		assert_eq!(ask(version, version), explicit);
	}
	assert_eq!(ask(first, other), permit(0));
	assert_eq!(ask(other, second), permit(0));
	// Also once the first version was erased.
	let mut world = World::new()
		.with(Grantee::Account(ACCESSOR), grant(0, terms()))
		.with(Grantee::Account(ACCESSOR), grant(1, Terms { scope: of(first), ..denial() }));
	world.records.insert(third, RecordClass::Laboratory);
	world.firsts.insert(third, first);
	let request = AccessQuery { anchor: Some(third), ..asked() };
	assert_eq!(world.decide(&request, ISSUED).0, explicit);
}

#[test]
fn a_permit_of_one_version_of_a_record_permits_that_one() {
	let scope = Scope::Selected { classes: set([]), anchors: set([ItemId(7)]) };
	let mut world =
		World::new().with(Grantee::Account(ACCESSOR), grant(0, Terms { scope, ..terms() }));
	world.records.extend([7, 8].map(|id| (ItemId(id), RecordClass::Laboratory)));
	world.firsts.insert(ItemId(8), ItemId(7));
	let ask = |id| AccessQuery { anchor: Some(ItemId(id)), ..asked() };
	assert_eq!(world.decide(&ask(7), ISSUED).0, permit(0));
	assert_eq!(world.decide(&ask(8), ISSUED).0, Verdict::Deny(DenyReason::OutOfScope));
}

#[test]
fn a_denied_class_denies_each_of_its_records_though_they_are_permitted_by_name() {
	let scope = Scope::Selected { classes: set([]), anchors: set([ItemId(7)]) };
	let grants = [grant(0, Terms { scope, ..terms() }), grant(1, denial())];
	let request = AccessQuery { anchor: Some(ItemId(7)), ..asked() };
	let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
	assert_eq!(decide(&grants, &request, ISSUED), explicit);
	assert_eq!(decide(&grants[..1], &request, ISSUED), permit(0));
}

#[test]
fn a_denial_to_any_circle_beats_a_permit_to_any_other() {
	let circles = Grantee::circles(&ACCESSOR).collect::<Vec<_>>();
	for denied in &circles {
		for permitted in &circles {
			let mut world = World::new()
				.with(permitted.clone(), grant(0, terms()))
				.with(denied.clone(), grant(1, denial()));
			world.certified.extend(Role::ALL);
			let (verdict, source) = world.decide(&asked(), ISSUED);
			assert_eq!(verdict, Verdict::Deny(DenyReason::ExplicitDeny));
			assert_eq!(source, *denied);
		}
	}
}

#[test]
fn a_denial_to_a_circle_that_the_accessor_is_not_in_denies_nothing() {
	for denied in Grantee::circles(&ACCESSOR).skip(1) {
		let mut world = World::new()
			.with(Grantee::Account(ACCESSOR), grant(0, terms()))
			.with(denied.clone(), grant(1, denial()));
		assert_eq!(world.decide(&asked(), ISSUED).0, permit(0));
		world.certified.extend(denied.role());
		let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
		assert_eq!(world.decide(&asked(), ISSUED).0, explicit);
	}
}

#[test]
fn a_denial_to_a_role_outlives_the_credential_but_not_what_ended_before_it() {
	for denied in Grantee::circles(&ACCESSOR).skip(1) {
		let role = denied.role().expect("no account by itself");
		let later = Grant { revoked_at: Some(ISSUED + 9), ..grant(1, denial()) };
		let mut world = World::new()
			.with(Grantee::Account(ACCESSOR), grant(0, terms()))
			.with(denied.clone(), later);
		let mut ask = |last, at| {
			world.past.insert(role, last);
			world.decide(&asked(), at)
		};
		let explicit = (Verdict::Deny(DenyReason::ExplicitDeny), denied.clone());
		let permitted = (permit(0), Grantee::Account(ACCESSOR));
		assert_eq!(ask(ISSUED - 1, ISSUED), permitted);
		assert_eq!(ask(ISSUED, ISSUED), explicit);
		assert_eq!(ask(ISSUED, ISSUED + 8), explicit);
		// The denial itself ends as any does.
		assert_eq!(ask(ISSUED, ISSUED + 9), permitted);
	}
}

#[test]
fn of_several_denials_to_a_role_the_first_that_holds_counts() {
	let insurers = Grantee::Role(Role::Insurer);
	let from = |moment, terms: Terms| Terms { from: moment, ..terms };
	let elsewhere = Terms { purposes: set([Purpose::Hresch]), ..denial() };
	let mut world = World::new()
		.with(Grantee::Account(ACCESSOR), grant(0, terms()))
		.with(insurers.clone(), grant(1, from(ISSUED, elsewhere)))
		.with(insurers.clone(), grant(2, from(ISSUED + 5, denial())))
		.with(insurers.clone(), grant(3, from(ISSUED + 3, denial())));
	let mut ask = |last| {
		world.past.insert(Role::Insurer, last);
		world.decide(&asked(), ISSUED + 6).0
	};
	assert_eq!(ask(ISSUED + 2), permit(0));
	assert_eq!(ask(ISSUED + 3), Verdict::Deny(DenyReason::ExplicitDeny));
}

#[test]
fn a_denial_to_a_role_looks_no_further_back_than_the_chain_can_know() {
	let insurers = Grantee::Role(Role::Insurer);
	let until = ISSUED + 2 * HISTORY_RETENTION;
	let mut world = World::new()
		.with(Grantee::Account(ACCESSOR), grant(0, Terms { until, ..terms() }))
		.with(insurers.clone(), grant(1, Terms { until, ..denial() }));
	world.past.insert(Role::Insurer, ISSUED + 5);
	let mut ask = |at| world.decide(&asked(), at).0;
	assert_eq!(ask(ISSUED + 5 + HISTORY_RETENTION), Verdict::Deny(DenyReason::ExplicitDeny));
	assert_eq!(ask(ISSUED + 6 + HISTORY_RETENTION), permit(0));
}

#[test]
fn a_moment_before_the_horizon_is_unknown() {
	let mut world = World::new().with(Grantee::Account(ACCESSOR), grant(0, terms()));
	world.horizon = ISSUED + 5;
	assert_eq!(world.decide(&asked(), ISSUED + 4).0, Verdict::Unknown);
	assert_eq!(world.decide(&asked(), ISSUED + 5).0, permit(0));
	assert!(!Verdict::Unknown.is_permit());
	// It takes no grant to read the own records.
	world.patient = ACCESSOR;
	assert_eq!(world.decide(&asked(), ISSUED + 4).0, Verdict::Own);
}

#[test]
fn a_moment_at_which_grants_to_one_circle_were_dropped_is_unknown_to_those_in_it() {
	let insurers = Grantee::Role(Role::Insurer);
	let mut world = World::new()
		.with(Grantee::Account(ACCESSOR), grant(0, Terms { purposes: set([]), ..terms() }))
		.with(insurers.clone(), grant(1, terms()));
	let position = world.position(&insurers).expect("a circle");
	world.known_since[position] = ISSUED + 5;
	let nothing = Verdict::Deny(DenyReason::PurposeNotGranted);
	assert_eq!(world.decide(&asked(), ISSUED + 4).0, nothing);
	// Among what was dropped may be a denial of a time when the accessor was in the circle.
	world.past.insert(Role::Insurer, ISSUED - 1);
	assert_eq!(world.decide(&asked(), ISSUED + 4).0, Verdict::Unknown);
	world.past.clear();
	world.certified.insert(Role::Insurer);
	assert_eq!(world.decide(&asked(), ISSUED + 4).0, Verdict::Unknown);
	assert_eq!(world.decide(&asked(), ISSUED + 5).0, permit(1));
	// A denial that is still there denies, whatever else there was.
	world.grants[position].push(grant(2, denial()));
	let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
	assert_eq!(world.decide(&asked(), ISSUED + 4).0, explicit);
}

#[test]
fn what_turns_on_a_credential_that_is_forgotten_is_unknown() {
	let insurers = Grantee::Role(Role::Insurer);
	let direct = || World::new().with(Grantee::Account(ACCESSOR), grant(0, terms()));
	let forget = |mut world: World| {
		world.forgotten.insert(Role::Insurer);
		world.decide(&asked(), ISSUED).0
	};
	// It may have been a denial, or the permit.
	assert_eq!(forget(direct().with(insurers.clone(), grant(1, denial()))), Verdict::Unknown);
	assert_eq!(forget(World::new().with(insurers.clone(), grant(0, terms()))), Verdict::Unknown);
	// Here it changes nothing.
	assert_eq!(forget(direct().with(insurers.clone(), grant(1, terms()))), permit(0));
	let elsewhere = Terms { purposes: set([Purpose::Hresch]), ..terms() };
	let nothing = Verdict::Deny(DenyReason::NoGrant);
	assert_eq!(forget(World::new().with(insurers.clone(), grant(0, elsewhere))), nothing);
	let denied = direct()
		.with(insurers, grant(1, terms()))
		.with(Grantee::Account(ACCESSOR), grant(2, denial()));
	assert_eq!(forget(denied), Verdict::Deny(DenyReason::ExplicitDeny));
}

#[test]
fn a_summary_tells_of_every_circle_that_was_denied_anything() {
	let mut summary = Summary::default();
	let circles = Grantee::circles(&ACCESSOR).collect::<Vec<_>>();
	assert!(circles[1..].iter().all(|circle| !summary.may_deny(circle)));
	for circle in &circles {
		summary.note_denial(circle);
		assert!(summary.may_deny(circle));
	}
	assert!(summary.may_deny(&Grantee::Institution(99)));
}

#[test]
fn circles_are_the_account_the_institution_and_each_role() {
	let circles = Grantee::circles(&7u64).collect::<Vec<_>>();
	assert_eq!(circles.len(), 2 + Role::ALL.len());
	assert_eq!(circles[0], Grantee::Account(7));
	assert_eq!(circles[1], Grantee::Institution(7));
	assert_eq!(circles[0].role(), None);
	assert_eq!(circles[1].role(), Some(Role::Institution));
	assert_eq!((circles[1].account(), circles[2].account()), (Some(&7), None));
	assert!(circles[2..].iter().zip(Role::ALL).all(|(circle, role)| circle.role() == Some(role)));
}

#[test]
fn credentials_are_asked_only_where_they_can_change_the_answer() {
	let role = Grantee::Role;
	let revoked = Grant { revoked_at: Some(ISSUED), ..grant(0, terms()) };
	let expired = grant(1, Terms { until: ISSUED, ..terms() });
	let elsewhere = grant(
		2,
		Terms { scope: Scope::Selected { classes: set([]), anchors: set([]) }, ..terms() },
	);
	let mut world = World::new()
		.with(Grantee::Account(ACCESSOR), revoked)
		.with(role(Role::Practitioner), expired)
		.with(role(Role::Researcher), elsewhere)
		.with(role(Role::Insurer), grant(3, terms()));
	world.certified.extend(Role::ALL);
	assert_eq!(world.decide(&asked(), ISSUED), (permit(3), role(Role::Insurer)));
	let roles = world.asked.iter().filter(|asked| matches!(asked, Asked::Certified(_)));
	let expected = [Role::Practitioner, Role::Insurer].map(Asked::Certified);
	assert!(roles.eq(&expected), "{:?}", world.asked);
}

#[test]
fn wider_circles_are_asked_after_a_permit_only_where_they_may_deny() {
	let account = Grantee::Account(ACCESSOR);
	let mut world = World::new().with(account.clone(), grant(0, terms()));
	world.certified.extend(Role::ALL);
	assert_eq!(world.decide(&asked(), ISSUED), (permit(0), account.clone()));
	assert_eq!(world.asked, [Asked::Summary, Asked::Grants(account.clone())]);

	let elsewhere = Terms { purposes: set([Purpose::Hresch]), ..denial() };
	let insurers = Grantee::Role(Role::Insurer);
	let mut world = world.with(insurers.clone(), grant(1, elsewhere));
	assert_eq!(world.decide(&asked(), ISSUED), (permit(0), account.clone()));
	let asked_for = [Asked::Summary, Asked::Grants(account.clone()), Asked::Grants(insurers)];
	assert_eq!(world.asked, asked_for);

	let mut world = world.with(account.clone(), grant(2, denial()));
	let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
	assert_eq!(world.decide(&asked(), ISSUED), (explicit, account.clone()));
	assert_eq!(world.asked, [Asked::Summary, Asked::Grants(account)]);
}

#[test]
fn everything_that_can_be_asked_is_asked_in_the_order_of_the_rule() {
	let mut world = World::new();
	let Ok(()) = ask_all(&mut world, Some(ItemId(7)));
	let mut expected = vec![Asked::Version(ItemId(7)), Asked::Summary];
	for grantee in Grantee::circles(&ACCESSOR) {
		let role = grantee.role();
		expected.push(Asked::Grants(grantee));
		expected
			.extend(role.into_iter().flat_map(|role| [Asked::Held(role), Asked::Certified(role)]));
	}
	assert_eq!(world.asked, expected);
	// Nothing that is stored leaves anything out.
	let denial = grant(0, Terms { effect: Effect::Deny, scope: Scope::All, ..terms() });
	for accessor in [ACCESSOR, PATIENT] {
		let mut world = World::new().with(Grantee::Account(ACCESSOR), denial.clone());
		world.accessor = accessor;
		let Ok(()) = ask_all(&mut world, None);
		assert_eq!(world.asked.len(), expected.len() - 1);
	}
}
