// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Data of the mocked runtime: Alice is a patient, Bob treats her, Charlie issued his credential.

use codec::Encode;
use medibloc_primitives::{
	access_log::{leaf, AccessEntry, AccessLog},
	apis::{BatchProof, ConsentInfo, ConsentKeys},
	consent::{
		self, decide, AccessQuery, Action, Basis, DenyReason, Effect, Grant, Grantee, Obligations,
		OpenRequest, Purpose, Scope, Summary, Terms, Verdict,
	},
	credential::{
		Authority, AuthorityStatus, Credential, CredentialInfo, CredentialState, Role, Status,
	},
	record::{
		Anchor, AnchorId, BatchId, Lifecycle, Opinion, RecordClass, RecordInfo, Source, Subject,
	},
	Deposit, ItemId, Jurisdiction, Moment,
};
use medibloc_verifier::keys;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::AccountId32;
use std::{
	collections::{BTreeSet, HashMap},
	iter::successors,
	ops::RangeInclusive,
};

pub const NOTHING: Verdict = Verdict::Deny(DenyReason::NoGrant);
pub const NOW: Moment = 1_790_000_000_000;
pub const YEAR: Moment = 365 * 24 * 60 * 60 * 1_000;
/// What Alice granted before was dropped.
pub const KNOWN_SINCE: Moment = NOW - YEAR;

/// Ids are those of the first event of some block of that second.
pub fn id(second: u64) -> ItemId {
	ItemId::new(NOW + second * 1_000, 40, 2).expect("the time is before 2106")
}

pub const PSEUDONYM: H256 = H256::repeat_byte(0xaa);
/// As many records as fill a page and one more.
pub const RECORDS: u64 = 65;
/// These are versions of one record, and so are the first two.
pub const VERSIONS: RangeInclusive<u64> = 11..=15;
/// Of the log's entries the first is pruned.
pub const ENTRIES: u64 = 5;
/// Alice gave grants to Bob and to each role.
pub const GRANTEES: usize = 1 + Role::ALL.len();

pub fn credential(holder: AccountId32, role: Role) -> Option<CredentialInfo<AccountId32>> {
	(holder == Bob.to_account_id() && role == Role::Practitioner).then(|| CredentialInfo {
		serial: 7,
		holder,
		role,
		issuer: Charlie.to_account_id(),
		jurisdiction: Jurisdiction(*b"KR"),
		issued_at: NOW,
		expires_at: NOW + YEAR,
		state: CredentialState::Active,
	})
}

fn set<T: Ord, S: TryFrom<BTreeSet<T>>>(items: impl IntoIterator<Item = T>) -> S {
	let set = S::try_from(items.into_iter().collect());
	set.unwrap_or_else(|_| panic!("the set is small"))
}

pub fn grant() -> Grant<Deposit<AccountId32, u128>> {
	Grant {
		id: id(0),
		terms: Terms {
			effect: Effect::Permit,
			scope: Scope::Selected {
				classes: set([RecordClass::Laboratory]),
				anchors: set([id(1)]),
			},
			actions: set([Action::Access, Action::Use]),
			purposes: set([Purpose::Treat]),
			from: NOW,
			until: NOW + YEAR,
			max_uses: Some(10),
			obligations: Obligations { no_reshare: true, place: Some(Jurisdiction(*b"KR")) },
			text: Some(H256::repeat_byte(0x11)),
		},
		anchor_classes: Default::default(),
		basis: Basis::Own,
		used: 5,
		revoked_at: None,
		deposit: Deposit {
			payer: None,
			amount: 340_282_366_920_938_463_463_374_607_431_768_211_455,
		},
	}
}

pub fn verdict(
	patient: AccountId32,
	accessor: AccountId32,
	request: AccessQuery,
	moment: Option<Moment>,
) -> Verdict {
	if patient == accessor {
		Verdict::Own
	} else if patient == Alice.to_account_id() && accessor == Bob.to_account_id() {
		match moment {
			Some(moment) if moment < KNOWN_SINCE => Verdict::Unknown,
			_ => decide(&[grant()], &request, moment.unwrap_or(NOW)),
		}
	} else {
		NOTHING
	}
}

pub fn consents(
	patient: AccountId32,
	after: Option<Grantee<AccountId32>>,
	limit: u32,
) -> Vec<ConsentInfo<AccountId32, u128>> {
	if patient != Alice.to_account_id() {
		return Vec::new();
	}
	let revoked = Grant {
		terms: Terms { scope: Scope::All, max_uses: None, text: None, ..grant().terms },
		revoked_at: Some(NOW + 1_000),
		..grant()
	};
	let grantees = [Grantee::Account(Bob.to_account_id())];
	let grantees: Vec<_> = grantees.into_iter().chain(Role::ALL.map(Grantee::Role)).collect();
	let start = after.and_then(|after| grantees.iter().position(|grantee| *grantee == after));
	grantees
		.into_iter()
		.skip(start.map_or(0, |position| position + 1))
		.take(limit as usize)
		.map(|grantee| ConsentInfo {
			request: grantee.account().map(|_| request()),
			grantee,
			grants: vec![grant(), revoked.clone()],
		})
		.collect()
}

/// A request of Bob for more uses.
pub fn request() -> OpenRequest<Deposit<AccountId32, u128>> {
	OpenRequest {
		terms: Terms { max_uses: None, ..grant().terms },
		requested_at: NOW,
		expires_at: NOW + YEAR,
		deposit: Deposit { payer: None, amount: 7 },
	}
}

pub fn entry(index: u64) -> AccessEntry<AccountId32> {
	AccessEntry {
		accessor: Bob.to_account_id(),
		class: RecordClass::Laboratory,
		anchor: index.is_multiple_of(2).then(|| id(1)),
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Jurisdiction(*b"KR"),
		grant: id(0),
		at: NOW + index * 1_000,
	}
}

pub fn access_log(patient: AccountId32) -> AccessLog {
	let mut log = AccessLog::default();
	if patient == Alice.to_account_id() {
		for index in 0..ENTRIES {
			log.append(leaf(&patient, index, &entry(index))).expect("the log is short");
		}
	}
	log
}

pub fn access_entries(
	patient: AccountId32,
	start: u64,
	limit: u32,
) -> Vec<(u64, AccessEntry<AccountId32>)> {
	let stored = if patient == Alice.to_account_id() { 1..ENTRIES } else { 0..0 };
	stored
		.filter(|index| *index >= start)
		.take(limit as usize)
		.map(|index| (index, entry(index)))
		.collect()
}

pub fn consent_keys(patient: AccountId32, accessor: AccountId32) -> ConsentKeys<AccountId32> {
	let state: HashMap<_, _> = state().into_iter().collect();
	medibloc_verifier::consent_keys(&patient, &accessor, |key| state.get(key).cloned())
}

pub fn record_keys(subject: Subject<AccountId32>, id: AnchorId) -> Vec<(String, Vec<u8>)> {
	let state: HashMap<_, _> = state().into_iter().collect();
	medibloc_verifier::record_keys(&subject, id, |key| state.get(key).cloned())
}

/// The state in a proof, as it is stored: the time, the first of the grants, the credential, and the
/// first of the records, which was corrected.
pub fn state() -> Vec<(Vec<u8>, Vec<u8>)> {
	let [alice, bob, charlie] = [Alice, Bob, Charlie].map(|who| who.to_account_id());
	let no_request: Option<OpenRequest<Deposit<AccountId32, u128>>> = None;
	let consent = consent::Consent { grants: vec![grant()], request: no_request, known_since: 0 };
	let summary = Summary { known_since: KNOWN_SINCE, ..Default::default() };
	let RecordInfo { id, commitment, class, source, successor, .. } = self::info(1);
	let subject = Subject::Account(alice.clone());
	let lifecycle = Lifecycle::<Vec<u32>> { successor, ..Default::default() };
	let info = credential(bob.clone(), Role::Practitioner).expect("Bob has one");
	let credential = Credential {
		serial: info.serial,
		issuer: info.issuer,
		jurisdiction: info.jurisdiction,
		issued_at: info.issued_at,
		valid_from: info.issued_at,
		expires_at: info.expires_at,
		status: Status::Active,
		deposit: Deposit { payer: Some(charlie.clone()), amount: 1u128 },
	};
	let authority = Authority {
		roles: set([Role::Practitioner]),
		jurisdiction: info.jurisdiction,
		status: AuthorityStatus::Active,
		registered_at: NOW,
		invalid_since: None,
	};
	vec![
		(keys::now(), NOW.encode()),
		(keys::summaries(&alice), summary.encode()),
		(keys::consents(&alice, &Grantee::Account(bob.clone())), consent.encode()),
		(keys::credentials(&bob, Role::Practitioner), credential.encode()),
		(keys::authorities(&charlie), authority.encode()),
		(keys::holders(info.serial), (bob, Role::Practitioner).encode()),
		(keys::anchors(&subject, id), Anchor { commitment, class, source }.encode()),
		(keys::lifecycles(&subject, id), lifecycle.encode()),
	]
}

/// Whether it is a correction of the record before.
fn corrects(number: u64) -> bool {
	number == 2 || (VERSIONS.contains(&number) && number != *VERSIONS.start())
}

fn info(number: u64) -> RecordInfo<AccountId32> {
	RecordInfo {
		id: id(number),
		commitment: H256::repeat_byte(0xc0),
		class: RecordClass::Laboratory,
		source: Source::Clinician(7),
		author: Some(Bob.to_account_id()),
		anchored_at: id(number).issued_at(),
		predecessor: corrects(number).then(|| id(number - 1)),
		successor: corrects(number + 1).then(|| id(number + 1)),
		retracted_at: None,
		opinion: Some((Opinion::Acknowledged, NOW + 10_000)),
		co_signers: vec![8],
		erased_at: None,
	}
}

/// Those of Alice are `info` 1 and up; the one of the pseudonym tells little.
fn all(subject: Subject<AccountId32>) -> Vec<RecordInfo<AccountId32>> {
	match subject {
		Subject::Account(who) if who == Alice.to_account_id() => (1..=RECORDS).map(info).collect(),
		Subject::Pseudonym(pseudonym) if pseudonym == PSEUDONYM => {
			let quiet = RecordInfo {
				source: Source::Patient,
				author: None,
				opinion: None,
				co_signers: vec![],
				retracted_at: Some(NOW + 1),
				erased_at: Some(NOW + 2),
				..info(3)
			};
			vec![quiet]
		},
		_ => Vec::new(),
	}
}

pub fn record(subject: Subject<AccountId32>, id: AnchorId) -> Option<RecordInfo<AccountId32>> {
	all(subject).into_iter().find(|record| record.id == id)
}

pub fn lineage(
	subject: Subject<AccountId32>,
	id: AnchorId,
	after: Option<AnchorId>,
	limit: u32,
) -> Vec<RecordInfo<AccountId32>> {
	let all = all(subject);
	let version = |id| all.iter().find(|record| record.id == id).cloned();
	let limit = limit as usize;
	let first = match after {
		None => successors(version(id), |found| version(found.predecessor?)).take(limit).last(),
		Some(after) => version(after).and_then(|found| version(found.successor?)),
	};
	successors(first, |found| version(found.successor?)).take(limit).collect()
}

pub fn records(
	subject: Subject<AccountId32>,
	after: Option<AnchorId>,
	limit: u32,
) -> Vec<RecordInfo<AccountId32>> {
	all(subject)
		.into_iter()
		.filter(|record| after.is_none_or(|after| record.id > after))
		.take(limit as usize)
		.collect()
}

pub fn verify_record(batch: BatchId, proof: BatchProof) -> Option<bool> {
	(batch == id(0)).then_some(proof.index == 0 && proof.path.len() == 2)
}
