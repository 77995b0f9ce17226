// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proof of work of calls that nobody pays for.

use frame_support::sp_runtime::{
	traits::{Saturating, UniqueSaturatedInto},
	transaction_validity::{InvalidTransaction, TransactionLongevity, TransactionValidityError},
};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::hashcash::{Hashcash, MAX_AGE};
use sp_core::H256;

/// Checks the proof of work of a general transaction, and answers for how many blocks it holds still.
///
/// `call` is the hash of the call without its work and with its proof: else one work would do for any
/// number of calls with bad proofs. Refuses with `BadProof` work that is too
/// little, and with `Stale` or `Future` work for a block that is too old or not there. Two reads.
pub fn ensure_worked<T>(
	call: &[u8; 32],
	hashcash: &Hashcash,
	difficulty: u32,
) -> Result<TransactionLongevity, TransactionValidityError>
where
	T: frame_system::Config<Hash = H256>,
{
	let now = frame_system::Pallet::<T>::block_number();
	let block = BlockNumberFor::<T>::from(hashcash.block);
	if block >= now {
		return Err(InvalidTransaction::Future.into());
	}
	let age: u32 = now.saturating_sub(block).unique_saturated_into();
	let left = MAX_AGE.checked_sub(age).ok_or(InvalidTransaction::Stale)?;
	let hash = frame_system::Pallet::<T>::block_hash(block);
	if hash.is_zero() {
		return Err(InvalidTransaction::Stale.into());
	}
	if hashcash.bits(call, &hash) < difficulty {
		return Err(InvalidTransaction::BadProof.into());
	}
	Ok(left.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::derive_impl;
	use sp_io::TestExternalities;

	#[frame_support::runtime]
	mod runtime {
		#[runtime::runtime]
		#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
		pub struct Test;

		#[runtime::pallet_index(0)]
		pub type System = frame_system;
	}

	#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
	impl frame_system::Config for Test {
		type Block = frame_system::mocking::MockBlock<Test>;
	}

	const CALL: [u8; 32] = [3; 32];

	fn at_block(now: u32, test: impl FnOnce()) {
		TestExternalities::default().execute_with(|| {
			System::set_block_number(now.into());
			for block in 0..now {
				frame_system::BlockHash::<Test>::insert(
					BlockNumberFor::<Test>::from(block),
					H256::repeat_byte(block as u8),
				);
			}
			test()
		})
	}

	fn worked(block: u32) -> Hashcash {
		Hashcash::work(&CALL, block, &H256::repeat_byte(block as u8), 8)
	}

	#[test]
	fn work_for_a_recent_block_holds_until_it_is_old() {
		at_block(100, || {
			assert_eq!(ensure_worked::<Test>(&CALL, &worked(99), 8), Ok(63));
			assert_eq!(ensure_worked::<Test>(&CALL, &worked(36), 8), Ok(0));
			assert_eq!(
				ensure_worked::<Test>(&CALL, &worked(35), 8),
				Err(InvalidTransaction::Stale.into())
			);
		});
	}

	#[test]
	fn work_for_a_block_to_come_or_unknown_is_refused() {
		at_block(100, || {
			for block in [100, 101, u32::MAX] {
				let hashcash = Hashcash { block, nonce: 0 };
				assert_eq!(
					ensure_worked::<Test>(&CALL, &hashcash, 0),
					Err(InvalidTransaction::Future.into())
				);
			}
			frame_system::BlockHash::<Test>::remove(BlockNumberFor::<Test>::from(99u32));
			assert_eq!(
				ensure_worked::<Test>(&CALL, &worked(99), 8),
				Err(InvalidTransaction::Stale.into())
			);
		});
	}

	#[test]
	fn too_little_work_and_that_for_another_call_are_refused() {
		at_block(100, || {
			let bad = Err(InvalidTransaction::BadProof.into());
			assert_eq!(ensure_worked::<Test>(&CALL, &worked(99), 40), bad);
			assert_eq!(ensure_worked::<Test>(&[4; 32], &worked(99), 16), bad);
		});
	}
}
