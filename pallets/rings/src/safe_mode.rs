// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [withdraw_vouch],
	closed: [vouch, freeze, build, retire, provide_parameters],
);
