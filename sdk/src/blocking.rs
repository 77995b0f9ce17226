// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Blocking work, off the threads of the asynchronous runtime.

use std::panic::resume_unwind;

/// Runs `work` on a thread for blocking work. It runs to its end even if nobody waits any more.
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
	match tokio::task::spawn_blocking(work).await {
		Ok(result) => result,
		Err(error) => match error.try_into_panic() {
			Ok(panic) => resume_unwind(panic),
			// The runtime shuts down, and this future with it.
			Err(_) => std::future::pending().await,
		},
	}
}
