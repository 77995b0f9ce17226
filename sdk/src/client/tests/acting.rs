// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls for another account: as its proxy, as a signatory, as a member of the committee.

use super::mock::{Answer, Node};
use crate::client::{
	api, transactions::result_of, ActingError, AuthorityTarget, Call, Client, Error, Failure,
	Multisig, ProxyType, Signer, Submit,
};
use codec::{Compact, Decode, Encode};
use serde_json::{json, Value};
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};
use sp_crypto_hashing::{blake2_256, twox_128};
use sp_runtime::{
	transaction_validity::{TransactionValidity, ValidTransaction},
	DispatchError, ModuleError, MultiAddress,
};
use std::fmt::Debug;
use subxt::Metadata;

fn account(path: &str) -> AccountId32 {
	Signer::dev(path).unwrap().account()
}

fn metadata() -> Metadata {
	Metadata::decode(&mut &api::METADATA[..]).unwrap()
}

/// The numbers of a pallet and a call of it.
fn call_index(pallet: &str, call: &str) -> [u8; 2] {
	let metadata = metadata();
	let pallet = metadata.pallet_by_name(pallet).unwrap();
	[pallet.call_index(), pallet.call_variant_by_name(call).unwrap().index]
}

fn hexadecimal(bytes: impl AsRef<[u8]>) -> Value {
	json!(format!("0x{}", hex::encode(bytes)))
}

/// A node whose state is this, by pallet and item, and whose runtime answers this to a trial.
fn node(state: &[(&str, &str, Vec<u8>)], trial: Option<Vec<u8>>) -> Node {
	let node = Node::new();
	let state: Vec<_> = state
		.iter()
		.map(|(pallet, item, value)| {
			let prefix = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
			(hex::encode(prefix), hexadecimal(value))
		})
		.collect();
	node.rule("state_getStorage", move |params| {
		let key = params[0].as_str().unwrap();
		let found = state.iter().find(|(prefix, _)| key.contains(prefix));
		Answer::Json(found.map_or(json!(null), |(_, value)| value.clone()))
	});
	node.rule("state_call", move |params| match (params[0].as_str().unwrap(), &trial) {
		("Metadata_metadata_at_version", _) => {
			Answer::Json(hexadecimal(Some(api::METADATA.to_vec()).encode()))
		},
		("DryRunApi_dry_run_call", Some(answer)) => Answer::Json(hexadecimal(answer)),
		("TransactionPaymentCallApi_query_call_info", _) => {
			Answer::Json(hexadecimal((WEIGHT, 0_u8, 9_u128).encode()))
		},
		("TransactionPaymentApi_query_fee_details", _) => {
			Answer::Json(hexadecimal(Some((1_u128, 2_u128, 3_u128)).encode()))
		},
		("TaggedTransactionQueue_validate_transaction", _) => {
			let valid: TransactionValidity = Ok(ValidTransaction::default());
			Answer::Json(hexadecimal(valid.encode()))
		},
		_ => Answer::Error(4003, "the runtime has no such method", None),
	});
	node
}

/// The answer of a runtime that tried out a call of a proxy: the call was made, and did this.
fn tried(outcome: Result<(), DispatchError>) -> Vec<u8> {
	let metadata = metadata();
	let proxy = metadata.pallet_by_name("Proxy").unwrap();
	let events = proxy.event_variants().unwrap();
	let executed = events.iter().find(|event| event.name == "ProxyExecuted").unwrap();
	let event = ([proxy.event_index(), executed.index], outcome);
	let dispatched: Result<(Option<()>, u8), ()> = Ok((None, 0));
	(0_u8, dispatched, Compact(1_u32), event, "messages that nobody reads").encode()
}

fn filtered() -> DispatchError {
	let metadata = metadata();
	let system = metadata.pallet_by_name("System").unwrap();
	let errors = system.error_variants().unwrap();
	let error = errors.iter().find(|error| error.name == "CallFiltered").unwrap();
	let (index, error) = (system.error_index(), [error.index, 0, 0, 0]);
	DispatchError::Module(ModuleError { index, error, message: None })
}

/// What `//Bob` is to `//Dave`, as the chain stores it.
fn proxies(proxies: &[(ProxyType, u32)]) -> (&'static str, &'static str, Vec<u8>) {
	let proxies: Vec<_> =
		proxies.iter().map(|(kind, delay)| (account("//Bob"), *kind, *delay)).collect();
	("Proxy", "Proxies", (proxies, 1_u128).encode())
}

fn transfer(client: &Client) -> Call<()> {
	client.balances().transfer(&account("//Eve"), 1)
}

fn refused<T: Debug>(result: Result<T, Error>) -> ActingError {
	match result {
		Err(Error::Acting(error)) => *error,
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn a_proxy_makes_the_call_for_the_other_account() {
	for kind in [ProxyType::Any, ProxyType::NonTransfer] {
		let node = node(&[proxies(&[(kind, 0)])], Some(tried(Ok(()))));
		let client = node.connect().await;
		let call = transfer(&client);
		let inner = call.encode().await.unwrap();
		let made = call.as_proxy_of(&account("//Dave"), &account("//Bob")).await.unwrap();
		let expected = (
			call_index("Proxy", "proxy"),
			MultiAddress::<_, ()>::Id(account("//Dave")),
			Some(kind),
		);
		assert_eq!(made.encode().await.unwrap(), [expected.encode(), inner].concat());
		assert_eq!(made.name(), "Proxy.proxy of Balances.transfer_keep_alive");
	}
}

#[tokio::test]
async fn who_is_no_proxy_is_told_before_anything_is_submitted() {
	for (stored, delegate) in [(vec![], "//Bob"), (vec![(ProxyType::Any, 0)], "//Charlie")] {
		let node = node(&[proxies(&stored)], None);
		let client = node.connect().await;
		let (delegate, owner) = (account(delegate), account("//Dave"));
		let error = refused(transfer(&client).as_proxy_of(&owner, &delegate).await);
		assert_eq!(error, ActingError::NotProxy { delegate, account: owner });
	}
	let node = node(&[proxies(&[(ProxyType::Any, 9)])], None);
	let client = node.connect().await;
	let error = refused(transfer(&client).as_proxy_of(&account("//Dave"), &account("//Bob")).await);
	assert!(matches!(error, ActingError::Delayed { .. }), "{error:?}");
}

#[tokio::test]
async fn a_proxy_of_a_type_that_does_not_allow_the_call_is_told_so() {
	let stored = proxies(&[(ProxyType::NonTransfer, 0), (ProxyType::Consent, 0)]);
	let node = node(&[stored], Some(tried(Err(filtered()))));
	let client = node.connect().await;
	let error = refused(transfer(&client).as_proxy_of(&account("//Dave"), &account("//Bob")).await);
	let ActingError::NotAllowed { types, call, .. } = error else { panic!("{error:?}") };
	assert_eq!(types, "NonTransfer and Consent");
	assert_eq!(call, "Balances.transfer_keep_alive");
}

#[tokio::test]
async fn a_dry_run_tells_that_the_call_of_the_proxy_would_fail() {
	let reason = DispatchError::BadOrigin;
	for outcome in [Ok(()), Err(reason)] {
		let node = node(&[proxies(&[(ProxyType::NonTransfer, 0)])], Some(tried(outcome)));
		node.answer("system_dryRun", Answer::Error(-32601, "not served", None));
		let client = node.connect().await;
		let call = transfer(&client);
		let call = call.as_proxy_of(&account("//Dave"), &account("//Bob")).await.unwrap();
		let bob = Signer::dev("//Bob").unwrap();
		let tried = call.dry_run(&bob, &Submit::default()).await.unwrap();
		assert_eq!(tried.validity, Ok(()));
		assert_eq!(tried.outcome, Some(outcome.map_err(Failure::Runtime)));
	}
}

fn nested(pallet: &str, event: &str, fields: impl Encode) -> Option<Result<(), DispatchError>> {
	result_of(pallet, event, &fields.encode()).map(Result::unwrap)
}

#[test]
fn the_result_of_an_inner_call_is_read_from_its_event() {
	let (who, hash) = (account("//Alice"), H256::repeat_byte(1));
	for outcome in [Ok(()), Err(DispatchError::BadOrigin)] {
		let multisig = (&who, (1_u32, 2_u32), &who, hash, outcome);
		assert_eq!(nested("Multisig", "MultisigExecuted", multisig), Some(outcome));
		assert_eq!(nested("CredentialCommittee", "Executed", (hash, outcome)), Some(outcome));
		assert_eq!(nested("CredentialCommittee", "MemberExecuted", (hash, outcome)), Some(outcome));
		assert_eq!(nested("Proxy", "ProxyExecuted", outcome), Some(outcome));
		assert_eq!(nested("Balances", "Transfer", outcome), None);
	}
}

fn board(threshold: u16) -> Multisig {
	Multisig::new(threshold, ["//Charlie", "//Alice", "//Bob", "//Alice"].map(account)).unwrap()
}

#[test]
fn a_multisig_account_is_the_one_that_wallets_know() {
	let address = "5DjYJStmdZ2rcqXbXGX7TW85JsrW6uG4y9MUcLq2BoPMpRA7";
	assert_eq!(board(2).account(), AccountId32::from_ss58check(address).unwrap());
	assert_ne!(board(3).account(), board(2).account());
	for (threshold, signatories) in
		[(0, vec!["//Alice", "//Bob"]), (3, vec!["//Alice", "//Bob"]), (1, vec!["//Alice"; 2])]
	{
		let error = Multisig::new(threshold, signatories.into_iter().map(account)).unwrap_err();
		assert!(matches!(error, ActingError::NoMultisig { .. }), "{error:?}");
	}
}

/// The call of the board that waits, as the chain stores it.
fn pending(approvals: &[&str]) -> (&'static str, &'static str, Vec<u8>) {
	let approvals: Vec<_> = approvals.iter().map(|path| account(path)).collect();
	let stored = ((11_u32, 3_u32), 5_u128, account("//Alice"), approvals);
	("Multisig", "Multisigs", stored.encode())
}

const WEIGHT: (Compact<u64>, Compact<u64>) = (Compact(5), Compact(7));

fn sorted(paths: &[&str]) -> Vec<AccountId32> {
	let mut accounts: Vec<_> = paths.iter().map(|path| account(path)).collect();
	accounts.sort();
	accounts
}

#[tokio::test]
async fn the_first_signatories_approve_the_hash_of_a_call() {
	for (stored, threshold, since) in
		[(vec![], 2_u16, None), (vec![pending(&["//Alice"])], 3, Some((11_u32, 3_u32)))]
	{
		let client = node(&stored, None).connect().await;
		let call = transfer(&client);
		let inner = call.encode().await.unwrap();
		let approval = call.by_multisig(&board(threshold), &account("//Bob")).await.unwrap();
		let others = sorted(&["//Alice", "//Charlie"]);
		let index = call_index("Multisig", "approve_as_multi");
		let expected = (index, threshold, others, since, blake2_256(&inner), WEIGHT).encode();
		assert_eq!(approval.encode().await.unwrap(), expected);
	}
}

#[tokio::test]
async fn the_last_signatory_makes_the_call() {
	let enough = ["//Alice", "//Bob"];
	for (approvals, who) in [(&enough[..1], "//Bob"), (&enough[..], "//Bob")] {
		let client = node(&[pending(approvals)], None).connect().await;
		let call = transfer(&client);
		let inner = call.encode().await.unwrap();
		let made = call.by_multisig(&board(2), &account(who)).await.unwrap();
		let others = sorted(&["//Alice", "//Charlie"]);
		let index = call_index("Multisig", "as_multi");
		let before = (index, 2_u16, others, Some((11_u32, 3_u32))).encode();
		assert_eq!(made.encode().await.unwrap(), [before, inner, WEIGHT.encode()].concat());
	}
	let client = Node::new().connect().await;
	let call = transfer(&client);
	let inner = call.encode().await.unwrap();
	let made = call.by_multisig(&board(1), &account("//Alice")).await.unwrap();
	let others = sorted(&["//Bob", "//Charlie"]);
	let before = (call_index("Multisig", "as_multi_threshold_1"), others).encode();
	assert_eq!(made.encode().await.unwrap(), [before, inner].concat());
}

#[tokio::test]
async fn a_signatory_approves_once_and_strangers_never() {
	let client = node(&[pending(&["//Bob"])], None).connect().await;
	let call = transfer(&client);
	let error = refused(call.by_multisig(&board(3), &account("//Bob")).await);
	let ActingError::AlreadyApproved { missing: 2, call_hash, .. } = error else {
		panic!("{error:?}")
	};
	assert_eq!(call_hash, H256(blake2_256(&call.encode().await.unwrap())));
	let eve = account("//Eve");
	let error = refused(call.by_multisig(&board(2), &eve).await);
	assert_eq!(error, ActingError::NotSignatory(eve.clone()));
	let error = refused(client.cancel_pending_call(&board(2), call_hash, &eve).await);
	assert_eq!(error, ActingError::NotSignatory(eve));
	let none = node(&[], None).connect().await;
	let error = refused(none.cancel_pending_call(&board(2), call_hash, &account("//Bob")).await);
	assert_eq!(error, ActingError::NotPending(call_hash));
}

#[tokio::test]
async fn a_multisig_account_can_be_the_proxy() {
	let board = board(2);
	let stored = (vec![(board.account(), ProxyType::Any, 0_u32)], 1_u128).encode();
	let client = node(&[("Proxy", "Proxies", stored)], None).connect().await;
	let call = transfer(&client);
	let proxied = call.as_proxy_of(&account("//Dave"), &board.account()).await.unwrap();
	let approval = proxied.by_multisig(&board, &account("//Alice")).await.unwrap();
	let hash = blake2_256(&proxied.encode().await.unwrap());
	let bytes = approval.encode().await.unwrap();
	assert!(bytes.windows(32).any(|window| window == hash));
}

#[tokio::test]
async fn a_call_that_came_as_bytes_stays_the_same() {
	let client = node(&[], None).connect().await;
	let bytes = transfer(&client).encode().await.unwrap();
	let (call, text) = client.call_of(bytes.clone()).await.unwrap();
	assert_eq!(call.encode().await.unwrap(), bytes);
	assert_eq!(call.name(), "Balances.transfer_keep_alive");
	let eve = hex::encode_upper(account("//Eve"));
	assert!(text.starts_with("Balances") && text.contains(&eve), "{text}");
	for wrong in
		[vec![], vec![0xff, 0xff], bytes[..bytes.len() - 1].to_vec(), [bytes, vec![0]].concat()]
	{
		let result = client.call_of(wrong).await.map(|(call, _)| call);
		assert!(matches!(result, Err(Error::NotACall { .. })), "{result:?}");
	}
}

#[tokio::test]
async fn a_member_proposes_to_as_many_of_the_committee_as_must_agree() {
	let (dave, alice) = (account("//Dave"), account("//Alice"));
	// More than half, three quarters for a sanction, more than a quarter for a veto.
	for (members, thresholds) in [
		(vec!["//Alice"], [1_u32, 1, 1, 1]),
		(vec!["//Alice", "//Bob"], [2, 2, 2, 1]),
		(vec!["//Alice", "//Bob", "//Eve"], [2, 3, 3, 1]),
		(vec!["//Alice", "//Bob", "//Eve", "//Ferdie"], [3, 3, 3, 2]),
	] {
		let stored = ("CredentialCommittee", "Members", sorted(&members).encode());
		let client = node(&[stored], None).connect().await;
		let credentials = client.credentials();
		let calls = [
			credentials.set_authority_status(&dave, AuthorityTarget::Suspended),
			credentials.remove_authority(&dave),
			credentials.invalidate_since(&dave, 1),
			credentials.veto(&dave),
		];
		for (call, threshold) in calls.iter().zip(thresholds) {
			let inner = call.encode().await.unwrap();
			let proposal = client.committee().propose(call, &alice).await.unwrap();
			let index = call_index("CredentialCommittee", "propose");
			let length = Compact(u32::try_from(inner.len()).unwrap()).encode();
			let before = (index, Compact(threshold)).encode();
			assert_eq!(proposal.encode().await.unwrap(), [before, inner, length].concat());
			let charlie = account("//Charlie");
			let error = refused(client.committee().propose(call, &charlie).await);
			assert_eq!(error, ActingError::NotMember(charlie));
		}
	}
}

#[tokio::test]
async fn a_motion_is_voted_on_and_closed_by_its_number_length_and_weight() {
	let client = node(&[], None).connect().await;
	let call = client.credentials().invalidate_since(&account("//Dave"), 1);
	let inner = call.encode().await.unwrap();
	let hash = H256(blake2_256(&inner));
	assert_eq!(refused(client.committee().motion(hash).await), ActingError::NoMotion(hash));
	assert_eq!(refused(client.committee().call(hash).await), ActingError::NoMotion(hash));

	let none = Vec::<AccountId32>::new();
	let votes = (4_u32, 2_u32, sorted(&["//Alice"]), none, 99_u32).encode();
	let length = u32::try_from(inner.len()).unwrap();
	let state = [
		("CredentialCommittee", "Proposals", vec![hash].encode()),
		("CredentialCommittee", "ProposalOf", inner),
		("CredentialCommittee", "Voting", votes),
	];
	let client = node(&state, None).connect().await;
	let [motion] = &client.committee().motions().await.unwrap()[..] else { panic!("one motion") };
	assert_eq!((motion.hash, motion.index, motion.threshold, motion.end), (hash, 4, 2, 99));
	assert_eq!(*motion, client.committee().motion(hash).await.unwrap());
	let vote = client.committee().vote(motion, true).encode().await.unwrap();
	let index = call_index("CredentialCommittee", "vote");
	assert_eq!(vote, (index, hash, Compact(4_u32), true).encode());
	let close = client.committee().close(motion).await.unwrap().encode().await.unwrap();
	let index = call_index("CredentialCommittee", "close");
	assert_eq!(close, (index, hash, Compact(4_u32), WEIGHT, Compact(length)).encode());
}
