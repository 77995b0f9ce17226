// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings of stored and signed data. Every later version reads these bytes: a change takes a
//! migration, or a new version of transactions.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::traits::{GetCallIndex, GetCallName};
use scale_info::TypeInfo;
use std::fmt::Debug;

fn assert_bytes(value: &(impl Encode + Debug), hex: &str) {
	let found: String = value.encode().iter().map(|byte| format!("{byte:02x}")).collect();
	assert_eq!(found, hex.replace(' ', ""), "{value:?}");
}

/// Fails unless `value` is encoded as these digits, and read from them.
pub fn frozen<T: Encode + Decode + Debug + PartialEq + MaxEncodedLen>(value: T, hex: &str) {
	assert_bytes(&value, hex);
	let bytes = value.encode();
	assert_eq!(T::decode(&mut &bytes[..]).as_ref(), Ok(&value));
	assert!(bytes.len() <= T::max_encoded_len(), "{value:?} is longer than it can be");
}

/// Fails unless these are all calls of the pallet, and each is encoded as its digits.
pub fn frozen_calls<Call: Encode + Debug + GetCallIndex + GetCallName>(
	calls: impl IntoIterator<Item = (Call, String)>,
) {
	let mut missing = Call::get_call_names().to_vec();
	for (call, hex) in calls {
		assert_bytes(&call, &hex);
		missing.retain(|name| *name != call.get_call_name());
	}
	assert!(missing.is_empty(), "the encoding of {missing:?} is not frozen");
}

/// Fails unless an enum has these variants, each with its place in the list as its index. With it the
/// indices of errors, events and reasons for holds are frozen.
pub fn frozen_variants<Enum: TypeInfo>(names: &[&str]) {
	let found = super::variants::<Enum>();
	let names = names.iter().enumerate().map(|(index, name)| (name.to_string(), index as u8));
	assert_eq!(found, names.collect::<Vec<_>>());
}
