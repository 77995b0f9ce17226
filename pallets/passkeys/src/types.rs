// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use crate::Config;
use frame_support::traits::fungible::Inspect;
pub use medibloc_primitives::passkey::{
	Assertion, FurtherKey, KeySet, Origin, Passkey, PasskeySignature, PublicKey, Refusal,
	RelyingParty, RelyingPartyHash, MAX_CLIENT_DATA, MAX_FURTHER_KEYS, MAX_ORIGINS,
	MAX_ORIGIN_LENGTH, MAX_RELYING_PARTY_LENGTH,
};
use pallet_support::Deposit;

pub(crate) type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
pub(crate) type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
pub(crate) type KeySetOf<T> = KeySet<DepositOf<T>>;
