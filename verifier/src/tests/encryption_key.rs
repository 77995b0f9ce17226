// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{
	encryption_key::{self, ProvenKey, PublishedKey},
	AccountId32, Error, Item,
};
use medibloc_primitives::encryption_key::signed_forms;
use sp_core::{Bytes, H256};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::MultiSignature;

const KEY: [u8; 32] = [9; 32];

fn sign(epoch: u32) -> MultiSignature {
	let genesis = System::block_hash(0);
	let [bytes, _] = signed_forms(&genesis, &patient(), epoch, &KEY);
	Sr25519Keyring::Eve.sign(&bytes).into()
}

fn publish(epoch: u32, signature: Option<MultiSignature>) {
	EncryptionKeys::publish(signed(patient()), KEY, epoch, signature).expect("it is all right");
}

fn nodes(chain: &mut TestExternalities, account: &AccountId32) -> (H256, Vec<Bytes>) {
	let (root, nodes) = prove_keys(chain, &encryption_key::keys(account));
	(root, nodes.into_iter().map(Bytes).collect())
}

fn read(chain: &mut TestExternalities, account: &AccountId32) -> ProvenKey {
	let (root, nodes) = nodes(chain, account);
	encryption_key::verify(root, account, &nodes).unwrap()
}

#[test]
fn the_last_key_is_proven_with_its_signature() {
	let mut chain = chain();
	let signature = chain.execute_with(|| {
		let signature = Some(sign(4));
		publish(0, None);
		publish(4, signature.clone());
		signature
	});
	let deposit = medibloc_primitives::Deposit { payer: None, amount: Deposit::get() };
	let published = Some(PublishedKey { key: KEY, signature, deposit });
	let expected = ProvenKey { epoch: Some(4), published, time: START };
	assert_eq!(read(&mut chain, &patient()), expected);
}

#[test]
fn that_there_is_no_key_is_proven() {
	let mut chain = chain();
	chain.execute_with(|| {
		publish(4, None);
		EncryptionKeys::withdraw(signed(patient())).expect("there is one");
	});
	let withdrawn = ProvenKey { epoch: Some(4), published: None, time: START };
	assert_eq!(read(&mut chain, &patient()), withdrawn);
	let none = ProvenKey { epoch: None, ..withdrawn };
	assert_eq!(read(&mut chain, &other_patient()), none);
}

#[test]
fn a_key_that_was_tampered_with_is_refused() {
	let mut chain = chain();
	chain.execute_with(|| publish(0, Some(sign(0))));
	let (root, nodes) = nodes(&mut chain, &patient());
	refuses_tampering(&nodes, |nodes| encryption_key::verify(root, &patient(), nodes).err());
	let other = encryption_key::verify(H256::zero(), &patient(), &nodes);
	assert_eq!(other, Err(Error::OtherState));
	assert!(encryption_key::verify(root, &other_patient(), &nodes).is_err());
}

#[test]
fn a_key_that_is_not_safe_to_encrypt_to_is_refused() {
	let mut chain = chain();
	chain.execute_with(|| {
		publish(0, None);
		pallet_encryption_keys::Keys::<Test>::mutate(patient(), |entry| {
			entry.as_mut().unwrap().published.as_mut().unwrap().key = [0; 32];
		});
	});
	let (root, nodes) = nodes(&mut chain, &patient());
	let error = encryption_key::verify(root, &patient(), &nodes);
	assert_eq!(error, Err(Error::Malformed(Item::EncryptionKeys)));
}
