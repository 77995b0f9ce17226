// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tests by subject, and what they share.

mod attack;
mod decision;
mod messages;
mod policy;
mod resharing;
mod sharing;

use crate::*;
use rand_core::OsRng;
use sp_core::{crypto::AccountId32, H256};

const GENESIS: H256 = H256([1; 32]);
const PATIENT: AccountId32 = AccountId32::new([2; 32]);
const ASKER: AccountId32 = AccountId32::new([3; 32]);
const RECORD: Record = Record::Single(H256([4; 32]));
const SECRETS: &[u8] = b"the secrets of a record";

/// A record in custody.
struct Custody {
	keys: Vec<SecretKey>,
	secret: Secret,
	split: Split,
	sealed: SealedRecord,
}

fn keys(number: u8) -> Vec<SecretKey> {
	(0..number).map(|_| SecretKey::random(&mut OsRng)).collect()
}

fn keepers(keys: &[SecretKey]) -> Vec<Keeper> {
	let accounts = (100..).map(|byte| AccountId32::new([byte; 32]));
	let keys = keys.iter().map(SecretKey::public);
	accounts.zip(keys).map(|(account, key)| Keeper { account, key }).collect()
}

fn split_of(record: Record, secret: &Secret, keys: &[SecretKey], threshold: u8) -> Split {
	split(secret, GENESIS, PATIENT, record, keepers(keys), threshold, &mut OsRng)
		.expect("the threshold is possible")
}

fn custody(number: u8, threshold: u8) -> Custody {
	let (keys, secret) = (keys(number), Secret::random(&mut OsRng));
	let split = split_of(RECORD, &secret, &keys, threshold);
	let sealed = SealedRecord::seal(SECRETS, &secret, &split.policy, &mut OsRng)
		.expect("the secrets are short");
	Custody { keys, secret, split, sealed }
}

fn context(key: &SecretKey) -> ReleaseContext {
	let access = Access::Logged(H256([5; 32]));
	ReleaseContext { asker: ASKER, epoch: 7, key: key.public(), access }
}

impl Custody {
	/// The share of the keeper at this position, from 0.
	fn share(&self, position: usize) -> Share {
		self.split.shares[position]
			.open(&self.keys[position], &self.split.policy, &self.split.commitments)
			.expect("the share is genuine")
	}

	fn release(&self, position: usize, context: &ReleaseContext) -> Release {
		let (share, key) = (self.share(position), &self.keys[position]);
		Release::wrap(&share, key, &self.split.policy, context, &mut OsRng)
			.expect("the keeper is one of the policy")
	}

	fn combine(&self, shares: &[Share]) -> Result<Secret, Error> {
		combine(shares, &self.split.policy, &self.split.commitments)
	}

	/// What the asker reads with these shares.
	fn read(&self, shares: &[Share]) -> Result<Vec<u8>, Error> {
		let secret = self.combine(shares)?;
		self.sealed.open(&secret, &self.split.policy).map(|secrets| secrets.to_vec())
	}
}
