// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of JSON-RPC, as `docs/rpc.md` lists them.

use std::fmt;
use subxt::rpcs::UserError;

/// The kind of a node's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RpcErrorKind {
	/// 9001: the node has no such block.
	UnknownBlock,
	/// 9002: the node has the block, but not its state.
	StatePruned,
	/// 9003: the runtime of that block is older than the method.
	RuntimeApiMissing,
	/// 9004: the runtime broke off.
	RuntimeFailed,
	/// 9005: the node cannot read its database.
	NodeFailed,
	/// 9011: a parameter is not an account.
	InvalidAccount,
	/// 9012: a parameter is not an id.
	InvalidId,
	/// 9013: a page of no items, or of too many.
	LimitOutOfRange,
	/// 9014: a Merkle path longer than any batch is deep.
	PathTooLong,
	/// 9015: a parameter does not name a ballot.
	InvalidBallot,
	/// 9021: there is no such batch.
	BatchNotFound,
	/// -32601: the node does not serve this method.
	MethodNotFound,
	/// -32602: a parameter is missing or of the wrong type.
	InvalidParams,
	/// Any other: see the code.
	Other,
}

/// An error that a node answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RpcError {
	/// The kind.
	pub kind: RpcErrorKind,
	/// The code of JSON-RPC.
	pub code: i32,
	/// The node's message.
	pub message: String,
	/// Details, as JSON.
	pub data: Option<String>,
}

impl fmt::Display for RpcError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} ({})", self.message, self.code)?;
		// The messages of the methods of this chain say all that the details do.
		match &self.data {
			Some(data) if self.kind == RpcErrorKind::Other => write!(f, ": {data}"),
			_ => Ok(()),
		}
	}
}

impl std::error::Error for RpcError {}

impl From<UserError> for RpcError {
	fn from(error: UserError) -> Self {
		let UserError { code, message, data } = error;
		let kind = match code {
			9001 => RpcErrorKind::UnknownBlock,
			9002 => RpcErrorKind::StatePruned,
			9003 => RpcErrorKind::RuntimeApiMissing,
			9004 => RpcErrorKind::RuntimeFailed,
			9005 => RpcErrorKind::NodeFailed,
			9011 => RpcErrorKind::InvalidAccount,
			9012 => RpcErrorKind::InvalidId,
			9013 => RpcErrorKind::LimitOutOfRange,
			9014 => RpcErrorKind::PathTooLong,
			9015 => RpcErrorKind::InvalidBallot,
			9021 => RpcErrorKind::BatchNotFound,
			-32601 => RpcErrorKind::MethodNotFound,
			-32602 => RpcErrorKind::InvalidParams,
			_ => RpcErrorKind::Other,
		};
		Self { kind, code, message, data: data.map(|data| data.get().to_owned()) }
	}
}
