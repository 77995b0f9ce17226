// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! There are no calls and no errors, so that there is no table of either.

mod api;
mod encoding;
mod hooks;
mod integrity;
mod model;
mod step;
mod try_state;

use crate::{mock::*, Clock, Reading};
use medibloc_primitives::{LiveMoment, LiveTime};
