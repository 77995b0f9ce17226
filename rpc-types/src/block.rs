// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The block of an answer.

use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The block that an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockRef {
	/// Its hash.
	pub hash: H256,
	/// Its number.
	pub number: u64,
}

/// An answer with the block that it is about, whose fields stand beside those of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At<T> {
	/// The answer.
	#[serde(flatten)]
	pub answer: T,
	/// The block whose state this is.
	pub block: BlockRef,
}
