// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Test runtime: the real pallets under their real names, and a node that proves its state.

use crate::{
	AccountId32, Balance, ConsentProof, EncodedHeader, Error, Key, ProvenFacts, Question, Trusted,
};
use codec::Encode;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64},
};
use frame_system::EnsureRoot;
use medibloc_primitives::{
	consent::{
		AccessQuery, Action, Actions, Anchors, Classes, Effect, GrantId, Grantee, Obligations,
		Purpose, Purposes, Scope, Terms,
	},
	credential::{Role, HISTORY_RETENTION},
	record::{AnchorId, RecordClass, Source, Subject},
	Jurisdiction, LiveMoment, LiveTime, Moment,
};
use sp_core::{Bytes, H256};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, Header as _, IdentityLookup},
	BuildStorage, Digest, DigestItem, MultiSignature,
};
use sp_state_machine::{prove_read, Backend};
use std::collections::BTreeSet;

pub const START: Moment = 1_700_000_000_000;
pub const SECOND: Moment = 1_000;
pub const DAY: Moment = 86_400 * SECOND;
pub const KR: Jurisdiction = Jurisdiction(*b"KR");

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Credentials = pallet_credentials;
	#[runtime::pallet_index(4)]
	pub type RecordAnchors = pallet_record_anchors;
	#[runtime::pallet_index(5)]
	pub type Consent = pallet_consent;
	#[runtime::pallet_index(6)]
	pub type EncryptionKeys = pallet_encryption_keys;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId32;
	type Block = frame_system::mocking::MockBlock<Test>;
	type Lookup = IdentityLookup<AccountId32>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
}

parameter_types! {
	pub const Deposit: Balance = 10;
	pub const Long: Moment = 1_000 * DAY;
}

/// Live time, which nothing here waits for.
pub struct Live;

impl LiveTime for Live {
	fn now() -> LiveMoment {
		LiveMoment::default()
	}
}

impl pallet_credentials::Config for Test {
	type AdminOrigin = EnsureRoot<AccountId32>;
	type SanctionOrigin = EnsureRoot<AccountId32>;
	type VetoOrigin = EnsureRoot<AccountId32>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type LiveTime = Live;
	type ApplicationDeposit = Deposit;
	type CredentialDeposit = Deposit;
	type ApplicationLifetime = Long;
	type MaxValidity = Long;
	type HistoryRetention = ConstU64<HISTORY_RETENTION>;
	type ActInterval = Long;
	type MaxActs = ConstU32<2>;
	type SanctionDelay = ConstU64<0>;
	type MaxAuthorities = ConstU32<4>;
	type MaxHistory = ConstU32<4>;
	type WeightInfo = ();
}

/// Live time that stands still.
pub struct Standstill;

impl LiveTime for Standstill {
	fn now() -> LiveMoment {
		LiveMoment::default()
	}
}

impl pallet_record_anchors::Config for Test {
	type AdminOrigin = EnsureRoot<AccountId32>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = ();
	type Time = Timestamp;
	type LiveTime = Standstill;
	type Credentials = Credentials;
	type Consents = Consent;
	type Rewards = ();
	type RecordDeposit = Deposit;
	type LocatorDeposit = Deposit;
	type SuretyDeposit = Deposit;
	type SuretyPeriod = Long;
	type MaxListed = ConstU32<4>;
	type MaxCoSigners = ConstU32<4>;
	type MaxBatch = ConstU32<{ 1 << 20 }>;
	type WeightInfo = ();
}

impl pallet_consent::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = ();
	type Time = Timestamp;
	type Credentials = Credentials;
	type Anchors = RecordAnchors;
	type GrantDeposit = Deposit;
	type RequestDeposit = Deposit;
	type DepositPerByte = Deposit;
	type LogDeposit = Deposit;
	type RequestLifetime = Long;
	type GrantRetention = Long;
	type LogRetention = Long;
	type MaxGrantDuration = Long;
	type MaxGrants = ConstU32<4>;
	type MaxPrune = ConstU32<4>;
	type WeightInfo = ();
}

impl pallet_encryption_keys::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = ();
	type Signature = MultiSignature;
	type KeyDeposit = Deposit;
	type MaxEpochStep = ConstU32<10>;
	type WeightInfo = ();
}

pub fn patient() -> AccountId32 {
	Sr25519Keyring::Eve.to_account_id()
}

pub fn other_patient() -> AccountId32 {
	Sr25519Keyring::Ferdie.to_account_id()
}

pub fn hospital() -> AccountId32 {
	Sr25519Keyring::Dave.to_account_id()
}

pub fn stranger() -> AccountId32 {
	Sr25519Keyring::One.to_account_id()
}

pub fn board() -> AccountId32 {
	Sr25519Keyring::Alice.to_account_id()
}

pub fn signed(who: AccountId32) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// A chain at [`START`] on which nothing was granted. The hospital is certified as an institution and
/// as an insurer.
pub fn chain() -> TestExternalities {
	let funded = [patient(), other_patient(), hospital(), stranger(), board()];
	let roles = [Role::Institution, Role::Insurer];
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: funded.map(|who| (who, 1_000_000)).to_vec(),
			..Default::default()
		},
		credentials: pallet_credentials::GenesisConfig {
			authorities: vec![(board(), roles.to_vec(), KR)],
			credentials: roles.map(|role| (hospital(), role, board(), START + 100 * DAY)).to_vec(),
		},
		..Default::default()
	}
	.build_storage()
	.expect("the genesis is valid");
	let mut chain = TestExternalities::from(storage);
	chain.execute_with(|| set_time(START));
	chain
}

/// The next block, at `now`.
/// Declares void what the board certified from this moment on, as an enacted sanction does.
pub fn invalidate(since: Moment) {
	pallet_credentials::Authorities::<Test>::mutate(board(), |authority| {
		authority.as_mut().expect("it is registered").invalid_since = Some(since);
	});
}

pub fn set_time(now: Moment) {
	System::set_block_number(System::block_number() + 1);
	System::reset_events();
	Timestamp::set_timestamp(now);
}

/// A permit to access laboratory results for treatment, for ten days.
pub fn terms() -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: classes([RecordClass::Laboratory]),
		actions: Actions::from_iter([Action::Access]),
		purposes: Purposes::from_iter([Purpose::Treat]),
		from: 0,
		until: START + 10 * DAY,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	}
}

/// The same as a denial.
pub fn denial() -> Terms {
	Terms { effect: Effect::Deny, ..terms() }
}

pub fn classes(classes: impl IntoIterator<Item = RecordClass>) -> Scope {
	selected(classes, [])
}

pub fn selected(
	classes: impl IntoIterator<Item = RecordClass>,
	anchors: impl IntoIterator<Item = AnchorId>,
) -> Scope {
	let anchors = anchors.into_iter().collect::<BTreeSet<_>>();
	Scope::Selected {
		classes: Classes::from_iter(classes),
		anchors: Anchors::try_from(anchors).expect("few anchors"),
	}
}

/// A request that [`terms`] permits.
pub fn asked() -> AccessQuery {
	AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(KR),
	}
}

pub fn question() -> Question {
	Question { patient: patient(), accessor: hospital(), request: asked() }
}

/// Grants to `grantee` in the name of the patient.
pub fn grant(grantee: Grantee<AccountId32>, terms: Terms) -> GrantId {
	Consent::grant(signed(patient()), grantee.clone(), terms.into()).expect("the grant is valid");
	let consent = pallet_consent::Consents::<Test>::get(patient(), grantee);
	consent.expect("it was granted").grants.last().expect("it was granted").id
}

/// Anchors a record of the patient.
pub fn anchor(class: RecordClass) -> AnchorId {
	anchor_version(class, None)
}

/// Anchors a record of the patient, as a correction if there is a first version.
pub fn anchor_version(class: RecordClass, first: Option<AnchorId>) -> AnchorId {
	let subject = Subject::Account(patient());
	let source = Source::Patient;
	let id = AnchorId::new(START, 1, 7).expect("the id fits");
	let anchor =
		pallet_record_anchors::Anchor { commitment: H256::repeat_byte(0xc0), class, source, first };
	pallet_record_anchors::Anchors::<Test>::insert(subject, id, anchor);
	id
}

/// Anchors a record of the patient in the name of the hospital, an institution.
pub fn anchor_by_hospital() -> AnchorId {
	let subject = Subject::Account(patient());
	let (class, role) = (RecordClass::Laboratory, Some(Role::Institution));
	let commitment = H256::repeat_byte(0xc1);
	let origin = medibloc_primitives::record::Origin::Clinician;
	RecordAnchors::anchor(signed(hospital()), subject, commitment, class, origin, role)
		.expect("the hospital is certified");
	match System::events().pop().map(|record| record.event) {
		Some(RuntimeEvent::RecordAnchors(pallet_record_anchors::Event::Anchored {
			id, ..
		})) => id,
		event => panic!("nothing was anchored: {event:?}"),
	}
}

/// The state root, and the nodes that prove `keys` under it.
pub fn prove_keys(chain: &mut TestExternalities, keys: &[Vec<u8>]) -> (H256, Vec<Vec<u8>>) {
	let backend = chain.as_backend();
	let root = *backend.root();
	let proof = prove_read(backend, keys).expect("the state can be read");
	(root, proof.into_iter_nodes().collect())
}

/// Checks that `refusal` is given for all nodes but exactly these.
pub fn refuses_tampering(nodes: &[Bytes], refusal: impl Fn(&[Bytes]) -> Option<Error>) {
	assert_eq!(refusal(nodes), None);
	for index in 0..nodes.len() {
		let mut fewer = nodes.to_vec();
		fewer.remove(index);
		assert!(refusal(&fewer).is_some());
		for byte in 0..nodes[index].0.len() {
			let mut flipped = nodes.to_vec();
			flipped[index].0[byte] ^= 1;
			assert!(refusal(&flipped).is_some());
		}
	}
	let more = [nodes, &[Bytes(vec![1])]].concat();
	assert_eq!(refusal(&more), Some(Error::Superfluous));
}

/// The correction that the last event tells of.
pub fn last_correction() -> AnchorId {
	match System::events().pop().map(|record| record.event) {
		Some(RuntimeEvent::RecordAnchors(pallet_record_anchors::Event::Amended { id, .. })) => id,
		event => panic!("nothing was corrected: {event:?}"),
	}
}

/// The keys that a node proves.
pub fn keys_of(
	chain: &mut TestExternalities,
	patient: &AccountId32,
	accessor: &AccountId32,
) -> Vec<Vec<u8>> {
	let backend = chain.as_backend();
	let mut keys = Vec::new();
	ProvenFacts::gather(patient, accessor, None, |_, key| {
		let value = backend.storage(&key).expect("the state can be read");
		keys.push(key);
		Ok::<_, Error>(value)
	})
	.expect("the state is well-formed");
	keys
}

/// An answer with a proof of these keys.
pub fn answer(
	chain: &mut TestExternalities,
	keys: &[Vec<u8>],
	patient: &AccountId32,
	accessor: &AccountId32,
) -> ConsentProof {
	let (state_root, nodes) = prove_keys(chain, keys);
	let header = generic::Header::<u32, BlakeTwo256>::new(
		7,
		H256::repeat_byte(1),
		state_root,
		H256::repeat_byte(2),
		Digest { logs: vec![DigestItem::PreRuntime(*b"aura", 7u64.encode())] },
	);
	ConsentProof {
		header: EncodedHeader { scale: Bytes(header.encode()) },
		block_hash: header.hash(),
		state_root,
		keys: named_keys(patient, accessor),
		proof: nodes.into_iter().map(Bytes).collect(),
	}
}

/// The keys that an answer names.
pub fn named_keys(patient: &AccountId32, accessor: &AccountId32) -> Vec<Key> {
	Grantee::circles(accessor)
		.map(|grantee| Key { key: Bytes(crate::keys::consents(patient, &grantee)) })
		.collect()
}

/// The answer of a node to `medibloc_consentProof`.
pub fn prove(
	chain: &mut TestExternalities,
	patient: &AccountId32,
	accessor: &AccountId32,
) -> ConsentProof {
	let keys = keys_of(chain, patient, accessor);
	answer(chain, &keys, patient, accessor)
}

/// A chain with a grant to the hospital and others' grants beside it, its block, and the proof.
pub fn proven() -> (TestExternalities, Trusted, ConsentProof) {
	let mut chain = chain();
	chain.execute_with(|| {
		grant(Grantee::Account(hospital()), terms());
		let denial = Terms { effect: Effect::Deny, scope: Scope::All, ..terms() };
		grant(Grantee::Role(Role::Researcher), denial);
		for byte in 0..8 {
			grant(Grantee::Account([byte; 32].into()), terms());
		}
	});
	let proof = prove(&mut chain, &patient(), &hospital());
	(chain, Trusted::Block(proof.block_hash), proof)
}
