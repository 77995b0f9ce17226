// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether they move money.
//!
//! A surety is held. It is the patient who takes it, by refusing the record.

use crate::{Call, Config};

medibloc_primitives::money_calls!(
	moving: [],
	other: [
		set_writer_policy,
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
