// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Keys: published, replaced and withdrawn.

use crate::{Config, Entry, Error, Event, HoldReason, Keys, Pallet, PublishedKey};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::encryption_key::{is_usable, signed_forms};
use pallet_support::MutateDeposit;
use sp_runtime::traits::{Verify, Zero};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_publish(
		who: T::AccountId,
		key: [u8; 32],
		epoch: u32,
		signature: Option<T::Signature>,
	) -> DispatchResult {
		ensure!(is_usable(&key), Error::<T>::InvalidKey);
		let last = Keys::<T>::get(&who);
		Self::ensure_later(epoch, last.as_ref().map(|entry| entry.epoch))?;
		if let Some(signature) = &signature {
			let is_signed = Self::is_signed(&who, &key, epoch, signature);
			ensure!(is_signed, Error::<T>::InvalidSignature);
		}
		let deposit = match last.and_then(|entry| entry.published) {
			Some(replaced) => replaced.deposit,
			None => {
				let price = T::KeyDeposit::get();
				T::Currency::take_sponsored_deposit::<T::Sponsorship>(HoldReason::Key, &who, price)?
			},
		};
		let published = Some(PublishedKey { key, signature, deposit });
		Keys::<T>::insert(&who, Entry { epoch, published });
		Self::deposit_event(Event::Published { account: who, epoch });
		Ok(())
	}

	pub(crate) fn do_withdraw(who: T::AccountId) -> DispatchResult {
		let (epoch, deposit) = Keys::<T>::try_mutate(&who, |entry| {
			let Entry { epoch, published } = entry.as_mut().ok_or(Error::<T>::NotFound)?;
			let withdrawn = published.take().ok_or(Error::<T>::NotFound)?;
			Ok::<_, Error<T>>((*epoch, withdrawn.deposit))
		})?;
		T::Currency::refund_sponsored_deposit::<T::Sponsorship>(HoldReason::Key, &who, &deposit)?;
		Self::deposit_event(Event::Withdrawn { account: who, epoch });
		Ok(())
	}

	fn ensure_later(epoch: u32, last: Option<u32>) -> Result<(), Error<T>> {
		let next = match last {
			Some(last) => last.checked_add(1).ok_or(Error::<T>::EpochNotLater)?,
			None => 0,
		};
		let skipped = epoch.checked_sub(next).ok_or(Error::<T>::EpochNotLater)?;
		ensure!(skipped < T::MaxEpochStep::get(), Error::<T>::EpochTooFar);
		Ok(())
	}

	pub(crate) fn is_signed(
		who: &T::AccountId,
		key: &[u8; 32],
		epoch: u32,
		signature: &T::Signature,
	) -> bool {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let forms = signed_forms(&genesis, who, epoch, key);
		forms.iter().any(|bytes| signature.verify(bytes.as_slice(), who))
	}
}
