// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Networks of the parachain beside a local relay chain, with real validators and finality.
//!
//! A network is written down in `zombienet/<name>.toml`, and [`LocalNetwork`] starts it. [`Chain`]
//! is what a node says of its chain. A [`NodeProcess`] is started beside a network.

mod chain;
mod network;
mod process;

pub use chain::{Block, Chain};
pub use network::{LocalNetwork, PARA_ID};
pub use process::{NodeProcess, Start};

use anyhow::{bail, Result};
use std::{future::Future, time::Duration};

/// The interval of polling a condition.
const INTERVAL: Duration = Duration::from_secs(1);

/// Waits until `look` finds something, for as long as `patience`.
///
/// What fails while a node is down is no reason to give up: the last failure is told at the end.
pub async fn eventually<T, F>(
	what: &str,
	patience: Duration,
	mut look: impl FnMut() -> F,
) -> Result<T>
where
	F: Future<Output = Result<Option<T>>>,
{
	let deadline = tokio::time::Instant::now() + patience;
	loop {
		let seen = match look().await {
			Ok(Some(found)) => return Ok(found),
			Ok(None) => "not yet".into(),
			Err(error) => format!("{error:#}"),
		};
		if tokio::time::Instant::now() >= deadline {
			bail!("waited {} s in vain for {what}: {seen}", patience.as_secs());
		}
		tokio::time::sleep(INTERVAL).await;
	}
}
