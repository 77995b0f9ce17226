// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money.

use crate::{Call, Config};

medibloc_primitives::money_calls!(
	moving: [apply],
	other: [create, update, advance, enrol, leave, draw, present, commit, reveal, close, certify, appeal, decide_appeal, void, mint, redeem, redeem_surplus, settle, clear],
);
