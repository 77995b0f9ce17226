// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A general transaction of the SDK on the real node: a call that authorises itself, which nobody signs
//! and nobody pays for. Those of the shipped runtime take proofs of membership in a ring (`jury_term.rs`); this
//! one takes a signature. The chain begins with the runtime of the next version, which
//! `MEDIBLOC_NEXT_RUNTIME` names and `make test-e2e` builds.

#![allow(clippy::unwrap_used)]

use medibloc_sdk::client::{Error, Refusal, Submit};
use medibloc_stories::{cast, Node, Raw};
use sp_core::{sr25519, Pair, H256};
use std::{env, fs};
use subxt::utils::Static;

fn refusal(error: Error) -> Refusal {
	match error {
		Error::Refused(refusal) => refusal,
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn a_call_that_authorises_itself_is_made_by_nobody_once_and_for_nothing() {
	let file = env::var("MEDIBLOC_NEXT_RUNTIME")
		.expect("MEDIBLOC_NEXT_RUNTIME names the next runtime: `make test-e2e`");
	let node = Node::start_with(&fs::read(&file).unwrap_or_else(|error| panic!("{file}: {error}")));
	let (client, raw) = (node.connect().await, Raw::connect(&node).await);
	let key = sr25519::Pair::from_seed(&[1; 32]);
	let (voucher, note) = (key.public(), H256::repeat_byte(7));
	let issue = raw.call("BenchControls", "issue_voucher", (Static(voucher),)).await;
	raw.submit(&cast().doctor, &issue).await.unwrap();

	let genesis = raw.block_hash(0).await.unwrap();
	let redeem = |note: H256, signed: H256| {
		let message = pallet_bench_controls::signed_message(&genesis, &voucher, &signed);
		let fields = (Static(voucher), Static(note), Static(key.sign(&message)));
		let raw = &raw;
		async move { raw.call("BenchControls", "redeem", fields).await.bytes }
	};
	let submit = Submit::default();

	// With another note than the one that was signed for, it changes nothing.
	let forged = client.general(redeem(H256::repeat_byte(8), note).await).await.unwrap();
	assert_eq!(refusal(forged.submit(&submit).await.unwrap_err()), Refusal::BadProof);

	let bytes = redeem(note, note).await;
	let receipt = client.general(bytes.clone()).await.unwrap().submit(&submit).await.unwrap();
	assert_eq!(receipt.fee, 0);
	assert!(receipt.finalized);

	// Its voucher is used up.
	let again = client.general(bytes.clone()).await.unwrap();
	assert_eq!(refusal(again.submit(&submit).await.unwrap_err()), Refusal::Stale);

	// A call that needs a signer is made by nobody.
	let transfer = client.balances().transfer(&cast().doctor.account(), 1).into_general();
	assert_eq!(refusal(transfer.submit(&submit).await.unwrap_err()), Refusal::UnknownOrigin);
}
