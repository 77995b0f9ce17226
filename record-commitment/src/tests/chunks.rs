// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{neighbours, salt};
use crate::{
	chunks::{DEFAULT_CHUNK_SIZE, MAX_CHUNK_SIZE},
	ChunkHasher, ChunkProof, Chunker, Chunks, Error, Manifest, Record, RecordBuilder, Schema,
};
use medibloc_primitives::record::Origin;
use proptest::prelude::*;

fn record(chunk_size: u32, content: &[u8]) -> Record {
	RecordBuilder::new(Schema::BINARY, Origin::Device)
		.chunk_size(chunk_size)
		.commit_bytes(salt(), content)
		.unwrap()
}

fn proofs(record: &Record, content: &[u8]) -> Vec<ChunkProof> {
	let size = record.manifest().chunk_size as usize;
	let chunk = |index| content.chunks(size).nth(index as usize).unwrap_or_default().to_vec();
	(0..record.chunks().count())
		.map(|index| record.chunks().prove(index, chunk(index)).unwrap())
		.collect()
}

#[test]
fn every_chunk_is_proven() {
	for length in 0..=40 {
		let content = vec![length as u8; length];
		let record = record(8, &content);
		let proofs = proofs(&record, &content);
		assert_eq!(proofs.len(), length.div_ceil(8).max(1));
		assert_eq!(record.manifest().chunk_count(), Ok(proofs.len() as u32));
		assert!(proofs.iter().all(|proof| proof.verify(record.manifest())));
	}
}

#[test]
fn any_flipped_bit_of_a_chunk_proof_is_rejected() {
	let content = b"three chunks, odd";
	let record = record(7, content);
	for proof in proofs(&record, content) {
		assert!(neighbours(&proof).all(|tampered: ChunkProof| !tampered.verify(record.manifest())));
	}
}

#[test]
fn a_chunk_proof_needs_the_length_and_chunk_size_of_the_record() {
	let content = b"three chunks, odd";
	let record = record(7, content);
	let proof = proofs(&record, content).remove(2);
	assert!(proof.verify(record.manifest()));
	for (byte_length, chunk_size) in [(16, 7), (18, 7), (14, 7), (22, 7), (17, 6), (17, 8), (17, 0)]
	{
		let manifest = Manifest { byte_length, chunk_size, ..record.manifest().clone() };
		assert!(!proof.verify(&manifest));
	}
}

#[test]
fn a_chunk_of_other_content_is_not_proven() {
	let record = record(4, b"12345678");
	assert_eq!(record.chunks().prove(0, b"1235".to_vec()), Err(Error::Mismatch));
	assert_eq!(record.chunks().prove(1, b"1234".to_vec()), Err(Error::Mismatch));
	assert_eq!(record.chunks().prove(2, vec![]), Err(Error::NotFound));
}

#[test]
fn chunk_sizes_out_of_range_are_refused() {
	for chunk_size in [0, MAX_CHUNK_SIZE + 1, u32::MAX] {
		assert_eq!(Chunks::new(salt(), chunk_size, b""), Err(Error::ChunkSize));
		assert_eq!(ChunkHasher::new(salt(), chunk_size).err(), Some(Error::ChunkSize));
	}
	assert!(Chunks::new(salt(), MAX_CHUNK_SIZE, b"").is_ok());
}

#[test]
fn more_chunks_than_a_tree_can_have_are_refused() {
	let record = record(1, b"");
	let manifest = Manifest { byte_length: u64::MAX, ..record.manifest().clone() };
	assert_eq!(manifest.chunk_count(), Err(Error::TooMany));
	assert!(!proofs(&record, b"").remove(0).verify(&manifest));
}

#[test]
fn a_record_of_the_default_chunk_size_has_up_to_16_tebibytes_less_a_chunk() {
	let most = u64::from(DEFAULT_CHUNK_SIZE) * u64::from(u32::MAX);
	assert_eq!(most, (16 << 40) - 4_096);
	let count = |byte_length| {
		let record = record(DEFAULT_CHUNK_SIZE, b"");
		Manifest { byte_length, ..record.manifest().clone() }.chunk_count()
	};
	assert_eq!(count(most), Ok(u32::MAX));
	assert_eq!(count(most + 1), Err(Error::TooMany));
}

#[test]
fn a_hasher_describes_a_record_as_its_commitment_does() {
	let content = [7; 3 * DEFAULT_CHUNK_SIZE as usize + 1];
	let mut hasher = ChunkHasher::new(salt(), DEFAULT_CHUNK_SIZE).unwrap();
	hasher.update(&content).unwrap();
	let builder = RecordBuilder::new(Schema::BINARY, Origin::Device).previous([9; 32].into());
	let record = builder.commit_bytes(salt(), &content).unwrap();
	assert_eq!(builder.describe(hasher.finish().unwrap()), *record.manifest());
}

#[test]
fn chunks_hashed_side_by_side_are_those_hashed_one_by_one() {
	let content: Vec<u8> = (0..300_000u32).flat_map(|number| number.to_le_bytes()).collect();
	for chunk_size in [DEFAULT_CHUNK_SIZE, 1 << 16, 100_000, 7_777] {
		let whole = Chunks::new(salt(), chunk_size, &content).unwrap();
		for piece in [1_000, 4_096, 65_536, 65_537, content.len() - 1] {
			let mut chunker = Chunker::new(salt(), chunk_size).unwrap();
			for piece in content.chunks(piece) {
				chunker.update(piece).unwrap();
			}
			assert_eq!(chunker.finish().unwrap(), whole, "{piece}");
		}
		// A piece never holds a whole chunk.
		let mut chunker = Chunker::new(salt(), chunk_size).unwrap();
		for piece in content.chunks(chunk_size as usize / 2 + 1) {
			chunker.update(piece).unwrap();
		}
		assert_eq!(chunker.finish().unwrap(), whole);
	}
}

#[test]
fn equal_chunks_have_unequal_leaves() {
	let chunks = Chunks::new(salt(), 4, &[0; 12]).unwrap();
	assert_ne!(chunks.leaves()[0], chunks.leaves()[1]);
	let other = Chunks::new([8; 32].into(), 4, &[0; 12]).unwrap();
	assert_ne!(chunks.leaves()[0], other.leaves()[0]);
}

proptest! {
	#[test]
	fn pieces_of_any_length_give_the_same_chunks(
		pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..50), 0..10),
		chunk_size in 1u32..40,
	) {
		let mut chunker = Chunker::new(salt(), chunk_size).unwrap();
		let mut hasher = ChunkHasher::new(salt(), chunk_size).unwrap();
		for piece in &pieces {
			chunker.update(piece).unwrap();
			hasher.update(piece).unwrap();
		}
		let whole = Chunks::new(salt(), chunk_size, &pieces.concat()).unwrap();
		prop_assert_eq!(hasher.finish().unwrap(), whole.summary());
		prop_assert_eq!(chunker.finish().unwrap(), whole);
	}
}
