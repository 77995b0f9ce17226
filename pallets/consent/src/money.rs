// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money.

use crate::{Call, Config};

medibloc_primitives::money_calls!(
	moving: [],
	other: [
		revoke,
		revoke_all_for,
		narrow,
		renounce,
		decline,
		withdraw_request,
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
