// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Round trips of the answers, from the types of the runtime to JSON and back.

use super::{docs::examples, ALICE, BOB, CHARLIE};
use crate::{
	Access, AccessLogView, AccessQuery, Account, BatchProof, BlockRef, Cohort, Consent, Consents,
	Credential, Invalid, PathTooLong, Points, Record, Records, Ring, Subject, MAX_PATH,
};
use medibloc_primitives::{
	access_log::{leaf, AccessEntry, AccessLog},
	apis::{self, CohortInfo, ConsentInfo, LotInfo, PointsInfo, RedemptionInfo, RingInfo},
	consent::{
		self, Action, Basis, DenyReason, Effect, Grant, Grantee, Obligations, OpenRequest, Purpose,
		Verdict,
	},
	credential::{CredentialInfo, CredentialState, Role},
	points::{Month, PointsHold},
	record::{self, Opinion, RecordClass, RecordInfo, Source},
	rings::CohortState,
	Deposit, ItemId, Jurisdiction,
};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};
use sp_core::{
	crypto::{AccountId32, Ss58AddressFormat},
	H256,
};
use std::{collections::BTreeSet, fmt::Debug};

pub const BLOCK: BlockRef = BlockRef { hash: H256::repeat_byte(9), number: 42 };

pub fn account(text: &str) -> AccountId32 {
	Account::from(text).parse().unwrap()
}

pub fn format() -> Ss58AddressFormat {
	Ss58AddressFormat::custom(1_234)
}

/// The answer after its way over the wire.
pub fn sent<T: Serialize + DeserializeOwned>(answer: T) -> T {
	serde_json::from_str(&serde_json::to_string(&answer).unwrap()).unwrap()
}

pub fn assert_same<Answer, Info>(answer: Answer, info: Info)
where
	Answer: Serialize + DeserializeOwned + TryInto<Info>,
	Answer::Error: Debug,
	Info: Debug + PartialEq,
{
	assert_eq!(sent(answer).try_into().unwrap(), info);
}

fn entry(anchor: Option<ItemId>) -> AccessEntry<AccountId32> {
	AccessEntry {
		accessor: account(BOB),
		class: RecordClass::Imaging,
		anchor,
		purpose: Purpose::Etreat,
		action: Action::Collect,
		place: Jurisdiction(*b"DE"),
		grant: ItemId(u64::MAX),
		at: 5,
	}
}

/// The answer that is documented for the method, changed at a place.
pub fn changed<T: DeserializeOwned>(method: &str, path: &str, value: Value) -> T {
	let mut answer = examples(method)[1]["result"].clone();
	*answer.pointer_mut(path).unwrap_or_else(|| panic!("{method} has no {path}")) = value;
	serde_json::from_value(answer).unwrap()
}

#[test]
fn credentials() {
	for state in [CredentialState::Active, CredentialState::IssuerRemoved] {
		let info = CredentialInfo {
			serial: u32::MAX,
			holder: account(BOB),
			role: Role::CareApp,
			issuer: account(CHARLIE),
			jurisdiction: Jurisdiction(*b"EU"),
			issued_at: 1,
			expires_at: u64::MAX,
			state,
		};
		assert_same(Credential::new(info.clone(), format()), info);
	}
}

#[test]
fn accesses() {
	let obligations = Obligations { no_reshare: true, place: Some(Jurisdiction(*b"KR")) };
	for verdict in [
		Verdict::Permit { grant: ItemId(u64::MAX), obligations },
		Verdict::Own,
		Verdict::Deny(DenyReason::NoGrant),
		Verdict::Deny(DenyReason::ExplicitDeny),
	] {
		assert_same(Access::new(verdict, BLOCK), verdict);
	}
}

#[test]
fn consents() {
	let terms = consent::Terms {
		effect: Effect::Deny,
		scope: consent::Scope::Selected {
			classes: BTreeSet::from([RecordClass::Other, RecordClass::Billing]).into(),
			anchors: BTreeSet::from([ItemId(1), ItemId(u64::MAX)]).try_into().unwrap(),
		},
		actions: BTreeSet::from([Action::Access, Action::Correct]).into(),
		purposes: BTreeSet::from([Purpose::Treat, Purpose::Patrqt]).into(),
		from: 1,
		until: 2,
		max_uses: Some(3),
		obligations: Obligations { no_reshare: false, place: None },
		text: Some(H256::repeat_byte(7)),
	};
	let grant = Grant {
		id: ItemId(7),
		terms: terms.clone(),
		anchor_classes: BTreeSet::from([RecordClass::Genomic]).into(),
		basis: Basis::Own,
		used: 4,
		revoked_at: Some(5),
		deposit: Deposit { payer: Some(account(ALICE)), amount: u128::MAX },
	};
	let everything = Grant {
		terms: consent::Terms { scope: consent::Scope::All, max_uses: None, text: None, ..terms },
		revoked_at: None,
		deposit: Deposit { payer: None, amount: 0 },
		..grant.clone()
	};
	for grantee in [
		Grantee::Account(account(BOB)),
		Grantee::Institution(account(BOB)),
		Grantee::Role(Role::EmergencyResponder),
	] {
		let request = grantee.account().map(|_| OpenRequest {
			terms: grant.terms.clone(),
			requested_at: 8,
			expires_at: 9,
			deposit: Deposit { payer: None, amount: 10 },
		});
		let grants = vec![grant.clone(), everything.clone()];
		let info = ConsentInfo { grantee, grants, request };
		assert_same(Consent::new(info.clone(), format()), info);
	}
}

#[test]
fn access_logs() {
	let patient = account(ALICE);
	let entries: Vec<_> =
		(0..5).map(|index| (index, entry((index == 3).then_some(ItemId(8))))).collect();
	let mut log = AccessLog::default();
	for (index, entry) in &entries {
		log.append(leaf(&patient, *index, entry)).unwrap();
	}
	let page = &entries[1..4];
	let answer = sent(AccessLogView::new(BLOCK, log.clone(), page.to_vec(), format()));
	assert_eq!((answer.block, answer.next), (BLOCK, Some(4)));
	assert_eq!(answer.parts(), Ok((log.clone(), page.to_vec())));
	let last = AccessLogView::new(BLOCK, log.clone(), entries[4..].to_vec(), format());
	assert_eq!(last.next, None);
	assert_eq!(AccessLogView::new(BLOCK, log, vec![], format()).next, None);
}

#[test]
fn records() {
	let info = RecordInfo {
		id: ItemId(u64::MAX),
		commitment: H256::repeat_byte(1),
		class: RecordClass::VitalSign,
		source: Source::Clinician(7),
		author: Some(account(BOB)),
		anchored_at: 1_000,
		predecessor: Some(ItemId(1)),
		successor: Some(ItemId(2)),
		retracted_at: Some(3),
		opinion: Some((Opinion::Contested, 4)),
		co_signers: vec![8, 9],
		erased_at: Some(5),
	};
	assert_same(Record::new(info.clone(), format()), info.clone());
	for source in [Source::Device, Source::Patient, Source::Import, Source::ProviderImport(3)] {
		let bare = RecordInfo {
			source,
			author: None,
			predecessor: None,
			successor: None,
			retracted_at: None,
			opinion: None,
			co_signers: vec![],
			erased_at: None,
			..info.clone()
		};
		assert_same(Record::new(bare.clone(), format()), bare);
	}
}

#[test]
fn points() {
	let info = PointsInfo {
		spendable: u64::MAX,
		held: vec![(PointsHold::Juror, 5), (PointsHold::Labeller, 6)],
		reserved: vec![RedemptionInfo {
			id: ItemId(u64::MAX),
			points: 7,
			promised: u128::MAX,
			due: 8,
		}],
		lots: vec![
			LotInfo { month: Month(683), amount: 9, expires_at: 11 },
			LotInfo { month: Month(682), amount: 9, expires_at: 10 },
		],
		score: u64::MAX,
	};
	let answer = Points::new(info.clone(), BLOCK);
	assert_eq!((answer.next_expiry, answer.block), (Some(10), BLOCK));
	assert_same(answer, info);
	let nothing =
		PointsInfo { spendable: 0, held: vec![], reserved: vec![], lots: vec![], score: 0 };
	let answer = Points::new(nothing.clone(), BLOCK);
	assert_eq!(answer.next_expiry, None);
	assert_same(answer, nothing);
}

#[test]
fn points_that_are_no_amount_are_refused() {
	for path in ["/spendable", "/score", "/lots/0/points", "/held/0/points", "/reserved/0/points"] {
		for text in ["-1", "1.5", "", "18446744073709551616"] {
			let points: Points = changed("medibloc_points", path, json!(text));
			let refused = Err(Invalid::Amount(text.into()));
			assert_eq!(PointsInfo::try_from(points), refused, "{path}");
		}
	}
}

#[test]
fn cohorts_and_rings() {
	for state in [CohortState::Open, CohortState::Frozen, CohortState::TooSmall] {
		let info =
			CohortInfo { state, members: u32::MAX, rings: u16::MAX, built: 1, frozen_at: Some(7) };
		assert_same(Cohort::new(info.clone(), BLOCK), info);
	}
	let info = RingInfo { commitment: vec![1; 288], len: 5, members: vec![[2; 32], [3; 32]] };
	for (start, next) in [(0, Some(2)), (2, Some(4)), (3, None), (u32::MAX, None)] {
		let answer = Ring::new(info.clone(), start, BLOCK);
		assert_eq!(answer.next, next, "{start}");
		assert_same(answer, info.clone());
	}
	let beyond = RingInfo { members: vec![], ..info };
	assert_eq!(Ring::new(beyond, 3, BLOCK).next, None);
}

#[test]
fn parameters_mean_the_same_after_their_way() {
	for subject in
		[record::Subject::Account(account(ALICE)), record::Subject::Pseudonym(H256::zero())]
	{
		assert_same(Subject::from(&subject), subject);
	}
	let kr = Jurisdiction(*b"KR");
	for (anchor, place) in [(None, Some(kr)), (Some(ItemId(u64::MAX)), None)] {
		let (class, purpose, action) = (RecordClass::Dental, Purpose::Hresch, Action::Disclose);
		let query = consent::AccessQuery { class, anchor, purpose, action, place };
		assert_same(AccessQuery::from(query), query);
	}
	let proof = apis::BatchProof {
		index: u32::MAX,
		commitment: H256::repeat_byte(1),
		path: vec![H256::zero(); MAX_PATH],
	};
	assert_same(BatchProof::from(proof.clone()), proof);
}

#[test]
fn a_path_longer_than_any_batch_is_deep_is_refused() {
	let path = vec![H256::zero(); MAX_PATH + 1];
	let proof = BatchProof { index: 0, commitment: H256::zero(), path };
	assert_eq!(apis::BatchProof::try_from(proof), Err(PathTooLong { length: 33 }));
}

#[test]
fn an_answer_that_is_neither_yes_nor_no_is_refused() {
	const METHOD: &str = "medibloc_checkAccess";
	for (path, value) in
		[("/reason", json!("Expired")), ("/obligations", Value::Null), ("/permit", json!(false))]
	{
		let access: Access = changed(METHOD, path, value);
		assert_eq!(Verdict::try_from(access), Err(Invalid::Access), "{path}");
	}
}

#[test]
fn an_answer_with_a_meaningless_value_is_refused() {
	let grant = "/consents/0/grants/0";
	for (path, value, reason) in [
		("/deposit/amount", json!("much"), "`much` is not an amount"),
		("/deposit/payer", json!("nobody"), "`nobody` is not an account: "),
		("/id", json!("-1"), "`-1` is not an id"),
		("/terms/scope/anchors", json!(["x"]), "`x` is not an id"),
		(
			"/terms/scope/anchors",
			json!(["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
			"too many anchors in the terms",
		),
	] {
		let page: Consents = changed("medibloc_consents", &format!("{grant}{path}"), value);
		let consent = page.consents.into_iter().next().unwrap();
		let error = ConsentInfo::try_from(consent).unwrap_err().to_string();
		assert!(error.starts_with(reason), "{error}");
	}
	for (path, value) in [
		("/consents/0/request/terms/maxUses", json!(3)),
		("/consents/0/request/termsHash", json!(H256::zero())),
	] {
		let page: Consents = changed("medibloc_consents", path, value);
		let consent = page.consents.into_iter().next().unwrap();
		assert_eq!(ConsentInfo::try_from(consent).unwrap_err(), Invalid::TermsHash);
	}
	for path in ["/records/0/id", "/records/0/predecessor", "/records/0/successor"] {
		let page: Records = changed("medibloc_records", path, json!("1.0"));
		let record = page.records.into_iter().next().unwrap();
		assert!(matches!(RecordInfo::try_from(record), Err(Invalid::Id(_))), "{path}");
	}
	for path in ["/holder", "/issuer"] {
		let credential: Credential = changed("medibloc_credential", path, json!("0x12"));
		assert!(matches!(CredentialInfo::try_from(credential), Err(Invalid::Account(_))), "{path}");
	}
}

#[test]
fn an_access_log_whose_root_is_another_is_refused() {
	for (path, value, error) in [
		("/count", json!(6), Invalid::Root),
		("/root", json!(H256::zero()), Invalid::Root),
		("/peaks", json!([]), Invalid::Root),
		("/peaks", json!(vec![H256::zero(); 65]), Invalid::Peaks),
		("/entries/0/grant", json!(""), Invalid::Id(crate::NotAnId(String::new()))),
	] {
		let view: AccessLogView = changed("medibloc_accessLog", path, value);
		assert_eq!(view.parts(), Err(error), "{path}");
	}
}
