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

impl Model {
	pub(super) fn is_certified(&self, who: AccountId, role: Role, at: Moment) -> bool {
		self.credentials.get(&(who, role)).is_some_and(|(from, until)| *from <= at && at < *until)
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
				Effect::Deny => terms.max_uses.is_none(),
			};
		is_fine.then(|| Terms { from, ..terms.clone() })
	}

	pub(super) fn count(&self, patient: AccountId, grantee: &Grantee<AccountId>) -> usize {
		let is_theirs = |it: &&Permission| it.patient == patient && it.grantee == *grantee;
		self.permissions.iter().filter(is_theirs).count()
	}

	/// Whether another grant can be given: one place stays free of grants in force.
	pub(super) fn has_room(&self, patient: AccountId, grantee: &Grantee<AccountId>) -> bool {
		let is_theirs = |it: &&Permission| it.patient == patient && it.grantee == *grantee;
		let theirs = self.permissions.iter().filter(is_theirs);
		let in_force = theirs.filter(|it| it.is_in_force(self.now)).count();
		in_force + 1 < MaxGrants::get() as usize
	}

	/// Forgets the grant that ended first, if there are as many as are kept.
	fn make_room(&mut self, patient: AccountId, grantee: &Grantee<AccountId>) {
		if self.count(patient, grantee) < MaxGrants::get() as usize {
			return;
		}
		let theirs = self.permissions.iter().enumerate();
		let theirs = theirs.filter(|(_, it)| it.patient == patient && it.grantee == *grantee);
		let first = theirs.min_by_key(|(_, it)| (it.end(), it.id)).map(|(index, _)| index);
		self.permissions.remove(first.expect("there are some"));
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

	/// The conditions under which a permission covers a request, and what is wrong without each.
	pub(super) fn conditions(
		permission: &Permission,
		request: &AccessQuery,
		at: Moment,
	) -> [(bool, DenyReason); 7] {
		let Terms { scope, actions, purposes, from, until, max_uses, .. } = &permission.terms;
		let in_scope = match scope {
			Scope::All => true,
			Scope::Selected { classes, anchors } => {
				classes.iter().any(|class| *class == request.class)
					|| anchors.iter().any(|anchor| Some(*anchor) == request.anchor)
			},
		};
		[
			(in_scope, DenyReason::OutOfScope),
			(actions.iter().any(|action| *action == request.action), DenyReason::ActionNotGranted),
			(purposes.iter().any(|it| *it == request.purpose), DenyReason::PurposeNotGranted),
			(permission.ended.is_none_or(|ended| at < ended), DenyReason::Revoked),
			(at < *until, DenyReason::Expired),
			(at >= *from, DenyReason::NotYetValid),
			(max_uses.is_none_or(|max| permission.used < max), DenyReason::UsesExhausted),
		]
	}

	/// The answer, and which permission gave it.
	pub(super) fn check(
		&self,
		patient: AccountId,
		accessor: AccountId,
		request: &AccessQuery,
		at: Moment,
	) -> (Verdict, Option<usize>) {
		let class_of = |anchor| ANCHORS.iter().find(|(id, _)| *id == anchor).map(|(_, it)| *it);
		if request.anchor.is_some_and(|anchor| class_of(anchor) != Some(request.class)) {
			return (Verdict::Deny(DenyReason::RecordMismatch), None);
		}
		if patient == accessor {
			return (Verdict::Own, None);
		}
		let mut reasons = vec![DenyReason::NoGrant];
		for tier in 0..3 {
			let in_tier = |grantee: &Grantee<AccountId>| match grantee {
				Grantee::Account(account) => tier == 0 && *account == accessor,
				Grantee::Institution(account) => {
					tier == 1
						&& *account == accessor
						&& self.is_certified(accessor, Role::Institution, at)
				},
				Grantee::Role(role) => tier == 2 && self.is_certified(accessor, *role, at),
			};
			let mut permits = Vec::new();
			for (index, permission) in self.permissions.iter().enumerate() {
				if permission.patient != patient || !in_tier(&permission.grantee) {
					continue;
				}
				let missing = Self::conditions(permission, request, at)
					.into_iter()
					.find_map(|(is_met, reason)| (!is_met).then_some(reason));
				match (permission.terms.effect, missing) {
					(Effect::Deny, None) => {
						return (Verdict::Deny(DenyReason::ExplicitDeny), None);
					},
					(Effect::Deny, Some(_)) => (),
					(Effect::Permit, None) => permits.push(index),
					(Effect::Permit, Some(reason)) => reasons.push(reason),
				}
			}
			let first = permits.into_iter().min_by_key(|index| {
				let permission = &self.permissions[*index];
				let role = match permission.grantee {
					Grantee::Role(role) => Some(role),
					_ => None,
				};
				(role, permission.terms.max_uses.is_some(), permission.id)
			});
			if let Some(index) = first {
				let Permission { id, terms, .. } = &self.permissions[index];
				let verdict = Verdict::Permit { grant: *id, obligations: terms.obligations };
				return (verdict, Some(index));
			}
		}
		let nearest = reasons.into_iter().max().expect("there is a reason");
		(Verdict::Deny(nearest), None)
	}

	pub(super) fn permit(&mut self, patient: AccountId, grantee: Grantee<AccountId>, terms: Terms) {
		let id = new_grant();
		assert!(self.permissions.iter().all(|it| it.id < id), "ids rise");
		self.make_room(patient, &grantee);
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

	fn class(&mut self, anchor: AnchorId) -> Result<Option<RecordClass>, Infallible> {
		Ok(ANCHORS.iter().find(|(id, _)| *id == anchor).map(|(_, class)| *class))
	}

	fn grants(&mut self, grantee: &Grantee<AccountId>) -> Result<Vec<Grant<()>>, Infallible> {
		let is_asked = |it: &&Permission| it.patient == self.patient && it.grantee == *grantee;
		let granted = self.model.permissions.iter().filter(is_asked).cloned();
		Ok(granted
			.map(|Permission { id, terms, used, ended, .. }| Grant {
				id,
				terms,
				basis: Basis::Own,
				used,
				revoked_at: ended,
				deposit: (),
			})
			.collect())
	}

	fn is_certified(&mut self, role: Role, at: Moment) -> Result<bool, Infallible> {
		Ok(self.model.is_certified(self.accessor, role, at))
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
