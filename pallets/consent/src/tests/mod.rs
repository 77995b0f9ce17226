// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod accept;
mod api;
mod check;
mod decline;
mod deposits;
mod encoding;
mod errors;
mod extend;
mod grant;
mod integrity;
mod lift;
mod log_access;
mod model;
mod mutate;
mod names;
mod narrow;
mod origins;
mod prune_expired;
mod prune_log;
mod renounce;
mod request;
mod revoke;
mod revoke_all_for;
mod set_default;
mod terms;
mod try_state;
mod weight;
mod withdraw_request;
