// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Entry, PublishedKey};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use sp_core::{ecdsa, ed25519, Pair};
use sp_runtime::{traits::IdentifyAccount, MultiSigner, TokenError};

#[test]
fn a_key_is_published_with_its_signature_for_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		let signature = Some(sign(PATIENT, &key(1), 0));
		assert_ok!(EncryptionKeys::publish(signed(PATIENT), key(1), 0, signature.clone()));
		let account = PATIENT.to_account_id();
		let published = Some(PublishedKey { key: key(1), signature, deposit: deposit(30) });
		assert_eq!(Keys::<Test>::get(&account), Some(Entry { epoch: 0, published }));
		assert_eq!(on_hold(HoldReason::Key, PATIENT), 30);
		System::assert_last_event(Event::Published { account, epoch: 0 }.into());
	});
}

#[test]
fn an_account_without_a_key_pair_publishes_without_a_signature() {
	ExtBuilder.build_and_execute(|| {
		let origin = RuntimeOrigin::signed(HOSPITAL);
		assert_ok!(EncryptionKeys::publish(origin.clone(), key(1), 0, None));
		let published = Keys::<Test>::get(HOSPITAL).unwrap().published.unwrap();
		assert_eq!((published.key, published.signature), (key(1), None));
		let signature = Some(sign(PATIENT, &key(2), 1));
		assert_noop!(
			EncryptionKeys::publish(origin, key(2), 1, signature),
			Error::<Test>::InvalidSignature
		);
	});
}

#[test]
fn a_later_key_replaces_the_one_before() {
	ExtBuilder.build_and_execute(|| {
		publish(PATIENT, 1, 0);
		publish(PATIENT, 2, 1);
		assert_eq!(published(PATIENT), Some((1, key(2))));
		publish(PATIENT, 3, 1 + STEP);
		assert_eq!(published(PATIENT), Some((1 + STEP, key(3))));
		assert_eq!(Keys::<Test>::iter().count(), 1);
	});
}

#[test]
fn the_first_epoch_need_not_be_zero() {
	ExtBuilder.build_and_execute(|| {
		publish(PATIENT, 1, STEP - 1);
		assert_eq!(published(PATIENT), Some((STEP - 1, key(1))));
	});
}

#[test]
fn publish_rejects_a_key_that_is_not_safe_to_encrypt_to() {
	ExtBuilder.build_and_execute(|| {
		let mut one = key(0);
		one[0] = 1;
		// Of low order, twice, and not canonical.
		for bad in [key(0), one, key(0xff)] {
			let signature = sign(PATIENT, &bad, 0);
			for signature in [None, Some(signature)] {
				assert_noop!(
					EncryptionKeys::publish(signed(PATIENT), bad, 0, signature),
					Error::<Test>::InvalidKey
				);
			}
		}
	});
}

#[test]
fn publish_rejects_an_epoch_that_is_not_later() {
	ExtBuilder.build_and_execute(|| {
		publish(PATIENT, 1, 5);
		let reject = || {
			for epoch in [0, 4, 5] {
				assert_noop!(
					EncryptionKeys::publish(signed(PATIENT), key(2), epoch, None),
					Error::<Test>::EpochNotLater
				);
			}
		};
		reject();
		// Nor after a withdrawal.
		withdraw(PATIENT);
		reject();
		// Other accounts count their own.
		publish(STRANGER, 1, 0);
	});
}

#[test]
fn publish_rejects_any_epoch_after_the_last_one() {
	ExtBuilder.build_and_execute(|| {
		MaxEpochStep::set(u32::MAX);
		publish(PATIENT, 1, u32::MAX - 1);
		publish(PATIENT, 2, u32::MAX);
		for epoch in [0, u32::MAX] {
			assert_noop!(
				EncryptionKeys::publish(signed(PATIENT), key(3), epoch, None),
				Error::<Test>::EpochNotLater
			);
		}
	});
}

#[test]
fn publish_rejects_an_epoch_that_is_too_far() {
	ExtBuilder.build_and_execute(|| {
		let reject = |epoch| {
			assert_noop!(
				EncryptionKeys::publish(signed(PATIENT), key(2), epoch, None),
				Error::<Test>::EpochTooFar
			);
		};
		reject(STEP);
		reject(u32::MAX);
		publish(PATIENT, 1, 0);
		reject(STEP + 1);
		withdraw(PATIENT);
		reject(STEP + 1);
		publish(PATIENT, 1, STEP);
	});
}

#[test]
fn publish_rejects_a_signature_over_anything_else() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.to_account_id();
		let over = |genesis: sp_core::H256, account, epoch, byte| {
			let [bytes, _] = signed_forms(&genesis, account, epoch, &key(byte));
			MultiSignature::from(PATIENT.sign(&bytes))
		};
		let signatures = [
			over(sp_core::H256::zero(), &account, 0, 1),
			over(GENESIS, &STRANGER.to_account_id(), 0, 1),
			over(GENESIS, &account, 1, 1),
			over(GENESIS, &account, 0, 2),
			sign(STRANGER, &key(1), 0),
			PATIENT.sign(b"something else").into(),
		];
		for signature in signatures {
			assert_noop!(
				EncryptionKeys::publish(signed(PATIENT), key(1), 0, Some(signature)),
				Error::<Test>::InvalidSignature
			);
		}
		publish(PATIENT, 1, 0);
	});
}

#[test]
fn signatures_of_browser_wallets_are_accepted() {
	ExtBuilder.build_and_execute(|| {
		let [_, wrapped] = signed_forms(&GENESIS, &PATIENT.to_account_id(), 0, &key(1));
		let signature = Some(PATIENT.sign(&wrapped).into());
		assert_ok!(EncryptionKeys::publish(signed(PATIENT), key(1), 0, signature));
	});
}

#[test]
fn accounts_of_every_scheme_sign_their_key() {
	fn accept(signer: MultiSigner, sign: impl FnOnce(&[u8]) -> MultiSignature) {
		let account = signer.into_account();
		Balances::set_balance(&account, ENDOWMENT);
		let [bytes, _] = signed_forms(&GENESIS, &account, 0, &key(1));
		let (origin, signature) = (RuntimeOrigin::signed(account), Some(sign(&bytes)));
		assert_ok!(EncryptionKeys::publish(origin, key(1), 0, signature));
	}
	ExtBuilder.build_and_execute(|| {
		let pair = ed25519::Pair::from_seed(&[3; 32]);
		accept(pair.public().into(), |bytes| pair.sign(bytes).into());
		let pair = ecdsa::Pair::from_seed(&[3; 32]);
		accept(pair.public().into(), |bytes| pair.sign(bytes).into());
		let pair = ecdsa::KeccakPair::from_seed(&[3; 32]);
		accept(MultiSigner::Eth(pair.public()), |bytes| MultiSignature::Eth(pair.sign(bytes)));
	});
}

#[test]
fn a_new_price_changes_neither_a_replacement_nor_its_refund() {
	ExtBuilder.build_and_execute(|| {
		publish(PATIENT, 1, 0);
		for price in [0, 400, ENDOWMENT + 1] {
			KeyDeposit::set(price);
			let (epoch, _) = published(PATIENT).unwrap();
			publish(PATIENT, 2, epoch + 1);
			assert_eq!(on_hold(HoldReason::Key, PATIENT), 30);
		}
		withdraw(PATIENT);
		assert_eq!(free(PATIENT), ENDOWMENT);
	});
}

#[test]
fn publish_rejects_who_cannot_pay_the_deposit() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			EncryptionKeys::publish(signed(PAUPER), key(1), 0, None),
			TokenError::FundsUnavailable
		);
	});
}
