// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime APIs for integrators, of all domains. The JSON-RPC methods are thin over these.
//!
//! No method's cost grows with what is stored, nor with where a page starts: the cursor of a page is a
//! key, never a number of items to skip. `after` is the key of the last item of the page before; `start`,
//! of entries that are numbered, that of the first item wanted. A runtime returns at most [`MAX_PAGE`]
//! items whatever the limit, and leaves none out that it has read, so that no page reads more.
//! Each trait says what its methods read at most.

pub use crate::{
	consent::api::*, credential::api::*, jury::api::*, live::api::*, points::api::*,
	record::api::*, rings::api::*,
};

/// The most items in one page of any answer.
pub const MAX_PAGE: u32 = 256;
