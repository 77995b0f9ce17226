// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{keys, Item};
use frame_support::storage::storage_prefix;
use medibloc_primitives::{
	consent::Grantee,
	credential::Role,
	record::{AnchorId, Subject},
};

#[test]
fn keys_are_those_of_the_pallets() {
	assert_eq!(keys::now(), pallet_timestamp::Now::<Test>::hashed_key());
	for grantee in Grantee::circles(&hospital()) {
		assert_eq!(
			keys::consents(&patient(), &grantee),
			pallet_consent::Consents::<Test>::hashed_key_for(patient(), grantee)
		);
	}
	for role in Role::ALL {
		assert_eq!(
			keys::credentials(&hospital(), role),
			pallet_credentials::Credentials::<Test>::hashed_key_for(hospital(), role)
		);
		assert_eq!(
			keys::histories(&hospital(), role),
			pallet_credentials::Histories::<Test>::hashed_key_for(hospital(), role)
		);
	}
	assert_eq!(
		keys::authorities(&board()),
		pallet_credentials::Authorities::<Test>::hashed_key_for(board())
	);
	let id = AnchorId::new(START, 1, 2).unwrap();
	let subject = Subject::Account(patient());
	assert_eq!(
		keys::anchors(&subject, id),
		pallet_record_anchors::Anchors::<Test>::hashed_key_for(subject, id)
	);
	assert_eq!(keys::batches(id), pallet_record_anchors::Batches::<Test>::hashed_key_for(id));
	assert_eq!(
		keys::access_logs(&patient()),
		pallet_consent::AccessLogs::<Test>::hashed_key_for(patient())
	);
	assert_eq!(
		keys::encryption_keys(&patient()),
		pallet_encryption_keys::Keys::<Test>::hashed_key_for(patient())
	);
}

#[test]
fn items_are_named_as_in_the_runtime() {
	assert_eq!(Item::AccessLogs.to_string(), "Consent.AccessLogs");
	let (pallet, item) = Item::Now.names();
	assert_eq!(keys::now(), storage_prefix(pallet.as_bytes(), item.as_bytes()));
}
