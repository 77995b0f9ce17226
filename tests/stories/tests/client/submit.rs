// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use futures::future::join_all;
use medibloc_sdk::client::{Error, Failure, Refusal, Signer, Submit, Wait};
use medibloc_stories::{cast, failure, fast, fresh, is, nobody, shared, MED};
use std::collections::BTreeSet;

#[tokio::test]
async fn transactions_of_one_account_at_the_same_time_follow_each_other() {
	let node = shared().await;
	let client = node.connect().await;
	let account = fresh(&client, "busy").await;
	let transfers = (0..20).map(|number| {
		let (client, account) = (client.clone(), &account);
		async move {
			let submit = if number % 2 == 0 { Submit::default() } else { fast() };
			let call = client.balances().transfer(&cast().doctor.account(), MED + number);
			call.submit(account, &submit).await.unwrap().transaction
		}
	});
	let transactions: BTreeSet<_> = join_all(transfers).await.into_iter().collect();
	assert_eq!(transactions.len(), 20);
	let balance = client.balances().balance(&account.account()).await.unwrap();
	assert_eq!(balance.nonce, 20);
}

#[tokio::test]
async fn a_transfer_of_all_gives_the_amount_that_it_moved() {
	let node = shared().await;
	let client = node.connect().await;
	let balances = client.balances();
	let [from, through] = [fresh(&client, "transfers").await, fresh(&client, "through").await];
	let some = balances.transfer_allow_death(&through.account(), MED);
	some.submit(&from, &fast()).await.unwrap();
	let before = balances.balance(&from.account()).await.unwrap().free;
	let all = balances.transfer_all(&through.account(), true);
	let all = all.submit(&from, &fast()).await.unwrap();
	let after = balances.balance(&from.account()).await.unwrap().free;
	assert_eq!(all.value, before - after - all.fee);
	assert!(after > 0 && all.value > 900 * MED);
	// The account goes, and nothing stays in it.
	let before = balances.balance(&through.account()).await.unwrap().free;
	let rest = balances.transfer_all(&cast().doctor.account(), false);
	let rest = rest.submit(&through, &fast()).await.unwrap();
	assert_eq!(rest.value, before - rest.fee);
	assert_eq!(balances.balance(&through.account()).await.unwrap().free, 0);
}

#[tokio::test]
async fn accounts_of_every_kind_sign() {
	let node = shared().await;
	let client = node.connect().await;
	let secret = "//every kind".into();
	for signer in [
		Signer::sr25519(&secret).unwrap(),
		Signer::ed25519(&secret).unwrap(),
		Signer::ecdsa(&secret).unwrap(),
	] {
		let fund = client.balances().transfer(&signer.account(), 10 * MED);
		fund.submit(&cast().authority, &fast()).await.unwrap();
		let call = client.balances().transfer(&cast().doctor.account(), MED);
		let receipt = call.submit(&signer, &fast()).await.unwrap();
		assert!(receipt.fee > 0);
	}
}

#[tokio::test]
async fn a_receipt_tells_block_finality_and_fee() {
	let node = shared().await;
	let client = node.connect().await;
	let account = fresh(&client, "receipts").await;
	let call = client.balances().transfer(&cast().doctor.account(), MED);
	let plain = call.submit(&account, &Submit::default()).await.unwrap();
	assert!(plain.finalized);
	let finalized = client.chain().finalized().await.unwrap();
	assert!(plain.block.number <= finalized.number);
	let tipped = Submit { tip: MED, wait: Wait::InBlock, ..Submit::default() };
	let tipped = call.submit(&account, &tipped).await.unwrap();
	// The tip makes the transaction longer too.
	assert!((MED..MED + plain.fee).contains(&(tipped.fee - plain.fee)), "{tipped:?} {plain:?}");
	assert!(tipped.block.number > plain.block.number);
	let encoded = call.encode().await.unwrap();
	assert_eq!(encoded.len(), 2 + 33 + 6);
}

#[tokio::test]
async fn errors_of_the_chain_have_their_names_and_documentation() {
	let node = shared().await;
	let client = node.connect().await;
	let account = fresh(&client, "failing").await;
	let decline = client.consent().decline(&nobody());
	let failed = decline.submit(&account, &fast()).await;
	let text = failed.as_ref().unwrap_err().to_string();
	assert_eq!(text, "Consent.RequestNotFound: There is no such request.");
	is(failure(failed), "Consent", "RequestNotFound");
	// The chain has such errors without a pallet too.
	let all = client.balances().transfer(&nobody(), 2_000 * MED);
	match all.submit(&account, &fast()).await {
		Err(Error::Dispatch { failure, .. }) => {
			let expected = sp_runtime::TokenError::FundsUnavailable.into();
			assert_eq!(*failure, Failure::Runtime(expected));
		},
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn the_pool_refuses_who_cannot_pay() {
	let node = shared().await;
	let client = node.connect().await;
	let penniless = Signer::dev("//penniless").unwrap();
	let call = client.balances().transfer(&cast().doctor.account(), MED);
	match call.submit(&penniless, &fast()).await {
		Err(Error::Refused(Refusal::Payment)) => {},
		other => panic!("{other:?}"),
	}
}
