// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Sponsorship: fees and storage deposits that a pot pays for an account.

pub mod claim;
mod traits;

pub use traits::SponsorshipMutate;

use crate::ItemId;

/// The id of the pot that the treasury feeds. The chain issues no such id to another.
pub const PUBLIC_POT: ItemId = ItemId(0);
