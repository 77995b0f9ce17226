// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [revoke, revoke_all_for, narrow, renounce, decline, withdraw_request],
	closed: [
		request,
		accept,
		grant,
		extend,
		lift,
		set_default,
		log_access,
		prune_expired,
		prune_log,
	],
);
