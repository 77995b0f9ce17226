// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions that a passkey signs, through the runtime as bytes.

use super::{authenticator::Draft, *};
use codec::Decode;
use medibloc_primitives::passkey::Refusal;
use p256::ecdsa::Signature as P256Signature;

const PATIENT: Authenticator = Authenticator(7);
const THIEF: Authenticator = Authenticator(8);

/// Sent as bytes.
fn apply(transaction: &UncheckedExtrinsic) -> ApplyExtrinsicResult {
	let bytes = transaction.encode();
	Executive::apply_extrinsic(UncheckedExtrinsic::decode(&mut &bytes[..]).unwrap())
}

fn refuses(transaction: &UncheckedExtrinsic, refusal: Refusal) {
	let invalid = InvalidTransaction::Custom(refusal.code());
	assert_eq!(apply(transaction), Err(invalid.into()));
}

/// In a chain where a pot pays for the account of the patient.
fn sponsored(test: impl FnOnce(ItemId)) {
	development(|| {
		let pot = pot();
		enrol(pot, &[PATIENT.account()]);
		test(pot);
	});
}

#[test]
fn a_passkey_without_a_med_grants_and_revokes_and_a_pot_pays() {
	sponsored(|pot| {
		let (patient, payer) = (PATIENT.account(), Sponsorship::account_of(pot));
		let before = Balances::balance(&payer);
		assert_eq!(apply(&Draft::of(&patient, grant()).signed(PATIENT)), Ok(Ok(())));
		let deposit = deposit_of(&patient);
		assert_eq!(deposit.payer, Some(payer.clone()));
		assert!(Balances::balance(&payer) < before - deposit.amount, "it paid the fee too");
		assert_eq!(Balances::total_balance(&patient), 0);

		let grantee = Grantee::Account(Bob.to_account_id());
		let revoke = pallet_consent::Call::revoke_all_for { grantee };
		assert_eq!(apply(&Draft::of(&patient, revoke.into()).signed(PATIENT)), Ok(Ok(())));
	});
}

#[test]
fn it_is_used_up_by_its_nonce() {
	sponsored(|_| {
		let transaction = Draft::of(&PATIENT.account(), grant()).signed(PATIENT);
		assert_eq!(apply(&transaction), Ok(Ok(())));
		assert_eq!(apply(&transaction), Err(InvalidTransaction::Stale.into()));
	});
}

#[test]
fn what_was_signed_for_another_chain_call_or_nonce_is_refused() {
	sponsored(|_| {
		let draft = Draft::of(&PATIENT.account(), grant());
		let signature = draft.signature(&PATIENT.account(), PATIENT);

		let elsewhere = Draft { genesis: Hash::repeat_byte(9), ..draft.clone() };
		let other = elsewhere.signature(&PATIENT.account(), PATIENT);
		refuses(&draft.with(other), Refusal::WrongChallenge);

		let call = pallet_encryption_keys::Call::withdraw {}.into();
		let swapped = Draft { call, ..draft.clone() };
		refuses(&swapped.with(signature.clone()), Refusal::WrongChallenge);

		let later = Draft { nonce: draft.nonce + 1, ..draft.clone() };
		refuses(&later.with(signature.clone()), Refusal::WrongChallenge);
		assert_eq!(apply(&draft.with(signature)), Ok(Ok(())));
	});
}

#[test]
fn a_key_signs_for_no_account_but_its_own() {
	sponsored(|_| {
		let draft = Draft::of(&PATIENT.account(), grant());
		let signature = draft.signature(&PATIENT.account(), THIEF);
		refuses(&draft.with(signature), Refusal::KeyNotFound);
	});
}

#[test]
fn the_other_signature_over_the_same_data_is_refused() {
	sponsored(|_| {
		let draft = Draft::of(&PATIENT.account(), grant());
		let mut signature = draft.signature(&PATIENT.account(), PATIENT);
		let low = P256Signature::from_slice(&signature.assertion.signature).unwrap();
		let (r, s) = low.split_scalars();
		let high = P256Signature::from_scalars(r, -s).unwrap();
		signature.assertion.signature = high.to_bytes().into();
		refuses(&draft.with(signature), Refusal::HighS);
	});
}

#[test]
fn a_relying_party_that_is_removed_signs_for_nobody() {
	sponsored(|_| {
		let transaction = Draft::of(&PATIENT.account(), grant()).signed(PATIENT);
		let party = sp_io::hashing::sha2_256(b"localhost");
		assert_noop!(
			Passkeys::remove_relying_party(origin(&Alice.to_account_id()), party),
			sp_runtime::DispatchError::BadOrigin
		);
		assert_ok!(Passkeys::remove_relying_party(RuntimeOrigin::root(), party));
		refuses(&transaction, Refusal::RelyingPartyNotFound);
	});
}

/// Nobody has a free transaction because a passkey signed it.
#[test]
fn a_passkey_without_a_pot_pays_or_is_refused() {
	development(|| {
		let transaction = Draft::of(&PATIENT.account(), grant()).signed(PATIENT);
		assert_eq!(apply(&transaction), Err(InvalidTransaction::Payment.into()));
	});
}
