// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Governance: referenda of token holders, and bodies for the daily work.
//!
//! | Body | Decides on | Answers to |
//! |---|---|---|
//! | token holders | everything, each kind on a track of its own: see [`tracks`] | nobody |
//! | technical fellowship | which proposals are urgent; pausing the chain in an emergency | token holders |
//! | credential committee | which authorities certify | token holders |
//!
//! Nobody else holds a power: there is no sudo.

pub mod committee;
pub mod emergency;
pub mod fellowship;
pub mod origins;
pub mod parameter_store;
pub mod parameters;
pub mod referenda;
pub mod tracks;
pub mod treasury;

pub use committee::{CredentialAdmin, CredentialSanction, CredentialVeto};
