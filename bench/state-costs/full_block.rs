// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A block that is full of calls which all insert entries, each by an account of its own and about
//! an account of its own, so that they share as little of their proofs as calls can.

use crate::{terms, NOW};
use codec::Encode;
use frame_benchmarking::benchmarking::{commit_db, proof_size, reset_read_write_count};
use frame_support::{
	assert_ok, dispatch::DispatchClass, traits::fungible::Mutate, weights::Weight,
};
use frame_system::BlockWeight;
use medibloc_primitives::{
	consent::Grantee,
	credential::Role,
	record::{Origin, RecordClass, Subject},
	Jurisdiction,
};
use medibloc_runtime::{
	constants::currency::MED, AccountId, Balances, Credentials, Executive, Runtime, RuntimeCall,
	RuntimeOrigin, Signature, SignedPayload, System, TxExtension, UncheckedExtrinsic,
};
use sp_core::{sr25519, Pair};
use sp_runtime::{
	generic::Era,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	MultiAddress,
};
use std::{cell::Cell, collections::BTreeSet};

/// The number of calls of each kind that are ready: more than fit.
const READY: u32 = 400;

/// The contents of the block, by its own account.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filled {
	/// The calls in it.
	pub calls: u32,
	/// The weight that they have by what they declare, or give back.
	pub weight: Weight,
}

/// The kinds of calls, which take turns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
	Apply,
	Anchor,
	AnchorOwn,
	Grant,
	Request,
}

const KINDS: [Kind; 5] = [Kind::Apply, Kind::Anchor, Kind::AnchorOwn, Kind::Grant, Kind::Request];

fn key(kind: Kind, index: u32) -> sr25519::Pair {
	sr25519::Pair::from_seed(
		&(b"signer", kind as u8, index).using_encoded(sp_io::hashing::blake2_256),
	)
}

fn account(kind: Kind, index: u32) -> AccountId {
	key(kind, index).public().into()
}

/// Somebody whom the block has not seen: whose commitment or account it is.
fn stranger(kind: Kind, index: u32) -> [u8; 32] {
	(b"stranger", kind as u8, index).using_encoded(sp_io::hashing::blake2_256)
}

fn authority() -> AccountId {
	AccountId::new([9; 32])
}

fn prepare() {
	System::set_block_number(1);
	pallet_timestamp::Now::<Runtime>::put(NOW);
	let roles = BTreeSet::from([Role::Practitioner]).try_into().expect("it fits");
	let place = Jurisdiction(*b"KR");
	assert_ok!(Credentials::register_authority(RuntimeOrigin::root(), authority(), roles, place));
	for index in 0..READY {
		for kind in KINDS {
			assert_ok!(Balances::mint_into(&account(kind, index), 1_000 * MED));
		}
		for kind in [Kind::Anchor, Kind::Request] {
			certify(&account(kind, index));
		}
	}
}

fn certify(doctor: &AccountId) {
	let applicant = RuntimeOrigin::signed(doctor.clone());
	let role = Role::Practitioner;
	assert_ok!(Credentials::apply(applicant, role, authority(), Default::default()));
	let issuer = RuntimeOrigin::signed(authority());
	let (evidence, until) = (Default::default(), NOW + 86_400_000);
	assert_ok!(Credentials::issue(issuer, doctor.clone(), role, evidence, until));
}

fn call(kind: Kind, index: u32) -> RuntimeCall {
	let stranger = stranger(kind, index);
	let anchor = |record_origin, role: Option<Role>| {
		RuntimeCall::RecordAnchors(pallet_record_anchors::Call::anchor {
			subject: Subject::Account(if role.is_some() {
				stranger.into()
			} else {
				account(kind, index)
			}),
			commitment: stranger.into(),
			class: RecordClass::Laboratory,
			record_origin,
			role,
		})
	};
	match kind {
		Kind::Apply => RuntimeCall::Credentials(pallet_credentials::Call::apply {
			role: Role::Practitioner,
			authority: authority(),
			evidence: stranger.into(),
		}),
		Kind::Anchor => anchor(Origin::Clinician, Some(Role::Practitioner)),
		Kind::AnchorOwn => anchor(Origin::Patient, None),
		Kind::Grant => RuntimeCall::Consent(pallet_consent::Call::grant {
			grantee: Grantee::Account(stranger.into()),
			terms: terms().into(),
		}),
		Kind::Request => RuntimeCall::Consent(pallet_consent::Call::request {
			patient: stranger.into(),
			terms: terms().into(),
		}),
	}
}

fn sign(key: &sr25519::Pair, call: RuntimeCall) -> UncheckedExtrinsic {
	let extension: TxExtension = (
		medibloc_runtime::extensions::AuthorizeOpenCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		pallet_sponsorship::CheckSponsoredEra::from(Era::Immortal),
		frame_system::CheckNonce::from(System::account_nonce(AccountId::from(key.public()))),
		frame_system::CheckWeight::new(),
		pallet_sponsorship::ChargeSponsor::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
	);
	let payload = SignedPayload::new(call, extension).expect("the state has what is signed");
	let signature = payload.using_encoded(|payload| key.sign(payload));
	let (call, extension, _) = payload.deconstruct();
	let signer = MultiAddress::Id(key.public().into());
	UncheckedExtrinsic::new_signed(call, signer, Signature::Sr25519(signature), extension)
}

/// Fills a block until no kind of call fits any more.
pub fn fill(filled: &Cell<Filled>) {
	prepare();
	System::reset_events();
	BlockWeight::<Runtime>::kill();
	commit_db();
	reset_read_write_count();
	proof_size();

	let mut calls = 0;
	let mut fitting = KINDS.to_vec();
	for index in 0.. {
		assert!(index < READY, "the block is larger than was thought: more must be ready");
		fitting.retain(|kind| {
			let extrinsic = sign(&key(*kind, index), call(*kind, index));
			match Executive::apply_extrinsic(extrinsic) {
				Ok(outcome) => {
					assert_ok!(outcome);
					calls += 1;
					true
				},
				Err(TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources)) => {
					false
				},
				Err(error) => panic!("a call was refused: {error:?}"),
			}
		});
		if fitting.is_empty() {
			break;
		}
	}
	let weight = *System::block_weight().get(DispatchClass::Normal);
	filled.set(Filled { calls, weight });
	proof_size();
	commit_db();
}
