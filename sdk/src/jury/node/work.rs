// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Work for calls that nobody pays for, handed in when the block that it names is of a random age.

use crate::{
	chance,
	client::{Client, Error},
	hashcash,
};
use medibloc_primitives::hashcash::{Hashcash, MAX_AGE};
use rand_core::OsRng;
use std::{ops::ControlFlow, time::Duration};
use tokio::time::sleep;

/// How many blocks the work may take without being seen: half a minute.
const LEAD: u64 = 5;

/// The oldest that the named block is when the call is handed in.
const OLDEST: u64 = MAX_AGE as u64 * 3 / 4;

/// The pause between two looks at the best block.
#[cfg(not(test))]
const PAUSE: Duration = Duration::from_secs(1);
#[cfg(test)]
const PAUSE: Duration = Duration::from_millis(5);

/// The work over a call, once it can be handed in.
///
/// The age of the named block is drawn before, and the call is handed in when the block has it: so it tells
/// nothing of how long the work took, and no two calls to be one device's. Where the work takes longer than
/// usual, the age is drawn anew.
pub(super) async fn work(
	client: &Client,
	call: [u8; 32],
	difficulty: u32,
) -> Result<Hashcash, Error> {
	loop {
		let best = client.best().await?.number;
		let age = u64::from(hashcash::random_age(&mut OsRng));
		// A chain that has just begun has no block that old.
		let block = best.saturating_sub(age.saturating_sub(LEAD));
		let mut until = best.saturating_add(LEAD);
		let hash = client.block_hash(block).await?.ok_or_else(|| {
			Error::decode("chain_getBlockHash", "the node does not know a block of its own chain")
		})?;
		let number =
			u32::try_from(block).map_err(|error| Error::decode("chain_getBlockHash", error))?;
		let go_on = |_| ControlFlow::Continue(());
		let Some(work) = hashcash::work(call, number, hash, difficulty, go_on).await else {
			continue;
		};
		let mut now = client.best().await?.number;
		if now > until {
			let left = block.saturating_add(OLDEST).saturating_sub(now);
			if left == 0 {
				continue;
			}
			until = now.saturating_add(chance::below(&mut OsRng, left));
		}
		while now < until {
			sleep(PAUSE).await;
			now = client.best().await?.number;
		}
		// Blocks may have come in quick succession, or the named one gone with a fork.
		let is_fresh = now.saturating_sub(block) <= OLDEST;
		if is_fresh && client.block_hash(block).await? == Some(hash) {
			return Ok(work);
		}
	}
}
