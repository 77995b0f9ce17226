// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The client is built from the metadata of the runtime. `make metadata` runs this to write it anew.

use medibloc_stories::shared;
use scale_info::TypeDef;
use std::{env, fs};
use subxt::{
	ext::{
		codec::{Compact, Decode, Encode},
		frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed},
	},
	rpcs::{rpc_params, RpcClient},
};
use subxt_utils_stripmetadata::StripMetadata;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sdk/metadata/medibloc.scale");

/// What the client has typed calls, events, storage or constants of.
const PALLETS: [&str; 8] = [
	"System",
	"Timestamp",
	"Balances",
	"TransactionPayment",
	"Credentials",
	"RecordAnchors",
	"Consent",
	"EncryptionKeys",
];

/// The latest version of metadata that is not a draft.
const VERSION: u32 = 16;

#[tokio::test]
async fn metadata_is_that_of_the_runtime() {
	let node = shared().await;
	let metadata = trimmed(&node.url()).await;
	if env::var_os("MEDIBLOC_WRITE_METADATA").is_some() {
		fs::write(FILE, metadata).unwrap();
	} else {
		let same = fs::read(FILE).unwrap() == metadata;
		assert!(same, "{FILE} is not of this runtime: run `make metadata` and commit it");
	}
}

/// The metadata of the node at `url`, without what the client does not use.
async fn trimmed(url: &str) -> Vec<u8> {
	let client = RpcClient::from_insecure_url(url).await.unwrap();
	let parameters = format!("0x{}", hex::encode(VERSION.encode()));
	let params = rpc_params!["Metadata_metadata_at_version", parameters];
	let answer: String = client.request("state_call", params).await.unwrap();
	let answer = hex::decode(answer.trim_start_matches("0x")).unwrap();
	let (_, mut metadata) =
		Option::<(Compact<u32>, RuntimeMetadataPrefixed)>::decode(&mut &answer[..])
			.unwrap()
			.unwrap();
	let RuntimeMetadata::V16(inner) = &mut metadata.1 else { panic!("another version") };
	// Each of them has a variant for each pallet, which would keep the types of all.
	let enums = &inner.outer_enums;
	let enums = [enums.call_enum_ty, enums.event_enum_ty, enums.error_enum_ty].map(|ty| ty.id);
	for ty in inner.types.types.iter_mut().filter(|ty| enums.contains(&ty.id)) {
		if let TypeDef::Variant(outer) = &mut ty.ty.type_def {
			outer.variants.retain(|variant| PALLETS.contains(&variant.name.as_str()));
		}
	}
	inner.strip_metadata(|pallet| PALLETS.contains(&pallet), |_| false);
	metadata.encode()
}
