// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Consent: grants and denials of access to records, requests for them, and the one rule that decides on
//! an access.

pub(crate) mod api;
mod named;
mod rule;
mod stored;
mod terms;
mod traits;

pub use api::*;
pub use named::{NamedScope, NamedTerms};
pub use rule::{ask_all, decide, decide_access, AccessQuery, DenyReason, Facts, Verdict};
pub use stored::{
	Basis, Consent, Grant, GrantId, Granted, Grantee, OpenRequest, RequestPolicy, Summary,
};
pub use terms::{
	uses_within, Action, Actions, Anchors, Classes, Effect, Obligations, Purpose, Purposes, Scope,
	Terms, MAX_SCOPE_ANCHORS,
};
pub use traits::{ConsentInspect, ConsentMutate};

#[cfg(test)]
mod tests;
