// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Costs of calls in the state, against the weights that they declare.
//!
//! The second way of checking them, beside `bench/state-costs`, which made them: no benchmark is run and
//! nothing of theirs is used. The worst state is brought about by calls; the call is dispatched over a
//! state that records, as a collator's does; reads are the keys that the trie was asked for, and the
//! proof is what a validator needs, new root included.

use crate::*;
use frame_support::{
	assert_ok,
	dispatch::GetDispatchInfo,
	storage::{transactional::TRANSACTION_LEVEL_KEY, unhashed},
	traits::{UnfilteredDispatchable, WhitelistedStorageKeys},
};
use medibloc_primitives::{
	consent::{Action, Effect, Grantee, Obligations, Purpose, Scope, Terms, MAX_SCOPE_ANCHORS},
	credential::{Role, Roles},
	record::{AnchorId, Origin, RecordClass, Subject},
	CredentialInspect, Jurisdiction, LiveMoment,
};
use sp_core::{
	storage::{well_known_keys, StateVersion},
	Blake2Hasher, H256,
};
use sp_io::TestExternalities;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	BuildStorage,
};
use sp_state_machine::{Ext, OverlayedChanges, TrieBackendBuilder};
use sp_trie::recorder::Recorder;
use std::collections::BTreeSet;

const DAY: Moment = 24 * 3_600_000;
const START: Moment = super::NOW;
pub(super) const PLACE: Jurisdiction = Jurisdiction(*b"KR");
const EVIDENCE: H256 = H256::repeat_byte(1);

/// The hashes of the names of a pallet and of a map.
const PREFIX_LEN: usize = 32;

/// The full levels of the trie of each map: about a million entries.
const LEVELS: usize = 5;

pub(super) type Keys = BTreeSet<Vec<u8>>;

/// The cost in the state of what was run over a recording one.
pub(super) struct Cost {
	/// The keys that it read.
	pub reads: Keys,
	/// The keys that it read or wrote.
	pub touched: Keys,
	/// The bytes of the proof that it added.
	pub proof: usize,
}

/// The keys that every block has read before a call, or that the payment of its fee reads.
fn known(signer: &AccountId) -> Keys {
	let whitelisted = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut known: Keys = whitelisted.into_iter().map(|tracked| tracked.key).collect();
	known.insert(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec());
	known.insert(TRANSACTION_LEVEL_KEY.to_vec());
	known.insert(well_known_keys::EXTRINSIC_INDEX.to_vec());
	known.insert(frame_system::Account::<Runtime>::hashed_key_for(signer));
	known
}

/// Dispatches `call`, which must succeed, and changes nothing.
fn dispatch(state: &TestExternalities, call: &RuntimeCall, signer: &AccountId) -> Cost {
	record(state, &known(signer), || {
		let origin = RuntimeOrigin::signed(signer.clone());
		assert_ok!(call.clone().dispatch_bypass_filter(origin));
	})
}

/// Runs something over a state that records, and changes nothing. What is known counts for nothing.
pub(super) fn record(state: &TestExternalities, known: &Keys, run: impl FnOnce()) -> Cost {
	let root = *state.backend.root();
	let recorder = Recorder::<Blake2Hasher>::default();
	let backend = TrieBackendBuilder::wrap(&state.backend).with_recorder(recorder.clone()).build();
	let size = || {
		let proof = recorder.to_storage_proof();
		proof.encoded_compact_size::<Blake2Hasher>(root).expect("all nodes are there")
	};
	let mut overlay = OverlayedChanges::<Blake2Hasher>::default();
	let mut before = 0;
	sp_externalities::set_and_run_with_externalities(
		&mut Ext::new(&mut overlay, &backend, None),
		|| {
			known.iter().for_each(|key| drop(unhashed::get_raw(key)));
			// Without the root there is no proof.
			before = if known.is_empty() { 0 } else { size() };
			run();
		},
	);
	let recorded = recorder.recorded_keys().remove(&root).unwrap_or_default();
	let reads: Keys = recorded.into_keys().map(|key| key.to_vec()).collect();
	let written: Keys = overlay.changes().map(|(key, _)| key.clone()).collect();
	overlay.storage_root(&backend, StateVersion::V1);
	Cost {
		touched: reads.union(&written).filter(|key| !known.contains(*key)).cloned().collect(),
		reads: reads.difference(known).cloned().collect(),
		proof: size() - before,
	}
}

/// Entries beside `key` such that each of the upper levels of its map has all its children.
fn neighbours(key: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
	let authority =
		pallet_credentials::Authorities::<Runtime>::hashed_key_for(AccountId::new([0; 32]));
	// There are at most 256 of them.
	let levels = if key.starts_with(&authority[..PREFIX_LEN]) { 2 } else { LEVELS };
	let levels = if key.len() > PREFIX_LEN { levels } else { 0 };
	(0..levels).flat_map(move |level| {
		(1..16_u8).map(move |other| {
			let mut key = key.to_vec();
			key[PREFIX_LEN + level / 2] ^= other << (4 * (1 - level % 2));
			key
		})
	})
}

/// Fills the maps of these keys as if each had a million entries.
pub(super) fn surround(state: &mut TestExternalities, keys: &Keys) {
	let fillers: Vec<_> = state.execute_with(|| {
		let entries = keys.iter().flat_map(|key| neighbours(key)).collect::<Keys>();
		let absent = entries.into_iter().filter(|key| !unhashed::exists(key));
		absent.map(|key| (key, Some(vec![0; 32]))).collect()
	});
	state.backend.insert(vec![(None, fillers)], StateVersion::V1);
}

/// The reads that a weight file declares of a call.
fn declared_reads(weights: &str, name: &str) -> usize {
	let (_, rest) = weights.split_once(&format!("\tfn {name}(")).expect("a weight for each call");
	let (this, _) = rest.split_once("\n\t}").expect("a function ends");
	let reads = this.split_once(".reads(").map(|(_, rest)| rest.split_once(')').unwrap().0);
	reads.map_or(0, |reads| reads.parse().expect("a number of reads"))
}

/// Fails if the call costs more than it declares.
fn check(state: &mut TestExternalities, name: &str, call: RuntimeCall, signer: &AccountId) {
	state.commit_all().unwrap();
	let among_few = dispatch(state, &call, signer);
	surround(state, &among_few.touched);
	let Cost { reads, proof, .. } = dispatch(state, &call, signer);

	let declared = state.execute_with(|| call.get_dispatch_info().call_weight.proof_size());
	let weights = match &call {
		RuntimeCall::Consent(_) => include_str!("../../../pallets/consent/src/weights/measured.rs"),
		RuntimeCall::Credentials(_) => {
			include_str!("../../../pallets/credentials/src/weights/measured.rs")
		},
		RuntimeCall::RecordAnchors(_) => {
			include_str!("../../../pallets/record-anchors/src/weights/measured.rs")
		},
		other => panic!("say where the weights of {other:?} are"),
	};
	let declared_reads = declared_reads(weights, name);
	println!("{name}: {} of {declared_reads} reads, {proof} of {declared} bytes", reads.len());
	assert!(reads.len() <= declared_reads, "{name} reads {} entries", reads.len());
	assert!(proof as u64 <= declared, "{name} proves {proof} bytes");
}

pub(super) fn account(name: &str) -> AccountId {
	AccountId::from(BlakeTwo256::hash(name.as_bytes()).0)
}

pub(super) fn funded(name: &str) -> AccountId {
	let who = account(name);
	let amount = 10_000 * constants::currency::MED;
	assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), who.clone().into(), amount));
	who
}

fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

fn set_time(now: Moment) {
	pallet_timestamp::Now::<Runtime>::put(now);
}

fn authority_of(role: Role) -> AccountId {
	account(&format!("authority for {role:?}"))
}

/// The authority that certifies in this role alone, but may in all.
pub(super) fn authority(role: Role) -> AccountId {
	let who = authority_of(role);
	if !pallet_credentials::Authorities::<Runtime>::contains_key(&who) {
		let roles = Roles::try_from(BTreeSet::from(Role::ALL)).unwrap();
		let root = RuntimeOrigin::root();
		assert_ok!(Credentials::register_authority(root, who.clone(), roles, PLACE));
	}
	who
}

/// Certifies `who` in each of `roles` and renews that more often than a history holds, over years.
pub(super) fn renewed(who: &AccountId, roles: &[Role]) {
	for role in roles {
		let until = Timestamp::get() + 1_000 * DAY;
		assert_ok!(Credentials::apply(signed(who), *role, authority(*role), EVIDENCE));
		let issuer = signed(&authority(*role));
		assert_ok!(Credentials::issue(issuer, who.clone(), *role, EVIDENCE, until));
	}
	for _ in 0..20 {
		set_time(Timestamp::get() + 10 * DAY);
		for role in roles {
			let until = Timestamp::get() + 1_000 * DAY;
			let issuer = signed(&authority(*role));
			assert_ok!(Credentials::renew(issuer, who.clone(), *role, until));
		}
	}
}

/// Voids the renewals of `who` that are not the oldest that is kept, or that one too.
pub(super) fn void(who: &AccountId, role: Role, oldest_too: bool) {
	let history = pallet_credentials::Histories::<Runtime>::get(who, role).unwrap();
	let oldest = history.periods.first().unwrap().issued_at;
	let since = if oldest_too { oldest } else { oldest + 1 };
	let authority = authority(role);
	let root = RuntimeOrigin::root();
	assert_ok!(Credentials::invalidate_since(root, authority.clone(), since));
	pallet_credentials::Sanctions::<Runtime>::mutate(&authority, |announced| {
		announced.as_mut().unwrap().due_at = LiveMoment::default();
	});
	assert_ok!(Credentials::enact(signed(who), authority));
	assert_eq!(Credentials::active_serial(who, role).is_some(), !oldest_too);
}

/// A chain with nobody but these accounts.
pub(super) fn chain() -> TestExternalities {
	let mut state =
		TestExternalities::new(RuntimeGenesisConfig::default().build_storage().unwrap());
	state.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
	});
	state
}

fn credentials(call: pallet_credentials::Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Credentials(call)
}

#[test]
fn an_author_whose_renewals_are_void_costs_no_more_than_anchors_declare() {
	let mut state = chain();
	let (doctor, role) = (account("doctor"), Role::Practitioner);
	state.execute_with(|| {
		renewed(&funded("doctor"), &[role]);
		void(&doctor, role, false);
	});
	let anchor = pallet_record_anchors::Call::anchor {
		subject: Subject::Account(account("patient")),
		commitment: H256::repeat_byte(2),
		class: RecordClass::Laboratory,
		record_origin: Origin::Clinician,
		role: Some(role),
	};
	check(&mut state, "anchor", RuntimeCall::RecordAnchors(anchor), &doctor);
	let batch = pallet_record_anchors::Call::anchor_batch {
		root: H256::repeat_byte(2),
		count: 1 << 20,
		record_origin: Origin::Clinician,
		role,
	};
	check(&mut state, "anchor_batch", RuntimeCall::RecordAnchors(batch), &doctor);
}

fn terms(purpose: Purpose) -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: Scope::All,
		actions: BTreeSet::from([Action::Access]).into(),
		purposes: BTreeSet::from([purpose]).into(),
		from: START,
		until: START + 1_000 * DAY,
		max_uses: None,
		obligations: Obligations::default(),
		text: Some(H256::repeat_byte(3)),
	}
}

#[test]
fn a_requester_with_void_credentials_in_all_roles_but_one_costs_no_more_than_is_declared() {
	let mut state = chain();
	let who = account("requester");
	state.execute_with(|| {
		renewed(&funded("requester"), &Role::ALL);
		for role in Role::ALL {
			void(&who, role, role != Role::Insurer);
		}
	});
	let request = pallet_consent::Call::request {
		patient: account("patient"),
		terms: terms(Purpose::Treat).into(),
	};
	check(&mut state, "request", RuntimeCall::Consent(request), &who);
}

/// A correction of a laboratory result of `patient`, which is longer to read than what it corrects.
fn correction(patient: &AccountId) -> AnchorId {
	let (doctor, role) = (account("doctor"), Role::Practitioner);
	let subject = || Subject::Account(patient.clone());
	let (class, origin) = (RecordClass::Laboratory, Origin::Clinician);
	let last = || match System::events().pop().map(|record| record.event) {
		Some(RuntimeEvent::RecordAnchors(
			pallet_record_anchors::Event::Anchored { id, .. }
			| pallet_record_anchors::Event::Amended { id, .. },
		)) => id,
		other => panic!("no record was written: {other:?}"),
	};
	let by = || signed(&doctor);
	assert_ok!(RecordAnchors::anchor(by(), subject(), EVIDENCE, class, origin, Some(role)));
	let first = last();
	assert_ok!(RecordAnchors::amend(by(), subject(), first, EVIDENCE, Some(role)));
	last()
}

#[test]
fn a_denial_of_as_many_records_as_can_be_named_costs_no_more_than_is_declared() {
	let mut state = chain();
	let patient = account("patient");
	let anchors = state.execute_with(|| {
		funded("patient");
		renewed(&funded("doctor"), &[Role::Practitioner]);
		let anchors = (0..MAX_SCOPE_ANCHORS).map(|_| correction(&patient));
		anchors.collect::<BTreeSet<_>>()
	});
	assert_eq!(anchors.len(), MAX_SCOPE_ANCHORS as usize);
	let scope =
		Scope::Selected { classes: Default::default(), anchors: anchors.try_into().unwrap() };
	let denial = pallet_consent::Call::grant {
		grantee: Grantee::Institution(account("hospital")),
		terms: Terms { effect: Effect::Deny, scope, ..terms(Purpose::Treat) }.into(),
	};
	check(&mut state, "grant", RuntimeCall::Consent(denial), &patient);
}

/// A state in which the accessor may have access to a record of the patient, as is told only when every
/// circle was asked about, with a void credential of another issuer in each role.
pub(super) fn many_issuers() -> (TestExternalities, AccountId, AccountId, AnchorId) {
	let mut state = chain();
	let (who, patient) = (account("accessor"), account("patient"));
	let anchor = state.execute_with(|| {
		funded("patient");
		renewed(&funded("doctor"), &[Role::Practitioner]);
		let anchor = correction(&patient);
		let now = Timestamp::get();
		let later = |terms: Terms| Terms { from: now, until: now + 1_000 * DAY, ..terms };
		let grant = |grantee, terms| {
			assert_ok!(Consent::grant(signed(&patient), grantee, Terms::into(terms)));
		};
		// Each circle comes nearer to a permit than the one before, and the last one has it.
		let right = later(terms(Purpose::Treat));
		let classes = BTreeSet::from([RecordClass::Genomic]).into();
		let elsewhere = Scope::Selected { classes, anchors: Default::default() };
		grant(Grantee::Account(who.clone()), Terms { scope: elsewhere, ..right.clone() });
		let correct = BTreeSet::from([Action::Correct]).into();
		grant(Grantee::Institution(who.clone()), Terms { actions: correct, ..right.clone() });
		grant(Grantee::Role(Role::Practitioner), later(terms(Purpose::Hresch)));
		let short = Terms { until: now + DAY, ..right.clone() };
		grant(Grantee::Role(Role::Institution), short);
		let late = Terms { from: now + 999 * DAY, ..right.clone() };
		grant(Grantee::Role(Role::CareApp), late);
		grant(Grantee::Role(Role::EmergencyResponder), right);
		renewed(&funded("accessor"), &Role::ALL);
		for role in Role::ALL {
			void(&who, role, false);
		}
		anchor
	});
	(state, who, patient, anchor)
}

#[test]
fn an_access_that_asks_for_credentials_of_many_issuers_costs_no_more_than_is_declared() {
	let (mut state, who, patient, anchor) = many_issuers();
	let log = pallet_consent::Call::log_access {
		patient,
		class: RecordClass::Laboratory,
		anchor: Some(anchor),
		purpose: Purpose::Treat,
		action: Action::Access,
		place: PLACE,
	};
	check(&mut state, "log_access", RuntimeCall::Consent(log), &who);
}

#[test]
fn acts_on_a_full_history_cost_no_more_than_they_declare() {
	use pallet_credentials::Call;
	let role = Role::Practitioner;
	let (holder, issuer) = (account("holder"), account("authority for Practitioner"));
	let until = START + 1_300 * DAY;
	let act = |name: &str, by: &AccountId, prepare: &dyn Fn(), call: Call<Runtime>| {
		let mut state = chain();
		state.execute_with(|| {
			renewed(&funded("holder"), &[role]);
			set_time(Timestamp::get() + 31 * DAY);
			prepare();
		});
		check(&mut state, name, credentials(call), by);
	};
	let of = || holder.clone();
	act("renew", &issuer, &|| (), Call::renew { holder: of(), role, expires_at: until });
	act("suspend", &issuer, &|| (), Call::suspend { holder: of(), role });
	act("revoke", &issuer, &|| (), Call::revoke { holder: of(), role });
	act("surrender", &holder, &|| (), Call::surrender { role });
	let suspend = || {
		assert_ok!(Credentials::suspend(signed(&issuer), holder.clone(), role));
	};
	act("resume", &issuer, &suspend, Call::resume { holder: of(), role });
	// A credential of another authority ended, and the holder applied anew.
	let other = account("authority for Insurer");
	let apply = || {
		suspend();
		assert_ok!(Credentials::surrender(signed(&holder), role));
		let other = authority(Role::Insurer);
		assert_ok!(Credentials::apply(signed(&holder), role, other, EVIDENCE));
	};
	let issue = Call::issue { holder: of(), role, evidence: EVIDENCE, expires_at: until };
	act("issue", &other, &apply, issue);
	act("reject_application", &other, &apply, Call::reject_application { applicant: of(), role });
	act("withdraw_application", &holder, &apply, Call::withdraw_application { role });
	let late = || {
		apply();
		void(&holder, role, true);
		set_time(Timestamp::get() + 5_000 * DAY);
	};
	act("prune", &issuer, &late, Call::prune { holder: of(), role });
	let apply = Call::apply { role: Role::Insurer, authority: other, evidence: EVIDENCE };
	let register = || {
		authority(Role::Insurer);
	};
	act("apply", &holder, &register, apply);
}

/// By authors and co-signers whose renewals are void, and by the authorities of those whose credentials are.
#[test]
fn acts_on_records_by_void_credentials_cost_no_more_than_they_declare() {
	use pallet_record_anchors::Call;
	let (patient, doctor, clinic) = (account("patient"), account("doctor"), account("clinic"));
	let (author, co_signer) = (Role::Practitioner, Role::Institution);
	let subject = || Subject::Account(patient.clone());
	let serial = || Credentials::active_serial(&clinic, co_signer).expect("it is certified");
	let co_sign = |id| {
		let by = signed(&clinic);
		assert_ok!(RecordAnchors::co_sign(by, subject(), id, EVIDENCE, co_signer));
	};
	let set_locator = |id| {
		assert_ok!(RecordAnchors::set_locator(signed(&doctor), subject(), id, EVIDENCE, 1, 1));
	};
	let report = |id| {
		set_locator(id);
		assert_ok!(RecordAnchors::report_corruption(signed(&doctor), subject(), id));
	};
	let nothing = |_| ();
	let both = |id| {
		co_sign(id);
		set_locator(id);
	};
	let act = |name: &str,
	           by: &AccountId,
	           lapsed: bool,
	           prepare: &dyn Fn(AnchorId),
	           call: &dyn Fn(AnchorId) -> Call<Runtime>| {
		let mut state = chain();
		let call = state.execute_with(|| {
			funded("patient");
			renewed(&funded("clinic"), &[co_signer]);
			renewed(&funded("doctor"), &[author]);
			let id = correction(&patient);
			prepare(id);
			let call = call(id);
			void(&doctor, author, lapsed);
			void(&clinic, co_signer, lapsed);
			call
		});
		check(&mut state, name, RuntimeCall::RecordAnchors(call), by);
	};
	act("amend", &doctor, false, &nothing, &|predecessor| {
		let (commitment, role) = (EVIDENCE, Some(author));
		Call::amend { subject: subject(), predecessor, commitment, role }
	});
	act("co_sign", &clinic, false, &nothing, &|id| {
		let (commitment, role) = (EVIDENCE, co_signer);
		Call::co_sign { subject: subject(), id, commitment, role }
	});
	act("set_locator_by_author", &doctor, false, &set_locator, &|id| {
		let content = H256::repeat_byte(7);
		Call::set_locator { subject: subject(), id, content, size: 1, replicas: 1 }
	});
	act("report_corruption", &clinic, false, &both, &|id| Call::report_corruption {
		subject: subject(),
		id,
	});
	act("confirm_restored", &doctor, false, &report, &|id| Call::confirm_restored {
		subject: subject(),
		id,
	});
	let authorities = [authority_of(author), authority_of(co_signer)];
	for (lapsed, by_author, by_signer) in
		[(false, &doctor, &clinic), (true, &authorities[0], &authorities[1])]
	{
		act("retract", by_author, lapsed, &co_sign, &|id| Call::retract { subject: subject(), id });
		act("remove_locator", by_author, lapsed, &set_locator, &|id| Call::remove_locator {
			subject: subject(),
			id,
		});
		act("remove_co_signature", by_signer, lapsed, &co_sign, &|id| Call::remove_co_signature {
			subject: subject(),
			id,
			serial: serial(),
		});
	}
}
