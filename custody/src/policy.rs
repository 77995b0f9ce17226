// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Policies: who keeps the shares of what.

use crate::{Commitments, Error, PublicKey};
use codec::{Decode, DecodeAll, Encode};
use medibloc_primitives::record::Commitment;
use sp_core::{crypto::AccountId32, H256};
use sp_crypto_hashing::blake2_256;

/// The largest number of keepers of a policy.
pub const MAX_KEEPERS: usize = 32;
const MIN_THRESHOLD: u8 = 2;
const VERSION: u8 = 1;
const POLICY_TAG: &[u8] = b"medibloc/custody/policy/v1";

/// Identifies a policy, and with it everything that the policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
pub struct PolicyId(pub H256);

/// What the key opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
pub enum Record {
	/// A record that was anchored alone, by its commitment.
	Single(Commitment),
	/// A record of a batch, by its leaf.
	Batched(H256),
}

/// A keeper, as the policy names it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Keeper {
	/// The account under which it is registered.
	pub account: AccountId32,
	/// The key that shares are sealed to.
	pub key: PublicKey,
}

/// Says of one record which keepers hold the shares of its key, and how many restore it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Policy {
	version: u8,
	genesis: H256,
	patient: AccountId32,
	record: Record,
	generation: u32,
	previous: Option<PolicyId>,
	threshold: u8,
	keepers: Vec<Keeper>,
	commitments: H256,
}

impl Policy {
	/// The first policy of a record, whose shares have these commitments.
	///
	/// # Errors
	///
	/// [`BadThreshold`](Error::BadThreshold), [`TooManyKeepers`](Error::TooManyKeepers),
	/// [`SameKeeper`](Error::SameKeeper); [`WrongCommitments`](Error::WrongCommitments) if their number is
	/// not the threshold.
	pub fn new(
		genesis: H256,
		patient: AccountId32,
		record: Record,
		keepers: Vec<Keeper>,
		commitments: &Commitments,
	) -> Result<Self, Error> {
		Self {
			version: VERSION,
			genesis,
			patient,
			record,
			generation: 0,
			previous: None,
			threshold: commitments.threshold()?,
			keepers,
			commitments: commitments.hash(),
		}
		.checked()
	}

	/// The policy that follows this one, under which other keepers hold shares of the same key.
	pub(crate) fn successor(
		&self,
		keepers: Vec<Keeper>,
		commitments: &Commitments,
	) -> Result<Self, Error> {
		Self {
			version: VERSION,
			genesis: self.genesis,
			patient: self.patient.clone(),
			record: self.record,
			generation: self.generation.checked_add(1).ok_or(Error::NoMoreGenerations)?,
			previous: Some(self.id()),
			threshold: commitments.threshold()?,
			keepers,
			commitments: commitments.hash(),
		}
		.checked()
	}

	fn checked(self) -> Result<Self, Error> {
		check_keepers(&self.keepers, self.threshold)?;
		if self.version != VERSION || (self.generation == 0) != self.previous.is_none() {
			return Err(Error::Malformed);
		}
		Ok(self)
	}

	/// The id.
	pub fn id(&self) -> PolicyId {
		PolicyId(H256(blake2_256(&(POLICY_TAG, self).encode())))
	}

	/// The hash of the first block of the chain that the record is on.
	pub fn genesis(&self) -> H256 {
		self.genesis
	}

	/// The account that the record is about.
	pub fn patient(&self) -> &AccountId32 {
		&self.patient
	}

	/// What the key opens.
	pub fn record(&self) -> Record {
		self.record
	}

	/// How often the shares changed hands.
	pub fn generation(&self) -> u32 {
		self.generation
	}

	/// The policy that this one follows.
	pub fn previous(&self) -> Option<PolicyId> {
		self.previous
	}

	/// The number of keepers that restore the key.
	pub fn threshold(&self) -> u8 {
		self.threshold
	}

	/// The keepers. The one at position `i`, from 0, has the share of index `i + 1`.
	pub fn keepers(&self) -> &[Keeper] {
		&self.keepers
	}

	/// The keeper that has the share of this index.
	///
	/// # Errors
	///
	/// [`NoKeeper`](Error::NoKeeper).
	pub fn keeper(&self, index: u8) -> Result<&Keeper, Error> {
		let position = index.checked_sub(1).ok_or(Error::NoKeeper(index))?;
		self.keepers.get(usize::from(position)).ok_or(Error::NoKeeper(index))
	}

	/// Checks that these are the commitments of the policy.
	///
	/// # Errors
	///
	/// [`WrongCommitments`](Error::WrongCommitments).
	pub fn check(&self, commitments: &Commitments) -> Result<(), Error> {
		let is_same = commitments.hash() == self.commitments;
		if is_same && commitments.threshold() == Ok(self.threshold) {
			Ok(())
		} else {
			Err(Error::WrongCommitments)
		}
	}

	/// The bytes, of which there is one form.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.encode()
	}

	/// Reads the bytes.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed), and as [`new`](Self::new).
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let policy = Self::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?.checked()?;
		// Compact lengths have longer forms, which some decoders take.
		if policy.encode() == bytes {
			Ok(policy)
		} else {
			Err(Error::Malformed)
		}
	}
}

/// Checks that no keeper is named twice, so that no one holds two shares, and that the threshold is
/// possible.
pub(crate) fn check_keepers(keepers: &[Keeper], threshold: u8) -> Result<(), Error> {
	if keepers.len() > MAX_KEEPERS {
		return Err(Error::TooManyKeepers);
	}
	if threshold < MIN_THRESHOLD || usize::from(threshold) > keepers.len() {
		return Err(Error::BadThreshold);
	}
	for (position, keeper) in keepers.iter().enumerate() {
		let is_same = |other: &Keeper| other.account == keeper.account || other.key == keeper.key;
		if keepers.iter().take(position).any(is_same) {
			return Err(Error::SameKeeper);
		}
	}
	Ok(())
}
