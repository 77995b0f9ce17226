// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What a proof must show, as the runtime tells a node.

use super::preset;
use crate::*;
use medibloc_primitives::{
	apis::runtime_decl_for_consent_api::ConsentApi, consent::Grantee, credential::Role,
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

		let mut others =
			vec![("Timestamp.Now".into(), pallet_timestamp::Now::<Runtime>::hashed_key().to_vec())];
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
