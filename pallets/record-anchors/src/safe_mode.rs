// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [set_writer_policy],
	closed: [
		anchor,
		anchor_batch,
		amend,
		retract,
		acknowledge,
		contest,
		co_sign,
		set_locator,
		remove_locator,
		report_corruption,
		confirm_restored,
		erase,
		force_retract,
		remove_co_signature,
		refuse,
		release_sureties,
	],
);
