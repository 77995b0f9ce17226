// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The part of the metadata that the SDK is built from. `make metadata` runs this to write it anew.

use crate::Runtime;
use codec::{Decode, Encode};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use scale_info::TypeDef;
use std::{collections::BTreeSet, env, fs, ops::RangeInclusive};
use subxt_utils_stripmetadata::StripMetadata;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../sdk/metadata/medibloc.scale");

/// The pallets of others of which the SDK has typed calls, events, storage or constants.
const FOREIGN: [&str; 7] = [
	"System",
	"Timestamp",
	"Balances",
	"TransactionPayment",
	"Proxy",
	"Multisig",
	"CredentialCommittee",
];

/// The indices of our own pallets, all of which the SDK has: seats, health records, and what stands on
/// them. Those from 80 to 84 serve other pallets and have nothing that a client calls.
const OWN: [RangeInclusive<u8>; 3] = [29..=29, 60..=69, 85..=109];

/// The latest version of metadata that is not a draft.
const VERSION: u32 = 16;

#[test]
fn the_metadata_of_the_sdk_is_that_of_the_runtime() {
	let metadata = trimmed();
	if env::var_os("MEDIBLOC_WRITE_METADATA").is_some() {
		fs::write(FILE, metadata).unwrap();
	} else {
		let same = fs::read(FILE).unwrap() == metadata;
		assert!(same, "{FILE} is not of this runtime: run `make metadata` and commit it");
	}
}

/// The metadata of the runtime without what the SDK does not use.
fn trimmed() -> Vec<u8> {
	let metadata = sp_io::TestExternalities::default()
		.execute_with(|| Runtime::metadata_at_version(VERSION))
		.expect("the runtime has this version");
	let mut metadata = RuntimeMetadataPrefixed::decode(&mut &metadata[..]).unwrap();
	let RuntimeMetadata::V16(inner) = &mut metadata.1 else { panic!("another version") };
	let own =
		inner.pallets.iter().filter(|pallet| OWN.iter().any(|range| range.contains(&pallet.index)));
	let own: BTreeSet<_> = own.map(|pallet| pallet.name.clone()).collect();
	let is_kept = |pallet: &str| FOREIGN.contains(&pallet) || own.contains(pallet);
	// Each of them has a variant for each pallet, which would keep the types of all.
	let enums = &inner.outer_enums;
	let enums = [enums.call_enum_ty, enums.event_enum_ty, enums.error_enum_ty].map(|ty| ty.id);
	for ty in inner.types.types.iter_mut().filter(|ty| enums.contains(&ty.id)) {
		if let TypeDef::Variant(outer) = &mut ty.ty.type_def {
			outer.variants.retain(|variant| is_kept(&variant.name));
		}
	}
	inner.strip_metadata(is_kept, |_| false);
	metadata.encode()
}
