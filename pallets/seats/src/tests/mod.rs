// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod end_session;
mod invariants;
mod new_session;
mod set_schedule;

use crate::{mock::*, CurrentSchedule, Error, Event, MissedEras, Schedule};
use frame_support::{assert_noop, assert_ok};
use pallet_session::SessionManager;
