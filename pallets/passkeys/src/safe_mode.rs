// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.
//!
//! To add a key can be stopped: whoever acts for others by a fault of the chain would keep their
//! accounts. A key that was stolen, and a relying party whose pages lie, must go at any time.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(
	open: [remove_passkey, remove_relying_party],
	closed: [add_passkey, set_relying_party],
);
