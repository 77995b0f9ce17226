// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The bytes that randomness asks a keeper for.

use codec::Encode;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// The offset that `randomness` draws, out of an inventory of `sum` bytes, as the `number`th of `keeper` in
/// `period`. `None` if the inventory is empty.
///
/// The randomness is the same for all keepers and all of their draws, so it is hashed with what it decides.
/// A remainder of 128 bits by at most 64: no offset is likelier than another by more than 2^-64.
pub fn drawn_offset<AccountId: Encode>(
	randomness: &H256,
	keeper: &AccountId,
	period: u32,
	number: u32,
	sum: u64,
) -> Option<u64> {
	let hash =
		blake2_256(&("medibloc/keeper/draw/v1", randomness, keeper, period, number).encode());
	let (half, _) = hash.split_first_chunk::<16>()?;
	let offset = u128::from_le_bytes(*half).checked_rem(sum.into())?;
	offset.try_into().ok()
}
