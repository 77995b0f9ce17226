// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What was signed is brought before the chain again, or as something else. Whoever brings it is no
//! owner of a key: it changes what it likes, and cannot sign.

use super::*;
use crate::{verification::invalid, Call, PasskeySignature};
use frame_support::{assert_ok, traits::fungible::Mutate};
use p256::{
	ecdsa::{Signature, VerifyingKey},
	elliptic_curve::{ops::Reduce, point::DecompressPoint, Field},
	AffinePoint, ProjectivePoint, Scalar, U256,
};
use pallet_support::testing::pallet_balances;
use sp_core::H256;
use sp_runtime::{
	generic::Era,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};

const WRONG: Refusal = Refusal::WrongChallenge;

/// The signature over `original` under the transaction that `change` makes of it.
fn swapped(change: impl FnOnce(&mut Draft)) -> Result<(), TransactionValidityError> {
	let account = PATIENT.account();
	let original = Draft::of(&account, remark("original"));
	let assertion = PATIENT.sign(&original.challenge(&account));
	let mut other = original;
	change(&mut other);
	validate(&other.asserted(&account, PATIENT, assertion)).map(drop)
}

#[test]
fn every_part_of_a_transaction_is_signed() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(swapped(|_| ()), Ok(()));
		let refused = Err(invalid(WRONG));
		assert_eq!(swapped(|it| it.call = remark("another")), refused);
		assert_eq!(swapped(|it| it.call = remark("originals")), refused);
		let transfer = |it: &mut Draft| {
			let (dest, value) = (THIEF.account(), ENDOWMENT / 2);
			it.call = pallet_balances::Call::transfer_keep_alive { dest, value }.into();
		};
		assert_eq!(swapped(transfer), refused);
		assert_eq!(swapped(|it| it.nonce = 1), refused);
		assert_eq!(swapped(|it| it.tip = 1), refused);
		assert_eq!(swapped(|it| it.era = Era::mortal(128, BIRTH)), refused);
		assert_eq!(swapped(|it| it.era = Era::Immortal), refused);
	});
}

/// The signature over a transaction in which `change` names another state of affairs.
fn elsewhere(change: impl FnOnce(&mut Draft)) -> Result<(), TransactionValidityError> {
	let account = PATIENT.account();
	let original = Draft::of(&account, remark("original"));
	let mut other = original.clone();
	change(&mut other);
	let assertion = PATIENT.sign(&other.challenge(&account));
	validate(&original.asserted(&account, PATIENT, assertion)).map(drop)
}

#[test]
fn what_was_signed_for_another_chain_or_version_is_refused() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(elsewhere(|_| ()), Ok(()));
		let refused = Err(invalid(WRONG));
		assert_eq!(elsewhere(|it| it.genesis = H256::repeat_byte(9)), refused);
		assert_eq!(elsewhere(|it| it.spec_version += 1), refused);
		assert_eq!(elsewhere(|it| it.transaction_version += 1), refused);
		// A fork since the era began.
		assert_eq!(elsewhere(|it| it.birth = H256::repeat_byte(9)), refused);
		// The same extensions under another version, as an upgrade may bring them.
		for version in [0, 2] {
			assert_eq!(elsewhere(|it| it.version = version), refused);
		}
	});
}

#[test]
fn a_transaction_of_this_chain_is_refused_on_another() {
	let account = PATIENT.account();
	let mut transaction = None;
	ExtBuilder.build_and_execute(|| {
		let signed = Draft::of(&account, remark("")).signed(&account, PATIENT);
		assert!(validate(&signed).is_ok());
		transaction = Some(signed);
	});
	ExtBuilder.build_and_execute(|| {
		frame_system::BlockHash::<Test>::insert(0, H256::repeat_byte(9));
		assert_eq!(validate(&transaction.unwrap()).map(drop), Err(invalid(WRONG)));
	});
}

#[test]
fn a_transaction_works_once() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let transaction = Draft::of(&account, remark("")).signed(&account, PATIENT);
		assert_ok!(submit(&transaction).unwrap().1);
		let stale = TransactionValidityError::from(InvalidTransaction::Stale);
		assert_eq!(submit(&transaction).map(drop), Err(stale));
	});
}

#[test]
fn a_transaction_that_failed_works_once_as_well() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let call = Call::remove_passkey { passkey: PHONE.passkey() };
		let transaction = Draft::of(&account, call).signed(&account, PATIENT);
		assert_eq!(submit(&transaction).unwrap().1, Err(Error::<Test>::NotFound.into()));
		add(&account, PHONE);
		// Now it would succeed.
		let stale = TransactionValidityError::from(InvalidTransaction::Stale);
		assert_eq!(submit(&transaction).map(drop), Err(stale));
	});
}

#[test]
fn a_transaction_ends_with_its_era() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let draft = Draft { era: Era::mortal(4, BIRTH), ..Draft::of(&account, remark("")) };
		let transaction = draft.signed(&account, PATIENT);
		assert!(validate(&transaction).is_ok());
		System::set_block_number(BIRTH + 4);
		// The era is another one then, of a block that was not signed.
		let hash = H256::repeat_byte(0x71);
		frame_system::BlockHash::<Test>::insert(BIRTH + 4, hash);
		assert_eq!(validate(&transaction).map(drop), Err(invalid(WRONG)));
	});
}

/// A transaction of an account that is reaped and comes into being again.
fn after_reaping(era: Era) -> Result<(), TransactionValidityError> {
	let account = PATIENT.account();
	let transaction = Draft { era, ..Draft::of(&account, remark("")) }.signed(&account, PATIENT);
	assert_ok!(submit(&transaction).unwrap().1);
	Balances::set_balance(&account, 0);
	assert!(!System::account_exists(&account));
	Balances::set_balance(&account, ENDOWMENT);
	System::set_block_number(BIRTH + 64);
	frame_system::BlockHash::<Test>::insert(BIRTH + 64, H256::repeat_byte(0x71));
	validate(&transaction).map(drop)
}

#[test]
fn what_was_signed_with_an_end_works_once_even_if_the_account_was_reaped() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(after_reaping(Era::mortal(64, BIRTH)), Err(invalid(WRONG)));
	});
}

// As of every account whose nonce begins at zero again; clients sign with an end.
#[test]
fn what_was_signed_without_an_end_works_again_if_the_account_was_reaped() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		// An era that never ends begins with the genesis.
		let draft = Draft { era: Era::Immortal, birth: GENESIS, ..Draft::of(&account, remark("")) };
		let transaction = draft.signed(&account, PATIENT);
		assert_ok!(submit(&transaction).unwrap().1);
		Balances::set_balance(&account, 0);
		Balances::set_balance(&account, ENDOWMENT);
		assert!(validate(&transaction).is_ok());
	});
}

#[test]
fn a_key_of_two_accounts_signs_for_the_one_it_was_asked_for() {
	ExtBuilder.build_and_execute(|| {
		let (one, other) = (PATIENT.account(), STRANGER.account());
		add(&one, PHONE);
		add(&other, PHONE);
		Balances::set_balance(&PHONE.account(), ENDOWMENT);
		// The same call with the same nonce: what one account agreed to, the other did not.
		let draft = Draft::of(&one, remark(""));
		let assertion = PHONE.sign(&draft.challenge(&one));
		for account in [&other, &PHONE.account()] {
			let swapped = draft.asserted(account, PHONE, assertion.clone());
			assert_eq!(validate(&swapped).map(drop), Err(invalid(WRONG)));
		}
		assert!(validate(&draft.asserted(&one, PHONE, assertion)).is_ok());
	});
}

/// Keys that a signature is valid for, which anybody computes from it: if the point R has the x of the
/// signature, the key is (s R - z G) / r, where z is the hash of the data. (If r is small, two more.)
fn recovered(assertion: &crate::Assertion) -> Vec<crate::PublicKey> {
	let client = sha2_256(&assertion.client_data);
	let digest = sha2_256(&[&assertion.authenticator_data[..], &client].concat());
	let signature = Signature::from_slice(&assertion.signature).unwrap();
	let (r, s) = signature.split_scalars();
	let (x, _) = signature.split_bytes();
	let hash = <Scalar as Reduce<U256>>::reduce_bytes(&digest.into());
	let inverse: Scalar = Field::invert(&*r).unwrap();
	[0u8, 1]
		.into_iter()
		.map(|is_odd| {
			let point: AffinePoint = AffinePoint::decompress(&x, is_odd.into()).unwrap();
			let sum = ProjectivePoint::from(point) * *s - ProjectivePoint::GENERATOR * hash;
			let key = VerifyingKey::from_affine((sum * inverse).to_affine()).unwrap();
			key.to_encoded_point(true).as_bytes().try_into().unwrap()
		})
		.collect()
}

#[test]
fn a_key_that_is_computed_from_a_signature_signs_nothing() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let draft = Draft::of(&account, remark(""));
		let assertion = PATIENT.sign(&draft.challenge(&account));
		let relying_party = assertion.relying_party();
		let others: Vec<_> =
			recovered(&assertion).into_iter().filter(|key| *key != PATIENT.key()).collect();
		assert!(!others.is_empty());
		for key in others {
			// The signature is valid for a key that nobody has.
			assert_eq!(crate::verification::verify_signature(&key, &assertion), Ok(()));
			// So its account, which anybody can pay to, would agree to what the patient did.
			let passkey = Passkey { relying_party, key };
			let nobody = AccountId32::new(medibloc_primitives::passkey::account_of(&passkey));
			Balances::set_balance(&nobody, ENDOWMENT);
			let signature = |account: &AccountId32| PasskeySignature {
				account: account.clone(),
				key,
				assertion: assertion.clone(),
			};
			let forged = validate(&draft.with(Some(signature(&nobody))));
			assert_eq!(forged.map(drop), Err(invalid(WRONG)));
			let forged = validate(&draft.with(Some(signature(&account))));
			assert_eq!(forged.map(drop), Err(invalid(Refusal::KeyNotFound)));
		}
	});
}

#[test]
fn a_key_that_is_computed_from_a_proof_is_not_added() {
	ExtBuilder.build_and_execute(|| {
		// The thief shows the proof of another's key as that of one which it computed.
		let account = THIEF.account();
		let assertion = PHONE.possession(&account);
		for key in recovered(&assertion).into_iter().filter(|key| *key != PHONE.key()) {
			let added = Passkeys::add_passkey(signed(account.clone()), key, assertion.clone());
			assert_eq!(added, Err(Error::<Test>::WrongChallenge.into()));
		}
	});
}

#[test]
fn the_proof_of_a_key_signs_no_transaction() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let proof = PATIENT.possession(&account);
		let draft = Draft::of(&account, remark(""));
		let refused = validate(&draft.asserted(&account, PATIENT, proof)).map(drop);
		assert_eq!(refused, Err(invalid(WRONG)));
	});
}
