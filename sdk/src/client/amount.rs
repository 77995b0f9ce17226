// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Amounts of MED.

/// An amount of MED in its smallest unit.
pub type Amount = u128;
