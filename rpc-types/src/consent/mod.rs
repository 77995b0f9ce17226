// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Consent: access, and the grants that decide on it.

mod access;
mod grants;
mod requests;
mod terms;

pub use access::{Access, AccessQuery};
pub use grants::{Basis, Consent, ConsentPage, Consents, Deposit, Grant, Grantee};
pub use requests::OpenRequest;
pub use terms::{Scope, Terms};
