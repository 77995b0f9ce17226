// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [leave, void],
	closed: [
		create,
		update,
		advance,
		enrol,
		apply,
		draw,
		present,
		commit,
		reveal,
		close,
		certify,
		appeal,
		decide_appeal,
		mint,
		redeem,
		redeem_surplus,
		settle,
		clear,
	],
);
