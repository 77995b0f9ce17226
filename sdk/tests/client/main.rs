// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The client against the real node, which the environment variable `MEDIBLOC_NODE` names.
//! `make test-e2e` builds it and runs these.

#![allow(clippy::unwrap_used)]

mod connect;
mod consent;
mod credentials;
mod dry_run;
mod encryption_keys;
mod metadata;
mod node;
mod pipeline;
mod proof;
mod proxy;
mod reconnect;
mod records;
mod submit;
