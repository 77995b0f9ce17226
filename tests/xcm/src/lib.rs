// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Emulation of three chains in one process, with the messages between them.
//!
//! This chain is the runtime as it is shipped; the relay chain is Rococo and the other parachain is
//! Rococo's Asset Hub, both as polkadot-sdk publishes them. The SDK's `xcm-emulator` makes their
//! blocks and hands each what the others have sent, out of the queues in which a node would find it.

mod genesis;
pub mod network;
pub mod world;

use sp_runtime::AccountId32;

/// Identifies an account on all three chains.
pub type AccountId = AccountId32;
/// An amount of a token, on all three chains.
pub type Balance = u128;

/// One relay token.
pub const ROC: Balance = 1_000_000_000_000;
