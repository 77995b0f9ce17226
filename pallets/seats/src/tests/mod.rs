// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod displace;
mod encoding;
mod end_session;
mod errors;
mod integrity;
mod new_session;
mod origins;
mod set_schedule;
mod try_state;

use crate::{mock::*, CurrentSchedule, Error, Event, MissedEras, Schedule};
use frame_support::{assert_noop, assert_ok};
use pallet_session::SessionManager;
