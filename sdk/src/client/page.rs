// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Pages of answers, and their block.

use medibloc_primitives::apis::MAX_PAGE;
use serde::Deserialize;
use sp_core::H256;

/// The largest page that a node gives.
pub(crate) const MAX: u32 = MAX_PAGE;

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct BlockRef {
	/// Its hash.
	pub hash: H256,
	/// Its number.
	pub number: u64,
}

/// A page of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T, Next> {
	/// The block whose state gave the answer. Ask for the next page at it, or items may be missed or
	/// seen twice.
	pub block: BlockRef,
	/// The items.
	pub items: Vec<T>,
	/// The argument for the next page; `None` if this is the last one.
	pub next: Option<Next>,
}
