// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money.

use crate::{Call, Config};

medibloc_primitives::money_calls!(moving: [], other: [set_schedule, displace]);
