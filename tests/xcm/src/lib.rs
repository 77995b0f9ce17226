// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Two chains and what carries messages between them.
//!
//! This chain is the runtime as it is shipped, with its queues. Asset Hub is a small runtime of
//! the SDK's pallets that holds the relay token as the real one does ([`asset_hub`]). What one
//! sends, encoded as it travels, is handed to the other by [`World`].

pub mod asset_hub;
pub mod world;

pub use world::World;

use sp_runtime::AccountId32;

/// Identifies an account on both chains.
pub type AccountId = AccountId32;
/// An amount of a token, on both chains.
pub type Balance = u128;

/// One relay token.
pub const ROC: Balance = 1_000_000_000_000;
