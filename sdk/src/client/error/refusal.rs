// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Refusals of transactions.

use super::rpc_error::RpcError;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionValidityError, UnknownTransaction,
};
use thiserror::Error;

/// The refusal of a transaction, which is not let into a block. It costs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
	/// The account cannot pay the fee.
	#[error("the account cannot pay the fee: send it MED first")]
	Payment,
	/// The nonce, or what the call authorises itself by, was used already.
	#[error("its nonce, or what it is authorised by, was used already: submit anew")]
	Stale,
	/// The nonce leaves a gap.
	#[error("transactions of the account before it are missing")]
	Future,
	/// The signature or the proof is not over what the chain expects.
	#[error("its signature does not hold: connect anew, or update the SDK")]
	BadProof,
	/// It was signed for blocks that are long gone.
	#[error("it was signed too long ago: submit anew")]
	AncientBirthBlock,
	/// It does not fit a block.
	#[error("it does not fit a block: submit less at once, or later")]
	ExhaustsResources,
	/// The chain does not take this call now, as while it is paused.
	#[error("the chain does not take this call now")]
	Call,
	/// The account cannot sign.
	#[error("the account cannot sign transactions")]
	BadSigner,
	/// Nobody signed it, and the call does not authorise itself.
	#[error("the call needs a signer")]
	UnknownOrigin,
	/// Another transaction with this nonce waits already.
	#[error("another transaction of the account waits with the same nonce: submit anew")]
	PriorityTooLow,
	/// It was refused a short while ago and is not looked at again yet.
	#[error("it was refused a short while ago: try again in half an hour")]
	Banned,
	/// More transactions wait than the node keeps.
	#[error("too many transactions wait: try again later")]
	PoolFull,
	/// For another reason.
	#[error("{0}")]
	Other(String),
}

/// The answer of a node's transaction pool, if the error is of the pool.
pub(crate) enum PoolAnswer {
	/// It is in the pool already.
	Known,
	/// It is refused.
	Refused(Refusal),
}

impl PoolAnswer {
	/// `None` if the error has nothing to do with the transaction.
	// The codes are those of `sc_rpc_api::author::error`.
	pub fn of(error: &RpcError) -> Option<Self> {
		let refusal = match error.code {
			1010 => invalid(error),
			1012 => Refusal::Banned,
			1013 => return Some(Self::Known),
			1014 => Refusal::PriorityTooLow,
			1016 => Refusal::PoolFull,
			1001..=1002 | 1011 | 1015 | 1018..=1021 => Refusal::Other(error.to_string()),
			_ => return None,
		};
		Some(Self::Refused(refusal))
	}
}

/// The node tells the reason in the words of `sp_runtime`.
fn invalid(error: &RpcError) -> Refusal {
	let said = error.data.as_deref().and_then(|data| serde_json::from_str::<String>(data).ok());
	[
		InvalidTransaction::Payment,
		InvalidTransaction::Stale,
		InvalidTransaction::Future,
		InvalidTransaction::BadProof,
		InvalidTransaction::AncientBirthBlock,
		InvalidTransaction::ExhaustsResources,
		InvalidTransaction::Call,
		InvalidTransaction::BadSigner,
		InvalidTransaction::UnknownOrigin,
	]
	.into_iter()
	.find(|reason| said.as_deref() == Some((*reason).into()))
	.map_or_else(|| Refusal::Other(error.to_string()), Refusal::from)
}

impl From<InvalidTransaction> for Refusal {
	fn from(reason: InvalidTransaction) -> Self {
		match reason {
			InvalidTransaction::Payment => Self::Payment,
			InvalidTransaction::Stale => Self::Stale,
			InvalidTransaction::Future => Self::Future,
			InvalidTransaction::BadProof => Self::BadProof,
			InvalidTransaction::AncientBirthBlock => Self::AncientBirthBlock,
			InvalidTransaction::ExhaustsResources => Self::ExhaustsResources,
			InvalidTransaction::Call => Self::Call,
			InvalidTransaction::BadSigner => Self::BadSigner,
			InvalidTransaction::UnknownOrigin => Self::UnknownOrigin,
			other => Self::Other(<&str>::from(other).to_owned()),
		}
	}
}

impl From<TransactionValidityError> for Refusal {
	fn from(error: TransactionValidityError) -> Self {
		match error {
			TransactionValidityError::Invalid(reason) => reason.into(),
			TransactionValidityError::Unknown(UnknownTransaction::CannotLookup) => Self::BadSigner,
			TransactionValidityError::Unknown(other) => Self::Other(<&str>::from(other).to_owned()),
		}
	}
}
