// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Consent: requests, grants and accesses.

mod access;
mod grants;
mod handle;
mod requests;

pub use access::{Access, AccessLogPage, LoggedAccess};
pub use handle::Consent;
