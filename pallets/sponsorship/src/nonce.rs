// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The nonce of an account that is new.

use core::marker::PhantomData;
use frame_support::{traits::Get, DebugNoBound};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::UniqueSaturatedInto;

/// The number of the block, as the default of a nonce: for
/// [`TypeWithDefault`](sp_runtime::type_with_default::TypeWithDefault), as `frame_system::Config::Nonce`.
///
/// It rises, so that an account which was reaped comes back with a later nonce than it had, unless it sent
/// more transactions than there were blocks. The last reference to an account for which that is so is never
/// dropped here.
#[derive(DebugNoBound)]
pub struct BlockNonce<T>(PhantomData<T>);

impl<T, Nonce> Get<Nonce> for BlockNonce<T>
where
	T: frame_system::Config,
	BlockNumberFor<T>: UniqueSaturatedInto<Nonce>,
{
	fn get() -> Nonce {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}
}
