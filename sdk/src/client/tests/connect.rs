// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::{options, Node, GENESIS};
use crate::client::{api, transport::check, Client, Error, Options, RuntimeVersion, Signer};
use codec::{Decode, Encode};
use serde_json::json;
use sp_core::H256;
use subxt::ext::frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};

fn version(spec_version: u32, transaction_version: u32) -> RuntimeVersion {
	RuntimeVersion { spec_name: "medibloc".into(), spec_version, transaction_version }
}

#[tokio::test]
async fn a_node_of_the_right_chain_is_accepted() {
	let client = Node::new().connect().await;
	assert_eq!(client.genesis(), GENESIS);
	assert_eq!(client.version().await.unwrap(), Client::built_for().unwrap());
}

#[tokio::test]
async fn a_node_of_another_network_is_refused() {
	let node = Node::new();
	let expected = H256::repeat_byte(8);
	let options = Options { genesis: Some(expected), ..options() };
	let error = Client::over(node.rpc(), &options).await.unwrap_err();
	assert!(
		matches!(error, Error::WrongNetwork { expected: e, found } if (e, found) == (expected, GENESIS))
	);
}

#[tokio::test]
async fn another_kind_of_chain_is_refused() {
	let node = Node::new();
	let version = json!({ "specName": "polkadot", "specVersion": 1, "transactionVersion": 1 });
	node.json("state_getRuntimeVersion", version);
	match node.try_connect().await {
		Err(Error::NotMedibloc(name)) => assert_eq!(name, "polkadot"),
		other => panic!("{other:?}"),
	}
}

#[test]
fn other_transactions_are_refused_and_who_is_behind_is_told() {
	let sdk = version(10, 2);
	check(&sdk, &version(9, 2)).unwrap();
	check(&sdk, &version(11, 2)).unwrap();
	let text = |chain| check(&sdk, &chain).unwrap_err().to_string();
	assert!(text(version(11, 3)).ends_with("update the SDK"));
	assert!(text(version(9, 1)).contains("update the chain, or use the SDK that belongs to it"));
}

#[tokio::test]
async fn a_call_that_the_chain_does_not_have_is_refused_before_it_is_signed() {
	let node = Node::new();
	let mut metadata = RuntimeMetadataPrefixed::decode(&mut &api::METADATA[..]).unwrap();
	let RuntimeMetadata::V16(inner) = &mut metadata.1 else { panic!("another version") };
	inner.pallets.retain(|pallet| pallet.name != "Consent");
	let metadata = Some(metadata.encode()).encode();
	node.json("state_call", json!(format!("0x{}", hex::encode(metadata))));
	let client = node.connect().await;
	let account = Signer::dev("//Alice").unwrap().account();
	for error in [
		client.consent().decline(&account).encode().await.unwrap_err(),
		client.consent().default_of(&account).await.unwrap_err(),
		client.chain().constants().await.unwrap_err(),
	] {
		let Error::Incompatible { what, sdk, chain } = error else { panic!("{error:?}") };
		assert!(what.contains("Consent"), "{what}");
		assert_eq!(sdk, chain);
	}
	client.balances().transfer(&account, 1).encode().await.unwrap();
}
