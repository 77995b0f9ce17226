// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage keys that a proof must show, as the runtime tells a node.

use super::preset;
use crate::*;
use medibloc_primitives::{
	apis::{
		runtime_decl_for_consent_api::ConsentApi,
		runtime_decl_for_record_anchors_api::RecordAnchorsApi,
	},
	consent::Grantee,
	credential::Role,
	record::{Anchor, Batch, RecordClass, Source, Subject},
	ItemId,
};
use sp_keyring::Sr25519Keyring::{Dave, Eve};

#[test]
fn the_keys_of_a_consent_proof_are_those_of_the_pallets() {
	preset("development").execute_with(|| {
		let (patient, accessor) = (Eve.to_account_id(), Dave.to_account_id());
		let keys = <Runtime as ConsentApi<Block, AccountId, Balance>>::consent_keys(
			patient.clone(),
			accessor.clone(),
		);
		let consents = Grantee::circles(&accessor).map(|grantee| {
			let key = pallet_consent::Consents::<Runtime>::hashed_key_for(&patient, &grantee);
			(grantee, key)
		});
		assert!(keys.consents.into_iter().eq(consents));

		let mut others = vec![
			("Timestamp.Now".into(), pallet_timestamp::Now::<Runtime>::hashed_key().to_vec()),
			(
				"Consent.Summaries".into(),
				pallet_consent::Summaries::<Runtime>::hashed_key_for(&patient),
			),
		];
		let mut issuers = Vec::new();
		for role in Role::ALL {
			let key = pallet_credentials::Credentials::<Runtime>::hashed_key_for(&accessor, role);
			others.push(("Credentials.Credentials".into(), key));
			let stored = pallet_credentials::Credentials::<Runtime>::get(&accessor, role);
			issuers.extend(stored.as_ref().map(|credential| credential.issuer.clone()));
			others.extend(stored.map(|_| {
				let key = pallet_credentials::Histories::<Runtime>::hashed_key_for(&accessor, role);
				("Credentials.Histories".into(), key)
			}));
		}
		assert!(!issuers.is_empty());
		issuers.sort();
		issuers.dedup();
		others.extend(issuers.into_iter().map(|issuer| {
			let key = pallet_credentials::Authorities::<Runtime>::hashed_key_for(issuer);
			("Credentials.Authorities".into(), key)
		}));
		assert_eq!(keys.others, others);
	});
}

#[test]
fn the_keys_of_a_record_proof_are_those_of_the_pallets() {
	preset("development").execute_with(|| {
		use pallet_record_anchors::{Anchors, Lifecycles, Tombstones};
		let (subject, author) = (Subject::Account(Eve.to_account_id()), Dave.to_account_id());
		let role = Role::Institution;
		let id = ItemId(7);
		let serial = pallet_credentials::Credentials::<Runtime>::get(&author, role)
			.expect("the hospital is certified")
			.serial;
		let (commitment, class) = (Default::default(), RecordClass::Laboratory);
		let source = Source::Clinician(serial);
		Anchors::<Runtime>::insert(&subject, id, Anchor { commitment, class, source, first: None });
		let issuer = pallet_credentials::Credentials::<Runtime>::get(&author, role)
			.expect("the hospital is certified")
			.issuer;
		let keys =
			<Runtime as RecordAnchorsApi<Block, AccountId>>::record_keys(subject.clone(), id);
		let expected = vec![
			("Timestamp.Now".into(), pallet_timestamp::Now::<Runtime>::hashed_key().to_vec()),
			("RecordAnchors.Anchors".into(), Anchors::<Runtime>::hashed_key_for(&subject, id)),
			(
				"RecordAnchors.Lifecycles".into(),
				Lifecycles::<Runtime>::hashed_key_for(&subject, id),
			),
			(
				"RecordAnchors.Tombstones".into(),
				Tombstones::<Runtime>::hashed_key_for(&subject, id),
			),
			(
				"Credentials.Holders".into(),
				pallet_credentials::Holders::<Runtime>::hashed_key_for(serial),
			),
			(
				"Credentials.Credentials".into(),
				pallet_credentials::Credentials::<Runtime>::hashed_key_for(&author, role),
			),
			(
				"Credentials.Histories".into(),
				pallet_credentials::Histories::<Runtime>::hashed_key_for(&author, role),
			),
			(
				"Credentials.Authorities".into(),
				pallet_credentials::Authorities::<Runtime>::hashed_key_for(issuer),
			),
		];
		assert_eq!(keys, expected);
	});
}

#[test]
fn the_keys_of_a_batch_proof_are_those_of_the_pallets() {
	preset("development").execute_with(|| {
		use pallet_record_anchors::Batches;
		let (author, role, id) = (Dave.to_account_id(), Role::Institution, ItemId(7));
		let credential = pallet_credentials::Credentials::<Runtime>::get(&author, role)
			.expect("the hospital is certified");
		let source = Source::Clinician(credential.serial);
		Batches::<Runtime>::insert(id, Batch { root: Default::default(), count: 3, source });
		let keys = <Runtime as RecordAnchorsApi<Block, AccountId>>::batch_keys(id);
		let expected = vec![
			("Timestamp.Now".into(), pallet_timestamp::Now::<Runtime>::hashed_key().to_vec()),
			("RecordAnchors.Batches".into(), Batches::<Runtime>::hashed_key_for(id)),
			(
				"Credentials.Holders".into(),
				pallet_credentials::Holders::<Runtime>::hashed_key_for(credential.serial),
			),
			(
				"Credentials.Credentials".into(),
				pallet_credentials::Credentials::<Runtime>::hashed_key_for(&author, role),
			),
			(
				"Credentials.Histories".into(),
				pallet_credentials::Histories::<Runtime>::hashed_key_for(&author, role),
			),
			(
				"Credentials.Authorities".into(),
				pallet_credentials::Authorities::<Runtime>::hashed_key_for(credential.issuer),
			),
		];
		assert_eq!(keys, expected);
	});
}
