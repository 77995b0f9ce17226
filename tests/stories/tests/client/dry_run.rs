// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_sdk::client::{Refusal, Signer};
use medibloc_stories::{cast, fast, fresh, shared, MED};

#[tokio::test]
async fn a_dry_run_tells_the_fee_and_the_outcome_and_changes_nothing() {
	let node = shared().await;
	let client = node.connect().await;
	let account = fresh(&client, "dry").await;
	let (from, to) = (account.account(), cast().doctor.account());
	let before = client.balances().balance(&from).await.unwrap();
	let transfer = client.balances().transfer(&to, MED);
	let would = transfer.dry_run(&account, &fast()).await.unwrap();
	assert_eq!((would.validity, would.outcome), (Ok(()), Some(Ok(()))));
	assert_eq!(client.balances().balance(&from).await.unwrap(), before);

	let receipt = transfer.submit(&account, &fast()).await.unwrap();
	assert_eq!(receipt.fee, would.fee);
	let after = client.balances().balance(&from).await.unwrap();
	assert_eq!(before.free - after.free, MED + would.fee);

	let decline = client.consent().decline(&to);
	let would = decline.dry_run(&account, &fast()).await.unwrap();
	let Some(Err(failure)) = would.outcome else { panic!("{would:?}") };
	assert!(failure.is("Consent", "RequestNotFound"), "{failure}");
	assert_eq!(failure.to_string(), "Consent.RequestNotFound: There is no such request.");

	let penniless = Signer::dev("//penniless").unwrap();
	let would = transfer.dry_run(&penniless, &fast()).await.unwrap();
	assert_eq!((would.validity, would.outcome), (Err(Refusal::Payment), None));
	assert!(would.fee > 0);
}
