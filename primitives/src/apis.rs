// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime APIs for integrators, of all domains. The JSON-RPC methods are thin over these.
//!
//! Pages are asked for by `start` and `limit`; a runtime returns at most [`MAX_PAGE`] items whatever
//! the limit.

pub use crate::{consent::api::*, credential::api::*, live::api::*, record::api::*};

/// The most items in one page of any answer.
pub const MAX_PAGE: u32 = 256;
