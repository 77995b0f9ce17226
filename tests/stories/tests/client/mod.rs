// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The client of the SDK against the real node: what each of its methods does.

mod connect;
mod consent;
mod credentials;
mod dry_run;
mod encryption_keys;
mod pipeline;
mod proof;
mod reconnect;
mod records;
mod submit;
