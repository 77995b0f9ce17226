// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of the client.

mod acting;
mod failure;
mod refusal;
mod rpc_error;

pub use acting::ActingError;
pub use failure::Failure;
pub use refusal::Refusal;
pub use rpc_error::{RpcError, RpcErrorKind};

pub(crate) use refusal::PoolAnswer;

use super::version::RuntimeVersion;
use sp_core::H256;
use std::time::Duration;
use subxt::{
	error::{ConstantError, ExtrinsicError, StorageError},
	rpcs,
};
use thiserror::Error;

/// An error of the client.
///
/// A transaction was included in a block only with [`Dispatch`](Self::Dispatch), where the chain took
/// its fee and undid the rest, and perhaps with [`Unknown`](Self::Unknown) or
/// [`Unsettled`](Self::Unsettled). With every other error it was not, and will not be.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
	/// There is no node at this address, or it does not answer.
	#[error("no node answers at {url}: {reason}; check the address, and that the node runs")]
	Unreachable {
		/// The address.
		url: String,
		/// The cause.
		reason: String,
	},
	/// The node is on another network than was asked for.
	#[error(
		"the node is on the network with genesis {found:?} instead of {expected:?}: connect to \
		 another node"
	)]
	WrongNetwork {
		/// The hash of the first block that was asked for.
		expected: H256,
		/// The hash of the first block of the node.
		found: H256,
	},
	/// The node is not one of a MediBloc chain.
	#[error("the node runs `{0}`, which is no MediBloc chain: connect to another node")]
	NotMedibloc(String),
	/// The chain has another runtime than this version of the SDK was made for, and what was asked
	/// for differs between the two.
	#[error(
		"{what} differs between the chain ({chain}) and what this SDK was made for ({sdk}): update \
		 {}", .sdk.behind(.chain)
	)]
	Incompatible {
		/// The difference.
		what: String,
		/// The runtime that the SDK was made for.
		sdk: Box<RuntimeVersion>,
		/// The runtime of the chain.
		chain: Box<RuntimeVersion>,
	},
	/// The connection was lost and did not come back in time. Nothing was submitted.
	#[error("the connection was lost during `{method}`: {reason}; try again")]
	Disconnected {
		/// The method.
		method: &'static str,
		/// The cause.
		reason: String,
	},
	/// The node did not answer in time. Nothing was submitted.
	#[error("the node did not answer `{method}` within {after:?}: try again, or ask another node")]
	Timeout {
		/// The method.
		method: &'static str,
		/// The least time that it took.
		after: Duration,
	},
	/// The node answered with an error.
	#[error("the node refused `{method}`: {error}")]
	Rpc {
		/// The method.
		method: &'static str,
		/// The error of the node.
		error: Box<RpcError>,
	},
	/// The bytes are no call of the chain.
	#[error("these bytes are no call of the chain ({chain}): {reason}")]
	NotACall {
		/// What is wrong with them.
		reason: String,
		/// The runtime of the chain.
		chain: Box<RuntimeVersion>,
	},
	/// The transaction was not let into a block.
	#[error("the transaction was refused: {0}")]
	Refused(#[from] Refusal),
	/// The transaction was included in a block and failed there.
	#[error("{failure}")]
	Dispatch {
		/// The failure.
		failure: Box<Failure>,
		/// The hash of the transaction.
		transaction: H256,
		/// The block.
		block: H256,
	},
	/// The transaction was not included while it was valid. It never will be.
	#[error("transaction {transaction:?} was not included while it was valid: submit anew")]
	Expired {
		/// The hash of the transaction.
		transaction: H256,
	},
	/// Another transaction of the account took the place of this one, which never will be included.
	#[error(
		"transaction {transaction:?} was replaced by another one of the account with nonce {nonce}: \
		 submit anew"
	)]
	Replaced {
		/// The hash of the transaction.
		transaction: H256,
		/// The nonce that both have.
		nonce: u64,
	},
	/// The transaction was submitted, and what became of it could not be learnt. It may still be
	/// included, up to block `until`. Look for it before you submit the same once more.
	#[error(
		"what became of transaction {transaction:?} is not known: {reason}; it may be included up \
		 to block {until}, so look for it before you submit the same once more"
	)]
	Unknown {
		/// The hash of the transaction.
		transaction: H256,
		/// The nonce of the transaction.
		nonce: u64,
		/// The first block in which it can no longer be included.
		until: u64,
		/// The cause.
		reason: String,
	},
	/// A transaction that nobody signed was submitted, and what became of it could not be learnt. It may
	/// be included as long as what authorises it is not used up, so that to submit the same once more does
	/// no harm.
	#[error(
		"what became of transaction {transaction:?} is not known: {reason}; it may be included as \
		 long as what authorises it is not used up"
	)]
	Unsettled {
		/// The hash of the transaction.
		transaction: H256,
		/// The cause.
		reason: String,
	},
	/// The account cannot act as another one. Nothing was submitted.
	#[error(transparent)]
	Acting(Box<ActingError>),
	/// The node answered what cannot be.
	#[error("the answer to `{method}` makes no sense: {reason}; ask another node")]
	Decode {
		/// The method.
		method: &'static str,
		/// The defect of the answer.
		reason: String,
	},
}

impl From<ActingError> for Error {
	fn from(error: ActingError) -> Self {
		Self::Acting(Box::new(error))
	}
}

impl Error {
	pub(crate) fn decode(method: &'static str, reason: impl ToString) -> Self {
		Self::Decode { method, reason: reason.to_string() }
	}

	/// Of the transport; `Disconnected` unless the node itself answered.
	pub(crate) fn transport(method: &'static str, error: rpcs::Error) -> Self {
		match error {
			rpcs::Error::User(error) => Self::Rpc { method, error: Box::new(error.into()) },
			rpcs::Error::Deserialization(error) => Self::decode(method, error),
			other => Self::Disconnected { method, reason: other.to_string() },
		}
	}
}

/// A mismatch between generated code and the metadata of the chain.
pub(crate) enum Mismatch {
	/// It was generated for other metadata.
	Incompatible,
	/// It should not have failed.
	Other(String),
}

macro_rules! mismatch {
	($error:ident: $($incompatible:ident $body:tt),*) => {
		impl From<$error> for Mismatch {
			fn from(error: $error) -> Self {
				match error {
					$($error::$incompatible $body)|* => Self::Incompatible,
					other => Self::Other(other.to_string()),
				}
			}
		}
	};
}

mismatch!(ExtrinsicError: IncompatibleCodegen {}, PalletNameNotFound { .. }, CallNameNotFound { .. });
mismatch!(StorageError: IncompatibleCodegen {}, PalletNameNotFound { .. }, StorageEntryNotFound { .. });
mismatch!(ConstantError: IncompatibleCodegen {}, PalletNameNotFound { .. }, ConstantNameNotFound { .. });
