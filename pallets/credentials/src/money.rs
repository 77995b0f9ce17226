// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money.

use crate::{Call, Config};

medibloc_primitives::money_calls!(
	moving: [],
	other: [
		suspend,
		revoke,
		surrender,
		invalidate_since,
		set_authority_status,
		remove_authority,
		enact,
		veto,
		force_revoke,
		register_authority,
		apply,
		withdraw_application,
		issue,
		renew,
		resume,
		prune,
		reject_application,
	],
);
