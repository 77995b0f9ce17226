// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod vouchers;

use crate::{mock::*, *};
use frame_support::dispatch::GetDispatchInfo;
use frame_support::{
	assert_noop, assert_ok, sp_runtime::DispatchError, traits::StorageInfoTrait, weights::Weight,
};
use sp_core::H256;

const PROVIDER: u8 = 1;
const DELEGATOR: u8 = 2;

fn signed(seed: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(seed))
}

fn schemas(ids: impl IntoIterator<Item = SchemaId>) -> SchemaIds {
	SchemaIds::truncate_from(ids.into_iter().collect())
}

/// A provider and a delegator, and schemas up to 31.
fn frequency() {
	Identities::<Test>::insert(account(PROVIDER), 1);
	Identities::<Test>::insert(account(DELEGATOR), 2);
	Providers::<Test>::insert(1, Name::default());
	Schemas::<Test>::insert(1, [0; 5]);
	LastSchema::<Test>::put(31);
}

fn grant(byte: u8, ids: impl IntoIterator<Item = SchemaId>) -> sp_runtime::DispatchResult {
	let signature = [byte; 66];
	BenchControls::frequency_grant(signed(PROVIDER), account(DELEGATOR), signature, 9, schemas(ids))
}

fn message() -> sp_runtime::DispatchResult {
	BenchControls::frequency_message(signed(PROVIDER), 1, Payload::truncate_from(vec![1; 40]))
}

fn attest(claim: u8) -> sp_runtime::DispatchResult {
	let (claim, ctype) = (H256::repeat_byte(claim), H256::repeat_byte(0xc));
	BenchControls::kilt_attestation(signed(1), claim, ctype, None)
}

// From the generated weights of Frequency (`pallets/{messages,msa}/src/weights.rs`) and KILT
// (`runtimes/spiritnet/src/weights/attestation.rs`).
#[test]
fn entries_are_as_large_as_those_of_the_models() {
	let published = [
		("Schemas", 15),
		("LastSchema", 2),
		("Identities", 48),
		("Providers", 33),
		("Delegations", 217),
		("Signatures", 144),
		("SignatureEnds", 140),
		("Messages", 3123),
		("NextMessage", 2),
		("Ctypes", 88),
		("Attestations", 195),
		("MigratedKeys", 48),
	];
	let ours = BenchControls::storage_info();
	let names = ours.iter().skip(published.len()).map(|entry| entry.storage_name.as_slice());
	assert!(names.eq([b"Vouchers".as_slice(), b"Redeemed"]), "no model has these");
	for (entry, (name, size)) in ours.iter().zip(published) {
		assert_eq!(entry.storage_name, name.as_bytes());
		assert_eq!(entry.max_size, Some(size), "{name}");
	}
}

#[test]
fn no_block_holds_a_call() {
	let call = Call::<Test>::kilt_attestation {
		claim: H256::zero(),
		ctype: H256::zero(),
		authorization: None,
	};
	assert_eq!(call.get_dispatch_info().call_weight, Weight::MAX);
}

#[test]
fn messages_are_stored_in_order() {
	new_test_ext().execute_with(|| {
		frequency();
		assert_ok!(message());
		assert_ok!(message());
		assert!(Messages::<Test>::contains_key((1, 1, 0)));
		System::assert_last_event(Event::MessageStored { schema: 1, index: 1 }.into());
	});
}

#[test]
fn messages_need_a_schema_an_identity_and_room() {
	new_test_ext().execute_with(|| {
		assert_noop!(message(), Error::<Test>::SchemaNotFound);
		Schemas::<Test>::insert(1, [0; 5]);
		assert_noop!(message(), Error::<Test>::IdentityNotFound);
		frequency();
		NextMessage::<Test>::put(MessageIndex::MAX);
		assert_noop!(message(), Error::<Test>::TooMany);
		let unsigned =
			BenchControls::frequency_message(RuntimeOrigin::none(), 1, Payload::default());
		assert_noop!(unsigned, DispatchError::BadOrigin);
	});
}

#[test]
fn signatures_are_a_list() {
	new_test_ext().execute_with(|| {
		frequency();
		assert_ok!(grant(1, 1..=30));
		assert_ok!(grant(2, 1..=30));
		assert_eq!(Signatures::<Test>::get([1; 66]), Some((9, [2; 66])));
		let ends = SignatureEnds::<Test>::get().unwrap();
		assert_eq!((ends.newest, ends.oldest, ends.count), ([2; 66], [1; 66], 2));
		assert_eq!(Delegations::<Test>::get(2, 1).schemas.len(), 30);
		System::assert_last_event(Event::Granted { delegator: 2, provider: 1 }.into());
	});
}

#[test]
fn grants_need_what_their_model_needs() {
	new_test_ext().execute_with(|| {
		assert_noop!(grant(1, [1]), Error::<Test>::IdentityNotFound);
		frequency();
		Providers::<Test>::remove(1);
		assert_noop!(grant(1, [1]), Error::<Test>::ProviderNotFound);
		frequency();
		assert_noop!(grant(1, [32]), Error::<Test>::SchemaNotFound);
		assert_ok!(grant(1, 1..=30));
		assert_noop!(grant(1, [1]), Error::<Test>::AlreadyUsed);
		assert_noop!(grant(2, [31]), Error::<Test>::TooMany);
		let none = RuntimeOrigin::none();
		let unsigned =
			BenchControls::frequency_grant(none, account(DELEGATOR), [3; 66], 9, schemas([]));
		assert_noop!(unsigned, DispatchError::BadOrigin);
	});
}

#[test]
fn attestations_hold_a_deposit() {
	new_test_ext().execute_with(|| {
		assert_noop!(attest(1), Error::<Test>::CtypeNotFound);
		Ctypes::<Test>::insert(H256::repeat_byte(0xc), (account(1), 1));
		assert_ok!(attest(1));
		assert_eq!(System::account(account(1)).data.reserved, AttestationDeposit::get());
		let (claim, ctype) = (H256::repeat_byte(1), H256::repeat_byte(0xc));
		System::assert_last_event(Event::Attested { attester: account(1), claim, ctype }.into());
		assert_noop!(attest(1), Error::<Test>::AlreadyExists);
		let unsigned = BenchControls::kilt_attestation(RuntimeOrigin::none(), claim, ctype, None);
		assert_noop!(unsigned, DispatchError::BadOrigin);
	});
}
