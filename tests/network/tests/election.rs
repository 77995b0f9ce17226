// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Elections: token holders change their minds, and the next era seats another collator, which then
//! authors.

use anyhow::{ensure, Result};
use medibloc_network_tests::{eventually, LocalNetwork};
use std::time::{Duration, Instant};
use zombienet_sdk::{
	subxt::dynamic::{tx, Value},
	subxt_signer::{sr25519::Keypair, SecretUri},
};

const MINUTE: Duration = Duration::from_secs(60);

/// Among how many final blocks one is to be of the newly elected, who has every other slot.
const PATIENCE: u32 = 20;

/// The accounts that back the first two collators at genesis.
const NOMINATORS: [&str; 2] = ["//Eve//stash", "//Ferdie//stash"];

#[tokio::test(flavor = "multi_thread")]
async fn an_election_seats_another_collator() -> Result<()> {
	let mut network = LocalNetwork::spawn("two-collators").await?;
	let alice = network.chain("alice").await?;
	let charlie = signer("//Charlie")?.public_key();
	eventually("the first final block", 10 * MINUTE, || async {
		Ok((alice.finalized().await?.number > 0).then_some(()))
	})
	.await?;
	let before = alice.authors(&alice.finalized().await?).await?;
	ensure!(before.iter().all(|author| author.0 != charlie.0), "Charlie has a seat already");

	// His keys are in the genesis state; his node starts from nothing.
	network.add_collator("charlie").await?;
	let client = alice.client().await?;
	for nominator in NOMINATORS {
		let charlie = Value::unnamed_variant("Id", [Value::from_bytes(charlie.0)]);
		let call = tx("Staking", "nominate", vec![Value::unnamed_composite([charlie])]);
		let events = client
			.tx()
			.sign_and_submit_then_watch_default(&call, &signer(nominator)?)
			.await?
			.wait_for_finalized_success()
			.await?;
		println!("{nominator} nominates Charlie in {:?}", events.extrinsic_hash());
	}
	let since = Instant::now();
	eventually("Charlie to be elected", 10 * MINUTE, || async {
		let authors = alice.authors(&alice.finalized().await?).await?;
		Ok(authors.iter().any(|author| author.0 == charlie.0).then_some(()))
	})
	.await?;
	println!("elected after the nominations: {} s", since.elapsed().as_secs());
	// Of the blocks that he makes some are left aside, as of everybody's.
	let seated = alice.finalized().await?.number;
	let mut next = seated + 1;
	loop {
		eventually("another final block", 5 * MINUTE, || async {
			Ok((alice.finalized().await?.number >= next).then_some(()))
		})
		.await?;
		if alice.author(&alice.at(next).await?).await?.0 == charlie.0 {
			println!("his first final block after that: {next}");
			break;
		}
		ensure!(next < seated + PATIENCE, "none of {PATIENCE} final blocks is Charlie's");
		next += 1;
	}
	network.destroy().await
}

fn signer(uri: &str) -> Result<Keypair> {
	Ok(Keypair::from_uri(&uri.parse::<SecretUri>()?)?)
}
