// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [
		suspend,
		revoke,
		surrender,
		invalidate_since,
		set_authority_status,
		remove_authority,
		enact,
		veto,
		force_revoke,
	],
	closed: [
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
