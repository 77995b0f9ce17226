// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod batch;
mod chunks;
mod fields;
mod json;
mod record;
mod text;
mod tree;
mod vectors;

use crate::RecordSalt;
use codec::{Decode, Encode};
use sp_core::H256;

/// Distinct hashes, the same in every run.
fn hashes(count: u32) -> Vec<H256> {
	(0..count).map(|index| crate::hash::tagged(b"test", index)).collect()
}

fn salt() -> RecordSalt {
	[7; 32].into()
}

/// Every value that differs from this one in a single bit of its encoding, as far as it decodes.
fn neighbours<T: Encode + Decode>(value: &T) -> impl Iterator<Item = T> {
	let bytes = value.encode();
	(0..bytes.len() * 8).filter_map(move |bit| {
		let mut bytes = bytes.clone();
		bytes[bit / 8] ^= 1 << (bit % 8);
		T::decode(&mut &bytes[..]).ok()
	})
}
