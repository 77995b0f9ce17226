// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage migrations that run at a runtime upgrade.

/// Migrations of the release that is being prepared. Emptied once it is out on every network.
pub type Unreleased = ();

/// Migrations that may run at every upgrade.
pub type Permanent = (pallet_xcm::migration::MigrateToLatestXcmVersion<crate::Runtime>,);

/// Everything that runs, in this order.
pub type All = (Unreleased, Permanent);
