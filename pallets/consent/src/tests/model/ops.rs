// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Generator of random calls.

use super::*;

pub(super) const PATIENTS: [AccountId; 2] = [PATIENT, OTHER_PATIENT];
pub(super) const ACCOUNTS: [AccountId; 5] = [PATIENT, OTHER_PATIENT, DOCTOR, HOSPITAL, STRANGER];
pub(super) const ROLES: [Role; 3] = [Role::Practitioner, Role::Institution, Role::Researcher];
pub(super) const CLASSES: [RecordClass; 3] =
	[RecordClass::Laboratory, RecordClass::Imaging, RecordClass::Billing];
pub(super) const ACTIONS: [Action; 2] = [Action::Access, Action::Use];
pub(super) const PURPOSES: [Purpose; 2] = [Purpose::Treat, Purpose::Hresch];
/// The anchors of both patients, with their classes, and the first versions of the records. There is no
/// other one.
pub(super) const ANCHORS: [(AnchorId, RecordClass, AnchorId); 3] = [
	(ItemId(1), RecordClass::Laboratory, ItemId(1)),
	(ItemId(2), RecordClass::Imaging, ItemId(2)),
	(ItemId(3), RecordClass::Imaging, ItemId(2)),
];

/// Terms with moments relative to when they are used.
#[derive(Clone, Debug)]
pub(super) struct Draft {
	pub(super) effect: Effect,
	/// `None` is every record.
	pub(super) scope: Option<(Vec<RecordClass>, Vec<u64>)>,
	pub(super) actions: Vec<Action>,
	pub(super) purposes: Vec<Purpose>,
	pub(super) from: i64,
	pub(super) until: i64,
	pub(super) max_uses: Option<u32>,
	pub(super) no_reshare: bool,
	pub(super) place: Option<Jurisdiction>,
}

/// A choice among the existing grants of a patient.
pub(super) type Pick = prop::sample::Index;

impl Op {
	/// Whether this only ends or clears up something, and so must not open anything.
	pub(super) fn only_ends(&self) -> bool {
		match self {
			Op::Withdraw { .. }
			| Op::Decline { .. }
			| Op::Narrow { .. }
			| Op::Revoke { .. }
			| Op::RevokeAll { .. }
			| Op::Renounce { .. }
			| Op::PruneExpired { .. }
			| Op::PruneLog { .. } => true,
			Op::Request { .. }
			| Op::Accept { .. }
			| Op::Grant { .. }
			| Op::Extend { .. }
			| Op::Lift { .. }
			| Op::SetDefault { .. }
			| Op::Log { .. }
			| Op::Use { .. }
			| Op::Certify { .. }
			| Op::Advance { .. } => false,
		}
	}
}

#[derive(Clone, Debug)]
pub(super) enum Op {
	Request {
		patient: AccountId,
		who: AccountId,
		draft: Draft,
	},
	Withdraw {
		pick: Pick,
	},
	Accept {
		pick: Pick,
	},
	Decline {
		pick: Pick,
	},
	Grant {
		patient: AccountId,
		grantee: Grantee<AccountId>,
		draft: Draft,
	},
	Narrow {
		pick: Pick,
		draft: Option<Draft>,
		fewer_uses: u32,
	},
	Extend {
		pick: Pick,
		by: i64,
		max_uses: Option<u32>,
	},
	Revoke {
		pick: Pick,
	},
	RevokeAll {
		patient: AccountId,
		grantee: Grantee<AccountId>,
	},
	Lift {
		pick: Pick,
	},
	Renounce {
		pick: Pick,
		who: AccountId,
	},
	SetDefault {
		patient: AccountId,
		policy: RequestPolicy,
	},
	Log {
		patient: AccountId,
		who: AccountId,
		request: AccessQuery,
		place: Jurisdiction,
	},
	/// Logs what a grant covers, if it still does.
	Use {
		pick: Pick,
	},
	PruneExpired {
		patient: AccountId,
		grantee: Grantee<AccountId>,
	},
	PruneLog {
		patient: AccountId,
		limit: u32,
	},
	Certify {
		who: AccountId,
		role: Role,
		from: i64,
		until: i64,
	},
	Advance {
		by: Moment,
	},
}

/// One request of each kind that the drafts tell apart.
pub(super) fn requests() -> Vec<AccessQuery> {
	let anchors = [None, Some(1), Some(2), Some(3), Some(4)].map(|id| id.map(ItemId));
	let mut requests = Vec::new();
	for class in CLASSES {
		for anchor in anchors {
			for purpose in PURPOSES {
				for action in ACTIONS {
					// Each with all others somewhere, which takes fewer than each by each.
					let place = [Some(KR), Some(DE), None][requests.len() % 3];
					requests.push(AccessQuery { class, anchor, purpose, action, place });
				}
			}
		}
	}
	requests
}

pub(super) fn one_of<Item: Clone + std::fmt::Debug + 'static>(
	items: &'static [Item],
) -> impl Strategy<Value = Item> {
	prop::sample::select(items)
}

/// Mostly all items, now and then some or none.
pub(super) fn many_of<Item: Clone + std::fmt::Debug + 'static>(
	items: &'static [Item],
) -> impl Strategy<Value = Vec<Item>> {
	prop_oneof![
		3 => Just(items.to_vec()),
		2 => prop::sample::subsequence(items, 0..=items.len()),
	]
}

pub(super) fn grantee() -> impl Strategy<Value = Grantee<AccountId>> {
	prop_oneof![
		4 => one_of(&ACCOUNTS).prop_map(Grantee::Account),
		2 => one_of(&ACCOUNTS).prop_map(Grantee::Institution),
		2 => one_of(&ROLES).prop_map(Grantee::Role),
	]
}

/// A moment some days from now. Whole days, so that boundaries are met exactly.
pub(super) fn days(range: std::ops::Range<i64>) -> impl Strategy<Value = i64> {
	range.prop_map(|days| days * DAY as i64)
}

prop_compose! {
	pub(super) fn draft()(
		effect in prop_oneof![3 => Just(Effect::Permit), 1 => Just(Effect::Deny)],
		scope in prop::option::of((many_of(&CLASSES), many_of(&[1u64, 2, 3, 4]))),
		actions in many_of(&ACTIONS),
		purposes in many_of(&PURPOSES),
		from in days(-3..3),
		until in prop_oneof![9 => days(0..15), 1 => days(360..370)],
		max_uses in prop_oneof![3 => Just(None), 2 => (0u32..4).prop_map(Some)],
		no_reshare in prop::bool::weighted(0.2),
		place in prop_oneof![4 => Just(None), 1 => Just(Some(KR))],
	) -> Draft {
		// Few denials that always fail: with a limit, with obligations, or of a record that is not there.
		let is_fine = effect == Effect::Deny && !(no_reshare && place.is_some());
		let scope = scope.map(|(classes, anchors)| {
			(classes, anchors.into_iter().filter(|id| !is_fine || *id < 4).collect())
		});
		let max_uses = max_uses.filter(|_| !is_fine);
		let (no_reshare, place) = (no_reshare && !is_fine, place.filter(|_| !is_fine));
		Draft { effect, scope, actions, purposes, from, until, max_uses, no_reshare, place }
	}
}

pub(super) fn op() -> impl Strategy<Value = Op> {
	let patient = || one_of(&PATIENTS);
	let who = || one_of(&ACCOUNTS);
	let policies = &[
		RequestPolicy::Anyone,
		RequestPolicy::Anyone,
		RequestPolicy::Nobody,
		RequestPolicy::Certified,
	];
	prop_oneof![
		6 => (patient(), who(), draft())
			.prop_map(|(patient, who, draft)| Op::Request { patient, who, draft }),
		1 => any::<Pick>().prop_map(|pick| Op::Withdraw { pick }),
		4 => any::<Pick>().prop_map(|pick| Op::Accept { pick }),
		1 => any::<Pick>().prop_map(|pick| Op::Decline { pick }),
		8 => (patient(), grantee(), draft())
			.prop_map(|(patient, grantee, draft)| Op::Grant { patient, grantee, draft }),
		4 => (any::<Pick>(), prop::option::weighted(0.3, draft()), 0u32..2).prop_map(
			|(pick, draft, fewer_uses)| Op::Narrow { pick, draft, fewer_uses }
		),
		3 => (any::<Pick>(), days(-1..3), prop::option::of(0u32..6))
			.prop_map(|(pick, by, max_uses)| Op::Extend { pick, by, max_uses }),
		3 => any::<Pick>().prop_map(|pick| Op::Revoke { pick }),
		1 => (patient(), grantee())
			.prop_map(|(patient, grantee)| Op::RevokeAll { patient, grantee }),
		2 => any::<Pick>().prop_map(|pick| Op::Lift { pick }),
		2 => (any::<Pick>(), who()).prop_map(|(pick, who)| Op::Renounce { pick, who }),
		2 => (patient(), one_of(policies))
			.prop_map(|(patient, policy)| Op::SetDefault { patient, policy }),
		6 => any::<Pick>().prop_map(|pick| Op::Use { pick }),
		5 => (patient(), who(), prop::sample::select(requests()), one_of(&[KR, KR, DE])).prop_map(
			|(patient, who, request, place)| Op::Log { patient, who, request, place }
		),
		3 => (patient(), grantee())
			.prop_map(|(patient, grantee)| Op::PruneExpired { patient, grantee }),
		2 => (patient(), 0u32..6).prop_map(|(patient, limit)| Op::PruneLog { patient, limit }),
		3 => (who(), one_of(&ROLES), days(-5..1), days(0..10))
			.prop_map(|(who, role, from, until)| Op::Certify { who, role, from, until }),
		4 => prop_oneof![
			4 => (1u64..4).prop_map(|days| days * DAY),
			1 => 1u64..1_000,
			2 => one_of(&[7 * DAY, 30 * DAY, 60 * DAY]),
		]
		.prop_map(|by| Op::Advance { by }),
	]
}
