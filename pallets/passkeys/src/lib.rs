// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts whose keys are P-256 passkeys (WebAuthn).
//!
//! # Overview
//!
//! A patient has a phone, and no phrase of twelve words. The phone, like every browser and computer,
//! makes passkeys: P-256 keys that a finger or a face unlocks, and that are kept where the other
//! passwords are. Such a key is an account here. What it signs is a transaction like any other, with a
//! nonce, a fee and an era; only who checks the signature differs, a transaction extension instead of
//! the signature at the head of the transaction.
//!
//! # Terminology
//!
//! - **Passkey**: a P-256 key that an authenticator made for one relying party, and uses for no other.
//! - **Authenticator**: the device or program that keeps the key, asks its user, and signs.
//! - **Relying party**: the application that passkeys are made for, by its domain name. Governance says
//!   which ones there are, and at which *origins* (the addresses of pages) their passkeys may sign.
//! - **Assertion**: what an authenticator answers: data of the authenticator, data of the client, and a
//!   signature over both. In the data of the client is the *challenge*, the hash of what is signed.
//! - **First key**: the passkey whose hash the account is. It signs without any registration.
//! - **Further key**: a passkey that the account added.
//!
//! # Roles and their calls
//!
//! - Whoever holds a passkey signs any call of any pallet, with [`VerifyPasskey`].
//! - Every account, for itself: [`add_passkey`](Pallet::add_passkey),
//!   [`remove_passkey`](Pallet::remove_passkey).
//! - Admin origin: [`set_relying_party`](Pallet::set_relying_party),
//!   [`remove_relying_party`](Pallet::remove_relying_party).
//!
//! # How other pallets use it
//!
//! None needs to. The origin of a call that a passkey signed is `Signed`, as of any account.
//!
//! # What an observer of the chain sees
//!
//! - That an account is one of a passkey, of which relying party, and all its keys that ever signed.
//! - With each transaction the data of authenticator and client: the origin of the page, the make of
//!   the browser by how it writes these data, whether the key is kept in one device or can be copied,
//!   and a counter. Most authenticators leave the counter at 0. One that counts over all its keys
//!   shows that two accounts are used with the same device.
//! - Nothing about the person: neither user names nor user handles nor ids of credentials are sent.
//!
//! So two accounts of one patient are not to be told apart from those of others by their keys alone,
//! but the make of the device is shown. An account that is to be used once and linked to nothing takes
//! a key of the vault instead.
//!
//! # Implementation
//!
//! - The challenge binds the account, the call and all that the extensions after [`VerifyPasskey`] say
//!   and imply: genesis, versions, era, nonce and tip. That the account is in it matters: nothing else
//!   names it, one key may sign for two accounts, and for a given signature others can compute keys
//!   that it is valid for. `docs/decisions/0050-passkeys.md` has the attacks.
//! - [`VerifyPasskey`] is in the transaction extensions of a version of their own, first of all. The
//!   transactions of other accounts stay as they are, byte by byte.
//! - The first key is not stored, so that an account exists before anybody pays for anything. What is
//!   stored says whether it was removed, and stays, so that a removed first key never comes back by
//!   itself.
//! - Accounts with another key than a passkey can add passkeys too. Their own key cannot be removed
//!   here and counts as the first.
//! - Client data are read by the one parser of `medibloc-primitives`, strictly and in any order of the
//!   members. The counter is ignored.
//! - The last key is never removed. What is left may be a key that its owner lost, or one of a relying
//!   party that is gone: the chain cannot know the one, and does not guess the other.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub use extension::VerifyPasskey;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod extension;
mod genesis;
mod keys;
#[cfg(test)]
mod mock;
mod money;
mod relying_parties;
mod safe_mode;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
mod verification;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use crate::{
		types::{
			Assertion, BalanceOf, KeySetOf, Passkey, PublicKey, RelyingParty, RelyingPartyHash,
			MAX_FURTHER_KEYS,
		},
		WeightInfo,
	};
	use alloc::{string::String, vec::Vec};
	use frame_support::{pallet_prelude::*, traits::fungible::MutateHold};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::SponsorshipMutate;
	use sp_runtime::SaturatedConversion;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId: From<[u8; 32]>, RuntimeEvent: From<Event<Self>>>
	{
		/// The origin that says which relying parties there are.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The currency of the deposits.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons for holds of the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The payers of storage deposits.
		type Sponsorship: SponsorshipMutate<Self::AccountId, BalanceOf<Self>>;

		/// The deposit for a further key.
		type KeyDeposit: Get<BalanceOf<Self>>;

		/// The most further keys of an account.
		#[pallet::constant]
		type MaxKeys: Get<u32>;

		/// The weights of the calls and of the transaction extension.
		type WeightInfo: WeightInfo;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for a further key.
		#[codec(index = 0)]
		Key,
	}

	/// The keys of the accounts that ever added one; of all others the first key alone signs. Written
	/// by the account, never cleared: how many keys were added stays, and whether the first was removed.
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, KeySetOf<T>, ValueQuery>;

	/// The relying parties by the hash of their id. Written and cleared by the admin origin.
	#[pallet::storage]
	pub type RelyingParties<T> =
		StorageMap<_, Blake2_128Concat, RelyingPartyHash, RelyingParty, OptionQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The id and the origins of each relying party.
		pub relying_parties: Vec<(String, Vec<String>)>,
		#[serde(skip)]
		#[allow(missing_docs)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (id, origins) in &self.relying_parties {
				Pallet::<T>::build_relying_party(id, origins);
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A passkey signs for an account from now on.
		PasskeyAdded {
			/// The account.
			account: T::AccountId,
			/// The passkey.
			passkey: Passkey,
		},
		/// A passkey signs for an account no more.
		PasskeyRemoved {
			/// The account.
			account: T::AccountId,
			/// The passkey.
			passkey: Passkey,
		},
		/// A relying party was registered, or its origins replaced.
		RelyingPartySet {
			/// The hash of its id.
			relying_party: RelyingPartyHash,
		},
		/// A relying party was removed. None of its passkeys signs.
		RelyingPartyRemoved {
			/// The hash of its id.
			relying_party: RelyingPartyHash,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The relying party is not registered. Make the passkey for one that is.
		RelyingPartyNotFound,
		/// The page that asked for the signature is at none of the origins of the relying party. Leave
		/// it: it is not the application that it may look like.
		OriginNotAllowed,
		/// The client data are no JSON object with `type`, `challenge` and `origin` once each. Pass on
		/// what the browser gave, unchanged.
		InvalidClientData,
		/// The client data are not of the type `webauthn.get`. To register a passkey with a device makes
		/// no assertion: ask it to sign.
		WrongType,
		/// What was signed is not the addition of this passkey to this account on this chain, or another
		/// key was added since. Ask the device to sign again.
		WrongChallenge,
		/// The page that asked for the signature is inside of a page of another origin. Open it by
		/// itself.
		CrossOrigin,
		/// The authenticator asked nobody.
		UserNotPresent,
		/// The authenticator did not verify who the user is. Ask for `userVerification: "required"`.
		UserNotVerified,
		/// The flags of the authenticator data contradict each other or announce more data. Ask for no
		/// extensions.
		InvalidAuthenticatorData,
		/// The key is no compressed point of P-256.
		InvalidKey,
		/// The signature is not that of the key over these data.
		InvalidSignature,
		/// `s` of the signature is in the upper half. Replace it by the order of the curve less `s`.
		HighS,
		/// The passkey signs for the account already.
		AlreadyExists,
		/// The account has MaxKeys further keys. Remove one.
		TooMany,
		/// The passkey does not sign for the account.
		NotFound,
		/// It is the last key of the account. Add another one before you remove it.
		LastKey,
		/// The id is no domain name in lower case.
		InvalidRelyingParty,
		/// There is no origin, one twice, or one that browsers write otherwise: without a slash at the
		/// end.
		InvalidOrigins,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let max = T::MaxKeys::get();
			assert!(max > 0, "no key could be added");
			assert!(max <= MAX_FURTHER_KEYS, "more keys than an account has room for");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Lets a further passkey sign for the signer's account. Whoever has it can do all that the
		/// account can.
		///
		/// The passkey proves that it is there by an `assertion` of its own, over the challenge that
		/// `docs/protocols.md` says; the relying party is the one of the assertion. A deposit is held
		/// until the key is removed.
		///
		/// Dispatch origin: signed, by the account.
		///
		/// Emits [`Event::PasskeyAdded`].
		#[pallet::call_index(0)]
		pub fn add_passkey(
			origin: OriginFor<T>,
			key: PublicKey,
			assertion: Assertion,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_passkey(who, key, assertion)
		}

		/// Lets a passkey sign for the signer's account no more, and gives its deposit back. The last
		/// key of an account stays; one that is removed can be added again.
		///
		/// Remove a key that was stolen by another one at once: until then both can remove each other.
		///
		/// Dispatch origin: signed, by the account.
		///
		/// Emits [`Event::PasskeyRemoved`].
		#[pallet::call_index(1)]
		pub fn remove_passkey(origin: OriginFor<T>, passkey: Passkey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_passkey(who, passkey)
		}

		/// Registers a relying party, or replaces its origins. Its passkeys sign at these origins and at
		/// no other, also those that sign for accounts already.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::RelyingPartySet`].
		#[pallet::call_index(2)]
		pub fn set_relying_party(
			origin: OriginFor<T>,
			relying_party: RelyingParty,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_relying_party(relying_party)
		}

		/// Removes a relying party, whose passkeys then sign for nobody: its domain is lost, or its pages
		/// are no longer trusted. Accounts that have no other key are closed until it is registered
		/// again or they are recovered.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::RelyingPartyRemoved`].
		#[pallet::call_index(3)]
		pub fn remove_relying_party(
			origin: OriginFor<T>,
			relying_party: RelyingPartyHash,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_remove_relying_party(relying_party)
		}
	}

	impl<T: Config> Pallet<T> {
		/// The most further keys, as a length.
		pub(crate) fn max_keys() -> usize {
			T::MaxKeys::get().saturated_into()
		}
	}
}
