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
	Grant { id, terms, basis: Basis::Own, used: 0, revoked_at: None, deposit: 0 }
}

fn asked() -> AccessQuery {
	AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
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
	certified: BTreeSet<Role>,
	asked: Vec<Asked>,
}

const PATIENT: u64 = 1;
const ACCESSOR: u64 = 2;

impl World {
	fn new() -> Self {
		let grants = Grantee::circles(&ACCESSOR).map(|_| Vec::new()).collect();
		let (records, certified, asked) = Default::default();
		Self { patient: PATIENT, accessor: ACCESSOR, records, grants, certified, asked }
	}

	fn with(mut self, grantee: Grantee<u64>, grant: Grant<u64>) -> Self {
		let position = Grantee::circles(&self.accessor).position(|circle| circle == grantee);
		self.grants[position.expect("a circle of the accessor")].push(grant);
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

	fn grants(&mut self, grantee: &Grantee<u64>) -> Result<Vec<Grant<u64>>, Infallible> {
		self.asked.push(Asked::Grants(grantee.clone()));
		let found = self.circles().find(|(circle, _)| circle == grantee);
		Ok(found.map(|(_, grants)| grants.to_vec()).unwrap_or_default())
	}

	fn is_certified(&mut self, role: Role, _: Moment) -> Result<bool, Infallible> {
		self.asked.push(Asked::Certified(role));
		Ok(self.certified.contains(&role))
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
fn a_direct_grant_takes_one_fact_and_a_record_that_is_named_one_more() {
	let mut world = World::new().with(Grantee::Account(ACCESSOR), grant(0, terms()));
	world.records.insert(ItemId(7), RecordClass::Laboratory);
	assert_eq!(world.decide(&asked(), ISSUED).0, permit(0));
	let direct = Asked::Grants(Grantee::Account(ACCESSOR));
	assert_eq!(world.asked, core::slice::from_ref(&direct));
	let single = AccessQuery { anchor: Some(ItemId(7)), ..asked() };
	assert_eq!(world.decide(&single, ISSUED).0, permit(0));
	assert_eq!(world.asked, [Asked::Class(ItemId(7)), direct]);
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
	let obligations = Obligations { no_reshare: true, place: Some(Jurisdiction(*b"KR")) };
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

#[test]
fn the_patients_own_access_is_a_decisive_permit() {
	assert!(Verdict::Own.is_permit());
	assert!(Verdict::Own.is_decisive());
	assert_eq!(Verdict::Deny(DenyReason::Expired).or(Verdict::Own), Verdict::Own);
	assert_eq!(Verdict::Own.or(Verdict::Deny(DenyReason::Expired)), Verdict::Own);
}

#[test]
fn only_permits_and_explicit_denials_are_decisive() {
	assert!(permit(0).is_decisive());
	assert!(Verdict::Deny(DenyReason::ExplicitDeny).is_decisive());
	assert!(!Verdict::Deny(DenyReason::UsesExhausted).is_decisive());
	assert!(!Verdict::Deny(DenyReason::UsesExhausted).is_permit());
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
fn wider_circles_are_not_asked_once_a_narrower_one_decides() {
	let denial = Terms { effect: Effect::Deny, ..terms() };
	for (terms, decisive) in
		[(terms(), permit(0)), (denial, Verdict::Deny(DenyReason::ExplicitDeny))]
	{
		let mut world = World::new().with(Grantee::Account(ACCESSOR), grant(0, terms));
		world.certified.extend(Role::ALL);
		assert_eq!(world.decide(&asked(), ISSUED), (decisive, Grantee::Account(ACCESSOR)));
		assert_eq!(world.asked.len(), 1);
	}
}

#[test]
fn everything_that_can_be_asked_is_asked_in_the_order_of_the_rule() {
	let mut world = World::new();
	let Ok(()) = ask_all(&mut world, Some(ItemId(7)));
	let mut expected = vec![Asked::Class(ItemId(7))];
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
	let [kr, de] = [*b"KR", *b"DE"].map(|code| Some(Jurisdiction(code)));
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
	assert_eq!(Verdict::Own.encode(), [2]);
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
		no_reshare: bool,
	) -> Terms {
		Terms {
			effect,
			scope,
			actions: set(actions),
			purposes: set(purposes),
			from: ISSUED + from - 1,
			until: ISSUED + from + length,
			max_uses,
			obligations: Obligations { no_reshare, place: None },
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
	) -> AccessQuery {
		AccessQuery { class, anchor, purpose, action }
	}
}

fn any_moment() -> impl Strategy<Value = Moment> {
	(0u64..14).prop_map(|offset| ISSUED + offset - 2)
}

/// The conditions that a grant must meet, in the order of the reasons for their absence.
fn conditions(grant: &Grant<u64>, request: &AccessQuery, at: Moment) -> [(bool, DenyReason); 7] {
	let Terms { scope, actions, purposes, from, until, max_uses, .. } = &grant.terms;
	let in_scope = match scope {
		Scope::All => true,
		Scope::Selected { classes, anchors } => {
			classes.iter().any(|class| *class == request.class)
				|| anchors.iter().any(|anchor| Some(*anchor) == request.anchor)
		},
	};
	let begins = (*from).max(grant.id.issued_at());
	[
		(in_scope, DenyReason::OutOfScope),
		(actions.iter().any(|action| *action == request.action), DenyReason::ActionNotGranted),
		(purposes.iter().any(|it| *it == request.purpose), DenyReason::PurposeNotGranted),
		(at < grant.revoked_at.unwrap_or(Moment::MAX), DenyReason::Revoked),
		(at < *until, DenyReason::Expired),
		(at >= begins, DenyReason::NotYetValid),
		(grant.used < max_uses.unwrap_or(u32::MAX), DenyReason::UsesExhausted),
	]
}

/// The rule in several passes, as its documentation words it.
fn naive(grants: &[Grant<u64>], request: &AccessQuery, at: Moment) -> Verdict {
	let matches =
		|grant: &&Grant<u64>| conditions(grant, request, at).into_iter().all(|(met, _)| met);
	let of = |effect| grants.iter().filter(move |grant| grant.terms.effect == effect);
	if of(Effect::Deny).any(|grant| matches(&grant)) {
		return Verdict::Deny(DenyReason::ExplicitDeny);
	}
	let mut permits = of(Effect::Permit).filter(matches).collect::<Vec<_>>();
	permits.sort_by_key(|grant| (grant.terms.max_uses.is_some(), grant.id));
	if let Some(grant) = permits.first() {
		return Verdict::Permit { grant: grant.id, obligations: grant.terms.obligations };
	}
	let first_missing = |grant: &Grant<u64>| {
		conditions(grant, request, at).into_iter().find(|(met, _)| !met).map(|(_, why)| why)
	};
	let nearest = of(Effect::Permit).filter_map(first_missing).max();
	Verdict::Deny(nearest.unwrap_or(DenyReason::NoGrant))
}

prop_compose! {
	fn any_world()(
		grants in prop::collection::vec(any_grants(), 9),
		certified in some(&Role::ALL),
		records in prop::collection::btree_map(
			(1u64..=4).prop_map(ItemId),
			prop::sample::select(CLASSES.to_vec()),
			0..4,
		),
		is_own in prop::bool::weighted(0.1),
	) -> World {
		let world = World { records, grants, certified, ..World::new() };
		World { patient: if is_own { ACCESSOR } else { PATIENT }, ..world }
	}
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
	prop_oneof![
		2 => Just(Verdict::Deny(DenyReason::NoGrant)),
		1 => Just(Verdict::Deny(DenyReason::OutOfScope)),
		1 => Just(Verdict::Deny(DenyReason::Expired)),
		1 => Just(Verdict::Deny(DenyReason::ExplicitDeny)),
		2 => (0u64..20).prop_map(permit),
	]
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 4_096, ..ProptestConfig::default() })]

	#[test]
	fn the_rule_is_the_naive_one(
		grants in any_grants(),
		request in any_request(),
		at in any_moment(),
	) {
		prop_assert_eq!(decide(&grants, &request, at), naive(&grants, &request, at));
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
	fn the_narrowest_decisive_circle_counts(
		mut world in any_world(),
		request in any_request(),
		at in any_moment(),
	) {
		let request = AccessQuery { anchor: None, ..request };
		world.patient = PATIENT;
		let (verdict, source) = world.decide(&request, at);
		let live = world
			.circles()
			.filter(|(circle, _)| circle.role().is_none_or(|role| world.certified.contains(&role)))
			.map(|(circle, grants)| (circle, naive(grants, &request, at)))
			.collect::<Vec<_>>();
		let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
		let tiers = [0u8, 1, 2].map(|width| {
			live.iter().filter(|(circle, _)| circle.width() == width).cloned().collect::<Vec<_>>()
		});
		let decisive = tiers.iter().find_map(|tier| {
			tier.iter()
				.find(|(_, answer)| *answer == explicit)
				.or_else(|| tier.iter().find(|(_, answer)| answer.is_permit()))
		});
		match decisive {
			Some((circle, answer)) => prop_assert_eq!((verdict, source), (*answer, circle.clone())),
			None => {
				let reasons = live.iter().map(|(_, answer)| match answer {
					Verdict::Deny(reason) => *reason,
					_ => unreachable!("a permit is decisive"),
				});
				prop_assert_eq!(Some(verdict), reasons.max().map(Verdict::Deny));
			},
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
