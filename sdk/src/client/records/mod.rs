// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Anchored records.

mod anchors;
mod handle;
mod locators;
mod reads;
mod writers;

pub use handle::Records;
