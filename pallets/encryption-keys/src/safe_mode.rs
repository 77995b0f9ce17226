// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls by whether an emergency can stop them.
//!
//! To publish a key can be stopped: whoever acts for others by a fault of the chain would have what is
//! meant for them encrypted to a key of their own. With the old key withdrawn, nobody encrypts to it.

use crate::{Call, Config};

medibloc_primitives::safe_mode_calls!(open: [withdraw], closed: [publish]);
