// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random sequences of all calls against a plain model of who may do what.

mod ops;
mod reference;

use crate::{mock::*, Call, Consents, Event, RequestPolicy};
use frame_support::{storage::with_transaction, traits::fungible::Inspect};
use medibloc_primitives::{
	consent::{
		decide_access, AccessQuery, Action, Actions, Anchors as AnchorSet, Basis, Classes,
		DenyReason, Effect, Facts, Grant, GrantId, Granted, Grantee, Obligations, Purpose,
		Purposes, Scope, Summary, Terms, Verdict,
	},
	credential::{Role, HISTORY_RETENTION},
	record::{AnchorId, RecordClass, Version},
	ItemId, Jurisdiction, Moment,
};
use ops::*;
use proptest::prelude::*;
use reference::*;
use sp_core::H256;
use sp_runtime::{DispatchError, TransactionOutcome};
use std::{
	collections::{BTreeMap, BTreeSet},
	convert::Infallible,
};

/// The id in the event of the call that was just made.
fn new_grant() -> GrantId {
	match last_event() {
		Event::Granted { grant, .. }
		| Event::Accepted { grant, .. }
		| Event::Narrowed { grant, .. } => grant,
		other => panic!("no grant was given: {other:?}"),
	}
}

/// Makes the call and tells whether it succeeded.
fn dispatch(who: AccountId, call: Call<Test>) -> bool {
	crate::mock::dispatch(who, call).is_ok()
}

impl Model {
	/// Makes the call on the chain and on the model; both must agree whether it succeeds.
	fn apply(&mut self, op: Op) {
		let now = self.now;
		match op {
			Op::Request { patient, who, draft } => {
				let terms = self.terms(&draft);
				let acceptable = self.acceptable(&terms);
				let is_admitted = match self.policies.get(&patient) {
					Some(RequestPolicy::Anyone) => true,
					Some(RequestPolicy::Nobody) => false,
					_ => Role::ALL.into_iter().any(|role| self.is_certified(who, role, now)),
				};
				let is_open = self.requests.get(&(patient, who)).is_some_and(|(_, end)| now < *end);
				let expected = patient != who
					&& terms.effect == Effect::Permit
					&& acceptable.is_some()
					&& is_admitted && !is_open;
				assert_eq!(dispatch(who, Call::request { patient, terms: terms.into() }), expected);
				if let Some(terms) = acceptable.filter(|_| expected) {
					let end = now + RequestLifetime::get();
					self.requests.insert((patient, who), (terms, end));
				}
			},
			Op::Withdraw { pick } => {
				let (patient, who) = self.pick_request(&pick);
				let expected = self.requests.remove(&(patient, who)).is_some();
				assert_eq!(dispatch(who, Call::withdraw_request { patient }), expected);
			},
			Op::Decline { pick } => {
				let (patient, who) = self.pick_request(&pick);
				let expected = self.requests.remove(&(patient, who)).is_some();
				assert_eq!(dispatch(patient, Call::decline { requester: who }), expected);
			},
			Op::Accept { pick } => {
				let (patient, who) = self.pick_request(&pick);
				let grantee = Grantee::Account(who);
				let granted = self
					.requests
					.get(&(patient, who))
					.filter(|(_, end)| now < *end)
					.and_then(|(terms, _)| self.acceptable(terms))
					.filter(|_| self.has_room(patient, &grantee));
				let stored = Consents::<Test>::get(patient, &grantee).and_then(|it| it.request);
				let terms = stored.map(|request| request.terms.hash()).unwrap_or_default();
				let other = Call::accept { requester: who, terms: H256::repeat_byte(1) };
				assert!(!dispatch(patient, other));
				let call = Call::accept { requester: who, terms };
				assert_eq!(dispatch(patient, call), granted.is_some());
				if let Some(terms) = granted {
					self.requests.remove(&(patient, who));
					self.permit(patient, grantee, terms);
				}
			},
			Op::Grant { patient, grantee, draft } => {
				let terms = self.terms(&draft);
				let granted = self.acceptable(&terms).filter(|_| {
					account_of(&grantee) != Some(patient) && self.has_room(patient, &grantee)
				});
				let call = Call::grant { grantee: grantee.clone(), terms: terms.into() };
				assert_eq!(dispatch(patient, call), granted.is_some());
				if let Some(terms) = granted {
					self.permit(patient, grantee, terms);
				}
			},
			Op::Narrow { pick, draft, fewer_uses } => {
				let Some(index) = self.pick(&pick) else { return };
				let Permission { patient, grantee, id, terms: old, used, .. } =
					self.permissions[index].clone();
				// Without a draft the old terms are asked for again, with fewer uses.
				let terms = draft.map_or_else(
					|| Terms {
						max_uses: old.max_uses.map(|max| max.saturating_sub(fewer_uses)),
						..old.clone()
					},
					|draft| self.terms(&draft),
				);
				let left = old.max_uses.map(|max| max - used);
				let narrowed = self
					.acceptable(&terms)
					.filter(|new| {
						self.permissions[index].is_in_force(now)
							&& left != Some(0) && is_narrower(new, &old)
					})
					.map(|new| Terms {
						max_uses: [new.max_uses, left].into_iter().flatten().min(),
						..new
					});
				let call =
					Call::narrow { grantee: grantee.clone(), grant: id, terms: terms.into() };
				assert_eq!(dispatch(patient, call), narrowed.is_some());
				if let Some(terms) = narrowed {
					self.permissions[index].ended = Some(now);
					self.permit(patient, grantee, terms);
				}
			},
			Op::Extend { pick, by, max_uses } => {
				let Some(index) = self.pick(&pick) else { return };
				let permission = &mut self.permissions[index];
				let old = permission.terms.clone();
				let until = old.until.saturating_add_signed(by);
				let raises = match (old.max_uses, max_uses) {
					(None, None) => until > old.until,
					(None, Some(_)) => false,
					(Some(_), None) => until >= old.until,
					(Some(old_max), Some(max)) => {
						(max > old_max && until >= old.until)
							|| (max == old_max && until > old.until)
					},
				};
				let expected =
					permission.is_in_force(now) && raises && until <= now + MaxGrantDuration::get();
				let (grantee, grant) = (permission.grantee.clone(), permission.id);
				let call = Call::extend { grantee, grant, until, max_uses };
				assert_eq!(dispatch(permission.patient, call), expected);
				if expected {
					permission.terms = Terms { until, max_uses, ..old };
				}
			},
			Op::Revoke { pick } => {
				let Some(index) = self.pick(&pick) else { return };
				let permission = &mut self.permissions[index];
				let expected = permission.is_in_force(now) && permission.is_permit();
				let (grantee, grant) = (permission.grantee.clone(), permission.id);
				let call = Call::revoke { grantee, grant };
				assert_eq!(dispatch(permission.patient, call), expected);
				if expected {
					permission.ended = Some(now);
				}
				self.assert_grant_ended(index);
			},
			Op::Lift { pick } => {
				let Some(index) = self.pick(&pick) else { return };
				let permission = &mut self.permissions[index];
				let expected = permission.is_in_force(now) && !permission.is_permit();
				let (grantee, grant) = (permission.grantee.clone(), permission.id);
				let call = Call::lift { grantee, grant };
				assert_eq!(dispatch(permission.patient, call), expected);
				if expected {
					permission.ended = Some(now);
				}
			},
			Op::RevokeAll { patient, grantee } => {
				let call = Call::revoke_all_for { grantee: grantee.clone() };
				let mut ended = Vec::new();
				for (index, permission) in self.permissions.iter_mut().enumerate() {
					let is_theirs = permission.patient == patient && permission.grantee == grantee;
					if is_theirs && permission.is_permit() && permission.is_in_force(now) {
						permission.ended = Some(now);
						ended.push(index);
					}
				}
				assert_eq!(dispatch(patient, call), !ended.is_empty());
				ended.into_iter().for_each(|index| self.assert_grant_ended(index));
			},
			Op::Renounce { pick, who } => {
				let Some(index) = self.pick(&pick) else { return };
				let permission = &mut self.permissions[index];
				let expected = account_of(&permission.grantee) == Some(who)
					&& permission.is_permit()
					&& permission.is_in_force(now);
				let call = Call::renounce { patient: permission.patient, grant: permission.id };
				assert_eq!(dispatch(who, call), expected);
				if expected {
					permission.ended = Some(now);
					self.assert_grant_ended(index);
				}
			},
			Op::SetDefault { patient, policy } => {
				assert!(dispatch(patient, Call::set_default { policy }));
				self.policies.insert(patient, policy);
			},
			Op::Log { patient, who, request, place } => {
				let request = AccessQuery { place: Some(place), ..request };
				let (verdict, index) = self.check(patient, who, &request, now);
				let expected = matches!(verdict, Verdict::Permit { .. });
				let AccessQuery { class, anchor, purpose, action, .. } = request;
				let call = Call::log_access { patient, class, anchor, purpose, action, place };
				assert_eq!(dispatch(who, call), expected);
				if let Some(index) = index.filter(|_| expected) {
					self.permissions[index].used += 1;
					self.logs.entry(patient).or_default().0.push(now);
				}
			},
			Op::Use { pick } => {
				let Some(index) = self.pick(&pick) else { return };
				let Permission { patient, grantee, terms, .. } = &self.permissions[index];
				let class = match &terms.scope {
					Scope::All => None,
					Scope::Selected { classes, .. } => classes.iter().next().copied(),
				};
				let request = AccessQuery {
					class: class.unwrap_or(RecordClass::Laboratory),
					anchor: None,
					purpose: *terms.purposes.iter().next().expect("granted terms name a purpose"),
					action: *terms.actions.iter().next().expect("granted terms name an action"),
					place: Some(KR),
				};
				let who = account_of(grantee).unwrap_or(DOCTOR);
				self.apply(Op::Log { patient: *patient, who, request, place: KR });
			},
			Op::PruneExpired { patient, grantee } => {
				let before = (self.permissions.len(), self.requests.len());
				let horizon = self.horizons.entry(patient).or_default();
				self.permissions.retain(|permission| {
					let is_kept = permission.patient != patient
						|| permission.grantee != grantee
						|| now < permission.end() + GrantRetention::get();
					*horizon = if is_kept { *horizon } else { permission.end().max(*horizon) };
					is_kept
				});
				if let Grantee::Account(who) = grantee {
					self.requests.retain(|key, (_, end)| *key != (patient, who) || now < *end);
				}
				let expected = before != (self.permissions.len(), self.requests.len());
				let call = Call::prune_expired { patient, grantee };
				assert_eq!(dispatch(STRANGER, call), expected);
			},
			Op::PruneLog { patient, limit } => {
				let (moments, pruned) = self.logs.entry(patient).or_default();
				let is_old = |at: &&Moment| now - **at >= LogRetention::get();
				let old = moments.iter().filter(is_old).count() - *pruned;
				let count = old.min(limit.min(MaxPrune::get()) as usize);
				*pruned += count;
				assert_eq!(dispatch(STRANGER, Call::prune_log { patient, limit }), count > 0);
			},
			Op::Certify { who, role, from, until } => {
				let (from, until) = (self.moment(from), self.moment(until));
				certify(who, role, from..until);
				self.credentials.insert((who, role), (from, until));
			},
			Op::Advance { by } => {
				self.now += by;
				set_time(self.now);
			},
		}
	}

	/// Nothing is permitted under a grant any more, now or later.
	fn assert_grant_ended(&self, index: usize) {
		let Permission { patient, id, .. } = self.permissions[index];
		for accessor in ACCOUNTS {
			for request in requests() {
				for at in [self.now, self.now + 1, self.now + DAY] {
					let verdict = Consent::check_access(&patient, &accessor, &request, Some(at));
					assert!(!matches!(verdict, Verdict::Permit { grant, .. } if grant == id));
				}
			}
		}
	}

	/// What is refused, now and a day later, of a sample of all queries.
	fn refused(&self) -> Vec<(AccountId, AccountId, AccessQuery, Moment)> {
		let mut refused = Vec::new();
		for patient in PATIENTS {
			for accessor in ACCOUNTS {
				let sample = requests().into_iter().skip(self.permissions.len() % 4).step_by(4);
				for request in sample {
					for at in [self.now, self.now + DAY] {
						let at_moment = Some(at);
						if !Consent::check_access(&patient, &accessor, &request, at_moment)
							.is_permit()
						{
							refused.push((patient, accessor, request, at));
						}
					}
				}
			}
		}
		refused
	}

	/// Every permit in force can be narrowed by a patient who has nothing but the fee.
	fn assert_permits_can_be_narrowed(&self) {
		let has_uses = |it: &&Permission| it.terms.max_uses.is_none_or(|max| it.used < max);
		let in_force = self.permissions.iter().filter(|it| it.is_in_force(self.now));
		for permission in in_force.filter(|it| it.is_permit()).filter(has_uses) {
			let Permission { patient, grantee, id, terms, .. } = permission.clone();
			let call = Call::narrow { grantee, grant: id, terms: terms.into() };
			let narrowed = with_transaction(|| {
				spend_all(patient);
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(dispatch(patient, call)))
			});
			assert_eq!(narrowed, Ok(true));
		}
	}

	fn assert_agrees(&self, request: &AccessQuery) {
		let mut stored = Vec::new();
		let mut requests = BTreeMap::new();
		for (patient, grantee, consent) in Consents::<Test>::iter() {
			for Grant { id, terms, used, revoked_at, .. } in consent.grants {
				stored.push((id, patient, grantee.clone(), terms, used, revoked_at));
			}
			if let (Grantee::Account(who), Some(request)) = (grantee, consent.request) {
				requests.insert((patient, who), (request.terms, request.expires_at));
			}
		}
		stored.sort_by_key(|(id, ..)| *id);
		let expected = self
			.permissions
			.iter()
			.cloned()
			.map(|it| (it.id, it.patient, it.grantee, it.terms, it.used, it.ended));
		assert!(stored.into_iter().eq(expected));
		assert_eq!(requests, self.requests);

		for patient in PATIENTS {
			for accessor in ACCOUNTS {
				for at in [self.now, self.now - 1, self.now - 3 * DAY, self.now + DAY] {
					let (expected, _) = self.check(patient, accessor, request, at);
					let verdict = Consent::check_access(&patient, &accessor, request, Some(at));
					assert_eq!(verdict, expected, "{patient} {accessor} {request:?} {at}");
					// The rule itself, by the facts of the model.
					let mut facts = ModelFacts { model: self, patient, accessor };
					let Ok((by_rule, _)) = decide_access(&mut facts, request, at);
					assert_eq!(by_rule, expected, "{patient} {accessor} {request:?} {at}");
				}
			}
			let (moments, pruned) = self.logs.get(&patient).cloned().unwrap_or_default();
			assert_eq!(Consent::access_log(&patient).count, moments.len() as u64);
			let stored = Consent::access_entries(&patient, 0, u32::MAX);
			assert!(stored.iter().map(|(_, entry)| &entry.at).eq(&moments[pruned..]));
		}
		for account in ACCOUNTS {
			assert_eq!(Balances::total_balance(&account), FUNDS);
		}
		check_state();
	}
}

proptest! {
	#[test]
	fn every_sequence_of_calls_leaves_the_permissions_of_the_model(
		steps in prop::collection::vec((op(), prop::sample::select(requests())), 1..60)
	) {
		ExtBuilder.build_and_execute(|| {
			let mut model = Model { now: START, ..Default::default() };
			for patient in PATIENTS {
				for (id, class, first) in ANCHORS {
					anchor_version(patient, id, Version { class, first });
				}
			}
			for (op, request) in steps {
				let refused = if op.only_ends() { model.refused() } else { Vec::new() };
				model.apply(op);
				for (patient, accessor, request, at) in refused {
					let verdict = Consent::check_access(&patient, &accessor, &request, Some(at));
					assert!(!verdict.is_permit(), "{patient} {accessor} {request:?} {at}");
				}
				model.assert_agrees(&request);
			}
			model.assert_permits_can_be_narrowed();
			for request in requests() {
				model.assert_agrees(&request);
			}
		});
	}
}
