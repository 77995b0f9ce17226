// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{
	credential::Role,
	record::{AnchorId, RecordClass},
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

fn answer(terms: Terms) -> Verdict {
	decide(&[grant(0, terms)], &asked(), ISSUED)
}

fn permit(number: u64) -> Verdict {
	Verdict::Permit { grant: grant(number, terms()).id, obligations: Obligations::default() }
}

/// A fact that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
	Class(AnchorId),
	Summary,
	Grants(Grantee<u64>),
	Certified(Role),
}

/// Facts in plain Rust, which keep a list of what was asked for.
#[derive(Clone, Debug)]
struct World {
	patient: u64,
	accessor: u64,
	records: BTreeMap<AnchorId, RecordClass>,
	/// The grants to each grantee, in the order of [`Grantee::circles`].
	grants: Vec<Vec<Grant<u64>>>,
	/// From when on all grants to each grantee are known, in the same order.
	known_since: Vec<Moment>,
	/// From when on all grants of the patient are known.
	horizon: Moment,
	certified: BTreeSet<Role>,
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
		let (records, certified, forgotten, asked) = Default::default();
		Self {
			patient: PATIENT,
			accessor: ACCESSOR,
			records,
			grants,
			known_since,
			horizon: 0,
			certified,
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

	fn class(&mut self, anchor: AnchorId) -> Result<Option<RecordClass>, Infallible> {
		self.asked.push(Asked::Class(anchor));
		Ok(self.records.get(&anchor).copied())
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
	assert_eq!(world.asked, [Asked::Class(ItemId(7)), Asked::Summary, direct]);
	// What is refused or is the patient's own takes none of the grants.
	let absent = AccessQuery { anchor: Some(ItemId(8)), ..asked() };
	world.decide(&absent, ISSUED);
	assert_eq!(world.asked, [Asked::Class(ItemId(8))]);
	world.accessor = PATIENT;
	assert_eq!(world.decide(&asked(), ISSUED).0, Verdict::Own);
	assert_eq!(world.asked, []);
}

#[test]
fn nothing_granted_is_denied() {
	assert_eq!(decide::<u64>(&[], &asked(), ISSUED), Verdict::Deny(DenyReason::NoGrant));
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
	let mut expected = vec![Asked::Class(ItemId(7)), Asked::Summary];
	for grantee in Grantee::circles(&ACCESSOR) {
		let role = grantee.role();
		expected.push(Asked::Grants(grantee));
		expected.extend(role.map(Asked::Certified));
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

#[test]
fn a_limit_of_uses_lies_within_a_wider_or_no_limit() {
	for (limit, wider, expected) in [
		(None, None, true),
		(Some(3), None, true),
		(None, Some(3), false),
		(Some(3), Some(3), true),
		(Some(4), Some(3), false),
	] {
		assert_eq!(uses_within(limit, wider), expected);
	}
}

#[test]
fn obligations_cover_each_other_only_if_none_is_dropped() {
	let [kr, de] = [KR, DE].map(Some);
	let none = Obligations::default();
	let both = Obligations { no_reshare: true, place: kr };
	assert!(both.covers(&none) && both.covers(&both) && none.covers(&none));
	assert!(!none.covers(&both));
	assert!(!Obligations { no_reshare: false, ..both }.covers(&both));
	assert!(!Obligations { place: None, ..both }.covers(&both));
	assert!(!Obligations { place: de, ..both }.covers(&both));
}

#[test]
fn terms_lie_within_others_only_if_nothing_is_added() {
	let wide = Terms { max_uses: Some(5), ..terms() };
	assert!(wide.is_within(&wide));
	for added in [
		Terms { effect: Effect::Deny, ..wide.clone() },
		Terms { scope: Scope::All, ..wide.clone() },
		Terms { actions: set([Action::Access, Action::Use]), ..wide.clone() },
		Terms { purposes: set([Purpose::Treat, Purpose::Hresch]), ..wide.clone() },
		Terms { from: wide.from - 1, ..wide.clone() },
		Terms { until: wide.until + 1, ..wide.clone() },
		Terms { max_uses: Some(6), ..wide.clone() },
		Terms { max_uses: None, ..wide.clone() },
	] {
		assert!(!added.is_within(&wide));
	}
	let obliged = Terms {
		obligations: Obligations { no_reshare: true, place: None },
		text: Some(H256::zero()),
		..wide.clone()
	};
	assert!(obliged.is_within(&wide));
	assert!(!wide.is_within(&obliged));
}

#[test]
fn the_hash_of_terms_is_that_of_their_stored_encoding_behind_a_tag() {
	let anchors = set([ItemId(0x0102_0304_0506_0708)]);
	let stated = Terms {
		scope: Scope::Selected { classes: set([RecordClass::Laboratory]), anchors },
		actions: set([Action::Access, Action::Use]),
		from: 1,
		until: 2,
		max_uses: Some(3),
		text: Some(H256::repeat_byte(0xaa)),
		..terms()
	};
	let mut bytes = vec![25 << 2];
	bytes.extend(b"medibloc/consent/terms/v1");
	// Permit, the selected class and record, the actions, the purpose.
	bytes.extend([0, 1, 0x80, 0, 0, 4, 8, 7, 6, 5, 4, 3, 2, 1, 0b101, 1, 0]);
	bytes.extend([1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
	// The limit of uses, no obligation, the text.
	bytes.extend([1, 3, 0, 0, 0, 0, 0, 1]);
	bytes.extend([0xaa; 32]);
	assert_eq!(stated.hash(), H256(sp_crypto_hashing::blake2_256(&bytes)));
	assert_ne!(stated.hash(), Terms { until: 3, ..stated.clone() }.hash());
}

#[test]
fn terms_are_named_in_calls_and_stored_as_bits() {
	let stated = Terms {
		actions: set([Action::Access, Action::Correct]),
		purposes: set([Purpose::Treat, Purpose::Patrqt]),
		from: 0,
		until: 0,
		..terms()
	};
	let named = NamedTerms::from(stated.clone());
	let rest = [0; 20];
	assert_eq!(named.encode(), [&[0, 1, 4, 7, 0, 8, 0, 4, 8, 0, 5][..], &rest].concat());
	assert_eq!(stated.encode(), [&[0, 1, 0x80, 0, 0, 0, 0b10001, 0b100001, 0][..], &rest].concat());
	assert_eq!(Terms::from(named), stated);
	let everything = Terms { scope: Scope::All, ..stated };
	assert_eq!(Terms::from(NamedTerms::from(everything.clone())), everything);
}

#[test]
fn codes_are_frozen() {
	let purposes = [
		Purpose::Treat,
		Purpose::Etreat,
		Purpose::Hpaymt,
		Purpose::Hresch,
		Purpose::Pubhlth,
		Purpose::Patrqt,
	];
	let actions = [Action::Access, Action::Collect, Action::Use, Action::Disclose, Action::Correct];
	assert_eq!(purposes.encode(), [0, 1, 2, 3, 4, 5]);
	assert_eq!(actions.encode(), [0, 1, 2, 3, 4]);
	assert_eq!([Effect::Permit, Effect::Deny].encode(), [0, 1]);
	assert_eq!(Grantee::Account(9u8).encode(), [0, 9]);
	assert_eq!(Grantee::Institution(9u8).encode(), [1, 9]);
	assert_eq!(Grantee::<u8>::Role(Role::Insurer).encode(), [2, 6]);
	assert_eq!(Verdict::Deny(DenyReason::ExplicitDeny).encode(), [1, 9]);
	assert_eq!(Verdict::Deny(DenyReason::Revoked).encode(), [1, 5]);
	assert_eq!(Verdict::Deny(DenyReason::PlaceNotAllowed).encode(), [1, 10]);
	assert_eq!(Verdict::Own.encode(), [2]);
	assert_eq!(Verdict::Unknown.encode(), [3]);
	assert_eq!(permit(0).encode()[0], 0);
}

const CLASSES: [RecordClass; 3] =
	[RecordClass::Laboratory, RecordClass::Imaging, RecordClass::Billing];

fn some<Item: Clone + Ord + core::fmt::Debug + 'static>(
	items: &'static [Item],
) -> impl Strategy<Value = BTreeSet<Item>> {
	prop::sample::subsequence(items, 0..=items.len())
		.prop_map(|items| items.into_iter().collect::<BTreeSet<_>>())
}

fn any_scope() -> impl Strategy<Value = Scope> {
	prop_oneof![
		1 => Just(Scope::All),
		4 => (some(&CLASSES), some(&[1u64, 2, 3])).prop_map(|(classes, anchors)| Scope::Selected {
			classes: set(classes),
			anchors: set(anchors.into_iter().map(ItemId)),
		}),
	]
}

prop_compose! {
	fn any_terms()(
		effect in prop_oneof![3 => Just(Effect::Permit), 1 => Just(Effect::Deny)],
		scope in any_scope(),
		actions in some(&[Action::Access, Action::Use]),
		purposes in some(&[Purpose::Treat, Purpose::Hresch]),
		from in 0u64..6,
		length in 0u64..6,
		max_uses in prop::option::of(0u32..3),
		place in prop::option::weighted(0.3, prop::sample::select(vec![KR, DE])),
	) -> Terms {
		Terms {
			effect,
			scope,
			actions: set(actions),
			purposes: set(purposes),
			from: ISSUED + from - 1,
			until: ISSUED + from + length,
			max_uses,
			obligations: Obligations { no_reshare: false, place },
			text: None,
		}
	}
}

prop_compose! {
	fn any_grants()(
		parts in prop::collection::vec((any_terms(), 0u32..3, prop::option::of(0u64..6)), 0..7)
	) -> Vec<Grant<u64>> {
		parts
			.into_iter()
			.enumerate()
			.map(|(number, (terms, used, revoked))| Grant {
				used,
				revoked_at: revoked.map(|offset| ISSUED + offset),
				..grant(number as u64, terms)
			})
			.collect()
	}
}

prop_compose! {
	fn any_request()(
		class in prop::sample::select(CLASSES.to_vec()),
		anchor in prop::option::of((1u64..=4).prop_map(ItemId)),
		purpose in prop::sample::select(vec![Purpose::Treat, Purpose::Hresch]),
		action in prop::sample::select(vec![Action::Access, Action::Use]),
		place in prop::option::weighted(0.7, prop::sample::select(vec![KR, DE])),
	) -> AccessQuery {
		AccessQuery { class, anchor, purpose, action, place }
	}
}

fn any_moment() -> impl Strategy<Value = Moment> {
	(0u64..14).prop_map(|offset| ISSUED + offset - 2)
}

/// The records that there can be.
type Records = BTreeMap<AnchorId, RecordClass>;

/// One thing that can be done: with this record, of which class, from which country. No record is any
/// record that no grant names; no country is any that no grant names.
type Atom = (Option<AnchorId>, RecordClass, Action, Purpose, Option<Jurisdiction>);

/// Everything that can be done.
fn atoms(records: &Records) -> impl Iterator<Item = Atom> + '_ {
	let named = records.iter().map(|(id, class)| (Some(*id), *class));
	let all = named.chain(CLASSES.map(|class| (None, class))).collect::<Vec<_>>();
	all.into_iter().flat_map(|(anchor, class)| {
		[Action::Access, Action::Use].into_iter().flat_map(move |action| {
			[Purpose::Treat, Purpose::Hresch].into_iter().flat_map(move |purpose| {
				[None, Some(KR), Some(DE)].map(|place| (anchor, class, action, purpose, place))
			})
		})
	})
}

/// Everything that a query asks for.
fn query_atoms(records: &Records, request: &AccessQuery) -> BTreeSet<Atom> {
	atoms(records)
		.filter(|(anchor, class, action, purpose, place)| {
			*class == request.class
				&& request.anchor.is_none_or(|named| *anchor == Some(named))
				&& *action == request.action
				&& *purpose == request.purpose
				&& request.place.is_none_or(|named| *place == Some(named))
		})
		.collect()
}

/// Everything that terms are about.
fn terms_atoms(records: &Records, terms: &Terms) -> BTreeSet<Atom> {
	atoms(records)
		.filter(|(anchor, class, action, purpose, place)| {
			let in_scope = match &terms.scope {
				Scope::All => true,
				Scope::Selected { classes, anchors } => {
					classes.iter().any(|it| it == class)
						|| anchors.iter().any(|it| Some(*it) == *anchor)
				},
			};
			let limit = terms.obligations.place.filter(|_| terms.effect == Effect::Permit);
			in_scope
				&& terms.actions.iter().any(|it| it == action)
				&& terms.purposes.iter().any(|it| it == purpose)
				&& limit.is_none_or(|limit| *place == Some(limit))
		})
		.collect()
}

fn holds(grant: &Grant<u64>, at: Moment) -> bool {
	let began = at >= grant.terms.from && at >= grant.id.issued_at();
	began && at < grant.terms.until && grant.revoked_at.is_none_or(|revoked_at| at < revoked_at)
}

/// Whether a denial in force overlaps the query.
fn is_denied(grant: &Grant<u64>, records: &Records, request: &AccessQuery, at: Moment) -> bool {
	let asked = query_atoms(records, request);
	grant.terms.effect == Effect::Deny
		&& holds(grant, at)
		&& !asked.is_disjoint(&terms_atoms(records, &grant.terms))
}

/// Whether a permit in force contains the query.
fn is_permitted(grant: &Grant<u64>, records: &Records, request: &AccessQuery, at: Moment) -> bool {
	let asked = query_atoms(records, request);
	grant.terms.effect == Effect::Permit
		&& holds(grant, at)
		&& grant.terms.max_uses.is_none_or(|max_uses| grant.used < max_uses)
		&& asked.is_subset(&terms_atoms(records, &grant.terms))
}

/// The grant that the first of several permits in force is.
fn first_permit(
	grants: &[Grant<u64>],
	records: &Records,
	request: &AccessQuery,
	at: Moment,
) -> Option<GrantId> {
	let permits = grants.iter().filter(|grant| is_permitted(grant, records, request, at));
	permits.min_by_key(|grant| (grant.terms.max_uses.is_some(), grant.id)).map(|grant| grant.id)
}

prop_compose! {
	fn any_world()(
		grants in prop::collection::vec(any_grants(), 9),
		certified in some(&Role::ALL),
		records in any_records(),
		is_own in prop::bool::weighted(0.1),
		forgotten in prop_oneof![4 => Just(BTreeSet::new()), 1 => some(&Role::ALL)],
		known_since in prop::collection::vec(prop::option::weighted(0.1, any_moment()), 9),
		horizon in prop::option::weighted(0.2, any_moment()),
	) -> World {
		let grants = grants.into_iter().map(|grants| anchored(grants, &records)).collect();
		let known_since = known_since.into_iter().map(Option::unwrap_or_default).collect();
		let horizon = horizon.unwrap_or_default();
		let patient = if is_own { ACCESSOR } else { PATIENT };
		let new = World::new();
		World { patient, records, grants, certified, forgotten, known_since, horizon, ..new }
	}
}

fn any_records() -> impl Strategy<Value = Records> {
	prop::collection::btree_map(
		(1u64..=4).prop_map(ItemId),
		prop::sample::select(CLASSES.to_vec()),
		0..4,
	)
}

/// The grants, with the classes of the records that denials name, as the chain writes them.
fn anchored(grants: Vec<Grant<u64>>, records: &Records) -> Vec<Grant<u64>> {
	let classes = |terms: &Terms| match (&terms.effect, &terms.scope) {
		(Effect::Deny, Scope::Selected { anchors, .. }) => {
			set(anchors.iter().filter_map(|anchor| records.get(anchor).copied()))
		},
		_ => set([]),
	};
	let grants = grants.into_iter();
	grants.map(|grant| Grant { anchor_classes: classes(&grant.terms), ..grant }).collect()
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
	prop_oneof![
		2 => Just(Verdict::Deny(DenyReason::NoGrant)),
		1 => Just(Verdict::Deny(DenyReason::OutOfScope)),
		1 => Just(Verdict::Deny(DenyReason::Expired)),
		1 => Just(Verdict::Deny(DenyReason::ExplicitDeny)),
		1 => Just(Verdict::Unknown),
		2 => (0u64..20).prop_map(permit),
	]
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 4_096, ..ProptestConfig::default() })]

	#[test]
	fn within_a_circle_denials_overlap_and_permits_contain(
		grants in any_grants(),
		records in any_records(),
		request in any_request(),
		at in any_moment(),
	) {
		// Of another class it is refused before any grant is asked.
		let mut records = records;
		records.extend(request.anchor.map(|id| (id, request.class)));
		let grants = anchored(grants, &records);
		let verdict = decide(&grants, &request, at);
		if grants.iter().any(|grant| is_denied(grant, &records, &request, at)) {
			prop_assert_eq!(verdict, Verdict::Deny(DenyReason::ExplicitDeny));
		} else if let Some(first) = first_permit(&grants, &records, &request, at) {
			let Verdict::Permit { grant, .. } = verdict else { panic!("{verdict:?}, not a permit") };
			prop_assert_eq!(grant, first);
		} else {
			let Verdict::Deny(reason) = verdict else { panic!("{verdict:?} out of nothing") };
			prop_assert!(reason != DenyReason::ExplicitDeny);
			let permits = grants.iter().any(|grant| grant.terms.effect == Effect::Permit);
			prop_assert_eq!(reason == DenyReason::NoGrant, !permits);
		}
	}

	#[test]
	fn a_further_denial_never_permits(
		grants in any_grants(),
		denial in any_terms(),
		request in any_request(),
		at in any_moment(),
	) {
		let before = decide(&grants, &request, at);
		let denial = grant(99, Terms { effect: Effect::Deny, ..denial });
		let after = decide(&[grants, vec![denial]].concat(), &request, at);
		prop_assert!(after == before || after == Verdict::Deny(DenyReason::ExplicitDeny));
	}

	#[test]
	fn a_revocation_never_permits_and_leaves_the_past(
		mut grants in any_grants(),
		request in any_request(),
		at in any_moment(),
		revoked_at in any_moment(),
	) {
		let before = decide(&grants, &request, at);
		for grant in grants.iter_mut().filter(|grant| grant.terms.effect == Effect::Permit) {
			grant.revoked_at = Some(grant.revoked_at.map_or(revoked_at, |at| at.min(revoked_at)));
		}
		let after = decide(&grants, &request, at);
		if at < revoked_at {
			prop_assert_eq!(after, before);
		} else {
			prop_assert!(!after.is_permit());
		}
	}

	#[test]
	fn narrower_terms_permit_nothing_more(
		narrow in any_terms(),
		wide in any_terms(),
		request in any_request(),
		at in any_moment(),
	) {
		let permits = |terms: &Terms| decide(&[grant(0, terms.clone())], &request, at).is_permit();
		let within = Terms {
			scope: if narrow.scope.is_subset(&wide.scope) { narrow.scope } else { wide.scope.clone() },
			actions: narrow.actions.iter().copied().filter(|it| wide.actions.contains(it)).collect(),
			purposes: narrow.purposes.iter().copied().filter(|it| wide.purposes.contains(it)).collect(),
			from: narrow.from.max(wide.from),
			until: narrow.until.min(wide.until),
			..wide.clone()
		};
		prop_assert!(within.is_within(&wide));
		prop_assert!(wide.effect == Effect::Deny || !permits(&within) || permits(&wide));
	}

	#[test]
	fn a_subset_of_a_scope_contains_nothing_more(
		narrow in any_scope(),
		wide in any_scope(),
		request in any_request(),
	) {
		let contains = |scope: &Scope| scope.contains(request.class, request.anchor);
		if narrow.is_subset(&wide) {
			prop_assert!(!contains(&narrow) || contains(&wide));
		}
		prop_assert!(narrow.is_subset(&narrow) && narrow.is_subset(&Scope::All));
		prop_assert!(!narrow.is_empty() || !contains(&narrow));
	}

	#[test]
	fn combining_answers_does_not_depend_on_how_they_are_grouped(
		one in any_verdict(),
		two in any_verdict(),
		three in any_verdict(),
	) {
		prop_assert_eq!(one.or(two).or(three), one.or(two.or(three)));
		prop_assert_eq!(one.or(two).is_permit(), two.or(one).is_permit());
	}

	#[test]
	fn the_rule_is_the_one_by_brute_force(
		mut world in any_world(),
		request in any_request(),
		at in any_moment(),
	) {
		let (verdict, source) = world.decide(&request, at);
		let mismatch =
			request.anchor.is_some_and(|id| world.records.get(&id) != Some(&request.class));
		if mismatch {
			prop_assert_eq!(verdict, Verdict::Deny(DenyReason::RecordMismatch));
			return Ok(());
		}
		if world.patient == world.accessor {
			prop_assert_eq!(verdict, Verdict::Own);
			return Ok(());
		}
		if at < world.horizon {
			prop_assert_eq!(verdict, Verdict::Unknown);
			return Ok(());
		}
		let live = world
			.circles()
			.zip(&world.known_since)
			.filter(|((circle, _), _)| {
				circle.role().is_none_or(|role| {
					world.certified.contains(&role) && !world.forgotten.contains(&role)
				})
			})
			.collect::<Vec<_>>();
		let denied = live.iter().find(|((_, grants), _)| {
			grants.iter().any(|grant| is_denied(grant, &world.records, &request, at))
		});
		if let Some(((circle, _), _)) = denied {
			prop_assert_eq!(verdict, Verdict::Deny(DenyReason::ExplicitDeny));
			prop_assert_eq!(source, circle.clone());
			return Ok(());
		}
		let permit = live.iter().find_map(|((circle, grants), known_since)| {
			let grant = first_permit(grants, &world.records, &request, at)?;
			(at >= **known_since).then_some((circle, grant))
		});
		match verdict {
			// Something that is no longer known may have permitted or denied it.
			Verdict::Unknown => {
				let is_dropped = live.iter().any(|(_, known_since)| at < **known_since);
				prop_assert!(is_dropped || !world.forgotten.is_empty());
			},
			Verdict::Permit { grant, .. } => prop_assert_eq!(Some((&source, grant)), permit),
			Verdict::Deny(reason) => {
				prop_assert_eq!(permit, None);
				prop_assert!(reason != DenyReason::ExplicitDeny);
				prop_assert!(live.iter().all(|(_, known_since)| at >= **known_since));
			},
			Verdict::Own => panic!("these are not the own records"),
		}
	}

	#[test]
	fn the_rule_asks_for_nothing_that_a_proof_need_not_show(
		mut world in any_world(),
		request in any_request(),
		at in any_moment(),
	) {
		world.decide(&request, at);
		let asked = core::mem::take(&mut world.asked);
		let Ok(()) = ask_all(&mut world, request.anchor);
		for fact in &asked {
			prop_assert!(world.asked.contains(fact), "{fact:?} is not among {:?}", world.asked);
		}
		// In the same order.
		let mut all = world.asked.iter();
		prop_assert!(asked.iter().all(|fact| all.any(|other| other == fact)));
	}
}
