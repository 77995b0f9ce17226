// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Data of the mocked runtime: Alice is a patient, Bob treats her, Charlie issued his credential. Of the
//! jury of Korea vouchers of term 2 are redeemed, and term 3 runs; Bob and Ferdie are its jurors, and Eve
//! applied to it.

use codec::Encode;
use medibloc_primitives::{
	access_log::{leaf, AccessEntry, AccessLog},
	apis::{
		BatchProof, CohortInfo, ConsentInfo, ConsentKeys, JurorInfo, JuryInfo, JurySettings,
		LotInfo, PointsInfo, RedemptionInfo, RingInfo,
	},
	consent::{
		self, decide, AccessQuery, Action, Basis, DenyReason, Effect, Grant, Grantee, Obligations,
		OpenRequest, Purpose, Scope, Summary, Terms, Verdict,
	},
	credential::{
		Authority, AuthorityStatus, Credential, CredentialInfo, CredentialState, Role, Status,
	},
	jury::{
		Appeal, Ballot, BallotId, BallotStage, DropReason, Jury, Outcome, StoredVote, Term,
		TermStage, Vote,
	},
	live::LiveMoment,
	points::{Month, PointsHold},
	record::{
		Anchor, AnchorId, Batch, BatchId, Lifecycle, Opinion, RecordClass, RecordInfo, Source,
		Subject,
	},
	rings::{Alias, Cohort, CohortState, RingId},
	Deposit, ItemId, Jurisdiction, Moment, RandomnessTurn,
};
use medibloc_verifier::keys;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};
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
/// As many ballots of term 3 as fill a page and one more.
pub const BALLOTS: u32 = 65;
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
			_ => decide(&[grant()], &request, request.anchor, moment.unwrap_or(NOW)),
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

pub fn batch_keys(id: BatchId) -> Vec<(String, Vec<u8>)> {
	let state: HashMap<_, _> = state().into_iter().collect();
	medibloc_verifier::batch_keys(id, |key| state.get(key).cloned())
}

/// A batch of four records, by the author of the records.
pub fn batch() -> Batch {
	Batch { root: H256::repeat_byte(0xb0), count: 4, source: info(1).source }
}

/// The state in a proof, as it is stored: the time, the first of the grants, the credential, the first of
/// the records, which was corrected, and a batch.
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
		(keys::anchors(&subject, id), Anchor { commitment, class, source, first: None }.encode()),
		(keys::lifecycles(&subject, id), lifecycle.encode()),
		(keys::batches(self::id(0)), batch().encode()),
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

pub fn points(who: AccountId32) -> PointsInfo {
	if who != Alice.to_account_id() {
		return PointsInfo { spendable: 0, held: vec![], reserved: vec![], lots: vec![], score: 0 };
	}
	let lot = |year, month, amount, expires_at| LotInfo {
		month: Month::new(year, month).expect("there is such a month"),
		amount,
		expires_at,
	};
	PointsInfo {
		spendable: 12_500,
		held: vec![(PointsHold::Juror, 3_000)],
		reserved: vec![RedemptionInfo { id: id(5), points: 500, promised: 9_000, due: NOW + 7 }],
		lots: vec![lot(2025, 1, 2_500, NOW + 1), lot(2026, 9, 10_000, NOW + 2)],
		score: 99_000,
	}
}

pub const PERSONS: Cohort = Cohort::Persons { year: 2026, month: 11 };

pub fn cohort(cohort: Cohort) -> Option<CohortInfo> {
	let info = CohortInfo {
		state: CohortState::Built,
		members: 3,
		rings: 1,
		built: 1,
		frozen_at: Some(NOW),
	};
	(cohort == PERSONS).then_some(info)
}

/// Of a ring of three a page has two.
pub fn ring(ring: RingId, start: u32) -> Option<RingInfo> {
	let members = [[2; 32], [3; 32], [4; 32]].into_iter().skip(start as usize).take(2).collect();
	let info = RingInfo { commitment: vec![1; 288], len: 3, members };
	(ring == RingId { cohort: PERSONS, index: 0 }).then_some(info)
}

pub const KR: Jurisdiction = Jurisdiction(*b"KR");

pub fn settings() -> JurySettings<u128> {
	JurySettings {
		fee: 50_000_000_000_000,
		deposit: 100_000,
		min_ring: 128,
		min_vouchers: 129,
		min_ballots: 20,
		difficulty: 18,
		epoch_length: 1,
		commit_window: 2,
		reveal_window: 3,
		appeal_window: 4,
		decision_window: 5,
		void_window: 6,
		redemption_window: YEAR,
	}
}

pub fn jury(jurisdiction: Jurisdiction) -> Option<JuryInfo<AccountId32>> {
	let jury = Jury {
		appeal_authority: Charlie.to_account_id(),
		roles: set([Role::EmergencyResponder, Role::Practitioner]),
		epoch: 8,
		epoch_ends_at: LiveMoment::from_millis(9_000),
		ballots: BALLOTS,
		term: 3,
		is_last: true,
	};
	(jurisdiction == KR).then(|| JuryInfo { account: Dave.to_account_id(), jury })
}

pub fn term(jurisdiction: Jurisdiction, term: u32) -> Option<Term<AccountId32, u128>> {
	let settled = Term {
		first_epoch: 4,
		epochs: 3,
		ballots: 20,
		open: 0,
		decided: 19,
		promised: 900,
		pot: u128::MAX,
		vouchers: 800,
		redeemed: 3,
		reward: 120_000_000_000,
		stage: TermStage::Redeeming { until: LiveMoment::from_millis(7_000) },
	};
	match (jurisdiction, term) {
		(KR, 2) => Some(settled),
		(KR, 3) => Some(Term { ballots: BALLOTS, stage: TermStage::Running, ..settled }),
		_ => None,
	}
}

pub fn ballot(id: BallotId) -> Option<Ballot<AccountId32, u128>> {
	let at = LiveMoment::from_millis;
	let stage = match id.number {
		0 => BallotStage::Decided { ring: 0, outcome: Outcome::Approved, appeal: Appeal::Excluded },
		1 => BallotStage::Decided {
			ring: 1,
			outcome: Outcome::Refused,
			appeal: Appeal::Filed { until: at(9_500) },
		},
		2 => BallotStage::Dropped { reason: DropReason::NoQuorum },
		3 => BallotStage::Voting {
			ring: 2,
			members: 200,
			commit_until: at(8_000),
			reveal_until: at(8_500),
		},
		number => BallotStage::Waiting { turn: RandomnessTurn(number) },
	};
	let ballot = Ballot {
		applicant: Eve.to_account_id(),
		role: Role::Practitioner,
		evidence: H256::repeat_byte(0xe0),
		package: (id.number < 4).then_some(H256::repeat_byte(0xb0)),
		epoch: 8,
		fee: 50_000_000_000_000,
		vouchers: 200,
		serial: (id.number == 0).then_some(9),
		committed: 90,
		approve: 60,
		refuse: 20,
		unreadable: 10,
		stage,
	};
	let is_there = (id.jurisdiction, id.term) == (KR, 3) && id.number < BALLOTS;
	is_there.then_some(ballot)
}

pub fn ballots(
	jurisdiction: Jurisdiction,
	term: u32,
	start: u32,
	limit: u32,
) -> Vec<(BallotId, Ballot<AccountId32, u128>)> {
	(start..start.saturating_add(limit))
		.map(|number| BallotId { jurisdiction, term, number })
		.map_while(|id| Some((id, ballot(id)?)))
		.collect()
}

pub fn votes(id: BallotId) -> Vec<(Alias, StoredVote)> {
	if id != (BallotId { jurisdiction: KR, term: 3, number: 3 }) {
		return Vec::new();
	}
	vec![
		([1; 32], StoredVote::Committed(H256::repeat_byte(0xc0))),
		(
			[2; 32],
			StoredVote::Revealed { vote: Vote::Refuse, keys: Some([[0x21; 32], [0x22; 32]]) },
		),
		([3; 32], StoredVote::Revealed { vote: Vote::Unreadable, keys: None }),
	]
}

pub fn jurors(
	jurisdiction: Jurisdiction,
	term: u32,
	after: Option<AccountId32>,
	limit: u32,
) -> Vec<(AccountId32, JurorInfo)> {
	let keys = vec![(7, [0x71; 32]), (8, [0x81; 32])];
	let running = JurorInfo { deposit: 100_000, keys, ..Default::default() };
	let settled = JurorInfo {
		released: 10_000,
		mark: Some(30),
		redeemed: 3,
		keys: Vec::new(),
		..running.clone()
	};
	let juror = match (jurisdiction, term) {
		(KR, 2) => settled,
		(KR, 3) => running,
		_ => return Vec::new(),
	};
	let all = [Bob, Ferdie].map(|who| who.to_account_id());
	let place = after.and_then(|after| all.iter().position(|who| *who == after));
	all.into_iter()
		.skip(place.map_or(0, |place| place + 1))
		.take(limit as usize)
		.map(|who| (who, juror.clone()))
		.collect()
}

pub fn juror(jurisdiction: Jurisdiction, term: u32, who: AccountId32) -> Option<JurorInfo> {
	let all = jurors(jurisdiction, term, None, u32::MAX);
	all.into_iter().find(|(juror, _)| *juror == who).map(|(_, info)| info)
}

pub fn redeemed(
	jurisdiction: Jurisdiction,
	term: u32,
	after: Option<Alias>,
	limit: u32,
) -> Vec<Alias> {
	[0xd1, 0xd2, 0xd3]
		.map(|byte| [byte; 32])
		.into_iter()
		.filter(|alias| (jurisdiction, term) == (KR, 2) && after.is_none_or(|after| *alias > after))
		.take(limit as usize)
		.collect()
}
