// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of rings.

use super::{Cohort, CohortState, RingId, RingKey};
use crate::Moment;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A cohort as the runtime API reports it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CohortInfo {
	/// Where it stands.
	pub state: CohortState,
	/// The number of its keys.
	pub members: u32,
	/// The number of its rings; none while keys are enrolled.
	pub rings: u16,
	/// How many of them are built.
	pub built: u16,
	/// When it was frozen; `None` while keys are enrolled.
	pub frozen_at: Option<Moment>,
}

/// A ring as the runtime API reports it, with a page of its members.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct RingInfo {
	/// The commitment to its members that proofs are checked against, as `verifiable` encodes it.
	pub commitment: Vec<u8>,
	/// The number of its members.
	pub len: u32,
	/// The keys of its members in the order in which they were added, from the place asked for on.
	pub members: Vec<RingKey>,
}

sp_api::decl_runtime_apis! {
	/// Cohorts and rings.
	///
	/// A ring is never asked for by a key, which would tell the node whose it is. Whoever proves fetches all
	/// of its members.
	pub trait RingsApi {
		/// A cohort; `None` if there is none. Reads one entry.
		fn cohort(cohort: Cohort) -> Option<CohortInfo>;

		/// The cohort of persons that a key which an institution vouches for now enters, whether it is
		/// open yet or not. A proof of possession names it. `None` at the end of time. Reads two entries.
		fn collecting() -> Option<Cohort>;

		/// A ring with its members from the place `start` on, at most [`MAX_RING_PAGE`]; `None` if its
		/// cohort is not built. Reads an entry for each of these members.
		///
		/// [`MAX_RING_PAGE`]: super::MAX_RING_PAGE
		fn ring(ring: RingId, start: u32) -> Option<RingInfo>;
	}
}
