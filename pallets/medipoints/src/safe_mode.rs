// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [],
	closed: [
		buy,
		redeem,
		cancel_redemption,
		pay,
		sweep,
		set_rates,
		claim_record,
		prune_claims,
		prune_pairs,
	],
);
