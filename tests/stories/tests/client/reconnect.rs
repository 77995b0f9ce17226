// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Reconnection. Nothing is executed twice.

use medibloc_sdk::client::{Client, Error, Options, Submit, Wait};
use medibloc_stories::{cast, fast, fresh, mortal, nobody, shared, Cut, Proxy, MED};
use std::time::Duration;

#[tokio::test]
async fn a_connection_lost_while_submitting_executes_once() {
	let node = shared().await;
	let direct = node.connect().await;
	let account = fresh(&direct, "cut off").await;
	for (number, (cut, wait)) in [
		(Cut::BeforeSubmit, Wait::InBlock),
		(Cut::BeforeSubmit, Wait::Finalized),
		(Cut::AfterSubmit, Wait::InBlock),
		(Cut::AfterSubmit, Wait::Finalized),
	]
	.into_iter()
	.enumerate()
	{
		let proxy = Proxy::to(&node.address).await;
		let client = Client::connect(&proxy.url).await.unwrap();
		proxy.cut(cut);
		let call = client.balances().transfer(&cast().doctor.account(), MED);
		let submit = Submit { wait, ..fast() };
		let receipt = call.submit(&account, &submit).await.unwrap();
		assert!(proxy.submitted() >= 1, "{cut:?}");
		let then = direct.balances().at(receipt.block.hash);
		let balance = then.balance(&account.account()).await.unwrap();
		assert_eq!(balance.nonce, number as u64 + 1, "{cut:?} {wait:?}");
	}
	let rest = direct.balances().balance(&account.account()).await.unwrap().free;
	assert!((995 * MED..996 * MED).contains(&rest), "{rest}");
}

#[tokio::test]
async fn a_connection_lost_for_good_leaves_it_open_and_says_so() {
	let node = shared().await;
	let direct = node.connect().await;
	let account = fresh(&direct, "lost").await;
	let proxy = Proxy::to(&node.address).await;
	let options = Options { request_timeout: Duration::from_secs(15), ..Options::default() };
	let client = Client::connect_with(&proxy.url, &options).await.unwrap();
	proxy.cut(Cut::ForGood);
	let call = client.balances().transfer(&cast().doctor.account(), MED);
	let submit = Submit { timeout: Duration::from_secs(5), ..fast() };
	let (nonce, until) = match call.submit(&account, &submit).await {
		Err(Error::Unknown { nonce, until, reason, .. }) => {
			assert!(!reason.is_empty());
			(nonce, until)
		},
		other => panic!("{other:?}"),
	};
	assert_eq!(nonce, 0);
	assert!(until > direct.chain().best().await.unwrap().number);
	// It was executed, as a look at the chain tells.
	let balance = direct.balances().balance(&account.account()).await.unwrap();
	assert_eq!(balance.nonce, 1);
	match client.balances().balance(&nobody()).await {
		Err(Error::Disconnected { .. } | Error::Timeout { .. }) => {},
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn a_client_survives_a_restart_of_its_node() {
	let mut node = mortal().await;
	let client = node.connect().await;
	let patient = cast().hospital;
	let call = client.balances().transfer(&cast().doctor.account(), MED);
	call.submit(&patient, &Submit::default()).await.unwrap();
	node.kill();
	let options = Options { request_timeout: Duration::from_secs(1), ..Options::default() };
	match Client::connect_with(&node.url(), &options).await {
		Err(Error::Unreachable { .. }) => {},
		other => panic!("{other:?}"),
	}
	node.restart();
	let before = client.chain().finalized().await.unwrap().number;
	let receipt = call.submit(&patient, &Submit::default()).await.unwrap();
	assert!(receipt.block.number > before);
	assert_eq!(client.balances().balance(&patient.account()).await.unwrap().nonce, 2);
}
