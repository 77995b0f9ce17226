// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stories on the real node, which the environment variable `MEDIBLOC_NODE` names. `make test-e2e`
//! builds it and runs these.

#![allow(clippy::unwrap_used)]

mod client;
mod encryption_keys;
mod jury_term;
mod main_job;
mod refusals;
mod restart;
