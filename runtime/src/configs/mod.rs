// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Pallet configurations by domain.

pub mod accounts;
pub mod collation;
pub mod election;
pub mod governance;
pub mod jury;
pub mod medibloc;
pub mod merit;
pub mod monetary;
pub mod staking;
pub mod system;
pub mod xcm;
