// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Costs of the runtime APIs in their worst states, against the bounds in `docs/rpc.md`.
//!
//! Nobody pays for a question, and anybody asks by `state_call`. Each function is asked over a state that
//! records; where it reads single entries, their maps are as if they had a million.

use super::costs::{account, chain, many_issuers, record, renewed, surround, void, Keys, PLACE};
use crate::*;
use codec::{Decode, Encode};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use frame_support::storage::unhashed;
use medibloc_primitives::{
	access_log::{AccessEntry, LoggedAccess},
	apis::{
		runtime_decl_for_consent_api::ConsentApi, runtime_decl_for_credentials_api::CredentialsApi,
		runtime_decl_for_jury_api::JuryApi, runtime_decl_for_live_clock_api::LiveClockApi,
		runtime_decl_for_points_api::PointsApi,
		runtime_decl_for_record_anchors_api::RecordAnchorsApi,
		runtime_decl_for_rings_api::RingsApi, BatchProof, MAX_PAGE,
	},
	consent::{
		AccessQuery, Action, Basis, Consent, Effect, Grant, Grantee, Obligations, OpenRequest,
		Purpose, Scope, Terms, MAX_SCOPE_ANCHORS,
	},
	credential::{Application, Role},
	jury::{BallotId, StoredVote},
	points::{Month, PointsHold},
	record::{Anchor, Batch, Lifecycle, Opinion, RecordClass, Source, Subject},
	rings::{Cohort, RingId, MAX_RING_PAGE},
	Deposit, ItemId, Member,
};
use pallet_medipoints::types::{Account, Lot, Redemption, MAX_HELD_LOTS, MAX_LOTS};
use pallet_rings::types::{Stage, Standing};
use sp_core::H256;
use sp_io::TestExternalities;
use std::collections::{BTreeMap, BTreeSet};

const DOCS: &str = include_str!("../../../docs/rpc.md");

/// The head of the table of bounds.
const HEAD: &str = "\n| Runtime API | At most | Entries | Proof, kB |\n|---|---|---|---|\n";

/// The runtime APIs of the pallets that stand on health records.
const OURS: [&str; 7] = [
	"ConsentApi",
	"CredentialsApi",
	"JuryApi",
	"LiveClockApi",
	"PointsApi",
	"RecordAnchorsApi",
	"RingsApi",
];

/// More than a page of anything.
const MANY: u32 = MAX_PAGE + 50;

/// The entries that a function reads at most, and the bytes of the proof of them.
fn bounds() -> BTreeMap<String, (usize, usize)> {
	let (_, table) = DOCS.split_once(HEAD).expect("there is a table of bounds");
	let rows = table.lines().take_while(|line| line.starts_with('|'));
	let read = |row: &str| {
		let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
		let [name, _, entries, proof] = cells[..] else { panic!("{row}") };
		let number = |cell: &str| cell.replace(',', "").parse().unwrap_or_else(|_| panic!("{row}"));
		(name.trim_matches('`').to_owned(), (number(entries), number(proof) * 1_000))
	};
	rows.map(read).collect()
}

/// The functions of [`OURS`], by the metadata.
fn functions() -> BTreeSet<String> {
	let metadata = TestExternalities::default()
		.execute_with(|| Runtime::metadata_at_version(15))
		.expect("the runtime has this version");
	let metadata = RuntimeMetadataPrefixed::decode(&mut &metadata[..]).unwrap();
	let RuntimeMetadata::V15(metadata) = metadata.1 else { panic!("another version") };
	let ours = metadata.apis.into_iter().filter(|api| OURS.contains(&api.name.as_str()));
	ours.flat_map(|api| {
		let name = api.name;
		api.methods.into_iter().map(move |method| format!("{name}_{}", method.name))
	})
	.collect()
}

#[test]
fn every_function_has_its_bound() {
	assert_eq!(bounds().into_keys().collect::<BTreeSet<_>>(), functions());
}

/// Fails if a function costs more than its bound in this state.
fn check<Answer>(state: &mut TestExternalities, name: &str, ask: impl Fn() -> Answer) {
	state.commit_all().unwrap();
	let among_few = record(state, &Keys::new(), || drop(ask()));
	surround(state, &among_few.touched);
	check_as_it_is(state, name, ask);
}

/// The same of a page, which is a part of what there is of all.
fn check_as_it_is<Answer>(state: &mut TestExternalities, name: &str, ask: impl Fn() -> Answer) {
	state.commit_all().unwrap();
	let cost = record(state, &Keys::new(), || drop(ask()));
	let (entries, proof) = bounds()[name];
	println!("{name}: {} of {entries} entries, {} of {proof} bytes", cost.reads.len(), cost.proof);
	assert!(cost.reads.len() <= entries, "{name} reads {} entries", cost.reads.len());
	assert!(cost.proof <= proof, "{name} proves {} bytes", cost.proof);
	// A bound that is far off says nothing.
	assert!(
		entries <= 2 * cost.reads.len().max(1),
		"{name} reads {} entries only",
		cost.reads.len()
	);
}

fn deposit() -> Deposit<AccountId, Balance> {
	Deposit { payer: Some(account("payer")), amount: Balance::MAX }
}

/// Terms as long as terms can be.
fn terms() -> Terms {
	let anchors: BTreeSet<_> = (0..MAX_SCOPE_ANCHORS).map(|id| ItemId(id.into())).collect();
	Terms {
		effect: Effect::Permit,
		scope: Scope::Selected {
			classes: RecordClass::ALL.iter().copied().collect(),
			anchors: anchors.try_into().unwrap(),
		},
		actions: BTreeSet::from([Action::Access]).into(),
		purposes: BTreeSet::from([Purpose::Treat]).into(),
		from: super::NOW,
		until: super::NOW + 1,
		max_uses: Some(u32::MAX),
		obligations: Obligations { no_reshare: true, place: Some(PLACE) },
		text: Some(H256::repeat_byte(1)),
	}
}

#[test]
fn the_rule_on_access_asks_for_no_more_than_all_circles() {
	let (mut state, accessor, patient, anchor) = many_issuers();
	let query = AccessQuery {
		class: RecordClass::Laboratory,
		anchor: Some(anchor),
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(PLACE),
	};
	check(&mut state, "ConsentApi_check_access", || {
		let (patient, accessor) = (patient.clone(), accessor.clone());
		let verdict = <Runtime as ConsentApi<Block, AccountId, Balance>>::check_access(
			patient, accessor, query, None,
		);
		assert!(verdict.is_permit());
	});
	// Nothing permits this, so that all circles are asked.
	let query = AccessQuery { purpose: Purpose::Patrqt, ..query };
	check(&mut state, "ConsentApi_check_access", || {
		let (patient, accessor) = (patient.clone(), accessor.clone());
		let verdict = <Runtime as ConsentApi<Block, AccountId, Balance>>::check_access(
			patient, accessor, query, None,
		);
		assert!(!verdict.is_permit());
	});
	let (mut state, accessor, patient, _) = many_issuers();
	check(&mut state, "ConsentApi_consent_keys", || {
		let (patient, accessor) = (patient.clone(), accessor.clone());
		<Runtime as ConsentApi<Block, AccountId, Balance>>::consent_keys(patient, accessor)
	});
}

#[test]
fn a_page_of_full_consents_is_bounded() {
	let (mut state, patient) = (chain(), account("patient"));
	let grantee = |number: u32| Grantee::Account(account(&format!("grantee {number}")));
	state.execute_with(|| {
		let grant = Grant {
			id: ItemId(u64::MAX),
			terms: terms(),
			anchor_classes: RecordClass::ALL.iter().copied().collect(),
			basis: Basis::Own,
			used: u32::MAX,
			revoked_at: Some(1),
			deposit: deposit(),
		};
		let max = <Runtime as pallet_consent::Config>::MaxGrants::get();
		let request = OpenRequest {
			terms: terms(),
			requested_at: 1,
			expires_at: u64::MAX,
			deposit: deposit(),
		};
		let consent = Consent {
			grants: vec![grant; max as usize].try_into().unwrap(),
			request: Some(request),
			known_since: 1,
		};
		for number in 0..MANY {
			// No two are alike, or one proof would be that of both.
			let consent = Consent { known_since: number.into(), ..consent.clone() };
			pallet_consent::Consents::<Runtime>::insert(&patient, grantee(number), consent);
		}
	});
	for after in [None, Some(grantee(MAX_PAGE))] {
		check_as_it_is(&mut state, "ConsentApi_consents", || {
			let (patient, after) = (patient.clone(), after.clone());
			let page = <Runtime as ConsentApi<Block, AccountId, Balance>>::consents(
				patient,
				after,
				u32::MAX,
			);
			assert!(!page.is_empty() && page.len() <= MAX_PAGE as usize);
		});
	}
}

#[test]
fn a_page_of_the_access_log_is_bounded() {
	let (mut state, patient) = (chain(), account("patient"));
	state.execute_with(|| {
		let log = (u64::MAX >> 1, vec![H256::repeat_byte(1); 63]).encode();
		unhashed::put_raw(&pallet_consent::AccessLogs::<Runtime>::hashed_key_for(&patient), &log);
		let entry = AccessEntry {
			accessor: account("accessor"),
			class: RecordClass::Laboratory,
			anchor: Some(ItemId(1)),
			purpose: Purpose::Treat,
			action: Action::Access,
			place: PLACE,
			grant: ItemId(2),
			at: super::NOW,
		};
		let last = u64::MAX >> 1;
		for back in 1..=u64::from(MANY) {
			let entry = AccessEntry { grant: ItemId(back), ..entry.clone() };
			let logged = LoggedAccess { entry, deposit: deposit() };
			pallet_consent::AccessEntries::<Runtime>::insert(&patient, last - back, logged);
		}
		let first = last - u64::from(MANY);
		pallet_consent::FirstEntry::<Runtime>::insert(&patient, first);
	});
	check(&mut state, "ConsentApi_access_log", || {
		let log = <Runtime as ConsentApi<Block, AccountId, Balance>>::access_log(patient.clone());
		assert_eq!(log.peaks.len(), 63);
	});
	for start in [0, (u64::MAX >> 1) - u64::from(MANY) + 5] {
		check_as_it_is(&mut state, "ConsentApi_access_entries", || {
			let page = <Runtime as ConsentApi<Block, AccountId, Balance>>::access_entries(
				patient.clone(),
				start,
				u32::MAX,
			);
			assert_eq!(page.len(), MAX_PAGE as usize);
		});
	}
}

#[test]
fn a_credential_with_a_full_history_is_bounded() {
	let (mut state, holder, role) = (chain(), account("holder"), Role::Practitioner);
	let serial = state.execute_with(|| {
		super::costs::funded("holder");
		renewed(&holder, &[role]);
		void(&holder, role, false);
		pallet_credentials::Credentials::<Runtime>::get(&holder, role).unwrap().serial
	});
	type Api = dyn Fn() -> bool;
	let credential: Box<Api> = {
		let holder = holder.clone();
		Box::new(move || {
			<Runtime as CredentialsApi<Block, AccountId>>::credential(holder.clone(), role)
				.is_some()
		})
	};
	let by_serial: Box<Api> = Box::new(move || {
		<Runtime as CredentialsApi<Block, AccountId>>::credential_by_serial(serial).is_some()
	});
	let is_certified: Box<Api> = Box::new(move || {
		let holder = holder.clone();
		<Runtime as CredentialsApi<Block, AccountId>>::is_certified(holder, role, super::NOW)
			.is_none()
	});
	for (name, ask) in [
		("CredentialsApi_credential", credential),
		("CredentialsApi_credential_by_serial", by_serial),
		("CredentialsApi_is_certified", is_certified),
	] {
		check(&mut state, name, || assert!(ask(), "{name}"));
	}
}

#[test]
fn a_page_of_applications_is_bounded() {
	let mut state = chain();
	state.execute_with(|| {
		for number in 0..MANY {
			let application = Application {
				authority: account("authority"),
				evidence: H256::from_low_u64_be(number.into()),
				applied_at: 1,
				expires_at: u64::MAX,
				deposit: deposit(),
			};
			let applicant = account(&format!("applicant {number}"));
			pallet_credentials::Applications::<Runtime>::insert(
				applicant,
				Role::Insurer,
				application,
			);
		}
	});
	check_as_it_is(&mut state, "CredentialsApi_applications", || {
		let page = <Runtime as CredentialsApi<Block, AccountId>>::applications(None, u32::MAX);
		assert_eq!(page.len(), MAX_PAGE as usize);
	});
}

/// Records of a subject, each a correction of the one before, with authors and co-signers of their own.
fn versions(subject: &Subject<AccountId>) {
	for number in 0..MANY {
		let id = |number: u32| ItemId(number.into());
		let source = Source::ProviderImport(number);
		let first = Some(id(0)).filter(|_| number > 0);
		let (commitment, class) = (H256::repeat_byte(2), RecordClass::Laboratory);
		let anchor = Anchor { commitment, class, source, first };
		pallet_record_anchors::Anchors::<Runtime>::insert(subject, id(number), anchor);
		let co_signers: Vec<_> = (0..8).map(|co_signer| MANY * (co_signer + 1) + number).collect();
		let lifecycle = Lifecycle {
			predecessor: number.checked_sub(1).map(id),
			successor: Some(id(number + 1)).filter(|_| number + 1 < MANY),
			retracted_at: Some(1),
			opinion: Some((Opinion::Contested, 2)),
			co_signers: co_signers.try_into().unwrap(),
		};
		pallet_record_anchors::Lifecycles::<Runtime>::insert(subject, id(number), lifecycle);
		let author = (account(&format!("author {number}")), Role::Institution);
		pallet_credentials::Holders::<Runtime>::insert(number, author);
	}
}

#[test]
fn a_page_of_records_is_bounded() {
	let subject = Subject::Account(account("patient"));
	let mut state = chain();
	state.execute_with(|| versions(&subject));
	let middle = ItemId(u64::from(MAX_PAGE) + 3);
	let early = ItemId(20);
	check(&mut state, "RecordAnchorsApi_record", || {
		let found =
			<Runtime as RecordAnchorsApi<Block, AccountId>>::record(subject.clone(), middle);
		assert!(found.is_some());
	});
	for after in [None, Some(early)] {
		check_as_it_is(&mut state, "RecordAnchorsApi_lineage", || {
			let page = <Runtime as RecordAnchorsApi<Block, AccountId>>::lineage(
				subject.clone(),
				middle,
				after,
				u32::MAX,
			);
			assert!(page.len() > 200, "{}", page.len());
		});
		check_as_it_is(&mut state, "RecordAnchorsApi_records", || {
			let page = <Runtime as RecordAnchorsApi<Block, AccountId>>::records(
				subject.clone(),
				after,
				u32::MAX,
			);
			assert!(!page.is_empty());
		});
	}
}

#[test]
fn what_a_proof_of_a_record_or_batch_shows_is_bounded() {
	let (mut state, author, role) = (chain(), account("author"), Role::Practitioner);
	let (subject, id) = (Subject::Account(account("patient")), ItemId(7));
	state.execute_with(|| {
		super::costs::funded("author");
		renewed(&author, &[role]);
		let credential = pallet_credentials::Credentials::<Runtime>::get(&author, role).unwrap();
		let source = Source::Clinician(credential.serial);
		let (commitment, class) = (H256::repeat_byte(2), RecordClass::Laboratory);
		let anchor = Anchor { commitment, class, source, first: None };
		pallet_record_anchors::Anchors::<Runtime>::insert(&subject, id, anchor);
		let batch = Batch { root: H256::repeat_byte(3), count: 1 << 20, source };
		pallet_record_anchors::Batches::<Runtime>::insert(id, batch);
	});
	check(&mut state, "RecordAnchorsApi_record_keys", || {
		let subject = subject.clone();
		let keys = <Runtime as RecordAnchorsApi<Block, AccountId>>::record_keys(subject, id);
		assert!(keys.len() > 6, "{}", keys.len());
	});
	check(&mut state, "RecordAnchorsApi_batch_keys", || {
		let keys = <Runtime as RecordAnchorsApi<Block, AccountId>>::batch_keys(id);
		assert!(keys.len() > 4, "{}", keys.len());
	});
	check(&mut state, "RecordAnchorsApi_verify_record", || {
		let commitment = H256::repeat_byte(1);
		let proof = BatchProof { index: 0, commitment, path: vec![H256::zero(); 1_000] };
		let holds = <Runtime as RecordAnchorsApi<Block, AccountId>>::verify_record(id, proof);
		assert_eq!(holds, Some(false));
	});
}

#[test]
fn the_points_of_an_account_are_bounded() {
	let (mut state, who) = (chain(), account("holder"));
	state.execute_with(|| {
		let now = Month::of(Timestamp::get());
		let lot = |age: u32| {
			let month = Month::new(now.year() - 2, now.month()).unwrap();
			Lot {
				month: month.after(u16::try_from(age).unwrap()),
				points: 1,
				backing: Balance::MAX,
			}
		};
		let lots: Vec<_> = (0..MAX_LOTS).map(lot).collect();
		let full = Account { lots: lots.clone().try_into().unwrap(), ..Account::default() };
		pallet_medipoints::Accounts::<Runtime>::insert(&who, full);
		let held: Vec<_> = (0..MAX_HELD_LOTS).map(lot).collect();
		for reason in [PointsHold::Juror, PointsHold::Labeller] {
			let held: Held = held.clone().try_into().unwrap();
			pallet_medipoints::Holds::<Runtime>::insert(&who, reason, held);
		}
		let redemption = Redemption {
			id: ItemId(1),
			lots: lots.try_into().unwrap(),
			promised: Balance::MAX,
			due: u64::MAX,
		};
		let most = <Runtime as pallet_medipoints::Config>::MaxRedemptions::get();
		let redemptions: Waiting = vec![redemption; most as usize].try_into().unwrap();
		pallet_medipoints::Redemptions::<Runtime>::insert(&who, redemptions);
	});
	check(&mut state, "PointsApi_points", || {
		let points = <Runtime as PointsApi<Block, AccountId>>::points(who.clone());
		assert_eq!((points.held.len(), points.lots.len()), (2, MAX_LOTS as usize));
	});
}

/// Lots that are held, and what waits to be redeemed.
type Held = frame_support::BoundedVec<Lot<Balance>, frame_support::traits::ConstU32<MAX_HELD_LOTS>>;
type Waiting = frame_support::BoundedVec<
	Redemption<Balance>,
	<Runtime as pallet_medipoints::Config>::MaxRedemptions,
>;

#[test]
fn a_page_of_a_ring_is_bounded() {
	let cohort = Cohort::Vouchers { jurisdiction: PLACE, term: 1 };
	let mut state = chain();
	state.execute_with(|| {
		let members = 2 * MAX_RING_PAGE;
		let stage = Stage::Built { seed: H256::repeat_byte(1) };
		let standing = Standing { stage, members, rings: 1, frozen_at: Some(1) };
		pallet_rings::Cohorts::<Runtime>::insert(cohort, standing);
		pallet_rings::Rings::<Runtime>::insert(cohort, 0, [1; 288]);
		for position in 0..members {
			let key = H256::from_low_u64_be(position.into()).0;
			pallet_rings::Members::<Runtime>::insert(cohort, position, key);
		}
	});
	for start in [0, MAX_RING_PAGE] {
		check_as_it_is(&mut state, "RingsApi_ring", || {
			let ring = RingId { cohort, index: 0 };
			let ring = <Runtime as RingsApi<Block>>::ring(ring, start).unwrap();
			assert_eq!(ring.members.len(), MAX_RING_PAGE as usize);
		});
	}
	check(&mut state, "RingsApi_cohort", || {
		assert!(<Runtime as RingsApi<Block>>::cohort(cohort).is_some());
	});
	state.execute_with(|| {
		let now = Month::of(Timestamp::get());
		pallet_rings::Collecting::<Runtime>::put(now);
		let persons = Cohort::Persons { year: now.year(), month: now.month() };
		let standing = Standing { stage: Stage::Open, members: 1, rings: 0, frozen_at: None };
		pallet_rings::Cohorts::<Runtime>::insert(persons, standing);
	});
	check(&mut state, "RingsApi_collecting", <Runtime as RingsApi<Block>>::collecting);
	check(&mut state, "LiveClockApi_live_clock", <Runtime as LiveClockApi<Block>>::live_clock);
}

/// The value whose encoding is all zeros.
fn zeroed<Value: Decode>() -> Value {
	Value::decode(&mut sp_runtime::traits::TrailingZeroInput::zeroes()).expect("there is one")
}

#[test]
fn pages_of_a_jury_are_bounded() {
	let (jurisdiction, term, who) = (PLACE, 7, account("juror"));
	let ballot = |number| BallotId { jurisdiction, term, number };
	let mut state = chain();
	state.execute_with(|| {
		pallet_jury::Juries::<Runtime>::insert(
			jurisdiction,
			zeroed::<pallet_jury::JuryOf<Runtime>>(),
		);
		pallet_jury::Terms::<Runtime>::insert(
			(jurisdiction, term),
			zeroed::<pallet_jury::TermOf<Runtime>>(),
		);
		for number in 0..MANY {
			let value = zeroed::<pallet_jury::BallotOf<Runtime>>();
			pallet_jury::Ballots::<Runtime>::insert(ballot(number), value);
			let juror = if number == 0 { who.clone() } else { account(&format!("juror {number}")) };
			let value = zeroed::<pallet_jury::JurorOf<Runtime>>();
			pallet_jury::Jurors::<Runtime>::insert((jurisdiction, term), juror, value);
			let alias = H256::from_low_u64_be(number.into()).0;
			pallet_jury::Redeemed::<Runtime>::insert((jurisdiction, term), alias, ());
			if number < 255 {
				pallet_jury::Votes::<Runtime>::insert(ballot(0), alias, zeroed::<StoredVote>());
			}
		}
	});
	check(&mut state, "JuryApi_settings", || {
		<Runtime as JuryApi<Block, AccountId, Balance>>::settings()
	});
	check(&mut state, "JuryApi_jury", || {
		assert!(<Runtime as JuryApi<Block, AccountId, Balance>>::jury(jurisdiction).is_some());
	});
	check(&mut state, "JuryApi_term", || {
		assert!(<Runtime as JuryApi<Block, AccountId, Balance>>::term(jurisdiction, term).is_some());
	});
	check(&mut state, "JuryApi_ballot", || {
		assert!(<Runtime as JuryApi<Block, AccountId, Balance>>::ballot(ballot(0)).is_some());
	});
	check(&mut state, "JuryApi_juror", || {
		let who = who.clone();
		let juror = <Runtime as JuryApi<Block, AccountId, Balance>>::juror(jurisdiction, term, who);
		assert!(juror.is_some());
	});
	let all = MAX_PAGE as usize;
	check_as_it_is(&mut state, "JuryApi_ballots", || {
		let page = <Runtime as JuryApi<Block, AccountId, Balance>>::ballots(
			jurisdiction,
			term,
			3,
			u32::MAX,
		);
		assert_eq!(page.len(), all);
	});
	check_as_it_is(&mut state, "JuryApi_jurors", || {
		let page = <Runtime as JuryApi<Block, AccountId, Balance>>::jurors(
			jurisdiction,
			term,
			None,
			u32::MAX,
		);
		assert_eq!(page.len(), all);
	});
	check_as_it_is(&mut state, "JuryApi_votes", || {
		assert_eq!(<Runtime as JuryApi<Block, AccountId, Balance>>::votes(ballot(0)).len(), 255);
	});
	check_as_it_is(&mut state, "JuryApi_redeemed", || {
		let page = <Runtime as JuryApi<Block, AccountId, Balance>>::redeemed(
			jurisdiction,
			term,
			None,
			u32::MAX,
		);
		assert_eq!(page.len(), all);
	});
}
