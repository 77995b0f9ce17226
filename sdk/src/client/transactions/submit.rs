// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Submission of transactions, and their outcome.

use crate::client::{amount::Amount, page::BlockRef};
use sp_core::H256;
use std::time::Duration;

/// The event to wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wait {
	/// Until the transaction is in a block. A fork may still take it back.
	InBlock,
	/// Until the block is final: nothing can take it back.
	#[default]
	Finalized,
}

/// The options of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submit {
	/// The event to wait for.
	pub wait: Wait,
	/// The tip to the author of the block, for an earlier place.
	pub tip: Amount,
	/// For how many blocks it is valid: a power of two from 4 to 4,096; others are rounded up. Up to
	/// eight of them have passed already. After them it can never be included.
	pub mortality: u64,
	/// The time limit of waiting. If it is not known by then what became of the transaction,
	/// submitting fails with [`Unknown`](crate::client::Error::Unknown).
	pub timeout: Duration,
}

impl Default for Submit {
	/// Until final, without a tip, for 64 blocks and at most ten minutes.
	fn default() -> Self {
		Self { wait: Wait::default(), tip: 0, mortality: 64, timeout: Duration::from_secs(600) }
	}
}

impl Submit {
	/// As the default, but until the transaction is in a block.
	pub fn in_block() -> Self {
		Self { wait: Wait::InBlock, ..Self::default() }
	}
}

/// A transaction that was included and did what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<T> {
	/// The value that it brought into being, such as an id.
	pub value: T,
	/// The hash of the transaction.
	pub transaction: H256,
	/// The block that it is in.
	pub block: BlockRef,
	/// Whether that block is final.
	pub finalized: bool,
	/// The fee that the signer paid, tip included and deposits not.
	pub fee: Amount,
}
