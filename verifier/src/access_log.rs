// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of entries in the access log of a patient.
//!
//! The node's `state_getReadProof` of [`keys()`] shows the accumulator over the whole log; a path of
//! siblings, made by whoever has the entries with `medibloc_primitives::access_log::prove`, shows
//! one entry in it.

use crate::{
	keys::{self as storage, Item},
	trie::{decode, Witness},
	AccountId32, Error,
};
use alloc::vec::Vec;
use medibloc_primitives::{
	access_log::{leaf, AccessEntry, AccessLog},
	Moment,
};
use sp_core::{Bytes, H256};

/// The log of a patient, as a storage proof has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenLog {
	/// The accumulator. Empty if nothing was ever logged.
	pub log: AccessLog,
	/// The time of the block, for [`Freshness::check`](crate::Freshness::check).
	pub time: Moment,
	patient: AccountId32,
}

/// The storage keys to ask a proof of: those of the time and of the accumulator.
pub fn keys(patient: &AccountId32) -> [Vec<u8>; 2] {
	[storage::now(), storage::access_logs(patient)]
}

/// Reads the log of `patient` out of a storage proof of [`keys()`] under a state root that the caller
/// trusts.
///
/// Fails with [`Error::OtherState`], [`Error::Incomplete`], [`Error::Superfluous`] or
/// [`Error::Malformed`].
pub fn verify(
	state_root: H256,
	patient: &AccountId32,
	proof: &[Bytes],
) -> Result<ProvenLog, Error> {
	let witness = Witness::new(state_root, proof)?;
	let time = match witness.read(Item::Now, &storage::now())? {
		Some(value) => decode(Item::Now, &value)?,
		None => 0,
	};
	let log: AccessLog = match witness.read(Item::AccessLogs, &storage::access_logs(patient))? {
		Some(value) => decode(Item::AccessLogs, &value)?,
		None => AccessLog::default(),
	};
	witness.ensure_used_up()?;
	if !log.is_consistent() {
		return Err(Error::Malformed(Item::AccessLogs));
	}
	Ok(ProvenLog { log, time, patient: patient.clone() })
}

impl ProvenLog {
	/// Whether `entry` is the one at `index`, from 0, of the log, given the sibling hashes from its
	/// leaf to its peak.
	pub fn contains(&self, index: u64, entry: &AccessEntry<AccountId32>, path: &[H256]) -> bool {
		self.log.verify(index, leaf(&self.patient, index, entry), path)
	}
}
