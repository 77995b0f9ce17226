// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Waiting for what the chain does by itself.

use medibloc_primitives::Moment;
use medibloc_sdk::client::{BlockRef, Client};
use std::{
	future::Future,
	time::{Duration, Instant},
};
use tokio::time::sleep;

const PATIENCE: Duration = Duration::from_secs(240);
const PAUSE: Duration = Duration::from_millis(100);

/// Asks until there is an answer, but not for ever.
pub async fn eventually<T, F>(what: &str, ask: impl FnMut() -> F) -> T
where
	F: Future<Output = Option<T>>,
{
	within(PATIENCE, what, ask).await
}

/// Asks until there is an answer, but no longer than `patience`.
pub async fn within<T, F>(patience: Duration, what: &str, mut ask: impl FnMut() -> F) -> T
where
	F: Future<Output = Option<T>>,
{
	let deadline = Instant::now() + patience;
	loop {
		if let Some(answer) = ask().await {
			return answer;
		}
		assert!(Instant::now() < deadline, "{what}: waited {patience:?} in vain");
		sleep(PAUSE).await;
	}
}

/// Waits until block `number` is final, and gives the latest that is.
pub async fn finalized(client: &Client, number: u64) -> BlockRef {
	eventually(&format!("block {number}"), || async {
		let latest = client.chain().finalized().await.unwrap();
		(latest.number >= number).then_some(latest)
	})
	.await
}

/// Waits until the clock of the chain shows `moment`.
pub async fn reach(client: &Client, moment: Moment) {
	eventually(&format!("{moment} on the chain"), || async {
		(client.chain().now().await.unwrap() >= moment).then_some(())
	})
	.await
}
