// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Registry of accounts' X25519 encryption keys.
//!
//! # Overview
//!
//! A record is encrypted on the device of its author and reaches a patient or a grantee as a key that
//! is wrapped for them. Whoever wraps it must know the X25519 key of the receiver, and that it is
//! theirs: with a key that somebody slipped in, somebody else reads the record. So each account
//! publishes its key here, replaces it, and withdraws it.
//!
//! # Terminology
//!
//! - **Encryption key**: the X25519 public key that others encrypt to when they mean an account. It is
//!   not derived from the key of the account. The secret never leaves the device of its owner.
//! - **Epoch**: the count of the keys of an account. A wrapped key names the epoch of the key that it
//!   was made for, and its receiver keeps the secrets of all epochs.
//!
//! # Roles and their calls
//!
//! Every account, for itself: [`publish`](Pallet::publish), [`withdraw`](Pallet::withdraw).
//!
//! # How other pallets use it
//!
//! None does. Clients read [`Keys`](pallet::Keys), or ask a node for a storage proof of it.
//!
//! # What an observer of the chain sees
//!
//! Which accounts have a key, and when each of them was published, replaced or withdrawn; not what is
//! encrypted to it, nor by whom.
//!
//! # Implementation
//!
//! - Only the last key is stored. Nobody is to encrypt to an earlier one, and what was encrypted to it
//!   is opened by the secret that its owner kept.
//! - Epochs only rise. When a key is withdrawn its epoch stays, so that no earlier key comes back; that
//!   costs no deposit. How far they rise at once is limited, so that whoever acts for an account for
//!   a moment cannot use up its epochs.
//! - The origin of the call publishes a key. The signature beside it adds nothing to that: it is for
//!   those who read the key from a node that they do not trust, and have no storage proof. Accounts
//!   that have no key pair, such as multisigs, publish without it.
//! - Nobody can publish a key for an account by its signature alone. It has no expiry.
//! - To replace a key takes no further deposit: a stolen key must go whether or not there is money.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::{Entry, PublishedKey};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod keys;
#[cfg(test)]
mod mock;
mod money;
mod safe_mode;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use crate::{
		types::{BalanceOf, EntryOf},
		WeightInfo,
	};
	use frame_support::{pallet_prelude::*, traits::fungible::MutateHold};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::SponsorshipMutate;
	use sp_runtime::traits::{IdentifyAccount, Verify};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The currency of the deposits.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons for holds of the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The payers of storage deposits.
		type Sponsorship: SponsorshipMutate<Self::AccountId, BalanceOf<Self>>;

		/// A signature of an account.
		type Signature: Parameter
			+ MaxEncodedLen
			+ Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>;

		/// The deposit for a published key.
		type KeyDeposit: Get<BalanceOf<Self>>;

		/// The largest step between the epochs of successive keys.
		#[pallet::constant]
		type MaxEpochStep: Get<u32>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;

		/// Set-up that the benchmarks ask of the runtime.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper<Self::AccountId, Self::Signature>;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for a published key.
		#[codec(index = 0)]
		Key,
	}

	/// The last key of each account that ever published one. Written by the account, never cleared: of
	/// a key that was withdrawn the epoch stays.
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, EntryOf<T>, OptionQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account published a key, which replaces its earlier ones.
		Published {
			/// The account.
			account: T::AccountId,
			/// The epoch of the key.
			epoch: u32,
		},
		/// An account withdrew its key. It has none now.
		Withdrawn {
			/// The account.
			account: T::AccountId,
			/// The epoch of the key.
			epoch: u32,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The bytes are no X25519 public key that is safe to encrypt to: of low order, or not encoded
		/// in the canonical way. Make a new key.
		InvalidKey,
		/// You published a key of this epoch or a later one before. Take the next epoch.
		EpochNotLater,
		/// The epoch is more than MaxEpochStep above that of your last key. Take the next epoch.
		EpochTooFar,
		/// The signature is not yours over this key and epoch on this chain. Sign again, or publish
		/// without a signature.
		InvalidSignature,
		/// You have no key that is published.
		NotFound,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxEpochStep::get() > 0, "no key could replace another");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Publishes the encryption key of the signer, in the place of the one before it. Keep the
		/// secrets of earlier keys: what was encrypted to them opens with nothing else.
		///
		/// The first key is of epoch 0; each later one must be of a later epoch, also after a
		/// withdrawal. The `signature` is that of the account over the key, as `docs/protocols.md` says;
		/// with it, others can tell the key from one that a dishonest node made up. Accounts without a
		/// key pair, such as multisigs, leave it out.
		///
		/// A deposit is held until the key is withdrawn. To replace a key takes no further deposit.
		///
		/// Dispatch origin: signed, by the account.
		///
		/// Emits [`Event::Published`].
		#[pallet::call_index(0)]
		#[pallet::weight(match signature {
			Some(_) => <T as Config>::WeightInfo::publish_signed(),
			None => <T as Config>::WeightInfo::publish(),
		})]
		pub fn publish(
			origin: OriginFor<T>,
			key: [u8; 32],
			epoch: u32,
			signature: Option<T::Signature>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish(who, key, epoch, signature)
		}

		/// Withdraws the signer's encryption key, so that nobody encrypts to it any more, and gives
		/// its deposit back. Its epoch stays taken. Whoever was given the key before cannot be made
		/// to forget it.
		///
		/// Dispatch origin: signed, by the account.
		///
		/// Emits [`Event::Withdrawn`].
		#[pallet::call_index(1)]
		pub fn withdraw(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who)
		}
	}
}
