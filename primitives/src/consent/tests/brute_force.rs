// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The rule on access against one that looks at every single thing that terms are about.

use super::*;

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

impl World {
	fn all_records(&self) -> Records {
		Records { classes: self.records.clone(), firsts: self.firsts.clone() }
	}
}

fn any_moment() -> impl Strategy<Value = Moment> {
	(0u64..14).prop_map(|offset| ISSUED + offset - 2)
}

/// The records that there can be, and which record the corrections among them are versions of.
#[derive(Clone, Debug)]
struct Records {
	classes: BTreeMap<AnchorId, RecordClass>,
	firsts: BTreeMap<AnchorId, AnchorId>,
}

impl Records {
	fn first(&self, id: AnchorId) -> AnchorId {
		self.firsts.get(&id).copied().unwrap_or(id)
	}

	/// The class of a record, which it has or had: that of all its versions.
	fn class(&self, id: AnchorId) -> Option<RecordClass> {
		let mut all = self.classes.iter();
		all.find(|(other, _)| self.first(**other) == self.first(id)).map(|(_, class)| *class)
	}
}

/// One thing that can be done: with this record, of which class, from which country. No record is any
/// record that no grant names; no country is any that no grant names.
type Atom = (Option<AnchorId>, RecordClass, Action, Purpose, Option<Jurisdiction>);

/// Everything that can be done.
fn atoms(records: &Records) -> impl Iterator<Item = Atom> + '_ {
	let named = records.classes.iter().map(|(id, class)| (Some(*id), *class));
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
						|| anchors.iter().any(|it| match (terms.effect, anchor) {
							(_, None) => false,
							(Effect::Permit, Some(anchor)) => it == anchor,
							// Of whichever version.
							(Effect::Deny, Some(anchor)) => {
								records.first(*it) == records.first(*anchor)
							},
						})
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
		past in prop::collection::btree_map(
			prop::sample::select(Role::ALL.to_vec()), any_moment(), 0..4,
		),
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
		let Records { classes: records, firsts } = records;
		World {
			patient,
			records,
			firsts,
			grants,
			certified,
			past,
			forgotten,
			known_since,
			horizon,
			..World::new()
		}
	}
}

fn any_records() -> impl Strategy<Value = Records> {
	let ids = || (1u64..=4).prop_map(ItemId);
	let class = prop::sample::select(CLASSES.to_vec());
	let corrections = prop::collection::btree_set((2u64..=4).prop_map(ItemId), 0..3);
	(prop::collection::btree_map(ids(), class, 0..4), corrections).prop_map(
		|(mut classes, corrections)| {
			// All of the same record, which may be erased.
			let first = ItemId(1);
			let shared = classes.get(&first).or(corrections.first().and_then(|id| classes.get(id)));
			if let Some(class) = shared.copied() {
				let of_it = classes.iter_mut().filter(|(id, _)| corrections.contains(id));
				of_it.for_each(|(_, other)| *other = class);
			}
			Records { classes, firsts: corrections.into_iter().map(|id| (id, first)).collect() }
		},
	)
}

/// The grants as the chain writes them: denials name the first versions of records, and have their classes.
fn anchored(grants: Vec<Grant<u64>>, records: &Records) -> Vec<Grant<u64>> {
	let classes = |terms: &Terms| match (&terms.effect, &terms.scope) {
		(Effect::Deny, Scope::Selected { anchors, .. }) => {
			set(anchors.iter().filter_map(|anchor| records.class(*anchor)))
		},
		_ => set([]),
	};
	let named = |terms: Terms| match (terms.effect, terms.scope.clone()) {
		(Effect::Deny, Scope::Selected { classes, anchors }) => {
			let anchors = set(anchors.iter().map(|anchor| records.first(*anchor)));
			Terms { scope: Scope::Selected { classes, anchors }, ..terms }
		},
		_ => terms,
	};
	let grants = grants.into_iter();
	grants
		.map(|grant| Grant {
			anchor_classes: classes(&grant.terms),
			terms: named(grant.terms),
			..grant
		})
		.collect()
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
		records.classes.extend(request.anchor.map(|id| (id, request.class)));
		let grants = anchored(grants, &records);
		let first = request.anchor.map(|id| records.first(id));
		let verdict = super::super::decide(&grants, &request, first, at);
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
		let records = world.all_records();
		let circles = || world.circles().zip(&world.known_since).map(|((c, g), k)| (c, g, *k));
		let is_forgotten = |circle: &Grantee<u64>| {
			circle.role().is_some_and(|role| world.forgotten.contains(&role))
		};
		let denies = |grant: &Grant<u64>| is_denied(grant, &records, &request, at);
		let begin = |denial: &Grant<u64>| denial.terms.from.max(denial.id.issued_at());
		let denied = circles().find(|(circle, grants, _)| {
			!is_forgotten(circle)
				&& grants.iter().filter(|grant| denies(grant)).any(|denial| {
					circle.role().is_none_or(|role| world.was_in(role, begin(denial)))
				})
		});
		if let Some((circle, ..)) = denied {
			prop_assert_eq!(verdict, Verdict::Deny(DenyReason::ExplicitDeny));
			prop_assert_eq!(source, circle);
			return Ok(());
		}
		let live = circles()
			.filter(|(circle, ..)| {
				let is_certified = |role| world.certified.contains(&role);
				circle.role().is_none_or(is_certified) && !is_forgotten(circle)
			})
			.collect::<Vec<_>>();
		let permit = live.iter().find_map(|(circle, grants, known_since)| {
			let grant = first_permit(grants, &records, &request, at)?;
			(at >= *known_since).then_some((circle, grant))
		});
		let is_dropped = |(circle, _, known_since): (Grantee<u64>, &[Grant<u64>], Moment)| {
			at < known_since && circle.role().is_none_or(|role| world.was_in(role, 0))
		};
		match verdict {
			// Something that is no longer known may have permitted or denied it.
			Verdict::Unknown => {
				prop_assert!(circles().any(is_dropped) || !world.forgotten.is_empty());
			},
			Verdict::Permit { grant, .. } => prop_assert_eq!(Some((&source, grant)), permit),
			Verdict::Deny(reason) => {
				prop_assert_eq!(permit, None);
				prop_assert!(reason != DenyReason::ExplicitDeny);
				let mut known = circles().filter(|(circle, ..)| !is_forgotten(circle));
				prop_assert!(!known.any(is_dropped));
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
		let mut asked = core::mem::take(&mut world.asked);
		asked.dedup();
		let Ok(()) = ask_all(&mut world, request.anchor);
		for fact in &asked {
			prop_assert!(world.asked.contains(fact), "{fact:?} is not among {:?}", world.asked);
		}
		// In the same order.
		let mut all = world.asked.iter();
		prop_assert!(asked.iter().all(|fact| all.any(|other| other == fact)));
	}
}
