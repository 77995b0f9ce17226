// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money.
//!
//! Whoever adds a key to an account, or takes the others away, has all that it owns: a proxy that must
//! not move money must not do that either.

use crate::{Call, Config};

medibloc_primitives::money_calls!(
	moving: [add_passkey, remove_passkey],
	other: [set_relying_party, remove_relying_party],
);
