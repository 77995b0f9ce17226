// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions that passkeys sign: nonce, fee and account are as of any other.

use super::*;
use crate::{Call, VerifyPasskey, WeightInfo};
use codec::Encode;
use frame_support::{assert_ok, traits::fungible::Mutate};
use frame_system::RawOrigin;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::UncheckedExtrinsic,
	traits::TransactionExtension,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError, DispatchResult, MultiSignature,
};

/// Submits the next transaction of an account.
fn act(
	account: &AccountId32,
	by: Authenticator,
	call: impl Into<RuntimeCall>,
) -> Result<DispatchResult, TransactionValidityError> {
	submit(&Draft::of(account, call).signed(account, by)).map(|(_, result)| result)
}

fn nonce(account: &AccountId32) -> u32 {
	System::account_nonce(account)
}

#[test]
fn the_first_key_signs_without_registration() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		assert_eq!(Keys::<Test>::iter().count(), 0);
		assert_eq!(act(&account, PATIENT, remark("hello")), Ok(Ok(())));
		let hash = sp_core::H256(sp_io::hashing::blake2_256(b"hello"));
		let event = frame_system::Event::Remarked { sender: account.clone(), hash };
		System::assert_has_event(event.into());
		assert_eq!(nonce(&account), 1);
		// Nothing is stored of it.
		assert_eq!(Keys::<Test>::iter().count(), 0);
	});
}

#[test]
fn an_account_exists_as_soon_as_it_is_paid_to() {
	ExtBuilder.build_and_execute(|| {
		let account = PAUPER.account();
		let payment = TransactionValidityError::from(InvalidTransaction::Payment);
		assert_eq!(act(&account, PAUPER, remark("")), Err(payment));
		Balances::set_balance(&account, ENDOWMENT);
		assert_eq!(act(&account, PAUPER, remark("")), Ok(Ok(())));
	});
}

#[test]
fn an_account_is_held_without_money_by_whoever_sponsors_it() {
	ExtBuilder.build_and_execute(|| {
		// It exists, and cannot pay.
		let account = PAUPER.account();
		System::inc_sufficients(&account);
		let payment = TransactionValidityError::from(InvalidTransaction::Payment);
		assert_eq!(act(&account, PAUPER, remark("")), Err(payment));
		assert_eq!(nonce(&account), 0);
		System::dec_sufficients(&account);
	});
}

#[test]
fn the_account_pays_for_the_call_and_the_signature() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let draft = Draft { tip: 7, ..Draft::of(&account, remark("")) };
		let transaction = draft.signed(&account, PATIENT);
		let weight = info(&transaction).total_weight();
		let base = frame_system::limits::BlockWeights::default()
			.get(frame_support::dispatch::DispatchClass::Normal)
			.base_extrinsic;
		assert_ok!(submit(&transaction).unwrap().1);
		let fee = (base.ref_time() + weight.ref_time()) / 1_000_000;
		let paid = ENDOWMENT - free(account.clone());
		// Rounded down for each part.
		assert!((fee + 5..=fee + 7).contains(&paid), "{paid} for {fee} and a tip of 7");

		// What it costs more than the transaction of another account.
		let plain = info(&draft.with(None)).total_weight();
		assert_eq!(weight.saturating_sub(plain), <() as WeightInfo>::verify());
	});
}

#[test]
fn a_call_that_fails_costs_the_fee_and_the_nonce() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let call = Call::remove_passkey { passkey: THIEF.passkey() };
		let result = act(&account, PATIENT, call).unwrap();
		assert_eq!(result, Err(Error::<Test>::NotFound.into()));
		assert_eq!(nonce(&account), 1);
		assert!(free(account) < ENDOWMENT - 3_000);
	});
}

#[test]
fn transactions_follow_each_other_by_nonce() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let second = Draft { nonce: 1, ..Draft::of(&account, remark("")) };
		let second = second.signed(&account, PATIENT);
		let valid = validate(&second).unwrap();
		assert_eq!(valid.requires, [(&account, 0u32).encode()]);
		assert_eq!(valid.provides, [(&account, 1u32).encode()]);
		assert_eq!(valid.longevity, 63);
		let future = TransactionValidityError::from(InvalidTransaction::Future);
		assert_eq!(submit(&second).map(drop), Err(future));
		assert_eq!(act(&account, PATIENT, remark("")), Ok(Ok(())));
		assert_ok!(submit(&second).unwrap().1);
		assert_eq!(nonce(&account), 2);
	});
}

#[test]
fn a_further_key_signs_until_it_is_removed() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let unknown = Err(crate::verification::invalid(Refusal::KeyNotFound));
		assert_eq!(act(&account, PHONE, remark("")), unknown);
		// All of it by transactions of passkeys.
		let addition =
			Call::add_passkey { key: PHONE.key(), assertion: PHONE.possession(&account) };
		assert_eq!(act(&account, PATIENT, addition), Ok(Ok(())));
		assert_eq!(act(&account, PHONE, remark("")), Ok(Ok(())));
		// The phone takes over: the first key was stolen.
		let removal = Call::remove_passkey { passkey: PATIENT.passkey() };
		assert_eq!(act(&account, PHONE, removal), Ok(Ok(())));
		assert_eq!(act(&account, PATIENT, remark("")), unknown);
		assert_eq!(act(&account, PHONE, remark("")), Ok(Ok(())));
		assert_eq!(nonce(&account), 4);
	});
}

#[test]
fn a_passkey_signs_for_an_account_with_another_key() {
	ExtBuilder.build_and_execute(|| {
		add(&HOSPITAL, PHONE);
		assert_eq!(act(&HOSPITAL, PHONE, remark("")), Ok(Ok(())));
		assert_eq!(nonce(&HOSPITAL), 1);
	});
}

#[test]
fn keys_of_another_relying_party_sign_at_its_origins() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		add(&account, ELSEWHERE);
		assert_eq!(act(&account, ELSEWHERE, remark("")), Ok(Ok(())));
		// The account of the same key there is another one.
		assert_ne!(ELSEWHERE.account(), PHONE.account());
	});
}

#[test]
fn the_origin_is_signed_and_no_other() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let call = Call::set_relying_party { relying_party: relying_party("b", &["http://b"]) };
		assert_eq!(act(&account, PATIENT, call), Ok(Err(DispatchError::BadOrigin)));
	});
}

#[test]
fn a_transaction_of_version_1_without_a_signature_has_no_signer() {
	ExtBuilder.build_and_execute(|| {
		let draft = Draft::of(&PATIENT.account(), remark(""));
		let refused = submit(&draft.with(None)).map(drop);
		assert_eq!(refused, Err(InvalidTransaction::UnknownOrigin.into()));
	});
}

#[test]
fn transactions_of_other_accounts_stay_as_they_are() {
	ExtBuilder.build_and_execute(|| {
		let alice = Sr25519Keyring::Alice;
		let account = alice.to_account_id();
		Balances::set_balance(&account, ENDOWMENT);
		let draft = Draft::of(&account, remark(""));
		let (era, nonce, tip) = (draft.era, codec::Compact(0u32), codec::Compact(0u64));
		let implicit = (draft.spec_version, draft.transaction_version, GENESIS, PARENT);
		// What wallets sign, without a byte of the extension.
		let payload = (&draft.call, era, nonce, tip, implicit).encode();
		let signature = MultiSignature::from(alice.sign(&payload));
		let transaction: Transaction = UncheckedExtrinsic::new_signed(
			draft.call.clone(),
			account.clone(),
			signature,
			draft.plain(),
		);
		assert_ok!(submit(&transaction).unwrap().1);
		assert_eq!(System::account_nonce(&account), 1);
	});
}

#[test]
fn a_transaction_that_has_a_signer_takes_no_passkey() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let draft = Draft::of(&account, remark(""));
		let signature = crate::PasskeySignature {
			account: account.clone(),
			key: PATIENT.key(),
			assertion: PATIENT.sign(&draft.challenge(&account)),
		};
		let extension = VerifyPasskey::<Test>::new(signature);
		let validate = |origin: RawOrigin<AccountId32>| {
			let implication = sp_runtime::traits::TxBaseImplication((1u8, &draft.call));
			let source = sp_runtime::transaction_validity::TransactionSource::External;
			let info = Default::default();
			extension
				.validate(origin.into(), &draft.call, &info, 0, (), &implication, source)
				.map(drop)
		};
		let refused = Err(InvalidTransaction::BadSigner.into());
		assert_eq!(validate(RawOrigin::Signed(THIEF.account())), refused);
		assert_eq!(validate(RawOrigin::Signed(account.clone())), refused);
		// Without a signer it comes to what was signed, which is not this alone.
		let refused = Err(crate::verification::invalid(Refusal::WrongChallenge));
		assert_eq!(validate(RawOrigin::None), refused);
	});
}
