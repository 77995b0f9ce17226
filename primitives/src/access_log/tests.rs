// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::ItemId;
use proptest::prelude::*;

const MAX_COUNT: u64 = 70;

fn entry(index: u64) -> AccessEntry<u64> {
	AccessEntry {
		accessor: index,
		class: RecordClass::Laboratory,
		anchor: Some(ItemId(9)),
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Jurisdiction(*b"KR"),
		grant: ItemId(7),
		at: 1_700_000_000_000,
	}
}

fn leaves(count: u64) -> Vec<H256> {
	(0..count).map(|index| leaf(&1u64, index, &entry(index))).collect()
}

fn log(leaves: &[H256]) -> AccessLog {
	let mut log = AccessLog::default();
	for (index, leaf) in leaves.iter().enumerate() {
		assert_eq!(log.append(*leaf), Some(index as u64));
	}
	log
}

/// The root of a perfect tree, top down.
fn naive_root(leaves: &[H256]) -> H256 {
	match leaves {
		[leaf] => *leaf,
		_ => {
			let (left, right) = leaves.split_at(leaves.len() / 2);
			let mut input = b"medibloc/access-log/node/v1".to_vec();
			// SCALE writes the length of a slice before it: 27, as a compact number.
			input.insert(0, 27 << 2);
			input.extend(naive_root(left).0);
			input.extend(naive_root(right).0);
			H256(blake2_256(&input))
		},
	}
}

/// The forest of the largest perfect trees that fit, from the left.
fn naive_peaks(mut leaves: &[H256]) -> Vec<H256> {
	let mut peaks = Vec::new();
	while !leaves.is_empty() {
		let mut size = 1;
		while size * 2 <= leaves.len() {
			size *= 2;
		}
		let (tree, rest) = leaves.split_at(size);
		peaks.push(naive_root(tree));
		leaves = rest;
	}
	peaks
}

#[test]
fn peaks_are_those_of_a_naive_forest() {
	for count in 0..=MAX_COUNT {
		let leaves = leaves(count);
		let log = log(&leaves);
		assert_eq!(log.count, count);
		assert_eq!(log.peaks.to_vec(), naive_peaks(&leaves));
		assert!(log.is_consistent());
	}
}

#[test]
fn every_entry_is_proven_and_nothing_else_is() {
	for count in 0..=MAX_COUNT {
		let leaves = leaves(count);
		let log = log(&leaves);
		for index in 0..count {
			let leaf = leaves[index as usize];
			let path = prove(&leaves, index).expect("the entry exists");
			assert!(log.verify(index, leaf, &path));

			assert!(!log.verify(index, H256::zero(), &path));
			for other in (0..=count + 1).chain([u64::MAX]).filter(|other| *other != index) {
				assert!(!log.verify(other, leaf, &path), "{index} passed for {other} of {count}");
			}
			for level in 0..path.len() {
				let mut forged = path.clone();
				forged[level].0[31] ^= 1;
				assert!(!log.verify(index, leaf, &forged));
			}
			assert!(!log.verify(index, leaf, &[path.clone(), vec![H256::zero()]].concat()));
			if let Some((_, short)) = path.split_last() {
				assert!(!log.verify(index, leaf, short));
			}
		}
		assert_eq!(prove(&leaves, count), None);
		assert_eq!(prove(&leaves, u64::MAX), None);
	}
}

#[test]
fn an_inner_node_is_no_entry() {
	let leaves = leaves(4);
	let log = log(&leaves);
	let left = naive_root(&leaves[..2]);
	let right = naive_root(&leaves[2..]);
	for index in 0..4 {
		assert!(!log.verify(index, left, &[right]));
		assert!(!log.verify(index, log.peaks[0], &[]));
	}
}

#[test]
fn a_changed_entry_changes_the_root() {
	let mut leaves = leaves(MAX_COUNT);
	let root = log(&leaves).root();
	for index in 0..leaves.len() {
		let mut changed = leaves.clone();
		changed[index] = leaf(&1u64, index as u64, &entry(1_000));
		assert_ne!(log(&changed).root(), root);
	}
	leaves.swap(3, 4);
	assert_ne!(log(&leaves).root(), root);
	leaves.pop();
	assert_ne!(log(&leaves).root(), root);
}

#[test]
fn leaves_bind_patient_index_and_every_field() {
	let plain = leaf(&1u64, 0, &entry(0));
	assert_ne!(plain, leaf(&2u64, 0, &entry(0)));
	assert_ne!(plain, leaf(&1u64, 1, &entry(0)));
	for changed in [
		AccessEntry { accessor: 5, ..entry(0) },
		AccessEntry { class: RecordClass::Billing, ..entry(0) },
		AccessEntry { anchor: None, ..entry(0) },
		AccessEntry { purpose: Purpose::Hresch, ..entry(0) },
		AccessEntry { action: Action::Use, ..entry(0) },
		AccessEntry { place: Jurisdiction(*b"DE"), ..entry(0) },
		AccessEntry { grant: ItemId(8), ..entry(0) },
		AccessEntry { at: 0, ..entry(0) },
	] {
		assert_ne!(plain, leaf(&1u64, 0, &changed));
	}
}

#[test]
fn a_full_log_rejects_the_next_entry_and_stays_as_it_is() {
	let peaks = vec![H256::repeat_byte(1); 64];
	let mut full = AccessLog { count: u64::MAX, peaks: peaks.try_into().expect("64 peaks") };
	assert!(full.is_consistent());
	let before = full.clone();
	assert_eq!(full.append(H256::zero()), None);
	assert_eq!(full, before);
}

#[test]
fn a_log_collapses_63_peaks_into_one() {
	let peaks = vec![H256::repeat_byte(1); 63];
	let mut log = AccessLog { count: (1 << 63) - 1, peaks: peaks.try_into().expect("63 peaks") };
	assert_eq!(log.append(H256::zero()), Some((1 << 63) - 1));
	assert_eq!(log.count, 1 << 63);
	assert_eq!(log.peaks.len(), 1);
	assert!(log.is_consistent());
}

#[test]
fn a_log_with_too_few_or_too_many_peaks_is_inconsistent() {
	let mut short = log(&leaves(7));
	short.peaks.pop();
	assert!(!short.is_consistent());
	let mut long = log(&leaves(7));
	long.peaks.try_push(H256::zero()).expect("there is room");
	assert!(!long.is_consistent());
}

/// The values were computed by a second implementation, in Python.
#[test]
fn hashes_are_frozen() {
	let log = log(&leaves(7));
	assert_eq!(
		format!("{:?}", leaves(1)[0]),
		"0x4020a8328fe3f74f457673c233e80b9330e83029c0b5c6e57bee2ec0825be8fe"
	);
	assert_eq!(
		format!("{:?}", log.peaks[0]),
		"0xd1c28d1504bf1a30dd8ebdaa4c8c5a610b22b3a32222e2bc93a8d66041ef8657"
	);
	assert_eq!(
		format!("{:?}", log.root()),
		"0x25e55d1eb3308c6b0afb01dee5f0da7495fbfd247e19b7a723df8897e05c9dd0"
	);
}

proptest! {
	#[test]
	fn appending_keeps_the_peaks_of_larger_trees(count in 1u64..400, more in 0u64..100) {
		let leaves = leaves(count + more);
		let log = log(&leaves);
		prop_assert_eq!(log.peaks.to_vec(), naive_peaks(&leaves));
		let index = count - 1;
		let path = prove(&leaves, index).expect("the entry exists");
		prop_assert!(log.verify(index, leaves[index as usize], &path));
	}

	#[test]
	fn random_paths_prove_nothing(
		count in 0u64..100,
		index in 0u64..100,
		path in prop::collection::vec(any::<[u8; 32]>().prop_map(H256), 0..8),
	) {
		prop_assert!(!log(&leaves(count)).verify(index, H256::repeat_byte(3), &path));
	}
}
