// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the pallet stores.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	traits::fungible, BoundedVec, CloneNoBound, DebugNoBound, DefaultNoBound, EqNoBound,
	PartialEqNoBound,
};
use medibloc_primitives::{
	access_log::AccessEntry,
	consent::{Grant, Terms},
	Moment,
};
use pallet_support::Deposit;
use scale_info::TypeInfo;

/// An amount of the currency of the deposits.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// A deposit for something that the pallet stores.
pub type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A request that was neither accepted nor declined.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct OpenRequest<AccountId, Balance> {
	/// What is asked for.
	pub terms: Terms,
	/// Since when.
	pub requested_at: Moment,
	/// The first moment at which it can no longer be accepted.
	pub expires_at: Moment,
	/// The deposit, of the requester or another, to be paid back when it is settled.
	pub deposit: Deposit<AccountId, Balance>,
}

/// All that concerns one patient and one grantee.
// `grants` comes first, so that an offline verifier decodes them from the start of the value and
// need not know the rest.
#[derive(
	CloneNoBound,
	DebugNoBound,
	DefaultNoBound,
	PartialEqNoBound,
	EqNoBound,
	Encode,
	Decode,
	MaxEncodedLen,
	TypeInfo,
)]
#[scale_info(skip_type_params(T))]
#[codec(mel_bound())]
pub struct Consent<T: Config> {
	/// What was granted, in the order of the ids; ended grants included until they are pruned.
	pub grants: BoundedVec<Grant<DepositOf<T>>, T::MaxGrants>,
	/// What is requested. Only where the grantee is an account.
	pub request: Option<OpenRequest<T::AccountId, BalanceOf<T>>>,
}

impl<T: Config> Consent<T> {
	/// Whether there is nothing left to store.
	pub fn is_empty(&self) -> bool {
		self.grants.is_empty() && self.request.is_none()
	}
}

/// Who may send requests to a patient.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum RequestPolicy {
	/// Every account.
	Anyone,
	/// Every account with a live credential, whichever the role.
	#[default]
	Certified,
	/// No account.
	Nobody,
}

/// An entry of an access log as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct LoggedAccess<AccountId, Balance> {
	/// The entry that the accumulator proves.
	pub entry: AccessEntry<AccountId>,
	/// The deposit, of the accessor or another, to be paid back when the entry is pruned.
	pub deposit: Deposit<AccountId, Balance>,
}
