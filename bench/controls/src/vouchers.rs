// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A call that authorises itself.

use crate::pallet::*;
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{pallet_prelude::*, sp_runtime::traits::Verify};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::{sr25519, H256};

/// What the signature is for, and no other signature.
const USE: &[u8] = b"medibloc/bench-controls/redeem";

/// For how many blocks the transaction pool keeps the transaction.
const LONGEVITY: u64 = 64;

/// The message that the key of a voucher signs to redeem it: the use, the chain by the hash of its
/// first block, and the call without its signature.
pub fn signed_message<Hash: Encode>(
	genesis: &Hash,
	voucher: &sr25519::Public,
	note: &H256,
) -> Vec<u8> {
	(USE, genesis, voucher, note).encode()
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_issue_voucher(voucher: sr25519::Public) -> DispatchResult {
		ensure!(!Vouchers::<T>::contains_key(voucher), Error::<T>::AlreadyExists);
		Vouchers::<T>::insert(voucher, ());

		Self::deposit_event(Event::VoucherIssued { voucher });
		Ok(())
	}

	/// Whether the call may be made, and what it uses up. Reads only.
	pub(crate) fn authorize_redeem(
		_: TransactionSource,
		voucher: &sr25519::Public,
		note: &H256,
		signature: &sr25519::Signature,
	) -> TransactionValidityWithRefund {
		ensure!(Self::redeemed() < T::MaxRedeemed::get(), InvalidTransaction::ExhaustsResources);
		ensure!(Vouchers::<T>::contains_key(voucher), InvalidTransaction::Stale);
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::default());
		let message = signed_message(&genesis, voucher, note);
		ensure!(signature.verify(message.as_slice(), voucher), InvalidTransaction::BadProof);
		let valid = ValidTransaction::with_tag_prefix("BenchControlsRedeem")
			.and_provides(voucher)
			.longevity(LONGEVITY)
			.propagate(true)
			.build()?;
		Ok((valid, Weight::zero()))
	}

	/// Cannot fail, for nobody pays for it.
	pub(crate) fn do_redeem(voucher: sr25519::Public, note: H256) {
		Vouchers::<T>::remove(voucher);
		let count = Self::redeemed().saturating_add(1);
		Redeemed::<T>::put((frame_system::Pallet::<T>::block_number(), count));

		Self::deposit_event(Event::Redeemed { voucher, note });
	}

	/// The number of vouchers that this block has redeemed so far.
	fn redeemed() -> u32 {
		let (block, count) = Redeemed::<T>::get();
		if block == frame_system::Pallet::<T>::block_number() {
			count
		} else {
			0
		}
	}
}
