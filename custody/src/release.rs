// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Shares on their way from keepers to whoever may read the record.

use crate::{
	polynomial::interpolate, sealed::Sealed, Commitments, Error, Policy, PublicKey, Secret,
	SecretKey, Share,
};
use codec::{Decode, DecodeAll, Encode};
use rand_core::{CryptoRng, RngCore};
use sp_core::{crypto::AccountId32, H256};

const INFO_TAG: &[u8] = b"medibloc/custody/release/v1";
const VERSION: u8 = 1;

/// The access that a share is released for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Access {
	/// By whoever the account belongs to.
	Owner,
	/// By an entry in the access log: the hash of its leaf, which says patient, place and content.
	Logged(H256),
}

/// What a release is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseContext {
	/// The account that asks.
	pub asker: AccountId32,
	/// The epoch of its encryption key.
	pub epoch: u32,
	/// Its encryption key, as published.
	pub key: PublicKey,
	/// The access.
	pub access: Access,
}

impl ReleaseContext {
	fn encode(&self, version: u8, policy: &Policy, index: u8) -> Vec<u8> {
		(version, policy.id(), index, &self.asker, self.epoch, self.key, self.access).encode()
	}
}

/// A share, encrypted to the asker by the keeper, with the key that the policy names.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Release {
	version: u8,
	index: u8,
	sealed: Sealed,
}

impl Release {
	/// Wraps a share. Only after [`decide`](crate::decide) said so.
	///
	/// # Errors
	///
	/// [`NoKeeper`](Error::NoKeeper); [`NotForThis`](Error::NotForThis) if `key` is not that of the keeper.
	pub fn wrap(
		share: &Share,
		key: &SecretKey,
		policy: &Policy,
		context: &ReleaseContext,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		let index = share.index();
		if policy.keeper(index)?.key != key.public() {
			return Err(Error::NotForThis);
		}
		let bound = context.encode(VERSION, policy, index);
		let to = &context.key;
		let sealed = Sealed::seal(&share.to_bytes(), Some(key), to, INFO_TAG, &bound, rng)?;
		Ok(Self { version: VERSION, index, sealed })
	}

	/// The index of the share.
	pub fn index(&self) -> u8 {
		self.index
	}

	/// Opens it as the asker, and checks that it is the share of the keeper that it names.
	///
	/// # Errors
	///
	/// [`WrongCommitments`](Error::WrongCommitments), [`NoKeeper`](Error::NoKeeper);
	/// [`NotForThis`](Error::NotForThis) if `key` is not that of the context;
	/// [`NotFromKeeper`](Error::NotFromKeeper) if the keeper did not make it for this access;
	/// [`FalseShare`](Error::FalseShare) if the keeper made it and lied.
	pub fn open(
		&self,
		key: &SecretKey,
		policy: &Policy,
		commitments: &Commitments,
		context: &ReleaseContext,
	) -> Result<Share, Error> {
		policy.check(commitments)?;
		let index = self.index;
		let from = &policy.keeper(index)?.key;
		if context.key != key.public() {
			return Err(Error::NotForThis);
		}
		let bound = context.encode(self.version, policy, index);
		let bytes = self.sealed.open(Some(from), key, INFO_TAG, &bound);
		let bytes = bytes.map_err(|_| Error::NotFromKeeper(index))?;
		let share = Share::from_bytes(index, &bytes);
		share.filter(|share| share.is_of(commitments)).ok_or(Error::FalseShare(index))
	}

	/// The bytes to hand to the asker.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.encode()
	}

	/// Reads the bytes.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed); [`NoKeeper`](Error::NoKeeper) for index 0.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let release = Self::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?;
		match release {
			Self { version, .. } if version != VERSION => Err(Error::Malformed),
			Self { index: 0, .. } => Err(Error::NoKeeper(0)),
			release => Ok(release),
		}
	}
}

/// Restores the secret from shares, which [`Release::open`] gave.
///
/// # Errors
///
/// [`WrongCommitments`](Error::WrongCommitments), [`NoKeeper`](Error::NoKeeper), [`Twice`](Error::Twice),
/// [`FalseShare`](Error::FalseShare), [`TooFew`](Error::TooFew).
pub fn combine(
	shares: &[Share],
	policy: &Policy,
	commitments: &Commitments,
) -> Result<Secret, Error> {
	policy.check(commitments)?;
	for (position, share) in shares.iter().enumerate() {
		let index = share.index();
		policy.keeper(index)?;
		if !share.is_of(commitments) {
			return Err(Error::FalseShare(index));
		}
		if shares.iter().take(position).any(|other| other.index() == index) {
			return Err(Error::Twice(index));
		}
	}
	let needed = usize::from(policy.threshold());
	let enough = shares.get(..needed).ok_or(Error::TooFew { given: shares.len(), needed })?;
	Ok(Secret::new(*interpolate(enough)))
}
