// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions whose bytes are cut off, lengthened or changed on their way.

use super::*;
use codec::{Compact, Decode, Encode};
use frame_system::ChainContext;
use sp_runtime::traits::{Applyable, Checkable};

/// A transaction as bytes, without its length.
fn bytes() -> Vec<u8> {
	let account = PATIENT.account();
	let encoded = Draft::of(&account, remark("hello")).signed(&account, PATIENT).encode();
	let mut rest = &encoded[..];
	let length = Compact::<u32>::decode(&mut rest).unwrap().0 as usize;
	assert_eq!(length, rest.len());
	rest.to_vec()
}

/// Whether a node takes the bytes, after their length, for a valid transaction.
fn is_valid(bytes: &[u8]) -> bool {
	let encoded = [&Compact(bytes.len() as u32).encode(), bytes].concat();
	let Ok(transaction) = Transaction::decode(&mut &encoded[..]) else { return false };
	let info = info(&transaction);
	let Ok(checked) = transaction.check(&ChainContext::<Test>::default()) else { return false };
	let source = sp_runtime::transaction_validity::TransactionSource::External;
	checked.validate::<Test>(source, &info, encoded.len()).is_ok()
}

#[test]
fn a_transaction_that_is_cut_off_anywhere_is_refused() {
	ExtBuilder.build_and_execute(|| {
		let bytes = bytes();
		assert!(is_valid(&bytes));
		for length in 0..bytes.len() {
			assert!(!is_valid(&bytes[..length]), "{length}");
		}
	});
}

#[test]
fn a_byte_that_is_left_out_or_added_anywhere_is_found() {
	ExtBuilder.build_and_execute(|| {
		let bytes = bytes();
		for at in 0..=bytes.len() {
			let (before, after) = bytes.split_at(at);
			for byte in [0, 0x20, 0x7d, 0xff] {
				assert!(!is_valid(&[before, &[byte], after].concat()), "{byte} at {at}");
			}
			if let Some((_, after)) = after.split_first() {
				assert!(!is_valid(&[before, after].concat()), "without {at}");
			}
		}
	});
}

#[test]
fn a_bit_that_is_changed_anywhere_is_found() {
	ExtBuilder.build_and_execute(|| {
		let bytes = bytes();
		for at in 0..bytes.len() {
			for bit in [0, 7] {
				let mut changed = bytes.clone();
				changed[at] ^= 1 << bit;
				assert!(!is_valid(&changed), "bit {bit} of {at}");
			}
		}
	});
}

#[test]
fn client_data_that_are_cut_off_and_signed_are_refused() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let draft = Draft::of(&account, remark("hello"));
		let request = PATIENT.request(&draft.challenge(&account));
		let whole = PATIENT.answer(&request).client_data.into_inner();
		for length in 0..whole.len() {
			let assertion = PATIENT.sign_data(&request, whole[..length].to_vec());
			let refused = validate(&draft.asserted(&account, PATIENT, assertion)).map(drop);
			let expected = Err(crate::verification::invalid(Refusal::InvalidClientData));
			assert_eq!(refused, expected, "{length}");
		}
	});
}
