// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Cohorts and rings.

use crate::BlockRef;
use medibloc_primitives::{
	apis::{CohortInfo, RingInfo},
	rings::CohortState,
	Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};

/// A cohort: the keys that were collected in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cohort {
	/// Where it stands.
	pub state: CohortState,
	/// The number of its keys.
	pub members: u32,
	/// The number of its rings; 0 before they are placed.
	pub rings: u16,
	/// How many of them are built.
	pub built: u16,
	/// The moment from which it took no more keys; `None` while it does.
	pub frozen_at: Option<Moment>,
	/// The block whose state this is.
	pub block: BlockRef,
}

/// A ring with a page of its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ring {
	/// The commitment to its members that proofs are checked against.
	pub commitment: Bytes,
	/// The number of its members.
	pub length: u32,
	/// The keys of its members in the order in which they were added, from the place asked for on.
	pub members: Vec<H256>,
	/// The `start` of the next page; `None` if this is the last one.
	pub next: Option<u32>,
	/// The block whose state this is.
	pub block: BlockRef,
}

impl Cohort {
	/// What the runtime says at a block.
	pub fn new(info: CohortInfo, block: BlockRef) -> Self {
		let CohortInfo { state, members, rings, built, frozen_at } = info;
		Self { state, members, rings, built, frozen_at, block }
	}
}

impl From<Cohort> for CohortInfo {
	fn from(cohort: Cohort) -> Self {
		let Cohort { state, members, rings, built, frozen_at, .. } = cohort;
		Self { state, members, rings, built, frozen_at }
	}
}

impl Ring {
	/// What the runtime says at a block of the members from `start` on.
	pub fn new(info: RingInfo, start: u32, block: BlockRef) -> Self {
		let RingInfo { commitment, len: length, members } = info;
		let members: Vec<_> = members.into_iter().map(H256).collect();
		let end = u32::try_from(members.len()).ok().and_then(|count| start.checked_add(count));
		let next = end.filter(|end| *end < length && !members.is_empty());
		Self { commitment: Bytes(commitment), length, members, next, block }
	}
}

impl From<Ring> for RingInfo {
	fn from(ring: Ring) -> Self {
		let members = ring.members.into_iter().map(|key| key.0).collect();
		Self { commitment: ring.commitment.0, len: ring.length, members }
	}
}
