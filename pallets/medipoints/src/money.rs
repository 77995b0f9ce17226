// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money.

use crate::{Call, Config};

medibloc_primitives::money_calls!(
	moving: [buy, redeem],
	other: [cancel_redemption, pay, sweep, set_rates, claim_record, prune_claims, prune_pairs],
);
