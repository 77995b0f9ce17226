// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Pages of lists.

/// The number of items in a page whose `limit` is left out. The largest is
/// [`MAX_PAGE`](medibloc_primitives::apis::MAX_PAGE).
pub const DEFAULT_PAGE: u32 = 64;
