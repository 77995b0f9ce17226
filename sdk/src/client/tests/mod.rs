// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tests against a node that is made up. `tests/stories` has those against the real one.

mod acting;
mod answers;
mod calls;
mod connect;
mod encryption_keys;
mod failure;
mod general;
mod layers;
pub(crate) mod mock;
mod nonce;
mod refusal;
mod requests;
mod signer;
mod watch;

pub(crate) use calls::{methods, name, Method, Sample};
