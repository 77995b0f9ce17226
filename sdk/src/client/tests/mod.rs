// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tests against a node that is made up. `tests/stories` has those against the real one.

mod answers;
mod connect;
mod encryption_keys;
mod failure;
mod mock;
mod nonce;
mod refusal;
mod requests;
mod signer;
mod watch;
