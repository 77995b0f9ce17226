// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls that authorise themselves, from the bytes of a transaction through the pool into a block.

use crate::{mock::*, signed_message, Call, Error, Event, Redeemed, Vouchers};
use codec::{Decode, Encode};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{GetDispatchInfo, RawOrigin},
	storage::{with_transaction, TransactionOutcome},
	traits::Authorize,
	weights::Weight,
};
use sp_core::{sr25519, storage::StateVersion, Pair, H256};
use sp_runtime::{
	generic::Era,
	traits::Dispatchable,
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, UnknownTransaction,
		ValidTransaction,
	},
	DispatchError,
};

const NOTE: H256 = H256::repeat_byte(7);
const GENESIS: H256 = H256::repeat_byte(0x67);

fn key(seed: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[seed; 32])
}

fn redeem(seed: u8, note: H256) -> Call<Test> {
	let key = key(seed);
	let signature = key.sign(&signed_message(&GENESIS, &key.public(), &note));
	Call::redeem { voucher: key.public(), note, signature }
}

/// A chain with a voucher of the first key.
fn test(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		frame_system::BlockHash::<Test>::insert(0, GENESIS);
		issue(1);
		test();
	});
}

fn issue(seed: u8) {
	assert_ok!(BenchControls::issue_voucher(RuntimeOrigin::signed(account(9)), key(seed).public()));
}

/// Does something and undoes what it wrote, as a node does with what it only tries.
fn trying<T>(what: impl FnOnce() -> T) -> T {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(what()))).unwrap()
}

fn validate(transaction: UncheckedExtrinsic) -> Result<ValidTransaction, TransactionValidityError> {
	let source = TransactionSource::External;
	trying(|| Executive::validate_transaction(source, transaction, System::parent_hash()))
}

/// Refused by the pool and by a block.
fn refuses(transaction: UncheckedExtrinsic, reason: impl Into<TransactionValidityError>) {
	let reason = reason.into();
	assert_eq!(validate(transaction.clone()), Err(reason));
	assert_eq!(trying(|| Executive::apply_extrinsic(transaction)), Err(reason));
}

#[test]
fn a_call_that_authorises_itself_is_made_by_nobody() {
	test(|| {
		// As a node gets it.
		let bytes = general(redeem(1, NOTE)).encode();
		let transaction = UncheckedExtrinsic::decode(&mut &bytes[..]).unwrap();
		assert_eq!(Executive::apply_extrinsic(transaction), Ok(Ok(())));
		let voucher = key(1).public();
		assert!(!Vouchers::<Test>::contains_key(voucher));
		let events = System::events();
		let redeemed = Event::Redeemed { voucher, note: NOTE }.into();
		assert!(events.iter().any(|record| record.event == redeemed));
		assert_eq!(Redeemed::<Test>::get(), (1, 1));
	});
}

#[test]
fn the_pool_takes_it_under_the_tag_of_what_it_uses_up() {
	test(|| {
		let tag = ("BenchControlsRedeem", key(1).public()).encode();
		let valid = validate(general(redeem(1, NOTE))).unwrap();
		assert_eq!(valid.provides, vec![tag.clone()]);
		assert!(valid.requires.is_empty());
		assert!(valid.propagate);
		assert_eq!(valid.longevity, 64);
		// Two uses of one voucher exclude each other; two vouchers do not.
		let other_note = validate(general(redeem(1, H256::zero()))).unwrap();
		assert_eq!(other_note.provides, vec![tag.clone()]);
		issue(2);
		let other_voucher = validate(general(redeem(2, NOTE))).unwrap();
		assert_ne!(other_voucher.provides, vec![tag]);
	});
}

#[test]
fn validating_writes_nothing() {
	test(|| {
		let root = sp_io::storage::root(StateVersion::V1);
		for call in [redeem(1, NOTE), redeem(2, NOTE)] {
			let call = RuntimeCall::from(call);
			assert!(call.authorize(TransactionSource::External).is_some());
		}
		assert_eq!(sp_io::storage::root(StateVersion::V1), root);
	});
}

#[test]
fn it_works_once() {
	test(|| {
		assert_eq!(Executive::apply_extrinsic(general(redeem(1, NOTE))), Ok(Ok(())));
		refuses(general(redeem(1, NOTE)), InvalidTransaction::Stale);
		refuses(general(redeem(1, H256::zero())), InvalidTransaction::Stale);
	});
}

#[test]
fn a_voucher_that_was_never_issued_is_refused_before_its_signature_is_verified() {
	test(|| {
		let mut call = redeem(2, NOTE);
		refuses(general(call.clone()), InvalidTransaction::Stale);
		let Call::redeem { signature, .. } = &mut call else { panic!() };
		*signature = sr25519::Signature::from([0; 64]);
		refuses(general(call), InvalidTransaction::Stale);
	});
}

#[test]
fn a_signature_over_anything_else_is_refused() {
	test(|| {
		issue(2);
		let (first, second) = (key(1), key(2));
		let voucher = first.public();
		let messages = [
			// Another note, voucher, chain, use.
			signed_message(&GENESIS, &voucher, &H256::zero()),
			signed_message(&GENESIS, &second.public(), &NOTE),
			signed_message(&H256::zero(), &voucher, &NOTE),
			("another use", GENESIS, voucher, NOTE).encode(),
		];
		for message in messages {
			let signature = first.sign(&message);
			let call = Call::redeem { voucher, note: NOTE, signature };
			refuses(general(call), InvalidTransaction::BadProof);
		}
		// Another key over the right message.
		let signature = second.sign(&signed_message(&GENESIS, &voucher, &NOTE));
		let call = Call::redeem { voucher, note: NOTE, signature };
		refuses(general(call), InvalidTransaction::BadProof);
	});
}

#[test]
fn a_block_takes_so_many_proofs_and_the_next_one_more() {
	test(|| {
		let most = MaxRedeemed::get() as u8;
		(2..=most + 1).for_each(issue);
		for seed in 1..=most {
			assert_eq!(Executive::apply_extrinsic(general(redeem(seed, NOTE))), Ok(Ok(())));
		}
		let next = general(redeem(most + 1, NOTE));
		let full = Err(InvalidTransaction::ExhaustsResources.into());
		assert_eq!(trying(|| Executive::apply_extrinsic(next.clone())), full);
		// The pool looks at the block after.
		assert_ok!(validate(next.clone()));
		System::initialize(&2, &GENESIS, &Default::default());
		assert_eq!(Executive::apply_extrinsic(next), Ok(Ok(())));
	});
}

#[test]
fn a_signed_transaction_does_not_authorise_it() {
	test(|| {
		// The signature of the voucher is right, and its very key signs the transaction.
		System::inc_providers(&key(1).public().into());
		let transaction = signed_by(&key(1), 0, redeem(1, NOTE));
		assert_eq!(
			Executive::apply_extrinsic(transaction),
			Ok(Err(DispatchError::BadOrigin)),
			"in the block, where it failed at the cost of who signed it"
		);
		assert!(Vouchers::<Test>::contains_key(key(1).public()));
		// The voucher is none the worse for it.
		assert_eq!(Executive::apply_extrinsic(general(redeem(1, NOTE))), Ok(Ok(())));
	});
}

#[test]
fn no_other_origin_may_make_it() {
	test(|| {
		for origin in [
			RuntimeOrigin::none(),
			RuntimeOrigin::root(),
			RuntimeOrigin::signed(key(1).public().into()),
		] {
			let signature = sr25519::Signature::default();
			let result = BenchControls::redeem(origin, key(1).public(), NOTE, signature);
			assert_noop!(result, DispatchError::BadOrigin);
		}
		let authorized: RuntimeOrigin = RawOrigin::Authorized.into();
		let issued = BenchControls::issue_voucher(authorized, key(2).public());
		assert_noop!(issued, DispatchError::BadOrigin);
		assert_noop!(
			BenchControls::issue_voucher(RuntimeOrigin::none(), key(2).public()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn a_general_transaction_of_a_call_that_needs_a_signer_is_refused() {
	test(|| {
		let call = Call::issue_voucher { voucher: key(2).public() };
		refuses(general(call), InvalidTransaction::UnknownOrigin);
		let remark = frame_system::Call::remark { remark: vec![1] };
		refuses(general(remark), InvalidTransaction::UnknownOrigin);
	});
}

/// Nobody signs the hash of the block with which an era begins. So an era that is long over begins
/// anew, and only the call itself can have an end.
#[test]
fn an_era_ends_nothing() {
	test(|| {
		System::set_block_number(200);
		let transaction = |birth| {
			let call = redeem(1, NOTE).into();
			let mut extension = extension(0);
			extension.5 = frame_system::CheckEra::from(Era::mortal(8, birth));
			UncheckedExtrinsic::new_transaction(call, extension)
		};
		refuses(transaction(3), InvalidTransaction::AncientBirthBlock);
		for block in 1..200 {
			frame_system::BlockHash::<Test>::insert(block, H256::repeat_byte(1));
		}
		assert_ok!(validate(transaction(3)));
		assert_eq!(Executive::apply_extrinsic(transaction(3)), Ok(Ok(())));
	});
}

#[test]
fn bare_transactions_are_refused_in_either_form_and_make_no_call() {
	test(|| {
		for call in [redeem(1, NOTE), Call::issue_voucher { voucher: key(2).public() }] {
			let call = RuntimeCall::from(call);
			for bare in [
				UncheckedExtrinsic::new_bare(call.clone()),
				UncheckedExtrinsic::new_bare_legacy(call.clone()),
			] {
				let refusal = UnknownTransaction::NoUnsignedValidator.into();
				assert_eq!(validate(bare.clone()), Err(refusal));
				// An author that includes it all the same has nobody to make the call.
				let result = trying(|| Executive::apply_extrinsic(bare));
				assert_eq!(result, Ok(Err(DispatchError::BadOrigin)));
			}
		}
	});
}

#[test]
fn a_call_inside_another_is_not_authorised() {
	test(|| {
		// As a batch would dispatch it.
		let call = RuntimeCall::from(redeem(1, NOTE));
		let origin = RuntimeOrigin::signed(account(1));
		assert_eq!(call.dispatch(origin).unwrap_err().error, DispatchError::BadOrigin);
	});
}

#[test]
fn a_voucher_is_issued_once_at_a_time() {
	test(|| {
		let issue =
			|| BenchControls::issue_voucher(RuntimeOrigin::signed(account(9)), key(1).public());
		assert_noop!(issue(), Error::<Test>::AlreadyExists);
		assert_eq!(Executive::apply_extrinsic(general(redeem(1, NOTE))), Ok(Ok(())));
		assert_ok!(issue());
		System::assert_last_event(Event::VoucherIssued { voucher: key(1).public() }.into());
	});
}

#[test]
fn the_authorisation_is_weighed_beside_the_call() {
	let transaction = general(redeem(1, NOTE));
	let info = transaction.get_dispatch_info();
	assert!(info.call_weight.all_gt(Weight::zero()));
	let other = general(frame_system::Call::remark { remark: vec![] }).get_dispatch_info();
	// What the other extensions weigh is the same.
	let authorisation = info.extension_weight.saturating_sub(other.extension_weight);
	assert!(authorisation.all_gt(Weight::zero()), "{authorisation}");
}

/// The form that `sdk/src/client/general.rs` and the runtime's tests write too.
#[test]
fn the_form_of_a_general_transaction_is_frozen() {
	let call = RuntimeCall::from(frame_system::Call::remark { remark: vec![1, 2] });
	let (era, nonce) = (0, 0);
	let inner = [&[0b0100_0101, 0, era, nonce][..], &call.encode()].concat();
	assert_eq!(general(call).encode(), inner.encode());
}
