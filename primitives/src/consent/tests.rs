// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use alloc::{collections::BTreeSet, vec::Vec};
use proptest::prelude::*;

const ISSUED: Moment = 1_700_000_000_000;

fn set<Item: Ord, Bound: sp_core::Get<u32>>(
	items: impl IntoIterator<Item = Item>,
) -> BoundedBTreeSet<Item, Bound> {
	BoundedBTreeSet::try_from(items.into_iter().collect::<BTreeSet<_>>())
		.unwrap_or_else(|_| panic!("too many items"))
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

fn asked() -> Request {
	Request {
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

#[test]
fn a_record_that_is_not_what_was_said_is_refused_even_to_its_patient() {
	let request = Request { anchor: Some(ItemId(7)), ..asked() };
	let answer = |class, accessor: u64| {
		let permit = permit(0);
		decide_access(&1u64, &accessor, &request, |_| class, |_| permit, |_| true).0
	};
	let mismatch = Verdict::Deny(DenyReason::RecordMismatch);
	for accessor in [1, 2] {
		assert_eq!(answer(None, accessor), mismatch);
		assert_eq!(answer(Some(RecordClass::Genomic), accessor), mismatch);
	}
	assert_eq!(answer(Some(request.class), 1), Verdict::Own);
	assert_eq!(answer(Some(request.class), 2), permit(0));
}

#[test]
fn a_class_is_asked_for_only_where_a_record_is_named() {
	let class_of = |_| unreachable!("no record is named");
	let nothing = Verdict::Deny(DenyReason::NoGrant);
	let answer = decide_access(&1u64, &2, &asked(), class_of, |_| nothing, |_| false);
	assert_eq!(answer, (nothing, Grantee::Account(2)));
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
	let mut asked_roles = Vec::new();
	let verdict = decide_for(
		&1u64,
		|grantee| match grantee {
			Grantee::Account(_) => Verdict::Deny(DenyReason::Revoked),
			Grantee::Institution(_) => Verdict::Deny(DenyReason::NoGrant),
			Grantee::Role(Role::Practitioner) => Verdict::Deny(DenyReason::Expired),
			Grantee::Role(Role::Insurer) => permit(1),
			Grantee::Role(_) => Verdict::Deny(DenyReason::OutOfScope),
		},
		|role| {
			asked_roles.push(role);
			true
		},
	);
	assert_eq!(verdict, (permit(1), Grantee::Role(Role::Insurer)));
	assert_eq!(asked_roles, [Role::Practitioner, Role::Insurer]);
}

#[test]
fn wider_circles_are_not_asked_once_a_narrower_one_decides() {
	for decisive in [permit(0), Verdict::Deny(DenyReason::ExplicitDeny)] {
		let mut count = 0;
		let verdict = decide_for(
			&1u64,
			|_| {
				count += 1;
				decisive
			},
			|_| true,
		);
		assert_eq!((verdict, count), ((decisive, Grantee::Account(1)), 1));
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
	) -> Request {
		Request { class, anchor, purpose, action }
	}
}

fn any_moment() -> impl Strategy<Value = Moment> {
	(0u64..14).prop_map(|offset| ISSUED + offset - 2)
}

/// The conditions that a grant must meet, in the order of the reasons for their absence.
fn conditions(grant: &Grant<u64>, request: &Request, at: Moment) -> [(bool, DenyReason); 7] {
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
fn naive(grants: &[Grant<u64>], request: &Request, at: Moment) -> Verdict {
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
			actions: set(narrow.actions.intersection(&wide.actions).copied()),
			purposes: set(narrow.purposes.intersection(&wide.purposes).copied()),
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
		answers in prop::collection::vec(any_verdict(), 9),
		certified in some(&Role::ALL),
	) {
		let circles = Grantee::circles(&1u64).zip(answers).collect::<Vec<_>>();
		let (verdict, source) = decide_for(
			&1u64,
			|grantee| circles.iter().find(|(circle, _)| circle == grantee).expect("a circle").1,
			|role| certified.contains(&role),
		);

		let live = circles
			.iter()
			.filter(|(circle, _)| circle.role().is_none_or(|role| certified.contains(&role)))
			.cloned()
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
}
