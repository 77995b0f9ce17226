// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Blocks stay within their limits, whatever fills them.

use crate::{configs::system::RuntimeBlockWeights, *};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use medibloc_primitives::record::{Origin, RecordClass, Subject};

fn normal_limit() -> Weight {
	RuntimeBlockWeights::get().get(DispatchClass::Normal).max_extrinsic.unwrap()
}

#[test]
fn an_anchor_is_small_against_a_block() {
	let call = RuntimeCall::RecordAnchors(pallet_record_anchors::Call::anchor {
		subject: Subject::Pseudonym(Default::default()),
		commitment: Default::default(),
		class: RecordClass::Other,
		record_origin: Origin::Clinician,
		role: Some(medibloc_primitives::credential::Role::Practitioner),
	});
	let weight = call.get_dispatch_info().call_weight;
	assert!(weight.all_gt(Weight::zero()), "{weight}");
	assert!(weight.saturating_mul(100).all_lt(normal_limit()), "{weight}");
}

#[test]
fn pruning_as_much_as_allowed_fits_a_block() {
	let call = RuntimeCall::Consent(pallet_consent::Call::prune_log {
		patient: sp_keyring::Sr25519Keyring::Eve.to_account_id(),
		limit: configs::medibloc::MaxPrune::get(),
	});
	assert!(call.get_dispatch_info().call_weight.all_lt(normal_limit()));
}

#[test]
fn refusing_as_many_records_as_allowed_fits_a_block() {
	let ids = vec![Default::default(); configs::medibloc::MaxListed::get() as usize];
	let call = RuntimeCall::RecordAnchors(pallet_record_anchors::Call::refuse {
		ids: ids.try_into().unwrap(),
	});
	assert!(call.get_dispatch_info().call_weight.all_lt(normal_limit()));
}

#[test]
fn a_full_block_leaves_room_for_operational_calls() {
	let weights = RuntimeBlockWeights::get();
	let normal = weights.get(DispatchClass::Normal).max_total.unwrap();
	let reserved = weights.get(DispatchClass::Operational).reserved.unwrap();
	assert_eq!(normal.saturating_add(reserved), weights.max_block);
	assert!(reserved.all_gt(Weight::zero()));
}
