// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Access log of a patient's records: append-only, provable, small on chain.
//!
//! A Merkle mountain range (P. Todd, 2012). The chain keeps the number of entries and the peaks of
//! the perfect trees that they form, so that an entry, once in, cannot be changed or left out
//! without changing the peaks. Whoever holds the entries proves any of them with
//! [`prove`] and anyone checks it with [`AccessLog::verify`].

use crate::{
	consent::{Action, GrantId, Purpose},
	record::{AnchorId, RecordClass},
	Jurisdiction, Moment,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32, H256};
use sp_crypto_hashing::blake2_256;

const LEAF_TAG: &[u8] = b"medibloc/access-log/leaf/v1";
const NODE_TAG: &[u8] = b"medibloc/access-log/node/v1";
const ROOT_TAG: &[u8] = b"medibloc/access-log/root/v1";

/// One access, as it was logged.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AccessEntry<AccountId> {
	/// The accessor.
	pub accessor: AccountId,
	/// The class of the record.
	pub class: RecordClass,
	/// The single record, or `None` for the whole class.
	pub anchor: Option<AnchorId>,
	/// The purpose of the access.
	pub purpose: Purpose,
	/// The action taken.
	pub action: Action,
	/// The country of the access.
	pub place: Jurisdiction,
	/// The grant that permitted it.
	pub grant: GrantId,
	/// The moment of the access.
	pub at: Moment,
}

/// An entry of an access log as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct LoggedAccess<AccountId, Deposit> {
	/// The entry that the accumulator proves.
	pub entry: AccessEntry<AccountId>,
	/// The deposit, of the accessor or another, to be paid back when the entry is pruned.
	pub deposit: Deposit,
}

/// The leaf hash of the entry at `index` of the log of `patient`.
pub fn leaf<AccountId: Encode>(
	patient: &AccountId,
	index: u64,
	entry: &AccessEntry<AccountId>,
) -> H256 {
	H256(blake2_256(&(LEAF_TAG, patient, index, entry).encode()))
}

fn node(left: &H256, right: &H256) -> H256 {
	H256(blake2_256(&(NODE_TAG, left, right).encode()))
}

/// The accumulator over all entries of one patient's log.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct AccessLog {
	/// The number of entries. Only rises.
	pub count: u64,
	/// The roots of the perfect trees, largest first: one for each bit set in `count`.
	pub peaks: BoundedVec<H256, ConstU32<64>>,
}

impl AccessLog {
	/// Appends a leaf and returns its index; `None` if the log is full, which then is unchanged.
	pub fn append(&mut self, leaf: H256) -> Option<u64> {
		let index = self.count;
		let count = index.checked_add(1)?;
		let mut root = leaf;
		// Each trailing one of the count is a tree as large as the one just completed.
		for _ in 0..index.trailing_ones() {
			root = self.peaks.pop().map_or(root, |left| node(&left, &root));
		}
		self.peaks.try_push(root).ok()?;
		self.count = count;
		Some(index)
	}

	/// Whether there is one peak for each perfect tree that `count` entries form.
	pub fn is_consistent(&self) -> bool {
		self.peaks.len() == self.count.count_ones() as usize
	}

	/// One hash for the whole log: binds the number of entries and every peak.
	pub fn root(&self) -> H256 {
		H256(blake2_256(&(ROOT_TAG, self).encode()))
	}

	/// Whether `leaf` is the entry at `index` of this log, given the sibling hashes from the leaf to
	/// its peak.
	pub fn verify(&self, index: u64, leaf: H256, path: &[H256]) -> bool {
		let Some((peak, height)) = locate(self.count, index) else { return false };
		if path.len() != height as usize {
			return false;
		}
		let mut root = leaf;
		for (level, sibling) in path.iter().enumerate() {
			root =
				if index >> level & 1 == 1 { node(sibling, &root) } else { node(&root, sibling) };
		}
		self.peaks.get(peak) == Some(&root)
	}
}

/// The position among the peaks, and the height, of the tree that holds entry `index` of `count`.
fn locate(count: u64, index: u64) -> Option<(usize, u32)> {
	let mut first = 0u64;
	let heights = (0..u64::BITS).rev().filter(|height| count >> height & 1 == 1);
	for (peak, height) in heights.enumerate() {
		let size = 1u64 << height;
		if index.checked_sub(first)? < size {
			return Some((peak, height));
		}
		first = first.checked_add(size)?;
	}
	None
}

/// The path that proves entry `index` of the log with these leaves; `None` if there is none.
pub fn prove(leaves: &[H256], index: u64) -> Option<Vec<H256>> {
	let (_, height) = locate(leaves.len() as u64, index)?;
	let mut first = usize::try_from(index >> height << height).ok()?;
	let mut level = leaves.get(first..first.checked_add(1 << height)?)?.to_vec();
	let mut position = usize::try_from(index).ok()?.checked_sub(first)?;
	let mut path = Vec::new();
	first = level.len();
	while first > 1 {
		path.push(*level.get(position ^ 1)?);
		level = level
			.chunks_exact(2)
			.filter_map(|pair| Some(node(pair.first()?, pair.get(1)?)))
			.collect();
		position /= 2;
		first = level.len();
	}
	Some(path)
}

#[cfg(test)]
mod tests;
