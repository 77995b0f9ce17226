// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod check;
mod deposits;
mod encoding;
mod errors;
mod extend;
mod grant;
mod log_access;
mod model;
mod mutate;
mod narrow;
mod origins;
mod prune_expired;
mod prune_log;
mod queries;
mod renounce;
mod request;
mod revoke;
mod set_default;
mod settle_request;
mod terms;
mod try_state;
mod weight;
