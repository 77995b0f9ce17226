// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_sdk::rings::parameters;
use medibloc_stories::{failure, fast, fresh, is, shared};

#[tokio::test]
async fn anybody_gives_the_chain_parameters_and_nobody_others() {
	let node = shared().await;
	let client = node.connect().await;
	let anyone = fresh(&client, "with parameters").await;
	let rings = client.rings();
	let chunk = parameters().last().expect("there are chunks");
	let index = 125;
	assert!(rings.missing_parameters().await.unwrap().contains(&index));

	let other = rings.provide_parameters(index, &[0; 12_288]).submit(&anyone, &fast()).await;
	is(failure(other), "Rings", "WrongParameters");
	let given = rings.provide_parameters(index, chunk).submit(&anyone, &fast()).await.unwrap();
	assert_eq!(given.fee, 0);
	let again = rings.provide_parameters(index, chunk).submit(&anyone, &fast()).await;
	is(failure(again), "Rings", "KnownParameters");

	let missing = rings.at(given.block.hash).missing_parameters().await.unwrap();
	assert!(!missing.is_empty() && !missing.contains(&index));
}
