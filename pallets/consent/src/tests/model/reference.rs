// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Reference model of the consent rules in plain Rust, written from the documentation.

use super::*;

#[derive(Clone, Debug)]
pub(super) struct Permission {
	pub(super) patient: AccountId,
	pub(super) grantee: Grantee<AccountId>,
	pub(super) id: GrantId,
	pub(super) terms: Terms,
	pub(super) used: u32,
	pub(super) ended: Option<Moment>,
}

impl Permission {
	pub(super) fn is_in_force(&self, now: Moment) -> bool {
		self.ended.is_none() && now < self.terms.until
	}

	pub(super) fn is_permit(&self) -> bool {
		self.terms.effect == Effect::Permit
	}

	pub(super) fn end(&self) -> Moment {
		self.ended.unwrap_or(Moment::MAX).min(self.terms.until)
	}
}

#[derive(Default)]
pub(super) struct Model {
	pub(super) now: Moment,
	pub(super) permissions: Vec<Permission>,
	pub(super) requests: BTreeMap<(AccountId, AccountId), (Terms, Moment)>,
	pub(super) policies: BTreeMap<AccountId, RequestPolicy>,
	pub(super) credentials: BTreeMap<(AccountId, Role), (Moment, Moment)>,
	/// The ends of grants that made room for others, with patient and grantee.
	pub(super) dropped: Vec<(AccountId, Grantee<AccountId>, Moment)>,
	/// The last end of a grant that was pruned, by patient.
	pub(super) horizons: BTreeMap<AccountId, Moment>,
	/// The patients who ever denied any institution anything, and those who denied a role.
	pub(super) denied: Vec<(AccountId, Option<Role>)>,
	/// The moments of the accesses, and how many of them were pruned.
	pub(super) logs: BTreeMap<AccountId, (Vec<Moment>, usize)>,
}

pub(super) fn account_of(grantee: &Grantee<AccountId>) -> Option<AccountId> {
	match grantee {
		Grantee::Account(account) | Grantee::Institution(account) => Some(*account),
		Grantee::Role(_) => None,
	}
}

pub(super) fn is_subset<Item: PartialEq>(part: &[Item], whole: &[Item]) -> bool {
	part.iter().all(|item| whole.contains(item))
}

/// The class of a record, if it is there.
fn class_of(anchor: AnchorId) -> Option<RecordClass> {
	ANCHORS.iter().find(|(id, ..)| *id == anchor).map(|(_, class, _)| *class)
}

/// The first version of a record.
fn first_of(anchor: AnchorId) -> AnchorId {
	ANCHORS.iter().find(|(id, ..)| *id == anchor).map_or(anchor, |(.., first)| *first)
}

fn anchors_of(scope: &Scope) -> Vec<AnchorId> {
	match scope {
		Scope::All => Vec::new(),
		Scope::Selected { anchors, .. } => anchors.iter().copied().collect(),
	}
}

/// The classes of the records that a denial names.
fn denied_classes(terms: &Terms) -> Classes {
	let anchors = anchors_of(&terms.scope).into_iter().filter(|_| terms.effect == Effect::Deny);
	anchors.filter_map(class_of).collect()
}

impl Model {
	pub(super) fn is_certified(&self, who: AccountId, role: Role, at: Moment) -> bool {
		self.credentials.get(&(who, role)).is_some_and(|(from, until)| *from <= at && at < *until)
	}

	/// Whether `who` was certified at any moment from `since` to `at`.
	fn was_held(&self, who: AccountId, role: Role, since: Moment, at: Moment) -> bool {
		let held = self.credentials.get(&(who, role));
		held.is_some_and(|(from, until)| from < until && *from <= at && since <= *until)
	}

	pub(super) fn moment(&self, offset: i64) -> Moment {
		self.now.saturating_add_signed(offset)
	}

	pub(super) fn terms(&self, draft: &Draft) -> Terms {
		let scope = draft.scope.as_ref().map_or(Scope::All, |(classes, anchors)| {
			let anchors = anchors.iter().copied().map(ItemId).collect::<BTreeSet<_>>();
			Scope::Selected {
				classes: classes.iter().copied().collect::<Classes>(),
				anchors: AnchorSet::try_from(anchors).expect("few anchors"),
			}
		});
		Terms {
			effect: draft.effect,
			scope,
			actions: actions(draft.actions.clone()),
			purposes: purposes(draft.purposes.clone()),
			from: self.moment(draft.from),
			until: self.moment(draft.until),
			max_uses: draft.max_uses,
			obligations: Obligations { no_reshare: draft.no_reshare, place: draft.place },
			text: None,
		}
	}

	/// The terms as they are granted now, if they can be.
	pub(super) fn acceptable(&self, terms: &Terms) -> Option<Terms> {
		let is_empty = match &terms.scope {
			Scope::All => false,
			Scope::Selected { classes, anchors } => classes.is_empty() && anchors.is_empty(),
		};
		let from = if terms.from < self.now { self.now } else { terms.from };
		let is_fine = !is_empty
			&& !terms.actions.is_empty()
			&& !terms.purposes.is_empty()
			&& terms.until > from
			&& terms.until - self.now <= MaxGrantDuration::get()
			&& match terms.effect {
				Effect::Permit => terms.max_uses != Some(0),
				Effect::Deny => {
					terms.max_uses.is_none()
						&& terms.obligations == Obligations::default()
						&& anchors_of(&terms.scope).iter().all(|id| class_of(*id).is_some())
				},
			};
		// A denial is of all versions of a record.
		let scope = match (terms.effect, terms.scope.clone()) {
			(Effect::Deny, Scope::Selected { classes, anchors }) => {
				let firsts = anchors.iter().map(|id| first_of(*id)).collect::<BTreeSet<_>>();
				let anchors = AnchorSet::try_from(firsts).expect("no more than there were");
				Scope::Selected { classes, anchors }
			},
			(_, scope) => scope,
		};
		is_fine.then(|| Terms { from, scope, ..terms.clone() })
	}

	/// Whether another grant can be given, if those make room that have ended: one place stays free of
	/// grants in force.
	pub(super) fn has_room(&self, patient: AccountId, grantee: &Grantee<AccountId>) -> bool {
		let is_theirs = |it: &&Permission| it.patient == patient && it.grantee == *grantee;
		let in_force = self.permissions.iter().filter(is_theirs);
		in_force.filter(|it| it.is_in_force(self.now)).count() + 1 < MaxGrants::get() as usize
	}

	/// The moment from which on all grants to a grantee are known.
	pub(super) fn known_since(&self, patient: AccountId, grantee: &Grantee<AccountId>) -> Moment {
		let dropped = self.dropped.iter().filter(|(p, g, _)| *p == patient && g == grantee);
		dropped.map(|(.., end)| *end).max().unwrap_or_default()
	}

	/// Whether the patient ever denied anything to a grantee that is no account by itself.
	pub(super) fn may_deny(&self, patient: AccountId, grantee: &Grantee<AccountId>) -> bool {
		let whom = match grantee {
			Grantee::Account(_) => return true,
			Grantee::Institution(_) => None,
			Grantee::Role(role) => Some(*role),
		};
		self.denied.contains(&(patient, whom))
	}

	/// One of the requests that there are, or one that there is not.
	pub(super) fn pick_request(&self, pick: &Pick) -> (AccountId, AccountId) {
		let none = (PATIENT, STRANGER);
		let requests = self.requests.keys().copied().chain([none]).collect::<Vec<_>>();
		*pick.get(&requests)
	}

	pub(super) fn pick(&self, pick: &Pick) -> Option<usize> {
		(!self.permissions.is_empty()).then(|| pick.index(self.permissions.len()))
	}

	/// The conditions under which a permit contains a query, and what is wrong without each.
	pub(super) fn conditions(
		permission: &Permission,
		request: &AccessQuery,
		at: Moment,
	) -> [(bool, DenyReason); 8] {
		let Terms { scope, actions, purposes, from, until, max_uses, obligations, .. } =
			&permission.terms;
		let in_scope = match scope {
			Scope::All => true,
			Scope::Selected { classes, anchors } => {
				classes.iter().any(|class| *class == request.class)
					|| anchors.iter().any(|anchor| Some(*anchor) == request.anchor)
			},
		};
		let in_place = obligations.place.is_none_or(|place| Some(place) == request.place);
		[
			(in_scope, DenyReason::OutOfScope),
			(actions.iter().any(|action| *action == request.action), DenyReason::ActionNotGranted),
			(purposes.iter().any(|it| *it == request.purpose), DenyReason::PurposeNotGranted),
			(in_place, DenyReason::PlaceNotAllowed),
			(permission.ended.is_none_or(|ended| at < ended), DenyReason::Revoked),
			(at < *until, DenyReason::Expired),
			(at >= *from, DenyReason::NotYetValid),
			(max_uses.is_none_or(|max| permission.used < max), DenyReason::UsesExhausted),
		]
	}

	/// Whether a denial in force touches anything of a query.
	fn touches(permission: &Permission, request: &AccessQuery, at: Moment) -> bool {
		let Terms { effect, scope, actions, purposes, from, .. } = &permission.terms;
		let is_touched = match scope {
			Scope::All => true,
			Scope::Selected { classes, anchors } => {
				classes.iter().any(|class| *class == request.class)
					|| anchors.iter().any(|anchor| match request.anchor {
						Some(named) => first_of(*anchor) == first_of(named),
						None => class_of(*anchor) == Some(request.class),
					})
			},
		};
		*effect == Effect::Deny
			&& is_touched
			&& actions.iter().any(|action| *action == request.action)
			&& purposes.iter().any(|purpose| *purpose == request.purpose)
			&& *from <= at
			&& at < permission.end()
	}

	/// The answer, and which permission gave it.
	pub(super) fn check(
		&self,
		patient: AccountId,
		accessor: AccountId,
		request: &AccessQuery,
		at: Moment,
	) -> (Verdict, Option<usize>) {
		if request.anchor.is_some_and(|anchor| class_of(anchor) != Some(request.class)) {
			return (Verdict::Deny(DenyReason::RecordMismatch), None);
		}
		if patient == accessor {
			return (Verdict::Own, None);
		}
		let horizon = self.horizons.get(&patient).copied().unwrap_or_default();
		if at < horizon {
			return (Verdict::Unknown, None);
		}
		let is_in = |grantee: &Grantee<AccountId>| match grantee {
			Grantee::Account(account) => *account == accessor,
			Grantee::Institution(account) => {
				*account == accessor && self.is_certified(accessor, Role::Institution, at)
			},
			Grantee::Role(role) => self.is_certified(accessor, *role, at),
		};
		let theirs = || {
			let all = self.permissions.iter().enumerate();
			all.filter(|(_, it)| it.patient == patient && is_in(&it.grantee))
		};
		let was_in = |grantee: &Grantee<AccountId>, since: Moment| match grantee {
			Grantee::Account(account) => *account == accessor,
			Grantee::Institution(account) => {
				*account == accessor && self.was_held(accessor, Role::Institution, since, at)
			},
			Grantee::Role(role) => self.was_held(accessor, *role, since, at),
		};
		let denies = |it: &Permission| {
			it.patient == patient
				&& was_in(&it.grantee, it.terms.from)
				&& Self::touches(it, request, at)
		};
		if self.permissions.iter().any(denies) {
			return (Verdict::Deny(DenyReason::ExplicitDeny), None);
		}
		let (mut permit, mut is_known) = (None, true);
		for circle in Grantee::circles(&accessor) {
			let is_settled = permit.is_some() && is_known;
			if is_settled && !self.may_deny(patient, &circle) {
				continue;
			}
			if at < self.known_since(patient, &circle) {
				// What was dropped may be a denial, and since when it held is not known.
				is_known &= !was_in(&circle, at.saturating_sub(HISTORY_RETENTION));
				continue;
			}
			if !is_in(&circle) {
				continue;
			}
			let permits = theirs().filter(|(_, it)| {
				let contains = Self::conditions(it, request, at).iter().all(|(is_met, _)| *is_met);
				it.grantee == circle && it.terms.effect == Effect::Permit && contains
			});
			let first = permits.min_by_key(|(_, it)| (it.terms.max_uses.is_some(), it.id));
			permit = permit.or(first);
		}
		if !is_known {
			return (Verdict::Unknown, None);
		}
		if let Some((index, Permission { id, terms, .. })) = permit {
			let verdict = Verdict::Permit { grant: *id, obligations: terms.obligations };
			return (verdict, Some(index));
		}
		let missing = theirs().filter(|(_, it)| it.terms.effect == Effect::Permit).filter_map(
			|(_, permission)| {
				let conditions = Self::conditions(permission, request, at);
				conditions.into_iter().find_map(|(is_met, reason)| (!is_met).then_some(reason))
			},
		);
		(Verdict::Deny(missing.max().unwrap_or(DenyReason::NoGrant)), None)
	}

	pub(super) fn permit(&mut self, patient: AccountId, grantee: Grantee<AccountId>, terms: Terms) {
		let id = new_grant();
		assert!(self.permissions.iter().all(|it| it.id < id), "ids rise");
		let is_theirs = |it: &Permission| it.patient == patient && it.grantee == grantee;
		let theirs = || self.permissions.iter().enumerate().filter(|(_, it)| is_theirs(it));
		if theirs().count() == MaxGrants::get() as usize {
			let ended = theirs().filter(|(_, it)| it.end() <= self.now);
			let (oldest, end) = ended
				.map(|(index, it)| (index, it.end()))
				.min_by_key(|(_, end)| *end)
				.expect("room");
			self.permissions.remove(oldest);
			self.dropped.push((patient, grantee.clone(), end));
		}
		if terms.effect == Effect::Deny {
			match &grantee {
				Grantee::Account(_) => (),
				Grantee::Institution(_) => self.denied.push((patient, None)),
				Grantee::Role(role) => self.denied.push((patient, Some(*role))),
			}
		}
		self.permissions.push(Permission { patient, grantee, id, terms, used: 0, ended: None });
	}
}

/// The facts of the model about a patient and an accessor.
pub(super) struct ModelFacts<'a> {
	pub(super) model: &'a Model,
	pub(super) patient: AccountId,
	pub(super) accessor: AccountId,
}

impl Facts for ModelFacts<'_> {
	type AccountId = AccountId;
	type Deposit = ();
	type Error = Infallible;

	fn patient(&self) -> &AccountId {
		&self.patient
	}

	fn accessor(&self) -> &AccountId {
		&self.accessor
	}

	fn version(&mut self, anchor: AnchorId) -> Result<Option<Version>, Infallible> {
		Ok(class_of(anchor).map(|class| Version { class, first: first_of(anchor) }))
	}

	fn summary(&mut self) -> Result<Summary, Infallible> {
		let known_since = self.model.horizons.get(&self.patient).copied().unwrap_or_default();
		let mut summary = Summary { known_since, ..Default::default() };
		for circle in Grantee::circles(&self.accessor) {
			if self.model.may_deny(self.patient, &circle) {
				summary.note_denial(&circle);
			}
		}
		Ok(summary)
	}

	fn grants(&mut self, grantee: &Grantee<AccountId>) -> Result<Granted<()>, Infallible> {
		let is_asked = |it: &&Permission| it.patient == self.patient && it.grantee == *grantee;
		let granted = self.model.permissions.iter().filter(is_asked).cloned();
		let grants = granted
			.map(|Permission { id, terms, used, ended, .. }| Grant {
				id,
				anchor_classes: denied_classes(&terms),
				terms,
				basis: Basis::Own,
				used,
				revoked_at: ended,
				deposit: (),
			})
			.collect();
		Ok(Granted { grants, known_since: self.model.known_since(self.patient, grantee) })
	}

	fn is_certified(&mut self, role: Role, at: Moment) -> Result<Option<bool>, Infallible> {
		Ok(Some(self.model.is_certified(self.accessor, role, at)))
	}

	fn held(&mut self, role: Role, since: Moment, at: Moment) -> Result<Option<bool>, Infallible> {
		Ok(Some(self.model.was_held(self.accessor, role, since, at)))
	}
}

pub(super) fn is_narrower(new: &Terms, old: &Terms) -> bool {
	let parts = |scope: &Scope| match scope {
		Scope::All => None,
		Scope::Selected { classes, anchors } => Some((
			classes.iter().copied().collect::<Vec<_>>(),
			anchors.iter().copied().collect::<Vec<_>>(),
		)),
	};
	let scope = match (parts(&new.scope), parts(&old.scope)) {
		(_, None) => true,
		(None, Some(_)) => false,
		(Some((classes, anchors)), Some((old_classes, old_anchors))) => {
			is_subset(&classes, &old_classes) && is_subset(&anchors, &old_anchors)
		},
	};
	let list = |actions: &Actions| actions.iter().copied().collect::<Vec<_>>();
	let purposes = |purposes: &Purposes| purposes.iter().copied().collect::<Vec<_>>();
	let (duty, old_duty) = (new.obligations, old.obligations);
	new.effect == Effect::Permit
		&& old.effect == Effect::Permit
		&& scope
		&& is_subset(&list(&new.actions), &list(&old.actions))
		&& is_subset(&purposes(&new.purposes), &purposes(&old.purposes))
		&& new.from >= old.from
		&& new.until <= old.until
		&& new.max_uses.unwrap_or(u32::MAX) <= old.max_uses.unwrap_or(u32::MAX)
		&& (duty.no_reshare || !old_duty.no_reshare)
		&& (old_duty.place.is_none() || old_duty.place == duty.place)
}
