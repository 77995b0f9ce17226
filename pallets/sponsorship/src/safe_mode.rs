// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them. Ending is open; what others may spend of a pot does not grow.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [leave, remove],
	closed: [
		create_pot,
		fund,
		set_budget,
		enrol,
		accept,
		withdraw,
		close_pot,
		set_public_pot,
		feed,
		claim,
		prune,
		prune_claims,
	],
);
