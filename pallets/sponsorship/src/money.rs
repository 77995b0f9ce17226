// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money. What a budget allows others to spend moves it too.

use crate::{Call, Config};

medibloc_primitives::money_calls!(
	moving: [fund, set_budget, withdraw, set_public_pot, feed],
	other: [
		create_pot,
		enrol,
		accept,
		leave,
		remove,
		close_pot,
		claim,
		prune,
		prune_claims,
	],
);
