// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Control calls that copy the storage access of other chains' calls, as a yardstick for
//! benchmarks.
//!
//! # Overview
//!
//! A weight means little by itself: it depends on the machine. So `make bench` measures our calls
//! beside calls that other chains with a comparable purpose have, in the same runtime and in the same
//! run. Each call here reads and writes as many entries of the same sizes as its model, and stores
//! about as much. What the models compute apart from that, they compute for their own purpose, and it
//! is left out, which makes these calls the stricter control.
//!
//! | Call | Model | Reads | Writes |
//! |---|---|---|---|
//! | [`frequency_message`](Pallet::frequency_message) | Frequency's `messages.add_ipfs_message` | 2 | 1 |
//! | [`frequency_grant`](Pallet::frequency_grant) | Frequency's `msa.grant_delegation`, without the signature that it verifies | 8 | 4 |
//! | [`kilt_attestation`](Pallet::kilt_attestation) | KILT's `attestation.add` | 4 | 4 |
//!
//! Beside them is one flow for which no other pallet has a call yet: [`redeem`](Pallet::redeem) is made
//! by nobody and pays no fee. It authorises itself by the signature of a voucher, in the shape that all
//! such calls must have, and is what the general transactions of runtime and SDK are tested by.
//!
//! # Implementation
//!
//! - The pallet is part of the runtime only with its feature `bench-controls`, and the calls that stand for
//!   those of others are heavier than a block, so that none could be included even then.
//! - The authorisation looks at what is cheap first: whether the block has room for one more proof, and
//!   whether the voucher is there. The signature binds what that of a signed transaction binds: the
//!   chain, the use, and the whole call without the proof. Once it holds the call cannot fail, and it
//!   uses up what it was authorised by. The authorisation writes nothing.
//! - It has no reason for holds of its own: every account's entry of holds has room for each reason
//!   of the runtime, so that one more would raise the declared proof size of other pallets' calls.
//! - The sizes are those that the models' generated weights publish, and a test compares them.
//! - What the calls of vouchers weigh is a bound that was not measured: no figure is made from it.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub use pallet::*;
pub use types::*;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod functions;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
mod vouchers;

pub use vouchers::signed_message;

#[frame_support::pallet]
pub mod pallet {
	use crate::types::*;
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{InspectHold, MutateHold},
	};
	use frame_system::pallet_prelude::*;
	use sp_core::{sr25519, H256};

	/// The weight of verifying a signature, rounded up.
	const VERIFY: Weight = Weight::from_parts(200_000_000, 10_000);

	/// The weight of writing two small entries beside the database, rounded up.
	const WRITE: Weight = Weight::from_parts(50_000_000, 10_000);

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The currency of the deposits.
		type Currency: MutateHold<Self::AccountId>;

		/// The hold reason of the deposits, one of the runtime's.
		type DepositReason: Get<<Self::Currency as InspectHold<Self::AccountId>>::Reason>;

		/// The deposit for an attestation.
		#[pallet::constant]
		type AttestationDeposit: Get<BalanceOf<Self>>;

		/// The largest number of vouchers that a block redeems.
		#[pallet::constant]
		type MaxRedeemed: Get<u32>;
	}

	/// Frequency's `Schemas::SchemaInfos`.
	#[pallet::storage]
	pub type Schemas<T> = StorageMap<_, Twox64Concat, SchemaId, Schema, OptionQuery>;

	/// Frequency's `Schemas::CurrentSchemaIdentifierMaximum`.
	#[pallet::storage]
	pub type LastSchema<T> = StorageValue<_, SchemaId, ValueQuery>;

	/// Frequency's `Msa::PublicKeyToMsaId`.
	#[pallet::storage]
	pub type Identities<T: Config> = StorageMap<_, Twox64Concat, T::AccountId, MsaId, OptionQuery>;

	/// Frequency's `Msa::ProviderToRegistryEntry`.
	#[pallet::storage]
	pub type Providers<T> = StorageMap<_, Twox64Concat, MsaId, Name, OptionQuery>;

	/// Frequency's `Msa::DelegatorAndProviderToDelegation`.
	#[pallet::storage]
	pub type Delegations<T> =
		StorageDoubleMap<_, Twox64Concat, MsaId, Twox64Concat, MsaId, Delegation, ValueQuery>;

	/// Frequency's `Msa::PayloadSignatureRegistryList`: each signature names the next.
	#[pallet::storage]
	pub type Signatures<T> =
		StorageMap<_, Twox64Concat, Signature, (Height, Signature), OptionQuery>;

	/// Frequency's `Msa::PayloadSignatureRegistryPointer`.
	#[pallet::storage]
	pub type SignatureEnds<T> = StorageValue<_, Ends, OptionQuery>;

	/// Frequency's `Messages::MessagesV2`.
	#[pallet::storage]
	pub type Messages<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, Height>,
			NMapKey<Twox64Concat, SchemaId>,
			NMapKey<Twox64Concat, MessageIndex>,
		),
		Message,
		OptionQuery,
	>;

	/// Frequency's `Messages::BlockMessageIndex`, which it does not count either.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type NextMessage<T> = StorageValue<_, MessageIndex, ValueQuery>;

	/// KILT's `Ctype::Ctypes`.
	#[pallet::storage]
	pub type Ctypes<T: Config> =
		StorageMap<_, Blake2_128Concat, H256, (T::AccountId, u64), OptionQuery>;

	/// KILT's `Attestation::Attestations`.
	#[pallet::storage]
	pub type Attestations<T: Config> =
		StorageMap<_, Blake2_128Concat, H256, AttestationOf<T>, OptionQuery>;

	/// KILT's `Migration::MigratedKeys`.
	#[pallet::storage]
	pub type MigratedKeys<T> = StorageMap<_, Blake2_128Concat, H256, (), OptionQuery>;

	/// The vouchers that were not redeemed yet, each a key that signs for itself. No model has them.
	#[pallet::storage]
	pub type Vouchers<T> = StorageMap<_, Blake2_128Concat, sr25519::Public, (), OptionQuery>;

	/// The number of vouchers redeemed by the last block that redeemed any.
	#[pallet::storage]
	pub type Redeemed<T: Config> = StorageValue<_, (BlockNumberFor<T>, u32), ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A message was stored.
		MessageStored {
			/// The schema of the message.
			schema: SchemaId,
			/// The position of the message in the block.
			index: MessageIndex,
		},
		/// A delegator gave a provider access.
		Granted {
			/// The delegator.
			delegator: MsaId,
			/// The provider that may now act for the delegator.
			provider: MsaId,
		},
		/// A claim was attested.
		Attested {
			/// The attester.
			attester: T::AccountId,
			/// The claim.
			claim: H256,
			/// Its type.
			ctype: H256,
		},
		/// A voucher was issued.
		VoucherIssued {
			/// The key that redeems it.
			voucher: sr25519::Public,
		},
		/// A voucher was redeemed.
		Redeemed {
			/// The voucher.
			voucher: sr25519::Public,
			/// For what.
			note: H256,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such schema.
		SchemaNotFound,
		/// One of the accounts has no identity.
		IdentityNotFound,
		/// The signer is not registered as a provider.
		ProviderNotFound,
		/// The signature was used before.
		AlreadyUsed,
		/// More messages in the block, or more schemas in the delegation, than fit.
		TooMany,
		/// There is no such type of claims.
		CtypeNotFound,
		/// The claim is attested.
		AlreadyExists,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Stores `payload` as a message under `schema`.
		///
		/// Dispatch origin: signed, by an account with an identity.
		///
		/// Emits [`Event::MessageStored`].
		#[pallet::call_index(0)]
		#[pallet::weight(Weight::MAX)]
		pub fn frequency_message(
			origin: OriginFor<T>,
			schema: SchemaId,
			payload: Payload,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_frequency_message(who, schema, payload)
		}

		/// Lets the signer act for `delegator` under `schemas`. `signature` stands for the delegator's
		/// agreement, which is noted as used and not verified.
		///
		/// Dispatch origin: signed, by a provider.
		///
		/// Emits [`Event::Granted`].
		#[pallet::call_index(1)]
		#[pallet::weight(Weight::MAX)]
		pub fn frequency_grant(
			origin: OriginFor<T>,
			delegator: T::AccountId,
			signature: Signature,
			expires_at: Height,
			schemas: SchemaIds,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_frequency_grant(who, delegator, signature, expires_at, schemas)
		}

		/// Attests `claim` of type `ctype` against a deposit.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Attested`].
		#[pallet::call_index(2)]
		#[pallet::weight(Weight::MAX)]
		pub fn kilt_attestation(
			origin: OriginFor<T>,
			claim: H256,
			ctype: H256,
			authorization: Option<Authorization>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_kilt_attestation(who, claim, ctype, authorization)
		}

		/// Issues a voucher, which whoever has its key can redeem once.
		///
		/// Dispatch origin: signed.
		///
		/// Emits `VoucherIssued`.
		#[pallet::call_index(3)]
		#[pallet::weight(WRITE.saturating_add(T::DbWeight::get().reads_writes(1, 1)))]
		pub fn issue_voucher(origin: OriginFor<T>, voucher: sr25519::Public) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_issue_voucher(voucher)
		}

		/// Redeems a voucher for what `note` says. The `signature` is that of its key over
		/// [`signed_message`](crate::signed_message).
		///
		/// Dispatch origin: authorised by the call itself. Nobody signs the transaction, and nobody pays
		/// a fee for it.
		///
		/// Emits `Redeemed`.
		#[pallet::call_index(4)]
		#[pallet::weight(WRITE.saturating_add(T::DbWeight::get().reads_writes(2, 2)))]
		#[pallet::weight_of_authorize(VERIFY.saturating_add(T::DbWeight::get().reads(3)))]
		#[pallet::authorize(Self::authorize_redeem)]
		pub fn redeem(
			origin: OriginFor<T>,
			voucher: sr25519::Public,
			note: H256,
			signature: sr25519::Signature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = signature;
			Self::do_redeem(voucher, note);
			Ok(())
		}
	}
}
