// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC errors. `docs/rpc.md` lists them for the caller.

use jsonrpsee::types::{ErrorCode, ErrorObjectOwned};
use medibloc_rpc_types::{PathTooLong, MAX_PATH};
use serde::Serialize;
use sp_core::H256;
use std::fmt;

/// An error of a method.
///
/// The variant's name and fields are the `data` of the JSON-RPC error. Codes are never reused.
/// Those of polkadot-sdk end below 9000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "error")]
pub enum Error {
	/// The node has no such block.
	UnknownBlock {
		/// The block that was asked for.
		block: H256,
	},
	/// The node has the block, but no longer (or not yet) its state.
	StatePruned {
		/// The block that was asked for.
		block: H256,
	},
	/// The runtime of that block is older than the method.
	RuntimeApiMissing {
		/// The runtime API method.
		method: &'static str,
		/// The block that was asked for.
		block: H256,
	},
	/// The runtime broke off.
	RuntimeFailed {
		/// The runtime API method.
		method: &'static str,
		/// The block that was asked for.
		block: H256,
		/// The node's report.
		reason: String,
	},
	/// The node could not read its own database.
	NodeFailed {
		/// The node's report.
		reason: String,
	},
	/// A parameter is not an account.
	InvalidAccount {
		/// The name of the parameter.
		param: &'static str,
		/// The defect.
		reason: String,
	},
	/// A parameter is not an id.
	InvalidId {
		/// The name of the parameter.
		param: &'static str,
	},
	/// A page of no items, or of too many, was asked for.
	LimitOutOfRange {
		/// The limit that was asked for.
		limit: u32,
		/// The largest allowed.
		max: u32,
	},
	/// A Merkle path is longer than any batch is deep.
	PathTooLong {
		/// The number of hashes given.
		length: usize,
		/// The largest allowed.
		max: usize,
	},
	/// A parameter does not name a ballot.
	InvalidBallot {
		/// The name of the parameter.
		param: &'static str,
	},
	/// There is no such batch.
	BatchNotFound {
		/// The batch that was asked for.
		batch: String,
		/// The block at which there is none.
		block: H256,
	},
}

impl Error {
	/// The code of the JSON-RPC error.
	pub fn code(&self) -> i32 {
		match self {
			Error::UnknownBlock { .. } => 9001,
			Error::StatePruned { .. } => 9002,
			Error::RuntimeApiMissing { .. } => 9003,
			Error::RuntimeFailed { .. } => 9004,
			Error::NodeFailed { .. } => 9005,
			Error::InvalidAccount { .. } => 9011,
			Error::InvalidId { .. } => 9012,
			Error::LimitOutOfRange { .. } => 9013,
			Error::PathTooLong { .. } => 9014,
			Error::InvalidBallot { .. } => 9015,
			Error::BatchNotFound { .. } => 9021,
		}
	}
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Error::UnknownBlock { block } => write!(
				f,
				"the node does not know block {block:?}: check the hash, or leave `at` out for the \
				latest finalized block"
			),
			Error::StatePruned { block } => write!(
				f,
				"the node does not keep the state of block {block:?}: ask for a later block, or ask \
				an archive node"
			),
			Error::RuntimeApiMissing { method, block } => write!(
				f,
				"the runtime of block {block:?} has no `{method}`: ask for a block after the \
				upgrade that brought it"
			),
			Error::RuntimeFailed { method, block, .. } => write!(
				f,
				"`{method}` failed at block {block:?}: try a later block, and report `data` if that \
				fails too"
			),
			Error::NodeFailed { .. } => {
				write!(f, "the node cannot read its database: try again, or ask another node")
			},
			Error::InvalidAccount { param, .. } => write!(
				f,
				"`{param}` is not an account: give an SS58 address, or 0x and 64 hexadecimal digits"
			),
			Error::InvalidId { param } => {
				write!(f, "`{param}` is not an id: give a decimal string of at most {}", u64::MAX)
			},
			Error::LimitOutOfRange { limit, max } => {
				write!(f, "a page of {limit} items cannot be had: set `limit` from 1 to {max}")
			},
			Error::PathTooLong { length, max } => write!(
				f,
				"a path of {length} hashes proves nothing, as no batch is deeper than {max}: give \
				one sibling for each level"
			),
			Error::InvalidBallot { param } => write!(
				f,
				"`{param}` does not name a ballot: give jurisdiction, term and number, such as KR/3/17"
			),
			Error::BatchNotFound { batch, block } => write!(
				f,
				"there is no batch {batch} at block {block:?}: check the id, or wait until its \
				block is finalized"
			),
		}
	}
}

impl std::error::Error for Error {}

impl From<Error> for ErrorObjectOwned {
	fn from(error: Error) -> Self {
		ErrorObjectOwned::owned(error.code(), error.to_string(), Some(error))
	}
}

impl From<PathTooLong> for Error {
	fn from(PathTooLong { length }: PathTooLong) -> Self {
		Error::PathTooLong { length, max: MAX_PATH }
	}
}

/// The error for parameters that are not those of `method`. Its message says which, and so do its
/// data, where other methods of the node have it.
pub(crate) fn invalid_params(method: &str, error: &serde_json::Error) -> ErrorObjectOwned {
	let message = format!("these are not the parameters of `{method}`: {error}");
	ErrorObjectOwned::owned(ErrorCode::InvalidParams.code(), message, Some(error.to_string()))
}

impl From<sp_blockchain::Error> for Error {
	fn from(error: sp_blockchain::Error) -> Self {
		Error::NodeFailed { reason: error.to_string() }
	}
}
