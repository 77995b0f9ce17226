// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of live time.

use super::LiveClock;

sp_api::decl_runtime_apis! {
	/// Live time left of windows within which somebody must act.
	pub trait LiveClockApi {
		/// The clock that those windows are measured by.
		fn live_clock() -> LiveClock;
	}
}
