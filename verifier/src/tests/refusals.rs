// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Refusal of every proof that was changed, cut short, padded or taken from elsewhere.

use super::mock::*;
use crate::{keys, ConsentProof, Error, Item, Question, Trusted};
use medibloc_primitives::{consent::Grantee, credential::Role};
use proptest::prelude::*;
use sp_core::{Bytes, H256};
use std::sync::LazyLock;

static PROVEN: LazyLock<(Trusted, ConsentProof)> = LazyLock::new(|| {
	let (_, trusted, proof) = proven();
	(trusted, proof)
});

fn refusal(proof: &ConsentProof) -> Option<Error> {
	proof.verify(&PROVEN.0, &question()).err()
}

/// Every byte of the answer.
fn bytes(proof: &mut ConsentProof) -> Vec<&mut u8> {
	let hashes = [&mut proof.block_hash, &mut proof.state_root];
	hashes
		.into_iter()
		.flat_map(|hash| hash.0.iter_mut())
		.chain(proof.header.scale.0.iter_mut())
		.chain(proof.keys.iter_mut().flat_map(|entry| entry.key.0.iter_mut()))
		.chain(proof.proof.iter_mut().flat_map(|node| node.0.iter_mut()))
		.collect()
}

#[test]
fn the_proof_that_is_tampered_with_below_holds() {
	assert_eq!(refusal(&PROVEN.1), None);
}

#[test]
fn a_flip_of_any_byte_is_refused() {
	let mut proof = PROVEN.1.clone();
	for index in 0..bytes(&mut proof).len() {
		*bytes(&mut proof)[index] ^= 1;
		assert!(refusal(&proof).is_some(), "byte {index}");
		*bytes(&mut proof)[index] ^= 1;
	}
	assert_eq!(proof, PROVEN.1);
}

#[test]
fn a_proof_without_any_one_node_is_refused() {
	for index in 0..PROVEN.1.proof.len() {
		let mut proof = PROVEN.1.clone();
		proof.proof.remove(index);
		let error = refusal(&proof);
		assert!(matches!(error, Some(Error::Incomplete(_) | Error::OtherState)), "{error:?}");
	}
}

#[test]
fn a_proof_with_a_node_cut_short_is_refused() {
	for index in 0..PROVEN.1.proof.len() {
		let mut proof = PROVEN.1.clone();
		while proof.proof[index].0.pop().is_some() {
			assert!(refusal(&proof).is_some(), "node {index}");
		}
	}
}

#[test]
fn a_proof_without_nodes_is_of_no_state() {
	let proof = ConsentProof { proof: vec![], ..PROVEN.1.clone() };
	assert_eq!(refusal(&proof), Some(Error::OtherState));
}

#[test]
fn a_padded_proof_is_refused() {
	for node in [PROVEN.1.proof[0].clone(), Bytes(vec![]), Bytes(vec![0; 64])] {
		let mut proof = PROVEN.1.clone();
		proof.proof.push(node);
		assert_eq!(refusal(&proof), Some(Error::Superfluous));
	}
}

#[test]
fn a_proof_that_shows_more_than_was_asked_is_refused() {
	let (mut chain, trusted, mut proof) = proven();
	let key = frame_system::Account::<Test>::hashed_key_for(patient());
	proof.add_nodes(prove_keys(&mut chain, &[key]).1);
	assert_eq!(proof.verify(&trusted, &question()), Err(Error::Superfluous));
}

#[test]
fn the_order_of_nodes_does_not_matter() {
	let mut proof = PROVEN.1.clone();
	proof.proof.reverse();
	assert_eq!(refusal(&proof), None);
}

#[test]
fn a_proof_of_other_parties_is_refused() {
	let (trusted, proof) = &*PROVEN;
	let others = [
		Question { patient: other_patient(), ..question() },
		Question { accessor: stranger(), ..question() },
		Question { patient: hospital(), accessor: patient(), ..question() },
	];
	for question in others {
		let Question { patient, accessor, .. } = &question;
		assert_eq!(proof.verify(trusted, &question), Err(Error::Foreign));
		// Nor with the keys of those who are asked about.
		let proof = ConsentProof { keys: named_keys(patient, accessor), ..proof.clone() };
		let error = proof.verify(trusted, &question).unwrap_err();
		assert!(matches!(error, Error::Incomplete(_) | Error::Superfluous), "{error:?}");
	}
}

#[test]
fn a_proof_that_names_its_keys_in_another_way_is_foreign() {
	let mut fewer = PROVEN.1.clone();
	fewer.keys.pop();
	let mut more = PROVEN.1.clone();
	more.keys.push(more.keys[0].clone());
	let mut swapped = PROVEN.1.clone();
	swapped.keys.swap(0, 1);
	for proof in [fewer, more, swapped] {
		assert_eq!(refusal(&proof), Some(Error::Foreign));
	}
}

#[test]
fn a_proof_of_an_earlier_block_is_not_one_of_a_later() {
	let (mut chain, _, earlier) = proven();
	chain.execute_with(|| {
		set_time(START + SECOND);
		Consent::revoke_all_for(signed(patient()), Grantee::Account(hospital())).unwrap();
	});
	let later = prove(&mut chain, &patient(), &hospital());
	let trusted = Trusted::Block(later.block_hash);
	assert_eq!(earlier.verify(&trusted, &question()), Err(Error::WrongBlock));
	let trusted = Trusted::StateRoot(later.state_root);
	assert_eq!(earlier.verify(&trusted, &question()), Err(Error::WrongStateRoot));
	// Nor with the later header around it.
	let mixed = ConsentProof { proof: earlier.proof, ..later.clone() };
	assert_eq!(mixed.verify(&trusted, &question()), Err(Error::OtherState));
	// Nor with the old value among the new nodes.
	let mut both = later;
	both.add_nodes(mixed.proof.into_iter().map(|node| node.0));
	assert_eq!(both.verify(&trusted, &question()), Err(Error::Superfluous));
}

#[test]
fn a_proof_of_another_chain_is_refused() {
	let mut chain = chain();
	let other = prove(&mut chain, &patient(), &hospital());
	assert_eq!(refusal(&other), Some(Error::WrongBlock));
	let trusted = Trusted::StateRoot(PROVEN.1.state_root);
	assert_eq!(other.verify(&trusted, &question()), Err(Error::WrongStateRoot));
}

#[test]
fn a_header_that_is_none_is_refused() {
	let mut proof = PROVEN.1.clone();
	proof.header.scale.0.push(0);
	let hash = H256(sp_crypto_hashing::blake2_256(&proof.header.scale));
	let error = proof.verify(&Trusted::Block(hash), &question());
	assert_eq!(error, Err(Error::BadHeader));
	let trusted = Trusted::StateRoot(proof.state_root);
	assert_eq!(proof.verify(&trusted, &question()), Err(Error::BadHeader));
}

#[test]
fn an_answer_that_contradicts_its_header_is_refused() {
	let trusted = Trusted::StateRoot(PROVEN.1.state_root);
	for proof in [
		ConsentProof { block_hash: H256::zero(), ..PROVEN.1.clone() },
		ConsentProof { state_root: H256::zero(), ..PROVEN.1.clone() },
	] {
		assert_eq!(refusal(&proof), Some(Error::Inconsistent));
		assert_eq!(proof.verify(&trusted, &question()), Err(Error::Inconsistent));
	}
}

#[test]
fn what_cannot_be_decoded_is_refused_by_name() {
	let role = Role::Insurer;
	let (patient, hospital) = (patient(), hospital());
	let items = [
		(Item::Now, keys::now()),
		(Item::Consents, keys::consents(&patient, &Grantee::Account(hospital.clone()))),
		(Item::Credentials, keys::credentials(&hospital, role)),
		(Item::Histories, keys::histories(&hospital, role)),
		(Item::Authorities, keys::authorities(&board())),
	];
	for (item, key) in items {
		let (mut chain, ..) = proven();
		let keys = keys_of(&mut chain, &patient, &hospital);
		chain.execute_with(|| sp_io::storage::set(&key, &[0xff; 3]));
		let proof = answer(&mut chain, &keys, &patient, &hospital);
		let error = proof.verify(&Trusted::Block(proof.block_hash), &question());
		assert_eq!(error, Err(Error::Malformed(item)));
	}
}

proptest! {
	#[test]
	fn whatever_is_changed_is_refused(
		changes in prop::collection::vec((any::<prop::sample::Index>(), 1..=255u8), 1..4),
	) {
		let mut proof = PROVEN.1.clone();
		{
			let mut all = bytes(&mut proof);
			for (index, change) in changes {
				let count = all.len();
				*all[index.index(count)] ^= change;
			}
		}
		prop_assume!(proof != PROVEN.1);
		prop_assert!(refusal(&proof).is_some());
	}

	#[test]
	fn noise_is_refused(nodes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 0..8)) {
		let proof = nodes.into_iter().map(Bytes).collect();
		let error = refusal(&ConsentProof { proof, ..PROVEN.1.clone() });
		prop_assert!(error.is_some());
	}
}
