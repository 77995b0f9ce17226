// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Writes the metadata that the client is built from, as a running node tells it; with `--check`,
//! fails if what is checked in differs: `metadata [--check] <url> <file>`.

use scale_info::TypeDef;
use std::{error::Error, fs};
use subxt::{
	ext::{
		codec::{Compact, Decode, Encode},
		frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed},
	},
	rpcs::{rpc_params, RpcClient},
};
use subxt_utils_stripmetadata::StripMetadata;

/// What the client has typed calls, events, storage or constants of.
const PALLETS: [&str; 7] = [
	"System",
	"Timestamp",
	"Balances",
	"TransactionPayment",
	"Credentials",
	"RecordAnchors",
	"Consent",
];

/// The latest version of metadata that is not a draft.
const VERSION: u32 = 16;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
	let arguments: Vec<String> = std::env::args().skip(1).collect();
	let (check, url, file) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
		["--check", url, file] => (true, url, file),
		[url, file] => (false, url, file),
		_ => return Err("usage: metadata [--check] <url> <file>".into()),
	};
	let metadata = trimmed(url).await?;
	if !check {
		fs::write(file, metadata)?;
	} else if fs::read(file)? != metadata {
		return Err(format!("{file} is not that of the runtime: run `make metadata`").into());
	}
	Ok(())
}

/// The metadata of the node at `url`, without what the client does not use.
async fn trimmed(url: &str) -> Result<Vec<u8>, Box<dyn Error>> {
	let client = RpcClient::from_insecure_url(url).await?;
	let parameters = format!("0x{}", hex::encode(VERSION.encode()));
	let params = rpc_params!["Metadata_metadata_at_version", parameters];
	let answer: String = client.request("state_call", params).await?;
	let answer = hex::decode(answer.trim_start_matches("0x"))?;
	let (_, mut metadata) =
		Option::<(Compact<u32>, RuntimeMetadataPrefixed)>::decode(&mut &answer[..])?
			.ok_or_else(|| format!("the node has no metadata of version {VERSION}"))?;
	let RuntimeMetadata::V16(inner) = &mut metadata.1 else {
		return Err(format!("the node gave another version than {VERSION}").into());
	};
	// Each of them has a variant for each pallet, which would keep the types of all.
	let enums = &inner.outer_enums;
	let enums = [enums.call_enum_ty, enums.event_enum_ty, enums.error_enum_ty].map(|ty| ty.id);
	for ty in inner.types.types.iter_mut().filter(|ty| enums.contains(&ty.id)) {
		if let TypeDef::Variant(outer) = &mut ty.ty.type_def {
			outer.variants.retain(|variant| PALLETS.contains(&variant.name.as_str()));
		}
	}
	inner.strip_metadata(|pallet| PALLETS.contains(&pallet), |_| false);
	Ok(metadata.encode())
}
