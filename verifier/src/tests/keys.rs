// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{consent_keys, keys, record_keys, Balance, Item};
use codec::Decode;
use frame_support::storage::storage_prefix;
use medibloc_primitives::{
	consent::{Grant, Grantee},
	credential::Role,
	record::{AnchorId, RecordClass, Subject},
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
	assert_eq!(
		keys::summaries(&patient()),
		pallet_consent::Summaries::<Test>::hashed_key_for(patient())
	);
	assert_eq!(keys::holders(7), pallet_credentials::Holders::<Test>::hashed_key_for(7));
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
		pallet_record_anchors::Anchors::<Test>::hashed_key_for(&subject, id)
	);
	assert_eq!(
		keys::lifecycles(&subject, id),
		pallet_record_anchors::Lifecycles::<Test>::hashed_key_for(&subject, id)
	);
	assert_eq!(
		keys::tombstones(&subject, id),
		pallet_record_anchors::Tombstones::<Test>::hashed_key_for(&subject, id)
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

#[test]
fn consent_keys_lead_to_the_grants_and_to_all_else_that_decides() {
	chain().execute_with(|| {
		let asked = || {
			consent_keys(&patient(), &hospital(), |key| sp_io::storage::get(key).map(Into::into))
		};
		let keys = asked();
		let circles = keys.consents.iter().map(|(grantee, _)| grantee.clone());
		assert!(circles.eq(Grantee::circles(&hospital())));
		for (grantee, key) in &keys.consents {
			assert_eq!(sp_io::storage::get(key), None);
			let id = grant(grantee.clone(), terms());
			let value = sp_io::storage::get(key).expect("the grant is stored");
			let decoded = Vec::<Grant<Balance>>::decode(&mut &value[..]).expect("decodes");
			assert_eq!(decoded.iter().map(|grant| grant.id).collect::<Vec<_>>(), [id]);
		}
		// Whatever is granted, and however it would be decided.
		assert_eq!(asked(), keys);
		let mut items = vec!["Timestamp.Now", "Consent.Summaries"];
		for role in Role::ALL {
			items.push("Credentials.Credentials");
			let is_certified = [Role::Institution, Role::Insurer].contains(&role);
			items.extend(is_certified.then_some("Credentials.Histories"));
		}
		items.push("Credentials.Authorities");
		assert_eq!(keys.others.iter().map(|(item, _)| item).collect::<Vec<_>>(), items);
	});
}

#[test]
fn consent_keys_end_at_what_cannot_be_decoded() {
	chain().execute_with(|| {
		let key = keys::credentials(&hospital(), Role::Institution);
		sp_io::storage::set(&key, &[0xff; 3]);
		let keys =
			consent_keys(&patient(), &hospital(), |key| sp_io::storage::get(key).map(Into::into));
		assert_eq!(keys.consents.len(), 9);
		assert_eq!(keys.others.last(), Some(&("Credentials.Credentials".into(), key)));
	});
}

#[test]
fn record_keys_lead_to_the_record_and_to_its_author() {
	let subject = Subject::Account(patient());
	chain().execute_with(|| {
		let asked = |id| {
			let keys = record_keys(&subject, id, |key| sp_io::storage::get(key).map(Into::into));
			keys.into_iter().map(|(item, _)| item).collect::<Vec<_>>()
		};
		let of_record = [
			"Timestamp.Now",
			"RecordAnchors.Anchors",
			"RecordAnchors.Lifecycles",
			"RecordAnchors.Tombstones",
		];
		assert_eq!(asked(AnchorId::new(START, 1, 9).unwrap()), of_record);
		assert_eq!(asked(anchor(RecordClass::Imaging)), of_record);
		let of_author = [
			"Credentials.Holders",
			"Credentials.Credentials",
			"Credentials.Histories",
			"Credentials.Authorities",
		];
		assert_eq!(asked(anchor_by_hospital()), [of_record, of_author].concat());
	});
}
