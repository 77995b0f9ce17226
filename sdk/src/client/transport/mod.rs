// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The connection to a node: requests, the runtime of the chain, the state of a block.

mod account;
mod connect;
mod nonce;
mod options;
mod proof;
mod rpc;
mod runtime;

pub use connect::Client;
pub use options::Options;

pub(crate) use account::Account;
pub(crate) use rpc::hex;
pub(crate) use runtime::Runtime;
#[cfg(test)]
pub(crate) use {connect::check, nonce::Nonces, rpc::Rpc};
