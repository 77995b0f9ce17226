// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Pages of a map. The cursor is a key, so that a page costs the same wherever it starts.

use codec::FullCodec;
use frame_support::{
	storage::{generator::StorageDoubleMap, PrefixIterator},
	ReversibleStorageHasher,
};
use medibloc_primitives::apis::MAX_PAGE;
use sp_runtime::SaturatedConversion;

/// The entries of `Map` under `first`: those after the key `after` in the order of storage, which
/// need not be there any more; at most `limit` and [`MAX_PAGE`].
pub fn page<Map, First, Second, Value>(
	first: &First,
	after: Option<&Second>,
	limit: u32,
) -> impl Iterator<Item = (Second, Value)>
where
	Map: StorageDoubleMap<First, Second, Value, Hasher2: ReversibleStorageHasher>,
	First: FullCodec,
	Second: FullCodec,
	Value: FullCodec,
{
	let prefix = Map::storage_double_map_final_key1(first);
	let start =
		after.map_or_else(|| prefix.clone(), |key| Map::storage_double_map_final_key(first, key));
	PrefixIterator::<(Second, Value)>::new(prefix, start, |key, mut value| {
		let mut key = Map::Hasher2::reverse(key);
		Ok((Second::decode(&mut key)?, Value::decode(&mut value)?))
	})
	.take(limit.min(MAX_PAGE).saturated_into())
}
