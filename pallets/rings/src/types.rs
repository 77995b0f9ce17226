// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use crate::Config;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::traits::fungible::Inspect;
use medibloc_primitives::{
	credential::Serial,
	rings::{Cohort, CohortState},
	Deposit, Moment, RandomnessTurn,
};
pub use medibloc_ring_vrf::{Commitment, OpenCommitment};
use scale_info::TypeInfo;
use sp_core::H256;

/// A balance of the currency of the deposits.
pub type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// The deposit for a vouch.
pub type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A vouch of an account of the runtime.
pub type VouchOf<T> = Vouch<DepositOf<T>>;

/// A cohort: where it stands and how large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Standing {
	/// Its stage.
	pub stage: Stage,
	/// The number of its keys, at the positions from 0.
	pub members: u32,
	/// The number of its rings that are built.
	pub rings: u16,
	/// The moment at which it was frozen; none before.
	pub frozen_at: Option<Moment>,
}

impl Standing {
	/// A cohort that was just opened.
	pub(crate) const fn new() -> Self {
		Self { stage: Stage::Open, members: 0, rings: 0, frozen_at: None }
	}

	/// What other pallets and clients are told of its stage.
	pub(crate) const fn state(&self) -> CohortState {
		match self.stage {
			Stage::Open => CohortState::Open,
			Stage::Frozen { .. } | Stage::Placed { .. } => CohortState::Frozen,
			Stage::Built { .. } => CohortState::Built,
			Stage::TooSmall => CohortState::TooSmall,
			Stage::Retired => CohortState::Retired,
		}
	}
}

/// The stage of a cohort, with what the next one needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Stage {
	/// Keys are enrolled.
	#[codec(index = 0)]
	Open,
	/// The randomness that places its keys is awaited.
	#[codec(index = 1)]
	Frozen {
		/// The turn of the randomness at which it was frozen.
		turn: RandomnessTurn,
	},
	/// Its keys are placed, and its rings are being built.
	#[codec(index = 2)]
	Placed {
		/// What places its keys.
		seed: H256,
	},
	/// All its rings are built.
	#[codec(index = 3)]
	Built {
		/// What placed its keys.
		seed: H256,
	},
	/// It was frozen with fewer keys than a ring needs.
	#[codec(index = 4)]
	TooSmall,
	/// It ended, and its keys and rings are being deleted.
	#[codec(index = 5)]
	Retired,
}

/// Where a key is enrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Enrolment {
	/// The cohort.
	pub cohort: Cohort,
	/// The position in the order of enrolment; none if the key is only reserved.
	pub position: Option<u32>,
}

/// A ring that is being built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Progress {
	/// How many of its members were added.
	pub added: u32,
	/// The commitment to these.
	pub commitment: OpenCommitment,
}

/// The vouch of an institution for the key of a person.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Vouch<Deposit> {
	/// The credential by which the institution vouched.
	pub serial: Serial,
	/// What the institution paid, whose account it names.
	pub deposit: Deposit,
}

/// What a step did for a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
	/// It was frozen.
	Frozen,
	/// The randomness was drawn, or its turn chosen anew.
	Drawn,
	/// So many members were added to a ring.
	Added(u32),
	/// So many entries were deleted.
	Deleted(u32),
}
