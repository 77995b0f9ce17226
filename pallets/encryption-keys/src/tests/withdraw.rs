// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Entry, PublishedKey};
use frame_support::assert_noop;
use pallet_support::MutateDeposit;

#[test]
fn withdrawing_a_key_leaves_only_its_epoch() {
	ExtBuilder.build_and_execute(|| {
		publish(PATIENT, 1, 7);
		withdraw(PATIENT);
		let account = PATIENT.to_account_id();
		assert_eq!(Keys::<Test>::get(&account), Some(Entry { epoch: 7, published: None }));
		assert_eq!(free(PATIENT), ENDOWMENT);
		System::assert_last_event(Event::Withdrawn { account, epoch: 7 }.into());
	});
}

#[test]
fn the_deposit_comes_back_as_it_was_paid() {
	ExtBuilder.build_and_execute(|| {
		for (epoch, price) in [(0, 0), (1, 100)] {
			KeyDeposit::set(price);
			publish(PATIENT, 1, epoch);
			assert_eq!(on_hold(HoldReason::Key, PATIENT), price);
			KeyDeposit::set(5);
			withdraw(PATIENT);
			assert_eq!(on_hold(HoldReason::Key, PATIENT), 0);
			assert_eq!(free(PATIENT), ENDOWMENT);
		}
	});
}

#[test]
fn a_key_is_published_again_after_a_withdrawal() {
	ExtBuilder.build_and_execute(|| {
		publish(PATIENT, 1, 0);
		withdraw(PATIENT);
		KeyDeposit::set(50);
		publish(PATIENT, 2, 1);
		assert_eq!(published(PATIENT), Some((1, key(2))));
		assert_eq!(on_hold(HoldReason::Key, PATIENT), 50);
	});
}

#[test]
fn nobody_withdraws_the_key_of_another() {
	ExtBuilder.build_and_execute(|| {
		publish(PATIENT, 1, 0);
		assert_noop!(EncryptionKeys::withdraw(signed(STRANGER)), Error::<Test>::NotFound);
		assert_eq!(published(PATIENT), Some((0, key(1))));
	});
}

#[test]
fn withdraw_rejects_who_has_no_key() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(EncryptionKeys::withdraw(signed(PATIENT)), Error::<Test>::NotFound);
		publish(PATIENT, 1, 0);
		withdraw(PATIENT);
		assert_noop!(EncryptionKeys::withdraw(signed(PATIENT)), Error::<Test>::NotFound);
	});
}

#[test]
fn a_refund_never_blocks_a_withdrawal() {
	ExtBuilder.build().execute_with(|| {
		publish(PATIENT, 1, 0);
		// Something outside of this pallet took what was held.
		slash(HoldReason::Key, PATIENT, 20);
		withdraw(PATIENT);
		assert_eq!(on_hold(HoldReason::Key, PATIENT), 0);
	});
}

#[test]
fn the_deposit_goes_back_to_whoever_paid_it() {
	ExtBuilder.build_and_execute(|| {
		let reason = HoldReason::Key;
		let (owner, payer) = (PATIENT.to_account_id(), STRANGER.to_account_id());
		let deposit = Balances::take_deposit(reason, &payer, Some(&owner), 7).unwrap();
		let published = Some(PublishedKey { key: key(1), signature: None, deposit });
		Keys::<Test>::insert(&owner, Entry { epoch: 0, published });
		EncryptionKeys::do_try_state().unwrap();
		publish(PATIENT, 2, 1);
		assert_eq!((on_hold(reason, PATIENT), on_hold(reason, STRANGER)), (0, 7));
		withdraw(PATIENT);
		assert_eq!(free(STRANGER), ENDOWMENT);
	});
}
