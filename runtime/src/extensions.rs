// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transaction extensions of our own.

use crate::{Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchInfo, DispatchResult, PostDispatchInfo},
	traits::Contains,
	weights::Weight,
};
use frame_system::AuthorizeCall;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{AsTransactionAuthorizedOrigin, Implication, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
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
