// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Pages of answers, and their block.

use medibloc_primitives::apis::MAX_PAGE;
pub use medibloc_rpc_types::BlockRef;

/// The largest page that a node gives.
pub(crate) const MAX: u32 = MAX_PAGE;

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
