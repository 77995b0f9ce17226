// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transaction extensions of our own.

use crate::{Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode, Input};
use frame_support::{
	dispatch::{DispatchInfo, DispatchResult, PostDispatchInfo},
	traits::Contains,
	weights::Weight,
};
use frame_system::AuthorizeCall;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		AsTransactionAuthorizedOrigin, DecodeWithVersion, DecodeWithVersionWithMemTracking,
		Implication, Pipeline, PipelineMetadataBuilder, PipelineVersion, TransactionExtension,
		ValidateResult,
	},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction,
	},
	ApplyExtrinsicResultWithInfo,
};

type Inner = AuthorizeCall<Runtime>;

/// `frame_system::AuthorizeCall`, for calls that are open.
///
/// Nobody pays for a call that authorises itself. If safe mode or a pause stopped it only as it is
/// dispatched, it would fill blocks for nothing, again and again, because what authorised it would not
/// be used up. So it is refused before it is asked, as is any call without a signer.
///
/// To clients it is the extension of the SDK: the name and the encoding, which is empty, are the same.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct AuthorizeOpenCall(Inner);

impl AuthorizeOpenCall {
	/// The extension has no parameters.
	pub fn new() -> Self {
		Self(Inner::new())
	}
}

impl Default for AuthorizeOpenCall {
	fn default() -> Self {
		Self::new()
	}
}

impl TypeInfo for AuthorizeOpenCall {
	type Identity = Inner;

	fn type_info() -> scale_info::Type {
		Inner::type_info()
	}
}

impl TransactionExtension<RuntimeCall> for AuthorizeOpenCall {
	const IDENTIFIER: &'static str = <Inner as TransactionExtension<RuntimeCall>>::IDENTIFIER;
	type Implicit = ();
	type Val = Weight;
	type Pre = Weight;

	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call)
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfo,
		len: usize,
		self_implicit: Self::Implicit,
		inherited_implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		let is_open = <Runtime as frame_system::Config>::BaseCallFilter::contains;
		if !origin.is_transaction_authorized() && !is_open(call) {
			return Err(InvalidTransaction::Call.into());
		}
		self.0.validate(origin, call, info, len, self_implicit, inherited_implication, source)
	}

	fn prepare(
		self,
		val: Self::Val,
		origin: &RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfo,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		self.0.prepare(val, origin, call, info, len)
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfo,
		post_info: &PostDispatchInfo,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		Inner::post_dispatch_details(pre, info, post_info, len, result)
	}
}

/// Further versions of the transaction extensions, which metadata do not list.
///
/// Libraries that take the latest metadata (16) use the highest version that it lists for signed transactions as
/// well, which have version 0 (`docs/decisions/0050-passkeys.md`): wallets that know nothing of further versions
/// could sign nothing, and read no block. Whoever uses one has its bytes in `docs/protocols.md`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, TypeInfo)]
pub struct Unlisted<Versions>(pub Versions);

impl<Versions: DecodeWithVersion> DecodeWithVersion for Unlisted<Versions> {
	fn decode_with_version<I: Input>(version: u8, input: &mut I) -> Result<Self, codec::Error> {
		Versions::decode_with_version(version, input).map(Self)
	}
}

impl<Versions: DecodeWithVersionWithMemTracking> DecodeWithVersionWithMemTracking
	for Unlisted<Versions>
{
}

impl<Versions: PipelineVersion> PipelineVersion for Unlisted<Versions> {
	fn version(&self) -> u8 {
		self.0.version()
	}
}

impl<Versions: Pipeline<RuntimeCall>> Pipeline<RuntimeCall> for Unlisted<Versions> {
	fn build_metadata(_: &mut PipelineMetadataBuilder) {}

	fn validate_only(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfo,
		len: usize,
		source: TransactionSource,
	) -> Result<ValidTransaction, TransactionValidityError> {
		self.0.validate_only(origin, call, info, len, source)
	}

	fn dispatch_transaction(
		self,
		origin: RuntimeOrigin,
		call: RuntimeCall,
		info: &DispatchInfo,
		len: usize,
	) -> ApplyExtrinsicResultWithInfo<PostDispatchInfo> {
		self.0.dispatch_transaction(origin, call, info, len)
	}

	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call)
	}
}
