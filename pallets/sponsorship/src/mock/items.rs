// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A pallet that stores things for a deposit, as the health pallets do, and takes a bond.

use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Inspect, MutateHold},
		tokens::Precision,
	},
};
use frame_system::pallet_prelude::*;
use medibloc_primitives::{Deposit, SponsorshipMutate};
use pallet_support::MutateDeposit;

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
	use super::*;

	pub type BalanceOf<T> =
		<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		type RuntimeHoldReason: From<HoldReason>;
		type Sponsorship: SponsorshipMutate<Self::AccountId, BalanceOf<Self>>;
	}

	#[pallet::composite_enum]
	pub enum HoldReason {
		#[codec(index = 0)]
		Item,
		#[codec(index = 1)]
		Bond,
	}

	/// The deposit of each item, by owner and number.
	#[pallet::storage]
	pub type Items<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		(T::AccountId, u8),
		Deposit<T::AccountId, BalanceOf<T>>,
		OptionQuery,
	>;

	#[pallet::error]
	pub enum Error<T> {
		/// There is such an item, or none.
		Absent,
		/// It always fails.
		Failed,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Stores an item of the signer for a deposit.
		#[pallet::call_index(0)]
		#[pallet::weight(Weight::from_parts(10_000_000, 1_000))]
		pub fn store(origin: OriginFor<T>, number: u8, price: BalanceOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let key = (who.clone(), number);
			ensure!(!Items::<T>::contains_key(&key), Error::<T>::Absent);
			let payer = T::Sponsorship::charge_deposit(&who, price);
			let reason = HoldReason::Item;
			let deposit = T::Currency::take_deposit(reason, &payer, Some(&who), price)?;
			Items::<T>::insert(key, deposit);
			Ok(())
		}

		/// Deletes an item of the signer, and gives the deposit back.
		#[pallet::call_index(1)]
		#[pallet::weight(Weight::from_parts(10_000_000, 1_000))]
		pub fn delete(origin: OriginFor<T>, number: u8) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let deposit = Items::<T>::take((&who, number)).ok_or(Error::<T>::Absent)?;
			T::Currency::refund_deposit(HoldReason::Item, Some(&who), &deposit)?;
			if let Some(payer) = &deposit.payer {
				T::Sponsorship::note_refunded(&who, payer, deposit.amount);
			}
			Ok(())
		}

		/// Fails, after it stored an item.
		#[pallet::call_index(2)]
		#[pallet::weight(Weight::from_parts(10_000_000, 1_000))]
		pub fn fail(origin: OriginFor<T>, price: BalanceOf<T>) -> DispatchResult {
			Self::store(origin, u8::MAX, price)?;
			Err(Error::<T>::Failed.into())
		}

		/// Takes a tenth of the time that it says.
		#[pallet::call_index(3)]
		#[pallet::weight(Weight::from_parts(100_000_000, 1_000))]
		pub fn overstate(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Ok(Some(Weight::from_parts(10_000_000, 1_000)).into())
		}

		/// Takes a bond of the signer, which can be forfeited.
		#[pallet::call_index(4)]
		#[pallet::weight(Weight::from_parts(10_000_000, 1_000))]
		pub fn bond(origin: OriginFor<T>, amount: BalanceOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			T::Currency::hold(&HoldReason::Bond.into(), &who, amount)
		}

		/// Gives a bond back.
		#[pallet::call_index(5)]
		#[pallet::weight(Weight::from_parts(10_000_000, 1_000))]
		pub fn unbond(origin: OriginFor<T>, amount: BalanceOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			T::Currency::release(&HoldReason::Bond.into(), &who, amount, Precision::Exact)?;
			Ok(())
		}

		/// Urgent, and so of another class.
		#[pallet::call_index(6)]
		#[pallet::weight((Weight::from_parts(10_000_000, 1_000), DispatchClass::Operational))]
		pub fn urgent(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			Ok(())
		}
	}
}
