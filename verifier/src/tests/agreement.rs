// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Agreement of verifier and runtime, whatever is stored.

use super::mock::*;
use crate::{
	facts::StoredGrant, record, record_keys, AuthorCertification, Balance, Freshness, Question,
	RecordStatus, Trusted,
};
use medibloc_primitives::{
	consent::{
		AccessQuery, Action, Basis, Effect, Grant, GrantId, Grantee, Obligations, Purpose, Scope,
		Summary, Terms,
	},
	credential::{Authority, AuthorityStatus, Credential, Period, Role, Status},
	record::{Anchor, AnchorId, Lifecycle, Opinion, RecordClass, Source, Subject, Tombstone},
	CredentialInspect, Deposit, Jurisdiction, Moment,
};
use proptest::prelude::*;
use sp_core::{Bytes, H256};
use sp_runtime::BoundedVec;
use std::collections::{BTreeMap, BTreeSet};

const DE: Jurisdiction = Jurisdiction(*b"DE");

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
		(classes, any::<bool>())
			.prop_map(|(classes, single)| { selected(classes, single.then(self::single)) }),
		any::<bool>()
			.prop_map(|is_first| selected([], [if is_first { first() } else { single() }])),
	]
}

/// The first version of that record, if it is a correction. It was erased.
fn first() -> GrantId {
	GrantId::new(START - SECOND, 1, 3).unwrap()
}

/// The single record that grants can name, which may be there.
fn single() -> GrantId {
	GrantId::new(START, 1, 7).unwrap()
}

fn place() -> impl Strategy<Value = Option<Jurisdiction>> {
	prop::option::of(prop_oneof![3 => Just(KR), 1 => Just(DE)])
}

fn grant() -> impl Strategy<Value = StoredGrant> {
	(
		(prop_oneof![3 => Just(Effect::Permit), 1 => Just(Effect::Deny)], scope()),
		prop::collection::btree_set(purpose(), 1..3),
		(moment(), moment(), moment(), prop::option::of(moment())),
		(prop::option::weighted(0.3, 1..3u32), 0..3u32, 0..100u32, place()),
	)
		.prop_map(|((effect, scope), purposes, (issued, from, until, revoked_at), uses)| Grant {
			id: GrantId::new(issued, 1, uses.2).unwrap(),
			anchor_classes: match &scope {
				Scope::Selected { anchors, .. }
					if effect == Effect::Deny && !anchors.is_empty() =>
				{
					BTreeSet::from([RecordClass::Genomic]).into()
				},
				_ => Default::default(),
			},
			terms: Terms {
				effect,
				scope,
				actions: BTreeSet::from([Action::Access]).into(),
				purposes: purposes.into(),
				from,
				until,
				max_uses: uses.0,
				obligations: Obligations { no_reshare: false, place: uses.3 },
				text: None,
			},
			basis: Basis::Own,
			used: uses.1,
			revoked_at,
			deposit: Deposit::default(),
		})
}

/// Grants, and from when on all are known.
fn consent() -> impl Strategy<Value = (Vec<StoredGrant>, Moment)> {
	let known_since = prop::option::weighted(0.2, moment()).prop_map(Option::unwrap_or_default);
	(prop::collection::vec(grant(), 1..4), known_since)
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
	(class(), purpose(), prop::option::weighted(0.4, 7..9u32), place()).prop_map(
		|(class, purpose, number, place)| AccessQuery {
			class,
			anchor: number.map(|number| GrantId::new(START, 1, number).unwrap()),
			purpose,
			action: Action::Access,
			place,
		},
	)
}

fn anchored() -> impl Strategy<Value = (Option<Anchor>, Option<Lifecycle<Vec<u32>>>)> {
	let source = prop_oneof![Just(Source::Patient), Just(Source::Clinician(1))];
	let (commitment, class) = (H256::repeat_byte(3), RecordClass::Genomic);
	let other = || prop::option::weighted(0.3, Just(AnchorId::new(START, 1, 99).unwrap()));
	let life = (other(), other(), prop::option::weighted(0.3, moment())).prop_map(
		|(predecessor, successor, retracted_at)| Lifecycle {
			predecessor,
			successor,
			retracted_at,
			opinion: None,
			co_signers: vec![4, 5],
		},
	);
	let anchor = (source, other()).prop_map(move |(source, first)| Anchor {
		commitment,
		class,
		source,
		first,
	});
	(prop::option::weighted(0.8, anchor), prop::option::of(life))
}

fn tombstone() -> impl Strategy<Value = Option<Tombstone>> {
	let at = || prop::option::weighted(0.3, moment());
	let tombstone =
		(moment(), at(), at()).prop_map(|(erased_at, retracted_at, contested_at)| Tombstone {
			commitment: H256::repeat_byte(4),
			class: RecordClass::Laboratory,
			source: Source::ProviderImport(1),
			predecessor: None,
			successor: Some(AnchorId::new(START, 1, 98).unwrap()),
			retracted_at,
			opinion: contested_at.map(|at| (Opinion::Contested, at)),
			erased_at,
		});
	prop::option::of(tombstone)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn the_verifier_tells_of_a_record_what_the_runtime_does(
		(anchor, lifecycle) in anchored(),
		tombstone in tombstone(),
		certification in prop::option::weighted(
			0.8,
			(credential(), (moment(), prop::collection::vec(period(), 0..3))),
		),
		authority in prop::option::weighted(0.8, authority()),
		anchored_at in moment(),
	) {
		let (subject, role) = (Subject::Account(patient()), Role::Practitioner);
		let id = AnchorId::new(anchored_at, 1, 7).unwrap();
		let mut chain = sp_io::TestExternalities::new_empty();
		let keys = chain.execute_with(|| {
			use pallet_record_anchors::{Anchors, Lifecycles, Tombstones};
			set_time(START);
			if let Some(anchor) = anchor {
				Anchors::<Test>::insert(&subject, id, anchor);
			}
			if let Some(Lifecycle { predecessor, successor, retracted_at, opinion, co_signers }) =
				lifecycle.filter(|_| anchor.is_some())
			{
				let co_signers = BoundedVec::try_from(co_signers).expect("few co-signers");
				let stored = Lifecycle { predecessor, successor, retracted_at, opinion, co_signers };
				Lifecycles::<Test>::insert(&subject, id, stored);
			}
			if let Some(tombstone) = tombstone.filter(|_| anchor.is_none()) {
				Tombstones::<Test>::insert(&subject, id, tombstone);
			}
			pallet_credentials::Holders::<Test>::insert(1, (hospital(), role));
			if let Some((credential, (known_since, periods))) = certification {
				let periods = BoundedVec::try_from(periods).expect("few periods");
				let history = pallet_credentials::History { known_since, periods };
				pallet_credentials::Credentials::<Test>::insert(hospital(), role, credential);
				pallet_credentials::Histories::<Test>::insert(hospital(), role, history);
			}
			if let Some(authority) = authority {
				pallet_credentials::Authorities::<Test>::insert(board(), authority);
			}
			record_keys(&subject, id, |key| sp_io::storage::get(key).map(Into::into))
		});
		let keys = keys.into_iter().map(|(_, key)| key).collect::<Vec<_>>();
		let (root, nodes) = prove_keys(&mut chain, &keys);
		let nodes = nodes.into_iter().map(Bytes).collect::<Vec<_>>();
		let proven = record::anchored(root, &subject, id, &nodes).unwrap();
		let (info, was_certified) = chain.execute_with(|| {
			let was_certified = Credentials::is_active(&hospital(), role, id.issued_at());
			(RecordAnchors::record(&subject, id), was_certified)
		});
		prop_assert_eq!(proven.is_some(), info.is_some());
		let (Some(proven), Some(info)) = (proven, info) else { return Ok(()) };
		prop_assert_eq!((proven.commitment, proven.class), (info.commitment, info.class));
		prop_assert_eq!(proven.lifecycle.predecessor, info.predecessor);
		prop_assert_eq!(proven.lifecycle.successor, info.successor);
		prop_assert_eq!(proven.lifecycle.retracted_at, info.retracted_at);
		prop_assert_eq!(proven.lifecycle.opinion, info.opinion);
		prop_assert_eq!(&proven.lifecycle.co_signers, &info.co_signers);
		prop_assert_eq!(proven.erased_at, info.erased_at);
		let author = proven.author.as_ref();
		prop_assert_eq!(author.map(|author| author.account.clone()), info.author);
		if let Some(author) = author {
			let counts = author.certification == AuthorCertification::Certified;
			prop_assert_eq!(counts, was_certified);
		}
		let is_untouched = info.erased_at.is_none()
			&& info.retracted_at.is_none()
			&& info.successor.is_none()
			&& (author.is_none() || was_certified);
		prop_assert_eq!(proven.status() == RecordStatus::Current, is_untouched);
		prop_assert_eq!(proven.current().is_ok(), is_untouched);
	}

	#[test]
	fn the_verifier_decides_as_the_runtime(
		consents in prop::collection::vec((grantee(), consent()), 0..4),
		horizon in prop::option::weighted(0.3, moment()),
		certificates in prop::collection::btree_map(
			role(),
			(credential(), (moment(), prop::collection::vec(period(), 0..3))),
			0..3,
		),
		authorities in (authority(), prop::option::of(authority())),
		is_correction in any::<bool>(),
		requests in prop::collection::vec((request(), moment()), 1..6),
	) {
		let mut chain = sp_io::TestExternalities::new_empty();
		let consents: BTreeMap<_, _> =
			consents.into_iter().map(|(grantee, grants)| (format!("{grantee:?}"), (grantee, grants))).collect();
		let id = chain.execute_with(|| {
			set_time(START);
			let known_since = horizon.unwrap_or_default();
			let mut summary = Summary { known_since, ..Default::default() };
			for (grantee, (grants, known_since)) in consents.into_values() {
				if grants.iter().any(|grant| grant.terms.effect == Effect::Deny) {
					summary.note_denial(&grantee);
				}
				let grants = BoundedVec::try_from(grants).expect("few grants");
				let consent = pallet_consent::Consent { grants, request: None, known_since };
				pallet_consent::Consents::<Test>::insert(patient(), grantee, consent);
			}
			pallet_consent::Summaries::<Test>::insert(patient(), summary);
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
			anchor_version(RecordClass::Genomic, is_correction.then(first))
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
