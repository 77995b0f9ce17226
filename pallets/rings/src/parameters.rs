// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Points of the structured reference string, with which rings are committed to. `params/README.md`
//! says where they come from.
//!
//! Those for rings of up to 767 members are part of the runtime. Those for larger ones, 1.5 MB, are kept in
//! storage: anyone brings them, and the runtime has the hash of each chunk.

use crate::{Config, Error, Event, Pallet, Parameters};
use alloc::vec::Vec;
use core::ops::Range;
use frame_support::{dispatch::DispatchResult, ensure, BoundedVec};
use medibloc_ring_vrf::{Domain, POINT_LEN};
use sp_core::{ConstU32, H256};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// The points of a chunk.
pub(crate) const CHUNK_POINTS: usize = 128;

/// The bytes of a chunk.
pub const CHUNK_LEN: u32 = 12_288;

/// A chunk of points in storage.
pub type Chunk = BoundedVec<u8, ConstU32<CHUNK_LEN>>;

/// The points for rings of at most 255 members.
pub(crate) static DOMAIN_11: &[u8; 255 * POINT_LEN] = include_bytes!("../params/domain11.bin");

/// The points for rings of at most 767 members.
pub(crate) static DOMAIN_12: &[u8; 767 * POINT_LEN] = include_bytes!("../params/domain12.bin");

/// The hashes of the chunks of points for rings of at most 16,127 members.
pub(crate) static DOMAIN_16: &[u8; 126 * 32] = include_bytes!("../params/domain16.hashes");

/// The hash of a chunk; `None` if there are not so many.
fn chunk_hash(index: u16) -> Option<H256> {
	DOMAIN_16.chunks_exact(32).nth(index.into()).map(H256::from_slice)
}

/// Whether these are the points with this number.
pub(crate) fn is_chunk(index: u16, chunk: &Chunk) -> bool {
	chunk_hash(index) == Some(BlakeTwo256::hash(chunk))
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_provide_parameters(index: u16, chunk: Chunk) -> DispatchResult {
		ensure!(!Parameters::<T>::contains_key(index), Error::<T>::KnownParameters);
		ensure!(is_chunk(index, &chunk), Error::<T>::WrongParameters);
		Parameters::<T>::insert(index, chunk);
		Self::deposit_event(Event::ParametersProvided { index });
		Ok(())
	}

	/// The points of a range of places in a ring; `None` if they are missing.
	pub(crate) fn points(domain: Domain, places: Range<usize>) -> Option<Vec<u8>> {
		match domain {
			Domain::Domain11 => slice(DOMAIN_11, &places).map(<[u8]>::to_vec),
			Domain::Domain12 => slice(DOMAIN_12, &places).map(<[u8]>::to_vec),
			Domain::Domain16 => Self::stored_points(places),
		}
	}

	fn stored_points(places: Range<usize>) -> Option<Vec<u8>> {
		let mut points = Vec::new();
		let mut next = places.start;
		while next < places.end {
			let index = next.checked_div(CHUNK_POINTS)?;
			let first = index.checked_mul(CHUNK_POINTS)?;
			let end = first.checked_add(CHUNK_POINTS)?.min(places.end);
			let chunk = Parameters::<T>::get(u16::try_from(index).ok()?)?;
			let within = next.checked_sub(first)?..end.checked_sub(first)?;
			points.extend_from_slice(slice(&chunk, &within)?);
			next = end;
		}
		Some(points)
	}
}

/// The bytes of the points of a range.
fn slice<'a>(bytes: &'a [u8], places: &Range<usize>) -> Option<&'a [u8]> {
	bytes.get(places.start.checked_mul(POINT_LEN)?..places.end.checked_mul(POINT_LEN)?)
}
