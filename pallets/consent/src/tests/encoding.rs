// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: a change of any needs a migration, or a new version of transactions.

use crate::{mock::*, Call, Consents, HoldReason, LoggedAccess, OpenRequest, RequestPolicy};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
	storage::storage_prefix,
	traits::{GetCallIndex, GetCallName},
};
use medibloc_primitives::{
	access_log::AccessEntry,
	consent::{Action, Basis, Grant, Grantee, Obligations, Purpose, Scope, Terms},
	record::RecordClass,
	ItemId,
};
use sp_core::{bytes::to_hex, H256};

fn frozen_terms() -> Terms {
	let Scope::Selected { classes, .. } = classes([RecordClass::Laboratory, RecordClass::Billing])
	else {
		panic!("classes are selected")
	};
	let Scope::Selected { anchors, .. } = single(ItemId(0x0102_0304_0506_0708)) else {
		panic!("a record is selected")
	};
	Terms {
		effect: medibloc_primitives::consent::Effect::Permit,
		scope: Scope::Selected { classes, anchors },
		actions: actions([Action::Access, Action::Correct]),
		purposes: purposes([Purpose::Treat, Purpose::Patrqt]),
		from: 1,
		until: 2,
		max_uses: Some(3),
		obligations: Obligations { no_reshare: true, place: Some(KR) },
		text: Some(H256::repeat_byte(0xaa)),
	}
}

#[test]
fn consents_are_frozen() {
	let terms = [
		"00",
		"0108071104",
		"0807060504030201",
		"080004",
		"080005",
		"0100000000000000",
		"0200000000000000",
		"0103000000",
		"01014b52",
		"01",
		&"aa".repeat(32),
	]
	.concat();
	let consent = crate::ConsentOf::<Test> {
		grants: vec![Grant {
			id: ItemId(9),
			terms: frozen_terms(),
			basis: Basis::Own,
			used: 4,
			revoked_at: Some(5),
			deposit: 6u64,
		}]
		.try_into()
		.expect("one grant"),
		request: Some(OpenRequest {
			terms: frozen_terms(),
			requested_at: 7,
			expires_at: 8,
			deposit: 9,
		}),
	};
	let grant =
		["0900000000000000", &terms, "00", "04000000", "010500000000000000", "0600000000000000"];
	let request = [&terms, "0700000000000000", "0800000000000000", "0900000000000000"];
	let expected = ["0x04", &grant.concat(), "01", &request.concat()].concat();
	assert_eq!(to_hex(&consent.encode(), false), expected);
}

#[test]
fn logged_accesses_are_frozen() {
	let logged = LoggedAccess {
		entry: AccessEntry {
			accessor: 1u64,
			class: RecordClass::Laboratory,
			anchor: Some(ItemId(2)),
			purpose: Purpose::Hresch,
			action: Action::Use,
			place: DE,
			grant: ItemId(3),
			at: 4,
		},
		deposit: 5u64,
	};
	let expected = [
		"0x0100000000000000",
		"07",
		"010200000000000000",
		"03",
		"02",
		"4445",
		"0300000000000000",
		"0400000000000000",
		"0500000000000000",
	]
	.concat();
	assert_eq!(to_hex(&logged.encode(), false), expected);
}

#[test]
fn policies_and_hold_reasons_are_frozen() {
	let policies = [RequestPolicy::Anyone, RequestPolicy::Certified, RequestPolicy::Nobody];
	assert_eq!(policies.encode(), [0, 1, 2]);
	assert_eq!([HoldReason::Grant, HoldReason::Request, HoldReason::Log].encode(), [0, 1, 2]);
}

#[test]
fn storage_keys_are_frozen() {
	let key = Consents::<Test>::hashed_key_for(PATIENT, doctor());
	let (patient, grantee) = (PATIENT.encode(), Grantee::Account(DOCTOR).encode());
	let expected = [
		storage_prefix(b"Consent", b"Consents").to_vec(),
		sp_io::hashing::blake2_128(&patient).to_vec(),
		patient,
		sp_io::hashing::blake2_128(&grantee).to_vec(),
		grantee,
	]
	.concat();
	assert_eq!(key, expected);
}

#[test]
fn call_indices_are_frozen() {
	let calls = [
		"request",
		"withdraw_request",
		"accept",
		"decline",
		"grant",
		"narrow",
		"extend",
		"revoke",
		"revoke_all_for",
		"renounce",
		"set_default",
		"log_access",
		"prune_expired",
		"prune_log",
	];
	assert_eq!(Call::<Test>::get_call_names(), calls);
	assert_eq!(Call::<Test>::get_call_indices(), (0..14).collect::<Vec<u8>>());
}

#[test]
fn the_largest_terms_and_entries_are_as_long_as_planned_for() {
	assert_eq!(Terms::max_encoded_len(), 157);
	assert_eq!(Grant::<u128>::max_encoded_len(), 195);
	assert_eq!(AccessEntry::<sp_runtime::AccountId32>::max_encoded_len(), 62);
}
