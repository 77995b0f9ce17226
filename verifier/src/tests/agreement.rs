// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Agreement of verifier and runtime, whatever is stored.

use super::mock::*;
use crate::{facts::StoredGrant, Balance, Freshness, Question, Trusted};
use medibloc_primitives::{
	consent::{
		AccessQuery, Action, Basis, Effect, Grant, GrantId, Grantee, Obligations, Purpose, Scope,
		Terms,
	},
	credential::{Authority, AuthorityStatus, Credential, Period, Role, Status},
	record::RecordClass,
	Deposit, Moment,
};
use proptest::prelude::*;
use sp_runtime::BoundedVec;
use std::collections::{BTreeMap, BTreeSet};

/// Moments around [`START`], few enough to meet.
fn moment() -> impl Strategy<Value = Moment> {
	(0..12u64).prop_map(|step| START + step * SECOND - 6 * SECOND)
}

fn class() -> impl Strategy<Value = RecordClass> {
	prop_oneof![Just(RecordClass::Laboratory), Just(RecordClass::Genomic)]
}

fn purpose() -> impl Strategy<Value = Purpose> {
	prop_oneof![4 => Just(Purpose::Treat), 1 => Just(Purpose::Hresch)]
}

fn role() -> impl Strategy<Value = Role> {
	prop_oneof![Just(Role::Practitioner), Just(Role::Institution), Just(Role::Insurer)]
}

fn scope() -> impl Strategy<Value = Scope> {
	let classes = prop::collection::vec(class(), 0..3);
	prop_oneof![
		Just(Scope::All),
		(classes, any::<bool>()).prop_map(|(classes, single)| {
			selected(classes, single.then(|| GrantId::new(START, 1, 7).unwrap()))
		}),
	]
}

fn grant() -> impl Strategy<Value = StoredGrant> {
	(
		(prop_oneof![3 => Just(Effect::Permit), 1 => Just(Effect::Deny)], scope()),
		prop::collection::btree_set(purpose(), 1..3),
		(moment(), moment(), moment(), prop::option::of(moment())),
		(prop::option::weighted(0.3, 1..3u32), 0..3u32, 0..100u32),
	)
		.prop_map(|((effect, scope), purposes, (issued, from, until, revoked_at), uses)| Grant {
			id: GrantId::new(issued, 1, uses.2).unwrap(),
			terms: Terms {
				effect,
				scope,
				actions: BTreeSet::from([Action::Access]).into(),
				purposes: purposes.into(),
				from,
				until,
				max_uses: uses.0,
				obligations: Obligations::default(),
				text: None,
			},
			basis: Basis::Own,
			used: uses.1,
			revoked_at,
			deposit: Deposit::default(),
		})
}

fn grantee() -> impl Strategy<Value = Grantee<crate::AccountId32>> {
	prop_oneof![
		Just(Grantee::Account(hospital())),
		Just(Grantee::Institution(hospital())),
		role().prop_map(Grantee::Role),
	]
}

fn authority() -> impl Strategy<Value = Authority> {
	let status = prop_oneof![
		3 => Just(AuthorityStatus::Active),
		1 => Just(AuthorityStatus::Suspended),
		1 => moment().prop_map(|at| AuthorityStatus::Removed { at }),
	];
	(status, prop::option::weighted(0.3, moment())).prop_map(|(status, invalid_since)| Authority {
		roles: Default::default(),
		jurisdiction: KR,
		status,
		registered_at: 0,
		invalid_since,
	})
}

fn issuer() -> impl Strategy<Value = crate::AccountId32> {
	prop_oneof![3 => Just(board()), 1 => Just(stranger())]
}

fn credential() -> impl Strategy<Value = Credential<crate::AccountId32, Balance>> {
	let status = prop_oneof![
		3 => Just(Status::Active),
		1 => moment().prop_map(|since| Status::Suspended { since }),
		1 => moment().prop_map(|at| Status::Revoked { at }),
	];
	(status, issuer(), moment(), moment(), moment()).prop_map(
		|(status, issuer, issued_at, valid_from, expires_at)| Credential {
			serial: 1,
			issuer,
			jurisdiction: KR,
			issued_at,
			valid_from,
			expires_at,
			status,
			deposit: Deposit { payer: Some(board()), amount: 0 },
		},
	)
}

fn period() -> impl Strategy<Value = Period<crate::AccountId32>> {
	(issuer(), moment(), moment(), moment()).prop_map(|(issuer, issued_at, from, until)| Period {
		serial: 1,
		issuer,
		issued_at,
		from,
		until,
	})
}

fn request() -> impl Strategy<Value = AccessQuery> {
	(class(), purpose(), prop::option::weighted(0.4, 7..9u32)).prop_map(
		|(class, purpose, number)| AccessQuery {
			class,
			anchor: number.map(|number| GrantId::new(START, 1, number).unwrap()),
			purpose,
			action: Action::Access,
		},
	)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn the_verifier_decides_as_the_runtime(
		consents in prop::collection::vec((grantee(), prop::collection::vec(grant(), 1..4)), 0..4),
		certificates in prop::collection::btree_map(
			role(),
			(credential(), (moment(), prop::collection::vec(period(), 0..3))),
			0..3,
		),
		authorities in (authority(), prop::option::of(authority())),
		requests in prop::collection::vec((request(), moment()), 1..6),
	) {
		let mut chain = sp_io::TestExternalities::new_empty();
		let consents: BTreeMap<_, _> =
			consents.into_iter().map(|(grantee, grants)| (format!("{grantee:?}"), (grantee, grants))).collect();
		let id = chain.execute_with(|| {
			set_time(START);
			for (grantee, grants) in consents.into_values() {
				let grants = BoundedVec::try_from(grants).expect("few grants");
				let consent = pallet_consent::Consent { grants, request: None, known_since: 0 };
				pallet_consent::Consents::<Test>::insert(patient(), grantee, consent);
			}
			for (role, (credential, history)) in certificates {
				let (known_since, periods) = history;
				let periods = BoundedVec::try_from(periods).expect("few periods");
				let history = pallet_credentials::History { known_since, periods };
				pallet_credentials::Credentials::<Test>::insert(hospital(), role, credential);
				pallet_credentials::Histories::<Test>::insert(hospital(), role, history);
			}
			pallet_credentials::Authorities::<Test>::insert(board(), authorities.0);
			if let Some(authority) = authorities.1 {
				pallet_credentials::Authorities::<Test>::insert(stranger(), authority);
			}
			anchor(RecordClass::Genomic)
		});
		let subject = medibloc_primitives::record::Subject::Account(patient());
		for (request, at) in requests {
			let mut proof = prove(&mut chain, &patient(), &hospital());
			if let Some(anchor) = request.anchor {
				let key = crate::keys::anchors(&subject, anchor);
				proof.add_nodes(prove_keys(&mut chain, &[key]).1);
			}
			let asked = Question { request, ..question() };
			let proven = proof.verify(&Trusted::Block(proof.block_hash), &asked).unwrap();
			let known = request.anchor.filter(|anchor| *anchor == id);
			prop_assert_eq!(proven.class(), known.map(|_| RecordClass::Genomic));
			let decision = if at > START {
				proven.decide(&Freshness::new(at, 10 * SECOND)).unwrap()
			} else {
				proven.decide_at(&Freshness::new(START, 0), at).unwrap()
			};
			let verdict = chain.execute_with(|| {
				Consent::check_access(&patient(), &hospital(), &request, Some(at))
			});
			prop_assert_eq!(decision.verdict, verdict);
		}
	}
}
